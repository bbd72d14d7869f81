"""The page 「办理过程」: everything that happened to the case on the desk, with filters, to be printed as its form."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.case.course import CourseEntry, Topic, course_of, filtered
from desktop.domain.case.event import Event
from desktop.domain.forms.form_template import FormKind
from desktop.services.handling.progress import events
from desktop.ui.desk.casework_controller import CaseworkDesk
from desktop.ui.desk.paper.form_export import FormExport
from desktop.ui.desk.tabs.course_list import CourseList
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.column_head import ColumnHead
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_TYPING_MS = 150


class CoursePage(QWidget):
    """Stands in the place of the three columns; `left` asks for them back."""

    left = Signal()

    def __init__(self, theme: Theme, desk: CaseworkDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._desk = theme, desk
        self._course: tuple[CourseEntry, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surface")
        self.chips = {topic: self._make_chip(topic) for topic in Topic}
        self.search = QLineEdit()
        self.search.setProperty("kind", "search")
        self.search.setPlaceholderText("查经过里的字词")
        self.search.setAccessibleName("查办理过程")
        self.search.setMaximumWidth(220)
        self._total = make_label(tone=Tone.SECONDARY)
        self._delay = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self.list = CourseList(theme)
        self.forms = FormExport(desk, self)
        self._export = Button(theme, "导出办理过程表", "file-down")
        self._back = Button(theme, "回到撰写", "arrow-left", "link")
        self._lay_out()
        self.search.textChanged.connect(self._delay.start)
        self._delay.timeout.connect(self._show)
        self._export.clicked.connect(lambda: self.forms.ask(FormKind.PROCESS))
        self._back.clicked.connect(self.left)

    @property
    def entries(self) -> tuple[CourseEntry, ...]:
        """The whole course, whatever the filters leave."""
        return self._course

    def open(self) -> None:
        """Read the course of the case on the desk and take the keyboard."""
        errand = self._desk.clerk.send(events, self._desk.case_id)
        errand.done.connect(self._take)
        errand.failed.connect(self._desk.failed)
        self.search.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _take(self, found: tuple[Event, ...]) -> None:
        self._course = course_of(found)
        counts = Counter(entry.topic for entry in self._course)
        for topic, chip in self.chips.items():
            chip.setText(f"{topic.label} {counts[topic]}" if counts[topic] else topic.label)
            chip.setEnabled(bool(counts[topic]))
        self._show()

    def _show(self) -> None:
        wanted = frozenset(topic for topic, chip in self.chips.items() if chip.isChecked())
        shown = filtered(self._course, wanted, self.search.text())
        self._total.setText(f"{len(shown)} / {len(self._course)} 条")
        self.list.show_entries(shown)

    def _make_chip(self, topic: Topic) -> Button:
        chip = Button(self._theme, topic.label, kind="chip")
        chip.setCheckable(True)
        chip.setAccessibleName(f"只看{topic.label}")
        chip.toggled.connect(lambda _on: self._show())
        return chip

    def _lay_out(self) -> None:
        head = ColumnHead(self._theme)
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self._back)
        row.addWidget(make_label("办理过程", "heading"))
        row.addWidget(self._total)
        row.addStretch(1)
        for chip in self.chips.values():
            row.addWidget(chip)
        row.addWidget(self.search, 1)
        row.addWidget(self._export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.list, 1)
