"""Statistics 「统计」: every rate with its formula and its cases, the breakdowns, and the sentences a report wants."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from desktop.domain.case.case import Case
from desktop.domain.figures.breakdown import Dimension, Slice, break_down
from desktop.domain.figures.rates import Rate, average_days, work_out_rates
from desktop.domain.rules.locality import RateRules
from desktop.domain.rules.result_class import ResultClass
from desktop.services.office.rules import installed_rules, rules_by_digest
from desktop.services.office.workplace import Workplace
from desktop.store.figures.figures import FigureScope, ResultLookup, RuledKind, case_figures

__all__ = ["Dimension", "FigureScope", "Rate", "Slice", "Statistics", "gather_statistics"]


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of one scope. `assigned` are all cases, `counted` those of N, `replied` those of R."""

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
    """Count everything in scope. The rates follow the choices of the office's own place (decimals, denominators, targets)."""
    cases = case_figures(work.store, scope, _result_lookup(work))
    rules = rate_rules(work)
    ours = [case for case in cases if case.counts]
    return Statistics(
        scope=scope,
        assigned=len(cases),
        counted=len(ours),
        replied=sum(case.is_replied for case in ours),
        extended=sum(case.extended for case in ours),
        rates=work_out_rates(cases, rules),
        breakdowns={by: break_down(cases, by) for by in Dimension},
        average_days=average_days(cases),
        basis=rules.basis,
    )


def rate_rules(work: Workplace) -> RateRules:
    """The choices of the office's own place."""
    return installed_rules(work, Case()).rates


def _result_lookup(work: Workplace) -> ResultLookup:
    """Finds the class of a code in the rules that hold for its case, each kind of case once."""

    @lru_cache(maxsize=4096)
    def look_up(kind: RuledKind, code: str) -> ResultClass | None:
        if kind.digest:
            rules = rules_by_digest(work, kind.digest)
        else:
            rules = installed_rules(work, Case(locality=kind.locality, region=kind.region, level=kind.level))
        return rules.channel(kind.matter_type, kind.level).result(code)

    return look_up
