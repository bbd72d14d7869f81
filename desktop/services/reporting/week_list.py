"""The week's list 「一周安排」 on paper: what is late, then day by day what is due, with who is in charge."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from desktop.domain.letter.facts import chinese_date
from desktop.services.handling.due_list import DueItem, due_items
from desktop.services.office.office import read_office
from desktop.services.office.workplace import Workplace
from desktop.services.paper.exporting import write_document
from desktop.services.reporting.calendar_sheet import week_of
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.words.report_page import Report, ReportTable, compose_report

LAYOUT = "gbt9704"
_HEAD = ("日期", "编号", "事项", "案由", "经办")
_WIDTHS_MM = (25.0, 19.0, 36.0, 52.0, 24.0)
_WEEKDAYS = "一二三四五六日"


def week_sheet(work: Workplace, day: date) -> tuple[PrintedDocument, Layout]:
    """The list of the week that holds `day`, and the layout it is set in."""
    layout = work.library.layout(LAYOUT)
    return compose_report(_report(work, day), layout), layout


def export_week(work: Workplace, out: Path, day: date) -> None:
    """Write the week's list as .docx, .pdf or .txt. Raises Refused for another ending, FileProblem."""
    document, layout = week_sheet(work, day)
    write_document(document, layout, out, work.now())


def _report(work: Workplace, day: date) -> Report:
    first, last = week_of(day)
    items = due_items(work, max((last - work.today).days, 0))
    late = [item for item in items if item.days < 0 and item.due_at < first]
    week = [item for item in items if first <= item.due_at <= last]
    parts: list[str | ReportTable] = []
    if late:
        parts += [f"一、以前到期还没有办的（{len(late)}项）", _table(late, _late_day)]
    if week:
        parts += [f"{'二' if late else '一'}、本周到期的（{len(week)}项）", _table(week, _week_day)]
    title = f"{first.month}月{first.day}日至{last.month}月{last.day}日办理期限安排"
    return Report(
        title, tuple(parts) or ("本周没有到期的事项。",), read_office(work).unit, chinese_date(work.today)
    )


def _table(items: list[DueItem], say_day: Callable[[date], str]) -> ReportTable:
    return ReportTable(_HEAD, tuple(_row(item, say_day(item.due_at)) for item in items), _WIDTHS_MM)


def _row(item: DueItem, day: str) -> tuple[str, ...]:
    what = item.what.label + (f"（{item.about}）" if item.about else "")
    return day, item.number or f"#{item.case_id}", what, item.subject, item.officer or item.section


def _late_day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _week_day(day: date) -> str:
    return f"{day.day}日周{_WEEKDAYS[day.weekday()]}"
