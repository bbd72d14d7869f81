"""What the page 「统计」 shows of one scope, worked out in one go: the figures, what can be chosen, and who is not satisfied."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.figures.breakdown import Dimension
from desktop.domain.letter.facts import chinese_date
from desktop.domain.rules.feedback_scale import Satisfaction
from desktop.domain.rules.result_class import ResultGrade
from desktop.services.cases.cases import get_case
from desktop.services.office.rules import books_in_use
from desktop.services.office.workplace import Workplace
from desktop.services.reporting.statistics import FigureScope, Statistics, gather_statistics
from desktop.store.cases.scope_choices import ScopeChoices, scope_choices

_NAMED = 3


@dataclass(frozen=True, slots=True)
class FigureSheet:
    """`grades` tell what a result's words mean; `dissatisfied` is one line about 不满意 cases, "" if there are none."""

    statistics: Statistics
    choices: ScopeChoices
    grades: dict[str, ResultGrade]
    dissatisfied: str
    year: int


def figure_sheet(work: Workplace, scope: FigureScope | None) -> FigureSheet:
    """The sheet of a scope; None stands for the present one: `usual_scope`."""
    choices = scope_choices(work.store, work.today.year)
    scope = usual_scope(choices, work.today.year) if scope is None else scope
    found = gather_statistics(work, scope)
    return FigureSheet(found, choices, _grades(work), _dissatisfied(work, found), work.today.year)


def usual_scope(choices: ScopeChoices, year: int) -> FigureScope:
    """This year's session if there is one only; of CPPCC and congress sessions the year; before any of them the newest."""
    if len(choices.this_year) == 1 and choices.this_year[0][0] is not None:
        return FigureScope(term=choices.this_year[0][0], session=choices.this_year[0][1])
    if choices.this_year:
        return year_scope(year)
    newest = choices.sessions[0] if choices.sessions else (None, None)
    return FigureScope(term=newest[0], session=newest[1])


def year_scope(year: int) -> FigureScope:
    """Everything assigned in that year."""
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
