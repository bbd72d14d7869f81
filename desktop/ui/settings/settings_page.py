"""The settings page 「设置」: office, absences, rules, appearance, keys. Changes take effect without a save button."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.case.field import Field, FieldKind, text_field
from desktop.services.office.office import Office, read_office, save_office
from desktop.services.office.places import place_choices
from desktop.services.office.workplace import Workplace
from desktop.ui.access.print_size import KeptWidth
from desktop.ui.parts.field_box import FieldBox
from desktop.ui.parts.keys import listed
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.page import Page
from desktop.ui.parts.tone import Tone
from desktop.ui.settings.appearance_part import AppearanceForm
from desktop.ui.settings.calendar_dialog import CalendarPart
from desktop.ui.settings.handover_part import HandoverPart
from desktop.ui.settings.rules_dialog import RulesPart
from desktop.ui.store_worker import Newest, StoreWorker
from desktop.ui.theme.theme import Theme
from desktop.ui.window_settings import WindowSettings

# A card of the settings: a heading and its contents.
_WIDTH = 760


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
    """Shows the cards from top to bottom."""

    def __init__(
        self, theme: Theme, worker: StoreWorker, settings: WindowSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("ground", "background")
        self.office = OfficeForm(theme, worker)
        self.office.failed.connect(self.failed)
        self.rules = RulesPart(theme, worker)
        self.rules.failed.connect(self.failed)
        self.rules.noticed.connect(self.noticed)
        self.office.saved.connect(self.rules.count)
        self.handovers = HandoverPart(theme, worker)
        self.handovers.failed.connect(self.failed)
        self.handovers.noticed.connect(self.noticed)
        self.handovers.changed.connect(self.cases_changed)
        self.calendar = CalendarPart(theme, worker)
        self.calendar.failed.connect(self.failed)
        self.calendar.noticed.connect(self.noticed)
        inside = QWidget()
        inside.setProperty("ground", "background")
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(24, 20, 24, 24)
        cards.setSpacing(16)
        cards.addWidget(make_label("设置", "title"))
        cards.addWidget(make_card(theme, "本单位", self.office))
        cards.addWidget(make_card(theme, "外出代管", self.handovers))
        cards.addWidget(make_card(theme, "办理规则", self.rules))
        cards.addWidget(make_card(theme, "工作日历", self.calendar))
        cards.addWidget(make_card(theme, "外观", AppearanceForm(theme, settings)))
        cards.addWidget(make_card(theme, "键盘", _key_table()))
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
        self.office.save()
        return True


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
