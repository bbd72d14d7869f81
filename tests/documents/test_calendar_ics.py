"""Due days are exported as an iCalendar file."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.calendar_ics import CalendarDay, calendar_text, write_calendar

NOW = datetime(2026, 3, 2, 9)
ENTRY = CalendarDay(
    "case-1-reply", date(2026, 2, 28), "085 答复", "关于延时开放；含附件,两页\n科普科", (3, 1)
)


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_an_entry_is_a_whole_day_with_reminders() -> None:
    lines = unfolded(calendar_text([ENTRY], NOW))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTART;VALUE=DATE:20260228" in lines
    assert "DTEND;VALUE=DATE:20260301" in lines
    assert "UID:case-1-reply@chengban" in lines
    assert [line for line in lines if line.startswith("TRIGGER")] == ["TRIGGER:-P3D", "TRIGGER:-P1D"]


def test_special_characters_are_escaped() -> None:
    assert "DESCRIPTION:关于延时开放；含附件\\,两页\\n科普科" in unfolded(calendar_text([ENTRY], NOW))


@given(title=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=120))
def test_no_line_is_longer_than_75_octets_and_nothing_is_lost(title: str) -> None:
    text = calendar_text([CalendarDay("k", date(2026, 5, 9), title)], NOW)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    summary = next(line for line in unfolded(text) if line.startswith("SUMMARY:"))
    plain = summary.removeprefix("SUMMARY:").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
    assert plain == title


def test_the_file_is_written_in_utf8(tmp_path: Path) -> None:
    out = tmp_path / "期限.ics"
    assert write_calendar(out, [ENTRY], NOW) == 1
    assert "SUMMARY:085 答复" in out.read_bytes().decode()
