"""What is late and what is due soon, on whatever clock, for a terminal and as JSON."""

from __future__ import annotations

from pathlib import Path

from desktop.cli.case_json import plain
from desktop.cli.place import Place
from desktop.cli.recording import show
from desktop.services.handling.due_list import DueItem, due_items
from desktop.services.reporting.agenda import export_calendar
from desktop.services.reporting.due_sheets import export_due_sheet, left_words


def list_due(place: Place, within_days: int, *, as_json: bool, ics: Path | None, out: Path | None) -> None:
    """Print everything late or due within that many days, the latest first; with `ics` and `out` write it as a file too."""
    painting = place.prepare_painting() if out and out.suffix.lower() == ".pdf" else None
    with place.work(look_only=True) as work:
        items = due_items(work, within_days)
        if ics:
            export_calendar(work, ics, within_days)
        if out:
            export_due_sheet(work, out, within_days)
    value = [{"what_label": item.what.label, **_object(item)} for item in items]
    show(as_json, value, [*map(_line, items), f"共 {len(items)} 项"])
    del painting  # Qt's application had to live until here


def _line(item: DueItem) -> str:
    return f"{item.due_at}  {left_words(item.days)}  {item.label}  {item.subject}"


def _object(item: DueItem) -> dict[str, object]:
    found = plain(item)
    assert isinstance(found, dict)
    return found
