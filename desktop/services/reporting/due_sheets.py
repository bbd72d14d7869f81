"""The list for the wall 「到期事项一览」: what is late and what is due within so many days, printed on the letters' own paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desktop.domain.letter.facts import chinese_date
from desktop.services.handling.due_list import DueItem, due_items
from desktop.services.office.office import read_office
from desktop.services.office.workplace import Workplace
from desktop.services.paper.exporting import write_document
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.words.report_page import Report, ReportTable, compose_report

LAYOUT = "gbt9704"
_WIDTHS_MM = (24.0, 24.0, 58.0, 50.0)
_WEEKDAYS = "一二三四五六日"
_LONGEST_SUBJECT = 30


def print_due_sheet(work: Workplace, within_days: int = 7) -> PrintedDocument:
    """The list as of today, ready for any printer; one row a thing, the latest first."""
    items = due_items(work, within_days)
    late = sum(item.days < 0 for item in items)
    words = f"{chinese_date(work.today)}起{within_days}日内到期{len(items) - late}项，已逾期{late}项。"
    table = ReportTable(("期限", "剩余", "事项", "案由"), tuple(map(_row, items)), _WIDTHS_MM)
    parts = (words, table) if items else ("没有逾期和即将到期的事项。",)
    report = Report("到期事项一览", parts, read_office(work).unit, chinese_date(work.today))
    return compose_report(report, work.library.layout(LAYOUT))


def export_due_sheet(work: Workplace, out: Path, within_days: int = 7) -> None:
    """Write the list as .docx, .pdf or .txt. Raises Refused for another ending, FileProblem if it cannot be written."""
    write_document(print_due_sheet(work, within_days), work.library.layout(LAYOUT), out, work.now())


def _row(item: DueItem) -> tuple[str, str, str, str]:
    subject = (
        item.subject if len(item.subject) <= _LONGEST_SUBJECT else item.subject[: _LONGEST_SUBJECT - 1] + "…"
    )
    return _day(item.due_at), left_words(item.days), item.label, subject


def left_words(days: int) -> str:
    """「逾期 2 天」「今日到期」「还剩 3 天」."""
    if not days:
        return "今日到期"
    return f"还剩 {days} 天" if days > 0 else f"逾期 {-days} 天"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日 周{_WEEKDAYS[day.weekday()]}"
