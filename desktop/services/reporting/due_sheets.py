"""Printed due lists: the week's schedule 「一周安排」 and the list of everything due soon 「到期事项一览」."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from desktop.domain.case.work_list import WEEK_DAYS
from desktop.domain.words.dates import chinese_date, days_left_words, short_date, weekday
from desktop.domain.words.shortened import shortened
from desktop.services.handling.due_list import DueItem, due_figures, due_items
from desktop.services.office.office import read_office
from desktop.services.office.workplace import Workplace
from desktop.services.paper.exporting import write_document
from desktop.services.reporting.calendar_sheet import week_of
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.words.report_page import Report, ReportTable, compose_report

# The week's schedule 「一周安排」: overdue items, then the due items of each day, with officers in charge.
LAYOUT = "gbt9704"
_WEEK_HEAD = ("日期", "编号", "事项", "案由", "经办")
_WEEK_WIDTHS_MM = (25.0, 19.0, 36.0, 52.0, 24.0)


def week_sheet(work: Workplace, day: date) -> tuple[PrintedDocument, Layout]:
    """The schedule of the week that contains `day`, and its layout."""
    layout = work.library.layout(LAYOUT)
    return compose_report(_report(work, day), layout), layout


def export_week(work: Workplace, out: Path, day: date) -> None:
    """Write the week's schedule as .docx, .pdf or .txt. Raises Refused for another suffix, FileProblem."""
    document, layout = week_sheet(work, day)
    write_document(document, layout, out, work.now())


def _report(work: Workplace, day: date) -> Report:
    first, last = week_of(day)
    items = due_items(work, max((last - work.today).days, 0))
    late = [item for item in items if item.days < 0 and item.due_at < first]
    week = [item for item in items if first <= item.due_at <= last]
    parts: list[str | ReportTable] = []
    if late:
        parts += [f"一、以前到期还没有办的（{len(late)}项）", _table(late, short_date)]
    if week:
        parts += [f"{'二' if late else '一'}、本周到期的（{len(week)}项）", _table(week, _week_day)]
    title = f"{short_date(first)}至{short_date(last)}办理期限安排"
    return Report(
        title, tuple(parts) or ("本周没有到期的事项。",), read_office(work).unit, chinese_date(work.today)
    )


def _table(items: list[DueItem], say_day: Callable[[date], str]) -> ReportTable:
    return ReportTable(
        _WEEK_HEAD, tuple(_week_row(item, say_day(item.due_at)) for item in items), _WEEK_WIDTHS_MM
    )


def _week_row(item: DueItem, day: str) -> tuple[str, ...]:
    what = item.what.label + (f"（{item.about}）" if item.about else "")
    return day, item.number or f"#{item.case_id}", what, item.subject, item.officer or item.section


def _week_day(day: date) -> str:
    return f"{day.day}日{weekday(day)}"


_DUE_WIDTHS_MM = (24.0, 24.0, 58.0, 50.0)
_LONGEST_SUBJECT = 30


def print_due_sheet(work: Workplace, within_days: int = WEEK_DAYS) -> PrintedDocument:
    """The list 「到期事项一览」 as of today as a printable document; one row per item, most overdue first."""
    items = due_items(work, within_days)
    words = f"截至{chinese_date(work.today)}，逾期和{within_days}日内到期的期限共{len(items)}项"
    figures = due_figures(items)
    if within_days >= WEEK_DAYS and figures.words:
        words += f"：{figures.words.replace(' ', '')}"
    words += "。"
    table = ReportTable(("期限", "剩余", "事项", "案由"), tuple(map(_due_row, items)), _DUE_WIDTHS_MM)
    parts = (words, table) if items else ("没有逾期和即将到期的事项。",)
    report = Report("到期事项一览", parts, read_office(work).unit, chinese_date(work.today))
    return compose_report(report, work.library.layout(LAYOUT))


def export_due_sheet(work: Workplace, out: Path, within_days: int = WEEK_DAYS) -> None:
    """Write the list as .docx, .pdf or .txt. Raises Refused for another suffix, FileProblem if it cannot be written."""
    write_document(print_due_sheet(work, within_days), work.library.layout(LAYOUT), out, work.now())


def _due_row(item: DueItem) -> tuple[str, str, str, str]:
    return (
        _day(item.due_at),
        days_left_words(item.days),
        item.label,
        shortened(item.subject, _LONGEST_SUBJECT),
    )


def _day(day: date) -> str:
    return f"{short_date(day)} {weekday(day)}"
