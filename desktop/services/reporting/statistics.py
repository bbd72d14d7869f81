"""Statistics 「统计」: every rate with its formula and cases, breakdowns, and sentences for reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from desktop.documents.sheets.figures_xlsx import FigureTable, write_figures
from desktop.domain.case.case import Case
from desktop.domain.case.work_list import session_label
from desktop.domain.errors import Refused
from desktop.domain.figures.breakdown import Dimension, Slice, break_down
from desktop.domain.figures.case_figures import FigureScope
from desktop.domain.figures.rates import Rate, average_days, compute_rates
from desktop.domain.rules.locality import RateRules, ResultClass, ResultGrade, Satisfaction
from desktop.domain.words.dates import chinese_date, iso_date
from desktop.services.cases.cases import get_case
from desktop.services.office.rules import books_in_use, installed_rules, office_rules, rules_by_digest
from desktop.services.office.workplace import Workplace
from desktop.store.cases.scope_choices import ScopeChoices, scope_choices
from desktop.store.figures.figures import ResultLookup, RuledKind, case_figures


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of one scope. `assigned`: all cases, `counted`: those of N, `replied`: those of R."""

    scope: FigureScope
    assigned: int
    counted: int
    replied: int
    extended: int
    rates: tuple[Rate, ...]
    breakdowns: dict[Dimension, tuple[Slice, ...]]
    average_days: float | None
    basis: str

    def rate(self, key: str) -> Rate:
        """The rate of that key; KeyError if there is none."""
        found = {rate.key: rate for rate in self.rates}
        return found[key]


def gather_statistics(work: Workplace, scope: FigureScope = FigureScope()) -> Statistics:  # noqa: B008 - frozen
    """Calculate the figures of a scope. The rates follow the rule book of the office (decimals, denominators, targets)."""
    cases = case_figures(work.store, scope, _result_lookup(work))
    rules = rate_rules(work)
    ours = [case for case in cases if case.is_counted]
    return Statistics(
        scope=scope,
        assigned=len(cases),
        counted=len(ours),
        replied=sum(case.is_replied for case in ours),
        extended=sum(case.extended for case in ours),
        rates=compute_rates(cases, rules),
        breakdowns={by: break_down(cases, by) for by in Dimension},
        average_days=average_days(cases),
        basis=rules.basis,
    )


def rate_rules(work: Workplace) -> RateRules:
    """The options for rates in the rule book of the office."""
    return office_rules(work).rates


def _result_lookup(work: Workplace) -> ResultLookup:
    """A lookup of result classes in the rule book of a case, cached per kind of case."""

    @lru_cache(maxsize=4096)
    def look_up(kind: RuledKind, code: str) -> ResultClass | None:
        if kind.digest:
            rules = rules_by_digest(work, kind.digest)
        else:
            rules = installed_rules(
                work, Case(0, kind.matter_type, kind.level, kind.region, locality=kind.locality)
            )
        return rules.channel(kind.matter_type, kind.level).result(code)

    return look_up


# The statistics page: figures of one scope, choices of scopes, and dissatisfied feedback.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class FigureSheet:
    """`grades`: result label -> grade; `dissatisfied`: one line on 不满意 cases, "" if there are none."""

    statistics: Statistics
    choices: ScopeChoices
    grades: dict[str, ResultGrade]
    dissatisfied: str
    year: int


def figure_sheet(work: Workplace, scope: FigureScope | None) -> FigureSheet:
    """The statistics page of a scope; None means `default_scope`."""
    choices = scope_choices(work.store, work.today.year)
    scope = default_scope(choices, work.today.year) if scope is None else scope
    found = gather_statistics(work, scope)
    return FigureSheet(found, choices, _grades(work), _dissatisfied(work, found), work.today.year)


def default_scope(choices: ScopeChoices, year: int) -> FigureScope:
    """The default scope: this year's session if there is exactly one, the year if there are several, else
    the newest session.
    """
    if len(choices.this_year) == 1 and choices.this_year[0][0] is not None:
        return FigureScope(term=choices.this_year[0][0], session=choices.this_year[0][1])
    if choices.this_year:
        return year_scope(year)
    newest = choices.sessions[0] if choices.sessions else (None, None)
    return FigureScope(term=newest[0], session=newest[1])


def year_scope(year: int) -> FigureScope:
    """All cases assigned in that year."""
    return FigureScope(first=date(year, 1, 1), last=date(year, 12, 31))


def _grades(work: Workplace) -> dict[str, ResultGrade]:
    books = books_in_use(work)
    return {
        result.label: result.grade
        for book in books
        for channel in book.channels
        for result in channel.results
    }


def _dissatisfied(work: Workplace, found: Statistics) -> str:
    """「不满意 1 件（009）：二次办理，期限4月12日」."""
    label = Satisfaction.DISSATISFIED.label
    part = next((part for part in found.breakdowns[Dimension.SATISFACTION] if part.label == label), None)
    if part is None:
        return ""
    cases = [get_case(work, case_id) for case_id in part.cases[:_NAMED]]
    numbers = "、".join(case.number or f"#{case.id}" for case in cases) + (
        "等" if part.count > _NAMED else ""
    )
    words = f"{label} {part.count} 件（{numbers}）"
    if part.count == 1:
        words += f"：{cases[0].status.label}"
        words += (
            f"，期限{chinese_date(cases[0].due_at)}" if cases[0].due_at and not cases[0].replied_at else ""
        )
    return words


# Export as .xlsx: rates with formulas, every breakdown, and the method of counting.
def export_figures(work: Workplace, out: Path, scope: FigureScope = FigureScope()) -> None:  # noqa: B008 - frozen
    """Write the figures as .xlsx. Raises Refused for another suffix, FileProblem."""
    if out.suffix.lower() != ".xlsx":
        raise Refused(f"统计数字不能写成“{out.suffix or out.name}”", "文件名请以 .xlsx 结尾")
    found = gather_statistics(work, scope)
    note = f"{session_label(scope.term, scope.session) or '全部届次'}　{iso_date(work.today)}"
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
