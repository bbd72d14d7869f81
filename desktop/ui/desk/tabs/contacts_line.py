"""The entry form of a contact 「沟通」: one line for the points discussed, stored by Enter; further fields unfold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.case.field import read_date, read_names
from desktop.domain.records.contact import ContactPhase, ContactWay
from desktop.ui.drafts.half_typed import DraftLine
from desktop.ui.fitting.choice_box import ChoiceBox
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.field_box import DateLine
from desktop.ui.parts.file_drop import FileLine
from desktop.ui.theme.theme import Theme

WAYS = tuple(way for way in ContactWay if way is not ContactWay.WAIVED)
_MORE = (
    ("our_people", "我方人员，多人用顿号隔开"),
    ("place", "地点"),
    ("promises", "当面承诺了什么"),
    ("attitude", "对方态度"),
)


class ContactLine(QFrame):
    """`recorded` asks to store what is entered; Enter in any line emits it."""

    recorded = Signal()
    waiver_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.phase = _choice("阶段", [(str(phase), phase.label) for phase in ContactPhase])
        self.way = _choice("方式", [(str(way), way.label) for way in WAYS])
        self.day = DateLine(theme)
        self.day.setAccessibleName("沟通日期")
        self.people = _line("对方人员", "对方，如 林晓舟")
        self.points = _line("沟通要点", "谈了什么，回车登记")
        self.more = {key: _line(hint, hint) for key, hint in _MORE}
        self.leader = QCheckBox("分管领导参加")
        self.evidence = FileLine(theme, "佐证材料（照片、录音、签字件）")
        self.save = Button(theme, "登记", kind="primary")
        self._fold = Button(theme, "更多", "chevron-down", "link", "secondary")
        self._fold.setCheckable(True)
        self._waive = Button(theme, "免予沟通…", kind="link", tone="secondary")
        self._folded = QFrame()
        self.draft = DraftLine(theme)
        self._lay_out()
        self._connect()

    @property
    def inputs(self) -> dict[str, QWidget]:
        """Everything that can be typed or chosen, by name; the file is not among it."""
        lines: dict[str, QWidget] = {
            "day": self.day,
            "people": self.people,
            "points": self.points,
            **self.more,
        }
        return lines | {"phase": self.phase, "way": self.way, "leader": self.leader}

    def unfold_typed(self) -> None:
        """Unfold the further fields if something stands in them."""
        if any(line.text() for line in self.more.values()) or self.leader.isChecked():
            self._fold.setChecked(True)

    def suggest(self, today: date, phase: ContactPhase, proposer: str) -> None:
        """Set date, phase and proposer before anything is typed."""
        self.day.setText(today.isoformat())
        self.phase.setCurrentIndex(self.phase.findData(str(phase)))
        self.people.setText(proposer)

    def values(self) -> dict[str, object]:
        """The arguments of `record_contact`. Raises Refused for a date that cannot be read."""
        found: dict[str, object] = {
            "way": ContactWay(self.way.currentData()),
            "phase": ContactPhase(self.phase.currentData()),
            "day": read_date(self.day.text()),
            "their_people": read_names(self.people.text()),
            "our_people": read_names(self.more["our_people"].text()),
            "points": self.points.text(),
            "leader_joined": self.leader.isChecked(),
        }
        return found | {key: self.more[key].text() for key in ("place", "promises", "attitude")}

    @property
    def evidence_path(self) -> Path | None:
        """The file to keep as evidence; None if none was chosen."""
        return self.evidence.path

    def clear(self) -> None:
        """Empty the form for the next contact; way, phase and people stay, because the next contact is often similar."""
        for line in (self.points, *self.more.values()):
            line.clear()
        self.leader.setChecked(False)
        self.evidence.clear()
        self._fold.setChecked(False)

    def _connect(self) -> None:
        for line in (self.day, self.people, self.points, *self.more.values()):
            line.returnPressed.connect(self.recorded)
        self.save.clicked.connect(self.recorded)
        self._waive.clicked.connect(self.waiver_requested)
        self._fold.toggled.connect(self._folded.setVisible)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 8)
        column.setSpacing(6)
        column.addLayout(_row(self.phase, self.way))
        column.addLayout(_row(self.day, self.people))
        column.addWidget(self.points)
        inner = QVBoxLayout(self._folded)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(6)
        for line in self.more.values():
            inner.addWidget(line)
        inner.addWidget(self.leader)
        inner.addWidget(self.evidence)
        self._folded.hide()
        column.addWidget(self._folded)
        column.addWidget(self.draft)
        foot = _row(self._fold, self._waive)
        foot.addStretch(1)
        foot.addWidget(self.save)
        column.addLayout(foot)


def _choice(name: str, pairs: list[tuple[str, str]]) -> QComboBox:
    box = ChoiceBox()
    box.setAccessibleName(name)
    for code, label in pairs:
        box.addItem(label, code)
    return box


def _line(name: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(hint)
    return line


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    for widget in widgets:
        row.addWidget(widget)
    return row
