"""Write due days as an iCalendar file (RFC 5545): whole-day entries with reminders, without personal data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from desktop.documents.atomic_file import write_atomically

_LONGEST_LINE = 75  # octets, RFC 5545 3.1


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One whole-day entry. `key` is stable, so that a second import updates it; reminders are `warn_days` before."""

    key: str
    day: date
    title: str
    words: str = ""
    warn_days: tuple[int, ...] = ()


def write_calendar(out: Path, days: Iterable[CalendarDay], now: datetime) -> int:
    """Write the entries and return their number. Raises FileProblem."""
    entries = list(days)
    text = calendar_text(entries, now)
    write_atomically(out, lambda part: part.write_bytes(text.encode()))
    return len(entries)


def calendar_text(days: Iterable[CalendarDay], now: datetime) -> str:
    """The text of the file, with CR LF line ends, folded at 75 octets. `now` is local time."""
    stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Chengban//ZH",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:承办期限",
    ]
    for entry in days:
        lines += _entry(entry, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _entry(entry: CalendarDay, stamp: str) -> list[str]:
    after = entry.day + timedelta(days=1)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{entry.key}@chengban",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{_escaped(entry.title)}",
    ]
    if entry.words:
        lines.append(f"DESCRIPTION:{_escaped(entry.words)}")
    lines.append("TRANSP:TRANSPARENT")
    for days in entry.warn_days:
        lines += [
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_escaped(entry.title)}",
            f"TRIGGER:-P{days}D",
            "END:VALARM",
        ]
    return [*lines, "END:VEVENT"]


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line folded to at most 75 octets, continuation lines starting with a blank, without splitting characters."""
    pieces: list[str] = []
    piece, room = "", _LONGEST_LINE
    for mark in line:
        size = len(mark.encode())
        if size > room:
            pieces.append(piece)
            piece, room = "", _LONGEST_LINE - 1
        piece += mark
        room -= size
    return "\r\n ".join([*pieces, piece])
