"""The data of a chart: bars with their counts and cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from desktop.domain.figures.breakdown import Dimension, Slice
from desktop.domain.rules.locality import ResultGrade, Satisfaction

_MOST_ROWS = 8
_MOST_MONTHS = 14
_BY_SATISFACTION = {
    Satisfaction.SATISFIED.label: "good",
    Satisfaction.BASICALLY_SATISFIED.label: "accent",
    Satisfaction.DISSATISFIED.label: "danger",
}
_BY_GRADE = {ResultGrade.SOLVED: "good", ResultGrade.PLANNED: "accent"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. `role` is its colour role; `of` is the total that its count is a share of."""

    label: str
    cases: tuple[int, ...]
    of: int
    role: str = "accent"

    @property
    def count(self) -> int:
        return len(self.cases)

    @property
    def words(self) -> str:
        """「科创科 9 件」, for screen readers and as the name of its list of cases."""
        return f"{self.label} {self.count} 件"


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart: vertical bars along the months if `upright`, else horizontal bars. `note` is a text below it."""

    by: Dimension
    bars: tuple[Bar, ...]
    note: str = ""

    @property
    def title(self) -> str:
        return self.by.label

    @property
    def upright(self) -> bool:
        return self.by is Dimension.MONTH

    @property
    def full(self) -> int:
        """The count of a full-length bar: the total for shares of one total, else the largest count."""
        if self.by in {Dimension.RESULT, Dimension.SATISFACTION}:
            return max((bar.of for bar in self.bars), default=0)
        return max((bar.count for bar in self.bars), default=0)


def make_chart(
    by: Dimension, slices: tuple[Slice, ...], grades: Mapping[str, ResultGrade], note: str = ""
) -> Chart:
    """The chart of one dimension. Rows beyond eight are combined into one; months beyond fourteen are left out."""
    if by is Dimension.MONTH:
        shown = slices[-_MOST_MONTHS:]
        several = len({part.label[:4] for part in shown}) > 1
        return Chart(
            by, tuple(Bar(_month(part.label, several), part.cases, part.total) for part in shown), note
        )
    shown, rest = slices[:_MOST_ROWS], slices[_MOST_ROWS:]
    if len(rest) == 1:
        shown, rest = slices, ()
    bars = [Bar(part.label, part.cases, part.total, _role(by, part.label, grades)) for part in shown]
    if rest:
        cases = tuple(chain.from_iterable(part.cases for part in rest))
        bars.append(Bar(f"其余 {len(rest)} 项", cases, rest[0].total, "text_secondary"))
    return Chart(by, tuple(bars), note)


def _month(label: str, several_years: bool) -> str:
    """「2024-04」 as 「4月」; if several years are shown, January with its year."""
    year, dash, month = label.partition("-")
    if not dash:
        return label
    return f"{year}年1月" if several_years and int(month) == 1 else f"{int(month)}月"


def _role(by: Dimension, label: str, grades: Mapping[str, ResultGrade]) -> str:
    if by is Dimension.SATISFACTION:
        return _BY_SATISFACTION.get(label, "text_secondary")
    if by is Dimension.RESULT:
        grade = grades.get(label)
        return _BY_GRADE.get(grade, "warning") if grade else "text_secondary"
    return "accent"
