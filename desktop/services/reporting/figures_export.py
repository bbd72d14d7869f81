"""All figures of a scope as .xlsx: rates with their formulas, every breakdown, and how they were counted."""

from __future__ import annotations

from pathlib import Path

from desktop.documents.sheets.figures_xlsx import FigureTable, write_figures
from desktop.domain.case.work_list import session_label
from desktop.domain.errors import Refused
from desktop.domain.figures.breakdown import Dimension
from desktop.services.office.workplace import Workplace
from desktop.services.reporting.statistics import FigureScope, Statistics, gather_statistics, rate_rules


def export_figures(work: Workplace, out: Path, scope: FigureScope = FigureScope()) -> None:  # noqa: B008 - frozen
    """Write the figures. Raises Refused for another ending than .xlsx, FileProblem."""
    if out.suffix.lower() != ".xlsx":
        raise Refused(f"统计数字不能写成“{out.suffix or out.name}”", "文件名请以 .xlsx 结尾")
    found = gather_statistics(work, scope)
    note = f"{session_label(scope.term, scope.session) or '全部届次'}　{work.today:%Y-%m-%d}"
    tables = [_rates(found, note), *(_breakdown(found, by, note) for by in Dimension)]
    write_figures(out, [table for table in tables if table.rows], rate_rules(work).decimals)


def _rates(found: Statistics, note: str) -> FigureTable:
    head = (("指标", 20.0), ("比率", 10.0), ("分子", 8.0), ("分母", 8.0), ("目标", 9.0), ("算法", 56.0))
    rows = tuple(
        (rate.label, rate.share, rate.numerator, rate.denominator, rate.target, rate.formula)
        for rate in found.rates
    )
    basis = f"　依据：{found.basis}" if found.basis else ""
    return FigureTable("指标", f"办理指标　{note}{basis}", head, rows)


def _breakdown(found: Statistics, by: Dimension, note: str) -> FigureTable:
    head = ((by.label, 24.0), ("件数", 9.0), ("占总数", 10.0))
    rows = tuple(
        (part.label, part.count, part.count / part.total if part.total else None)
        for part in found.breakdowns[by]
    )
    return FigureTable(by.label, f"按{by.label}　{note}", head, rows)
