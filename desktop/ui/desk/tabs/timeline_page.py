"""The page 「办理过程」: all events of the open case, with filters and export as a form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.case.event import Event, EventKind, TimelineEntry, Topic, filtered, timeline_of
from desktop.domain.forms.form_template import FormKind
from desktop.domain.words.dates import iso_moment, short_date, weekday_in_full
from desktop.services.handling.progress import events
from desktop.ui.desk.casework_controller import CaseworkController
from desktop.ui.desk.paper.form_export import FormExport
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import ColumnHead, Pill, make_label
from desktop.ui.parts.scroll_column import ScrollColumn
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

# The time line of a case: the day on the left, the event on the right, newest first.
SHOWN = 300
"""Most entries shown; the filters reach older ones."""
_TONES = {Topic.MOVE: Tone.ACCENT, Topic.CLOCK: Tone.WARNING, Topic.FEEDBACK: Tone.GOOD}


class TimelineList(ScrollColumn):
    """Shows entries grouped by day."""

    def __init__(self, theme: Theme) -> None:
        super().__init__((24, 16, 24, 24), 0)
        self._theme = theme

    def show_entries(self, entries: tuple[TimelineEntry, ...]) -> None:
        """Show these entries instead of the present ones."""
        self.clear()
        for day, of_day in _by_day(entries[:SHOWN]):
            self.column.addWidget(self._make_day(day, of_day))
        if not entries:
            self.column.addWidget(make_label("没有符合的记录，换个条件再看。", tone=Tone.SECONDARY))
        elif len(entries) > SHOWN:
            words = f"另有 {len(entries) - SHOWN} 条更早的，请用上面的条件缩小范围。"
            self.column.addWidget(make_label(words, "small", Tone.SECONDARY))
        self.column.addStretch(1)

    def _make_day(self, day: date, entries: list[TimelineEntry]) -> QWidget:
        frame = QFrame()
        frame.setProperty("edge", "bottom")
        grid = QGridLayout(frame)
        grid.setContentsMargins(0, 12, 0, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        left = QVBoxLayout()
        left.setSpacing(1)
        left.addWidget(make_label(short_date(day), "heading"))
        left.addWidget(make_label(f"{day.year}年 {weekday_in_full(day)}", "small", Tone.SECONDARY))
        left.addStretch(1)
        grid.addLayout(left, 0, 0, len(entries), 1)
        grid.setColumnMinimumWidth(0, 9 * self._theme.size.font_base)
        grid.setColumnMinimumWidth(2, 6 * self._theme.size.font_base)
        grid.setColumnStretch(3, 1)
        for row, entry in enumerate(entries):
            self._add(grid, row, entry)
        return frame

    def _add(self, grid: QGridLayout, row: int, entry: TimelineEntry) -> None:
        event = entry.event
        words = make_label(timeline_words(event), wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setAccessibleName(f"{iso_moment(event.at)} {event.who} {timeline_words(event)}")
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(make_label(f"{event.at:%H:%M}", tone=Tone.SECONDARY), row, 1, top)
        grid.addWidget(Pill(entry.topic.label, _TONES.get(entry.topic, Tone.NEUTRAL)), row, 2, top)
        grid.addWidget(words, row, 3)
        grid.addWidget(make_label(event.who, "small", Tone.SECONDARY), row, 4, top)


def timeline_words(event: Event) -> str:
    """The event in words, without those of its pill: 「沟通中 → 拟稿」「11月3日 办前电话沟通：…」."""
    late = f"　{event.late_words}" if event.late_words else ""
    if event.kind is EventKind.RECORDED and event.note:
        return event.note + late
    words = event.label.removeprefix(f"{EventKind.MOVED.label}：")
    return f"{words}　跳转{late}" if event.jump else words + late


def _by_day(entries: Iterable[TimelineEntry]) -> Iterable[tuple[date, list[TimelineEntry]]]:
    days: dict[date, list[TimelineEntry]] = {}
    for entry in entries:
        days.setdefault(entry.event.at.date(), []).append(entry)
    return days.items()


_TYPING_MS = 150


class TimelinePage(QWidget):
    """Shown instead of the three columns; `leave_requested` asks to show them again."""

    leave_requested = Signal()

    def __init__(self, theme: Theme, casework: CaseworkController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._casework = theme, casework
        self._timeline: tuple[TimelineEntry, ...] = ()
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
        self.list = TimelineList(theme)
        self.forms = FormExport(casework, self)
        self._export = Button(theme, "导出办理过程表", "file-down")
        self._back = Button(theme, "回到撰写", "arrow-left", "link")
        self._lay_out()
        self.search.textChanged.connect(self._delay.start)
        self._delay.timeout.connect(self._show)
        self._export.clicked.connect(lambda: self.forms.ask(FormKind.PROCESS))
        self._back.clicked.connect(self.leave_requested)

    @property
    def entries(self) -> tuple[TimelineEntry, ...]:
        """All entries, whatever the filters are."""
        return self._timeline

    def open(self) -> None:
        """Read the events of the open case and take the focus."""
        task = self._casework.worker.looker.send(events, self._casework.case_id)
        task.done.connect(self._take)
        task.failed.connect(self._casework.failed)
        self.search.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        else:
            super().keyPressEvent(event)

    def _take(self, found: tuple[Event, ...]) -> None:
        self._timeline = timeline_of(found)
        counts = Counter(entry.topic for entry in self._timeline)
        for topic, chip in self.chips.items():
            chip.setText(f"{topic.label} {counts[topic]}" if counts[topic] else topic.label)
            chip.setEnabled(bool(counts[topic]))
        self._show()

    def _show(self) -> None:
        wanted = frozenset(topic for topic, chip in self.chips.items() if chip.isChecked())
        shown = filtered(self._timeline, wanted, self.search.text())
        self._total.setText(f"{len(shown)} / {len(self._timeline)} 条")
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


class TimelineSwitch(QStackedWidget):
    """The part of the desk below its header: the three columns, or the timeline page, which is created at first use."""

    def __init__(self, theme: Theme, casework: CaseworkController, columns: QWidget) -> None:
        super().__init__()
        self._theme, self._casework, self._columns = theme, casework, columns
        self._timeline: TimelinePage | None = None
        self.addWidget(columns)

    @property
    def timeline(self) -> TimelinePage:
        """The timeline page, created at first use."""
        if self._timeline is None:
            self._timeline = TimelinePage(self._theme, self._casework)
            self._timeline.leave_requested.connect(self.close_course)
            self.addWidget(self._timeline)
        return self._timeline

    def toggle(self) -> None:
        """Show the timeline, or the columns again."""
        if not self.close_course():
            self.setCurrentWidget(self.timeline)
            self.timeline.open()

    def close_course(self) -> bool:
        """Show the columns; False if they were shown already."""
        was_open = self.currentWidget() is not self._columns
        self.setCurrentWidget(self._columns)
        return was_open
