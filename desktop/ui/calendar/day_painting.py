"""Paints one day of the calendar: its number, the reason for a day off, and its entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from desktop.domain.words.dates import short_date, weekday
from desktop.services.reporting.calendar_sheet import CalendarDay, CalendarEntry, EntryKind
from desktop.ui.parts.labels import elided
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

TONES = {
    EntryKind.LATE: Tone.DANGER,
    EntryKind.SOON: Tone.WARNING,
    EntryKind.DUE: Tone.ACCENT,
    EntryKind.PROMISE: Tone.GOOD,
    EntryKind.CONTACT: Tone.SECONDARY,
}
ICONS = {
    EntryKind.LATE: "circle-alert",
    EntryKind.SOON: "clock",
    EntryKind.DUE: "clock",
    EntryKind.PROMISE: "star",
    EntryKind.CONTACT: "message-square",
}
_PAD = 8.0
_Align = Qt.AlignmentFlag


@dataclass(frozen=True, slots=True)
class DayLook:
    """How a day is marked: today, chosen, of another month; `detailed` gives each entry a second line."""

    today: bool
    chosen: bool
    faded: bool
    detailed: bool


def paint_day(painter: QPainter, place: QRectF, day: CalendarDay, look: DayLook, theme: Theme) -> None:
    """Paint the day into its cell."""
    ground = "background" if day.resting else "surface"
    painter.fillRect(place, theme.colour("selection" if look.chosen else ground))
    _paint_number(painter, place, day, look, theme)
    rooms, hidden = entry_rooms(place, day, look, theme)
    for entry, room in zip(day.entries, rooms, strict=False):
        _paint_entry(painter, room, entry, look, theme)
    if hidden:
        painter.setPen(theme.colour("text_secondary"))
        painter.setFont(theme.font(theme.size.font_small))
        below = QRectF(
            place.left() + _PAD,
            rooms[-1].bottom() if rooms else place.top() + _head(theme),
            place.width(),
            18,
        )
        painter.drawText(below, _Align.AlignVCenter, f"还有 {hidden} 项")


def entry_rooms(place: QRectF, day: CalendarDay, look: DayLook, theme: Theme) -> tuple[list[QRectF], int]:
    """The rectangles of the entries that fit, and the number of those that do not."""
    size = theme.size
    height = size.font_small + 8 + (2 * size.font_small + 18 if look.detailed else 0)
    top, room = place.top() + _head(theme), place.height() - _head(theme) - 4
    fitting = max(int(room // (height + 2)), 0)
    if len(day.entries) > fitting:
        fitting = max(int((room - 18) // (height + 2)), 0)
    shown = min(fitting, len(day.entries))
    rooms = [
        QRectF(place.left() + 4, top + i * (height + 2), place.width() - 8, height) for i in range(shown)
    ]
    return rooms, len(day.entries) - shown


def _head(theme: Theme) -> float:
    return float(theme.size.font_base + 20)


def _paint_number(painter: QPainter, place: QRectF, day: CalendarDay, look: DayLook, theme: Theme) -> None:
    size = theme.size
    side = size.font_base + 9.0
    ring = QRectF(place.left() + 5, place.top() + 5, side, side)
    painter.setFont(theme.font(size.font_base, bold=look.today))
    if look.today:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(ring)
    ink = QColor(theme.colour("on_accent" if look.today else "text_secondary" if day.resting else "text"))
    if look.faded and not look.today:
        ink.setAlphaF(0.7)
    painter.setPen(ink)
    painter.drawText(ring, _Align.AlignCenter, str(day.day.day))
    why = _why(day)
    painter.setFont(theme.font(size.font_tiny))
    painter.setPen(theme.colour("good" if why.endswith("休") else "text_secondary"))
    painter.drawText(
        QRectF(ring.right(), ring.top(), place.right() - ring.right() - _PAD, ring.height()),
        _Align.AlignVCenter | _Align.AlignRight,
        why,
    )


def _why(day: CalendarDay) -> str:
    """「春节 休」「春节 班」; "" for ordinary days, weekends included."""
    if day.working:
        return f"{day.working.removesuffix('调休上班')} 班"
    return f"{day.resting.removesuffix('放假')} 休" if day.resting.endswith("放假") else ""


def _paint_entry(painter: QPainter, room: QRectF, entry: CalendarEntry, look: DayLook, theme: Theme) -> None:
    tone, size = TONES[entry.kind], theme.size
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(tone.ground))
    painter.drawRoundedRect(room, 4, 4)
    side = float(size.font_small)
    line = size.font_small + 8.0
    icon = QRectF(room.left() + 5, room.top() + (line - side) / 2, side, side)
    theme.paint_icon(painter, ICONS[entry.kind], tone.ink, icon)
    painter.setFont(theme.font(size.font_small, bold=look.detailed))
    painter.setPen(theme.colour(tone.ink))
    words = QRectF(icon.right() + 4, room.top(), room.right() - icon.right() - 8, line)
    _elided(painter, words, entry.words)
    if look.detailed:
        painter.setFont(theme.font(size.font_small))
        painter.setPen(theme.colour("text"))
        subject = QRectF(room.left() + 7, room.top() + line - 1, room.width() - 12, room.height() - line - 2)
        wrap = int(_Align.AlignTop) | int(Qt.TextFlag.TextWrapAnywhere)
        painter.drawText(subject, wrap, entry.subject)


def _elided(painter: QPainter, room: QRectF, words: str) -> None:
    shown = elided(painter.fontMetrics(), words, room.width())
    painter.drawText(room, _Align.AlignVCenter, shown)


def day_words(day: CalendarDay, today: date) -> str:
    """「11月23日 周一 今天」, followed by the reason for a day off or a make-up working day."""
    words = f"{short_date(day.day)} {weekday(day.day)}"
    if day.day == today:
        words += " · 今天"
    why = day.working or (day.resting if day.resting.endswith("放假") else "")
    return words + (f" · {why}" if why else "")
