"""The one-page report for leaders 「办理情况报告」: the year's figures in standard phrases, with one table."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.case.work_list import SmartList, session_label
from desktop.domain.figures.breakdown import UNKNOWN, Dimension
from desktop.domain.figures.case_figures import FigureScope
from desktop.domain.figures.rates import Rate
from desktop.domain.words.dates import chinese_date
from desktop.services.cases.figures import rate_rules
from desktop.services.handling.due_list import DueItem, due_items
from desktop.services.office.office import read_office
from desktop.services.office.workplace import Workplace
from desktop.services.paper.exporting import write_document
from desktop.services.reporting.statistics import Statistics, gather_statistics
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.words.report_page import Report, ReportTable, compose_report

LAYOUT = "gbt9704"
_WIDTHS_MM = (29.0, 41.0, 45.0, 41.0)
_PART_WIDTHS_MM = (56.0, 20.0, 20.0, 20.0, 20.0, 20.0)
_NAMED = 5


def print_report(work: Workplace, scope: FigureScope = FigureScope()) -> PrintedDocument:  # noqa: B008 - frozen
    """The report of one scope as of today as a printable document."""
    return compose_report(_report(work, scope), work.library.layout(LAYOUT))


def export_report(work: Workplace, out: Path, scope: FigureScope = FigureScope()) -> None:  # noqa: B008 - frozen
    """Write the report as .docx, .pdf or .txt. Raises Refused for another suffix, FileProblem if it cannot be written."""
    write_document(print_report(work, scope), work.library.layout(LAYOUT), out, work.now())


def _report(work: Workplace, scope: FigureScope) -> Report:
    figures = gather_statistics(work, scope)
    meeting = session_label(scope.term, scope.session)
    title = f"关于{meeting}建议提案办理情况的报告" if meeting else f"{work.today.year}年建议提案办理情况报告"
    words = (_overall(work, figures), _results(figures, rate_rules(work).decimals), _not_counted(figures))
    parts = (
        "\n".join(filter(None, ("一、办理情况", *words))),
        *((_part_table(figures),) if figures.by_matter else ()),
        "二、主要指标",
        _rate_table(figures.rates),
        f"三、需要关注的事项\n{_attention(_due_in(work, figures))}{_carried(figures)}",
    )
    return Report(title, parts, read_office(work).unit, chinese_date(work.today))


def _due_in(work: Workplace, figures: Statistics) -> tuple[DueItem, ...]:
    """What is late or due within a week among the cases of the report."""
    cases = {case for part in figures.breakdowns[Dimension.STATUS] for case in part.cases}
    return tuple(item for item in due_items(work) if item.case_id in cases)


def _overall(work: Workplace, figures: Statistics) -> str:
    roles = "、".join(f"{part.label}{part.count}件" for part in figures.breakdowns[Dimension.ROLE])
    words = f"截至{chinese_date(work.today)}，共承办建议提案{figures.assigned}件（{roles}）。"
    words += f"应由本单位答复{figures.counted}件，已答复{figures.replied}件"
    words += f"，其中经批准延期{figures.extended}件。" if figures.extended else "。"
    if figures.average_days is not None:
        words += f"平均办理{figures.average_days:.1f}天。"
    return words


def _results(figures: Statistics, decimals: int) -> str:
    parts = figures.breakdowns[Dimension.RESULT]
    if not parts:
        return "尚无答复。"
    words = "；".join(f"{part.label}{part.words(decimals)}" for part in parts) + "。"
    converted = figures.rate("conversion_rate")
    if converted.of:
        words += f"列入计划的{converted.denominator}件中，已转为解决采纳{converted.numerator}件。"
    return words + f"决定主动公开{figures.decided}件，已发布{figures.published}件。"


def _not_counted(figures: Statistics) -> str:
    """Which cases are no part of the figures, and why, and which are counted with a mark; "" if there are none."""
    marks = "、".join(group.words for group in figures.marked)
    words = "、".join(group.words for group in figures.left_out)
    words = f"不计入应答复件的{figures.assigned - figures.counted}件：{words}。" if words else ""
    words += f"期限有标记：{marks}。" if marks else ""
    words += f"另有{figures.unknown_words}，未计入。" if figures.unknown_words else ""
    return words


def _part_table(figures: Statistics) -> ReportTable:
    """提案 and 建议 apart, then the categories."""
    head = ("类型、类别", "承办", "应答复", "已答复", "按时答复", "解决采纳")
    rows = tuple(
        (part.label, *map(str, (part.assigned, part.counted, part.replied, part.on_time, part.adopted)))
        for part in (*figures.by_matter, *(figures.by_category if _has_categories(figures) else ()))
    )
    return ReportTable(head, rows, _PART_WIDTHS_MM)


def _has_categories(figures: Statistics) -> bool:
    return any(part.label != UNKNOWN for part in figures.by_category)


def _rate_table(rates: tuple[Rate, ...]) -> ReportTable:
    """Two rates per row, so that the report fits on one page."""
    cells = [(rate.label, _rate_words(rate)) for rate in rates if rate.of]
    cells += [("", "")] * (len(cells) % 2)
    half = len(cells) // 2
    rows = tuple((*left, *right) for left, right in zip(cells[:half], cells[half:], strict=True))
    return ReportTable(("指标", "比率（件数）") * 2, rows, _WIDTHS_MM)


def _rate_words(rate: Rate) -> str:
    words = f"{rate.words}（{rate.numerator}/{rate.denominator}）"
    return f"{words}，目标{rate.target:.0%}" if rate.target is not None and rate.misses_target else words


def _attention(items: tuple[DueItem, ...]) -> str:
    """What is late or due within a week; cases by their own clock first, as in the smart lists."""
    ours = [item for item in items if item.what.is_of_case]
    late = [item for item in ours if item.days < 0]
    soon = [item for item in ours if item.days >= 0]
    others = [item for item in items if not item.what.is_of_case]
    words = [
        _named(SmartList.LATE.label, "件", late),
        _named(SmartList.WEEK.label, "件", soon),
        _named("另有期限", "项", others),
    ]
    return "\n".join(line for line in words if line) or "无逾期和即将到期的事项。"


def _carried(figures: Statistics) -> str:
    """Promises of earlier years that are still open; "" if there are none."""
    years = [f"{one.year}年{one.carried}项" for one in figures.promises if one.carried]
    return (
        f"\n往年承诺结转{sum(one.carried for one in figures.promises)}项（{'、'.join(years)}）。"
        if years
        else ""
    )


def _named(what: str, unit: str, items: list[DueItem]) -> str:
    if not items:
        return ""
    names = "、".join(item.label for item in items[:_NAMED])
    return f"{what}{len(items)}{unit}：{names}{'等' if len(items) > _NAMED else ''}。"


def report_sheet(work: Workplace, scope: FigureScope) -> tuple[PrintedDocument, Layout]:
    """The report of that scope and its layout, for printing."""
    return print_report(work, scope), work.library.layout(LAYOUT)
