"""The settings 「设置」: the look of the window. Every choice works at once; there is nothing to confirm."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QFrame, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from desktop.ui.clerk import Clerk
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.page import Page
from desktop.ui.parts.tone import Tone
from desktop.ui.settings.window_settings import WindowSettings
from desktop.ui.theme.theme import Scheme, Theme

_SCHEMES = ((Scheme.SYSTEM, "跟随系统"), (Scheme.LIGHT, "浅色"), (Scheme.DARK, "深色"))
_WIDTH = 720

KEYS = (
    ("Ctrl+N", "新建办件"),
    ("Ctrl+O", "收件"),
    ("Ctrl+K", "查找"),
    ("Enter", "打开选中的办件"),
    ("Esc", "回到办件清单"),
    ("Ctrl+PgUp  Ctrl+PgDn", "上一节、下一节"),
    ("Ctrl+J", "常用语"),
    ("Ctrl+H", "本节较早的版本"),
    ("Ctrl+S", "立即保存（平时自动保存）"),
    ("Ctrl+E", "导出"),
    ("Ctrl+Enter", "送下一步"),
    ("F6", "在各栏之间移动"),
    ("Ctrl+Shift+1  Ctrl+Shift+3", "收起或打开原件、纸面"),
)


class SettingsPage(Page):
    """Scheme and large print, and the list of keys."""

    def __init__(
        self, theme: Theme, clerk: Clerk, settings: WindowSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._clerk, self._settings = theme, clerk, settings
        self.setProperty("ground", "background")
        self._schemes = QButtonGroup(self)
        self._scheme_line = self._scheme_row()
        self._large = QCheckBox("大字（界面字号放大四分之一）")
        self._large.setChecked(settings.large_print)
        self._large.toggled.connect(self._apply)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(16)
        column.addWidget(make_label("设置", "title"))
        column.addWidget(self._card("外观", self._scheme_line, self._large))
        column.addWidget(self._card("键盘", self._keys()))
        column.addStretch(1)

    def _scheme_row(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        for scheme, label in _SCHEMES:
            button = QRadioButton(label)
            button.setProperty("scheme", str(scheme))
            button.setChecked(scheme is self._settings.scheme)
            self._schemes.addButton(button)
            if button.isChecked():
                self.setFocusProxy(button)
            row.addWidget(button)
        row.addStretch(1)
        self._schemes.buttonClicked.connect(self._apply)
        return whole

    def _keys(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for keys, meaning in KEYS:
            row = QHBoxLayout()
            name = make_label(keys)
            name.setFixedWidth(170)
            row.addWidget(name)
            row.addWidget(make_label(meaning, tone=Tone.SECONDARY), 1)
            column.addLayout(row)
        return whole

    def _card(self, heading: str, *contents: QWidget) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        card.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 16, 20, 18)
        column.setSpacing(12)
        column.addWidget(make_label(heading, "heading"))
        for content in contents:
            column.addWidget(content)
        return card

    def _apply(self) -> None:
        chosen = self._schemes.checkedButton()
        self._settings.scheme = Scheme(str(chosen.property("scheme")))
        self._settings.large_print = self._large.isChecked()
        self._theme.choose(self._settings.scheme, self._settings.large_print)
