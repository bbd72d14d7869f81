"""The figures of the cases in one scope, by the rule books: what statistics, report and the inbox count."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from desktop.domain.case.case import Case
from desktop.domain.figures.case_figures import CaseFigures, FigureScope
from desktop.domain.rules.locality import RateRules, ResultClass
from desktop.services.office.rules import installed_rules, office_rules, rules_by_digest
from desktop.services.office.workplace import Workplace
from desktop.store.cases.scope_choices import ScopeChoices
from desktop.store.figures.figures import ResultLookup, RuledKind, case_figures


def figures_in(work: Workplace, scope: FigureScope) -> tuple[CaseFigures, ...]:
    """The figures of every case in scope, by id, each with the result classes of its own rule book."""
    return case_figures(work.store, scope, _result_lookup(work))


def rate_rules(work: Workplace) -> RateRules:
    """The options for rates in the rule book of the office."""
    return office_rules(work).rates


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
