"""Statistics 「统计」: every rate with its formula and cases, breakdowns, and sentences for reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.documents.sheets.figures_xlsx import FigureTable, write_figures
from desktop.domain.errors import Refused
from desktop.domain.figures.breakdown import (
    Dimension,
    NamedCases,
    PartFigures,
    Slice,
    break_down,
    left_out,
    marked,
    part_figures,
)
from desktop.domain.figures.case_figures import CaseFigures, FigureScope, OutsideScope
from desktop.domain.figures.promise_years import PromiseYear, promise_years
from desktop.domain.figures.rates import Rate, average_days, compute_rates
from desktop.domain.rules.locality import RateRules, ResultGrade, Satisfaction
from desktop.domain.words.dates import chinese_date, iso_date
from desktop.services.cases.cases import get_case
from desktop.services.cases.figures import default_scope, figures_in, rate_rules
from desktop.services.office.rules import books_in_use
from desktop.services.office.workplace import Workplace
from desktop.store.cases.scope_choices import ScopeChoices, scope_choices
from desktop.store.figures.figures import cases_outside, promises_with_year


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of one scope. `assigned`: all cases, `counted`: those of N, `replied`: those of R.

    `left_out`: the cases that are not in N, by reason; `marked`: those whose due day rests on something entered late or past
    the limit. `outside`: the cases that are not counted because the scope bounds sessions or days. `promises`: of
    every year, whatever the days of the scope. `decided` are the replied cases to be made public, `published` those that are.
    """

    scope: FigureScope
    assigned: int
    counted: int
    replied: int
    extended: int
    rates: tuple[Rate, ...]
    breakdowns: dict[Dimension, tuple[Slice, ...]]
    average_days: float | None
    basis: str
    left_out: tuple[NamedCases, ...] = ()
    marked: tuple[NamedCases, ...] = ()
    outside: tuple[OutsideScope, ...] = ()
    by_matter: tuple[PartFigures, ...] = ()
    by_category: tuple[PartFigures, ...] = ()
    promises: tuple[PromiseYear, ...] = ()

    @property
    def stored(self) -> int:
        """All cases of the store in this part of the work, counted or not."""
        return self.assigned + sum(len(part.cases) for part in self.outside)

    @property
    def undated(self) -> int:
        """The cases without 交办日期, which a scope of days cannot hold; 0 if it bounds no days."""
        bounded = self.scope.first or self.scope.last
        return sum(len(part.cases) for part in self.outside if part.is_unknown and bounded)

    @property
    def unknown_words(self) -> str:
        """「41件没有登记交办日期」, as papers say of what may belong to the scope and is not counted; "" if there is none."""
        return "、".join(f"{len(part.cases)}件{part.reason}" for part in self.outside if part.is_unknown)

    @property
    def decided(self) -> int:
        return self.rate("published_rate").denominator

    @property
    def published(self) -> int:
        return self.rate("published_rate").numerator

    def rate(self, key: str) -> Rate:
        """The rate of that key; KeyError if there is none."""
        found = {rate.key: rate for rate in self.rates}
        return found[key]


def gather_statistics(work: Workplace, scope: FigureScope = FigureScope()) -> Statistics:  # noqa: B008 - frozen
    """Calculate the figures of a scope. The rates follow the rule book of the office (decimals, denominators, targets)."""
    return statistics_of_scope(work, figures_in(work, scope), scope)


def statistics_of_scope(work: Workplace, cases: Sequence[CaseFigures], scope: FigureScope) -> Statistics:
    """The figures of a scope whose cases have been read, with those of its promises."""
    outside = cases_outside(work.store, scope)
    promises = promises_with_year(work.store, scope, work.today)
    found = statistics_of(cases, rate_rules(work), scope, outside)
    return replace(found, promises=promise_years(promises, work.today))


def statistics_of(
    cases: Sequence[CaseFigures], rules: RateRules, scope: FigureScope, outside: tuple[OutsideScope, ...] = ()
) -> Statistics:
    """The figures of these cases, which are those of the scope or some of them; without those of promises."""
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
        left_out=left_out(cases),
        marked=marked(cases),
        outside=outside,
        by_matter=part_figures(cases, Dimension.MATTER_TYPE),
        by_category=part_figures(cases, Dimension.CATEGORY),
    )


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
    note = f"{scope.words}　{iso_date(work.today)}"
    tables = [
        _rates(found, note),
        _parts(found, note),
        _left_out(found, note),
        _promises(found, note),
        *(_breakdown(found, by, note) for by in Dimension),
    ]
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


def _parts(found: Statistics, note: str) -> FigureTable:
    head = (
        ("类型、类别", 24.0),
        *((words, 9.0) for words in ("承办", "应答复", "已答复", "按时", "解决采纳")),
    )
    rows = tuple(
        (part.label, part.assigned, part.counted, part.replied, part.on_time, part.adopted)
        for part in (*found.by_matter, *found.by_category)
    )
    return FigureTable("分类情况", f"按类型和类别　{note}", head, rows)


def _promises(found: Statistics, note: str) -> FigureTable:
    words = ("承诺", "已兑现", "按期兑现", "逾期", "进行中", "结转")
    head = (("年度", 9.0), *((word, 10.0) for word in words))
    rows = tuple(
        (f"{one.year}年", one.made, one.kept, one.in_time, one.late, one.running, one.carried)
        for one in found.promises
    )
    return FigureTable("承诺", f"按承诺年度　{note}", head, rows)


def _left_out(found: Statistics, note: str) -> FigureTable:
    head = (("原因", 12.0), ("编号", 12.0), ("案由", 60.0))
    rows = tuple(
        (group.reason, case.number or f"#{case.id}", case.subject)
        for group in found.left_out
        for case in group.cases
    )
    return FigureTable("未计入", f"未计入应答复件的办件　{note}", head, rows)
