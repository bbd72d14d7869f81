"""The time line of a case: day on the left, what happened on the right, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from desktop.domain.case.course import CourseEntry, Topic
from desktop.domain.case.event import Event, EventKind
from desktop.ui.parts.labels import Pill, make_label
from desktop.ui.parts.scroll_column import ScrollColumn
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

SHOWN = 300
"""So many entries are laid out; whoever wants an older one narrows the filters."""
_TONES = {Topic.MOVE: Tone.ACCENT, Topic.CLOCK: Tone.WARNING, Topic.FEEDBACK: Tone.GOOD}
_WEEKDAYS = "一二三四五六日"


class CourseList(ScrollColumn):
    """Shows entries grouped by day."""

    def __init__(self, theme: Theme) -> None:
        super().__init__((24, 16, 24, 24), 0)
        self._theme = theme

    def show_entries(self, entries: tuple[CourseEntry, ...]) -> None:
        """Lay the entries out anew."""
        self.clear()
        for day, of_day in _by_day(entries[:SHOWN]):
            self.column.addWidget(self._make_day(day, of_day))
        if not entries:
            self.column.addWidget(make_label("没有符合的记录，换个条件再看。", tone=Tone.SECONDARY))
        elif len(entries) > SHOWN:
            words = f"另有 {len(entries) - SHOWN} 条更早的，请用上面的条件缩小范围。"
            self.column.addWidget(make_label(words, "small", Tone.SECONDARY))
        self.column.addStretch(1)

    def _make_day(self, day: date, entries: list[CourseEntry]) -> QWidget:
        frame = QFrame()
        frame.setProperty("edge", "bottom")
        grid = QGridLayout(frame)
        grid.setContentsMargins(0, 12, 0, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        left = QVBoxLayout()
        left.setSpacing(1)
        left.addWidget(make_label(f"{day.month}月{day.day}日", "heading"))
        left.addWidget(make_label(f"{day.year}年 星期{_WEEKDAYS[day.weekday()]}", "small", Tone.SECONDARY))
        left.addStretch(1)
        grid.addLayout(left, 0, 0, len(entries), 1)
        grid.setColumnMinimumWidth(0, 9 * self._theme.size.font_base)
        grid.setColumnMinimumWidth(2, 6 * self._theme.size.font_base)
        grid.setColumnStretch(3, 1)
        for row, entry in enumerate(entries):
            self._add(grid, row, entry)
        return frame

    def _add(self, grid: QGridLayout, row: int, entry: CourseEntry) -> None:
        event = entry.event
        words = make_label(course_words(event), wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setAccessibleName(f"{event.at:%Y-%m-%d %H:%M} {event.who} {course_words(event)}")
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(make_label(f"{event.at:%H:%M}", tone=Tone.SECONDARY), row, 1, top)
        grid.addWidget(Pill(entry.topic.label, _TONES.get(entry.topic, Tone.NEUTRAL)), row, 2, top)
        grid.addWidget(words, row, 3)
        grid.addWidget(make_label(event.who, "small", Tone.SECONDARY), row, 4, top)


def course_words(event: Event) -> str:
    """What happened, without what its pill says already: 「沟通中 → 拟稿」「11月3日 办前电话沟通：…」."""
    if event.kind is EventKind.RECORDED and event.note:
        return event.note
    words = event.label.removeprefix(f"{EventKind.MOVED.label}：")
    return f"{words}　跳转" if event.jump else words


def _by_day(entries: Iterable[CourseEntry]) -> Iterable[tuple[date, list[CourseEntry]]]:
    days: dict[date, list[CourseEntry]] = {}
    for entry in entries:
        days.setdefault(entry.event.at.date(), []).append(entry)
    return days.items()
