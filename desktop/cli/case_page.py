"""Cases as text for a terminal; due items as text, JSON and files."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from desktop.cli.case_json import plain
from desktop.cli.context import CliContext, show
from desktop.domain.case.case_field import CASE_FIELDS, REPLY_FIELDS, show_field
from desktop.domain.case.field import FieldKind
from desktop.domain.case.work_list import CasePage, CaseRow
from desktop.domain.words.dates import days_left_words, iso_moment, short_date
from desktop.services.handling.case_view import CaseView, ReplyView
from desktop.services.handling.due_list import DueItem, due_items
from desktop.services.reporting.calendar_sheet import export_calendar
from desktop.services.reporting.due_sheets import export_due_sheet


def list_due(
    context: CliContext, within_days: int, *, as_json: bool, ics: Path | None, out: Path | None
) -> None:
    """Print everything overdue or due within that many days, most overdue first; `ics` and `out` also write it to files."""
    painting = context.prepare_painting() if out and out.suffix.lower() == ".pdf" else None
    with context.work(read_only=True) as work:
        items = due_items(work, within_days)
        if ics:
            export_calendar(work, ics, within_days)
        if out:
            export_due_sheet(work, out, within_days)
    value = [{"what_label": item.what.label, **_object(item)} for item in items]
    show(as_json, value, [*map(_line, items), f"共 {len(items)} 项"])
    del painting  # Qt's application must exist until here


def _line(item: DueItem) -> str:
    return f"{item.due_at}  {days_left_words(item.days)}  {item.label}  {item.subject}"


def _object(item: DueItem) -> dict[str, object]:
    found = plain(item)
    assert isinstance(found, dict)
    return found


_WIDTHS = (6, 8, 44, 18, 6, 12, 20)


def list_lines(page: CasePage) -> Iterator[str]:
    """One line per case, aligned for fonts with double-width Chinese characters, then how many there are in all."""
    for row in page.rows:
        yield (
            "".join(_cell(text, width) for text, width in zip(_texts(row), _WIDTHS, strict=True))
            + (row.hit.words or row.waiting.words)
        )
    yield f"共 {page.total} 件" + (f"，列出 {len(page.rows)} 件" if len(page.rows) < page.total else "")


def case_page(view: CaseView) -> Iterator[str]:
    """Everything known of a case; empty fields are left out."""
    case, due = view.case, view.due.label
    yield f"#{case.id}  {case.matter_type.label} {case.number}  {case.subject}"
    yield f"状态：{case.status.label}" + (f"（{due}）" if due else "")
    yield f"当前：{view.waits_for.words}"
    if view.next_step:
        yield f"下一步：{view.next_step.label}"
    for key, field in CASE_FIELDS.items():
        text = view.rules.edition if key == "locality" else show_field(case, key)
        if text and key not in {"matter_type", "number", "subject"}:
            yield f"{field.label}：" + (
                f"{len(text)} 字" if field.kind is FieldKind.LONG_TEXT and key == "body" else text
            )
    if view.stand_in:
        yield f"代管：{view.stand_in.words}"
    if view.merger:
        yield f"并案：{view.merger}"
    for found in view.rounds:
        yield f"第 {found.number} 次办理：" + "，".join(found.words)
        for issued in found.issued:
            yield f"  {issued.day}  {issued.label}  {issued.signer}".rstrip()
    if view.reply is not None:
        yield from _reply_lines(view.reply)
    for event in view.events:
        told = f"{iso_moment(event.at)}  {event.who or '（未填姓名）'}  {event.label}"
        yield told + (f"  {event.late_words}" if event.late_words else "")


def _reply_lines(view: ReplyView) -> Iterator[str]:
    reply = view.reply
    yield f"答复：第 {reply.round} 次，模板 {reply.template}"
    for key, field in REPLY_FIELDS.items():
        text = view.result if key == "handling_result" else show_field(reply.fields, key)
        if text:
            yield f"  {field.label}：{text}"
    for place, state in enumerate(view.sections, 1):
        yield f"  {place} [{'✓' if state.done else ' '}] {state.key}  {state.label}  {state.length} 字"


def _texts(row: CaseRow) -> tuple[str, ...]:
    due = row.due.label or (f"已答复 {short_date(row.replied_at)}" if row.replied_at else "")
    return (f"#{row.id}", row.number, row.subject, row.proposer, row.role, row.status.label, due)


def _cell(text: str, width: int) -> str:
    kept, used = "", 0
    for character in text:
        cells = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if used + cells > width - 2:
            kept, used = kept + "…", used + 1
            break
        kept, used = kept + character, used + cells
    return kept + " " * (width - used)
