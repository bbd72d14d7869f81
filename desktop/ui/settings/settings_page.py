"""The settings page 「设置」: office, absences, rules, backups, data, appearance, keys, licences; without a save button."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.case.field import Field, FieldKind, text_field
from desktop.services.office.office import Office, read_office, save_office
from desktop.services.office.places import place_choices
from desktop.services.office.workplace import Workplace
from desktop.ui.access.print_size import KeptWidth
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.field_box import FieldBox
from desktop.ui.parts.keys import listed
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.page import Page
from desktop.ui.parts.tone import Tone
from desktop.ui.settings.about_part import AboutPart, DataPart
from desktop.ui.settings.appearance_part import AppearanceForm
from desktop.ui.settings.backup_part import BackupPart
from desktop.ui.settings.calendar_dialog import CalendarPart
from desktop.ui.settings.handover_part import HandoverPart
from desktop.ui.settings.rules_dialog import RulesPart
from desktop.ui.store_worker import Newest, StoreWorker
from desktop.ui.theme.theme import Theme
from desktop.ui.window_settings import WindowSettings

# A card of the settings: a heading and its contents.
_WIDTH = 760
_NAMES_WIDTH = 160
_PRACTICE = (
    "用一批虚构的办件练手：随便点、随便改、导出、打印，都不影响正式数据。窗口会换成练习，顶上有回来的按钮。"
)
_GAP = 16
BACKUPS = "备份和恢复"
"""The name of the card of backups, to which the window leads."""
CHAPTERS = {
    "外出代管": "外出代管",
    "办理规则": "改模板",
    "工作日历": "改模板",
    BACKUPS: "备份、恢复、换电脑",
    "练习": "练习",
    "数据在哪里": "数据在哪里",
    "键盘": "键盘",
}
"""The chapters of the manual by the card that they are about."""


def make_card(theme: Theme, heading: str, *contents: QWidget) -> QFrame:
    """A card with the contents from top to bottom."""
    card = QFrame()
    card.setProperty("kind", "card")
    KeptWidth(theme, card, _WIDTH, at_most=True)
    column = QVBoxLayout(card)
    column.setContentsMargins(20, 16, 20, 18)
    column.setSpacing(12)
    column.addWidget(make_label(heading, "heading"))
    for content in contents:
        column.addWidget(content)
    return card


# The office 「本单位」: facts that all replies of this office share.
_SAVE_MS = 600
_FIELDS = (
    (text_field("unit", "单位全称（落款）"), "如 长宁区科学技术委员会"),
    (text_field("region", "行政区"), "如 长宁区"),
    (Field("locality", "办理规则", FieldKind.CHOICE, str.strip, str), ""),
    (text_field("officer", "经办人"), "记在办理经过里的名字"),
    (text_field("contact_person", "联系人"), "印在答复里"),
    (text_field("contact_phone", "联系电话"), ""),
)


Places = tuple[tuple[str, str], ...]


def _office_and_places(work: Workplace) -> tuple[Office, Places]:
    office = read_office(work)
    return office, place_choices(work, keep=office.locality)


class OfficeForm(QWidget):
    """Saved shortly after the last key and when the page is left."""

    failed = Signal(object)
    saved = Signal()

    def __init__(self, theme: Theme, worker: StoreWorker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._stored: Office | None = None
        self._sent: Office | None = None
        self.boxes = {field.key: FieldBox(theme, field, hint) for field, hint in _FIELDS}
        self._state = make_label("改动自动保存，用于以后新写的答复。", "small", Tone.SECONDARY)
        self._delay = QTimer(self, singleShot=True, interval=_SAVE_MS)
        self._delay.timeout.connect(self.save)
        self._lay_out()
        for box in self.boxes.values():
            box.edited.connect(self._delay.start)
        self._asked = Newest()
        self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stored is None:
            self._ask()

    def _ask(self) -> None:
        """Ask for what is stored; nothing is saved before that is known."""
        task = self._asked.follow(self._worker.looker.send(_office_and_places))
        task.done.connect(self._fill)
        task.failed.connect(self.failed)

    def save(self) -> None:
        """Start to store the typed facts; `saved` or `failed` tells how it ended."""
        self._delay.stop()
        if self._stored is None:
            return
        typed = Office(**{key: box.text.strip() for key, box in self.boxes.items()})
        if typed in (self._stored, self._sent):
            return
        self._sent = typed
        task = self._worker.send(save_office, typed)
        task.settled.connect(self._on_settled)
        task.done.connect(lambda _done: self._on_saved(typed))
        task.failed.connect(self.failed)

    def _on_settled(self) -> None:
        self._sent = None

    def _on_saved(self, typed: Office) -> None:
        self._stored = typed
        self._state.setText("已保存，用于以后新写的答复。")
        self.saved.emit()

    def _fill(self, found: tuple[Office, Places]) -> None:
        """Show what is stored; a box that has been typed into already keeps its text."""
        self._stored, places = found
        self.boxes["locality"].show_choices(places, "按办件所在地自动选择")
        for key, box in self.boxes.items():
            if not box.text:
                box.show_text(getattr(self._stored, key))

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for place, box in enumerate(self.boxes.values()):
            grid.addWidget(box, place // 3, place % 3, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._state, 2, 0, 1, 3)
        for column in range(3):
            grid.setColumnStretch(column, 1)


class SettingsPage(Page):
    """The cards from top to bottom, the list of their names at the left. `show_card` brings one into sight."""

    def __init__(
        self, theme: Theme, worker: StoreWorker, settings: WindowSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("ground", "background")
        self._theme = theme
        self.office = OfficeForm(theme, worker)
        self.rules = RulesPart(theme, worker)
        self.office.saved.connect(self.rules.count)
        self.handovers = HandoverPart(theme, worker)
        self.handovers.changed.connect(self.cases_changed)
        self.calendar = CalendarPart(theme, worker)
        self.backups = BackupPart(theme, worker)
        self.backups.reopen_requested.connect(self.reopen_requested)
        self.data = DataPart(theme, worker)
        self.data.manual_requested.connect(self.manual_requested)
        self.about = AboutPart(theme, worker)
        for teller in (self.rules, self.handovers, self.calendar, self.backups):
            teller.noticed.connect(self.noticed)
            teller.failed.connect(self.failed)
        for asker in (self.office, self.data, self.about):
            asker.failed.connect(self.failed)
        self.cards = {
            "本单位": (self.office,),
            "外出代管": (self.handovers,),
            "办理规则": (self.rules,),
            "工作日历": (self.calendar,),
            BACKUPS: (self.backups,),
            "练习": (self._make_practice(theme, worker),),
            "数据在哪里": (self.data,),
            "外观": (AppearanceForm(theme, settings),),
            "键盘": (_key_table(),),
            "版本与许可": (self.about,),
        }
        self._lay_out()
        self.setFocusProxy(self.office.boxes["unit"])

    def may_leave(self) -> bool:
        self.office.save()
        return True

    chapter = "装好，第一次打开"

    @property
    def manual_heading(self) -> str:
        """The chapter of the card that is in sight."""
        return CHAPTERS.get(self._names.currentItem().text(), self.chapter)

    def show_card(self, name: str) -> None:
        """Scroll so that the card of that name is at the top, and mark it."""
        self._area.verticalScrollBar().setValue(self._frames[name].y() - _GAP)
        self._names.setCurrentRow(list(self.cards).index(name))

    def _mark(self, at: int) -> None:
        """Mark the card at the top of what is seen."""
        if not self._names.hasFocus():
            seen = [name for name, frame in self._frames.items() if frame.geometry().bottom() > at + _GAP]
            self._names.setCurrentRow(list(self.cards).index(seen[0]) if seen else 0)

    def _lay_out(self) -> None:
        self._frames = {
            name: make_card(self._theme, name, *contents) for name, contents in self.cards.items()
        }
        inside = QWidget()
        inside.setProperty("ground", "background")
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(_GAP)
        for frame in self._frames.values():
            column.addWidget(frame)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inside)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._make_names())
        whole.addWidget(self._area, 1)
        self._area.verticalScrollBar().valueChanged.connect(self._mark)

    def _make_practice(self, theme: Theme, worker: StoreWorker) -> QWidget:
        """What the practice is, and the button that opens it; in the practice itself the bar at the top leads back."""
        is_practice = worker.work.is_practice
        self.practice = Button(theme, "正在练习" if is_practice else "打开练习", "monitor")
        self.practice.setEnabled(not is_practice)
        self.practice.clicked.connect(self.practice_requested)
        card = QWidget()
        row = QHBoxLayout(card)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(make_label(_PRACTICE, tone=Tone.SECONDARY, wrap=True), 1)
        row.addWidget(self.practice)
        return card

    def _make_names(self) -> QFrame:
        self._names = QListWidget()
        self._names.setProperty("ground", "background")
        self._names.setProperty("kind", "chapters")
        self._names.setAccessibleName("设置的各部分")
        self._names.addItems(list(self.cards))
        self._names.setCurrentRow(0)
        self._names.itemClicked.connect(lambda item: self.show_card(item.text()))
        self._names.itemActivated.connect(lambda item: self.show_card(item.text()))
        side = QFrame()
        side.setProperty("ground", "background")
        side.setProperty("edge", "right")
        KeptWidth(self._theme, side, _NAMES_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 20, 8, 12)
        column.setSpacing(12)
        title = make_label("设置", "title")
        title.setContentsMargins(12, 0, 0, 0)
        column.addWidget(title)
        column.addWidget(self._names, 1)
        return side


def _key_table() -> QWidget:
    """The table of all keys and their actions, with the places where they work."""
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    told = ""
    for line, (area, keys, meaning) in enumerate(listed()):
        if area != told:
            grid.addWidget(make_label(area, "small-heading"), line, 0)
            told = area
        grid.addWidget(make_label(keys), line, 1)
        grid.addWidget(make_label(meaning, tone=Tone.SECONDARY, wrap=True), line, 2)
    grid.setColumnStretch(2, 1)
    return table
