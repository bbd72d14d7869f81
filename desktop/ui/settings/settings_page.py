"""The settings 「设置」: this office, the look, the keys. Every change works at once; there is nothing to confirm."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.clerk import Clerk
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.page import Page
from desktop.ui.parts.tone import Tone
from desktop.ui.settings.card import make_card
from desktop.ui.settings.look_form import LookForm
from desktop.ui.settings.office_form import OfficeForm
from desktop.ui.theme.theme import Theme
from desktop.ui.window_settings import WindowSettings

KEYS = (
    ("Ctrl+N", "新建办件"),
    ("Ctrl+O", "收件"),
    ("Ctrl+K", "查找"),
    ("Ctrl+1 … Ctrl+5", "办件、日程、统计、资料、模板"),
    ("Ctrl+B", "看板"),
    ("Ctrl+L", "把眼前的清单带到台账"),
    ("Enter", "打开选中的办件"),
    ("Esc", "回到办件清单"),
    ("Ctrl+PgUp  Ctrl+PgDn", "上一节、下一节"),
    ("Ctrl+J", "常用语"),
    ("Ctrl+H", "本节较早的版本"),
    ("Ctrl+S", "立即保存（平时自动保存）"),
    ("Ctrl+G", "登记沟通"),
    ("Ctrl+D", "期限怎么算、延期、暂停"),
    ("Ctrl+T", "办理过程"),
    ("Ctrl+Shift+P", "把选中的话记为承诺"),
    ("Ctrl+Shift+M", "给本段写修改意见"),
    ("Ctrl+E", "导出"),
    ("Ctrl+P", "打印"),
    ("F11", "整窗看纸面"),
    ("Ctrl+Enter", "送下一步"),
    ("F6", "在各栏之间移动"),
    ("Ctrl+Shift+1", "收起或打开原件"),
    ("Ctrl+Shift+3", "收起或打开纸面"),
)


class SettingsPage(Page):
    """Cards one under the other."""

    def __init__(
        self, theme: Theme, clerk: Clerk, settings: WindowSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("ground", "background")
        self.office = OfficeForm(theme, clerk)
        self.office.failed.connect(self.failed)
        inside = QWidget()
        inside.setProperty("ground", "background")
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(24, 20, 24, 24)
        cards.setSpacing(16)
        cards.addWidget(make_label("设置", "title"))
        cards.addWidget(make_card("本单位", self.office))
        cards.addWidget(make_card("外观", LookForm(theme, settings)))
        cards.addWidget(make_card("键盘", _key_table()))
        cards.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
        self.setFocusProxy(self.office.boxes["unit"])

    def may_leave(self) -> bool:
        return self.office.save()


def _key_table() -> QWidget:
    """Every key and what it does, in two columns."""
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(6)
    half = (len(KEYS) + 1) // 2
    for place, (keys, meaning) in enumerate(KEYS):
        column = 2 * (place // half)
        grid.addWidget(make_label(keys), place % half, column)
        grid.addWidget(make_label(meaning, tone=Tone.SECONDARY), place % half, column + 1)
    for column in (1, 3):
        grid.setColumnStretch(column, 1)
    return table
