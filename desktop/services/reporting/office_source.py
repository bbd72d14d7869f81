"""The figures for papers over many cases 「汇总文书」: those of a scope, or of the cases that an officer has chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from desktop.domain.case.case import MatterType
from desktop.domain.case.work_list import WEEK_DAYS, session_label
from desktop.domain.errors import Refused
from desktop.domain.figures.breakdown import UNKNOWN, Dimension, Slice, by_kind
from desktop.domain.figures.case_figures import CaseFigures, FigureScope
from desktop.domain.rules.clock import Clock, ClockName, Condition
from desktop.domain.rules.locality import Locality, Satisfaction
from desktop.domain.words.dates import chinese_date
from desktop.domain.words.shortened import first_few
from desktop.services.cases.figures import figures_in
from desktop.services.handling.due_list import DueWhat, due_items
from desktop.services.handling.promises import promise_list
from desktop.services.office.office import Office, read_office
from desktop.services.office.rules import office_rules
from desktop.services.office.workplace import Workplace
from desktop.services.reporting.statistics import Statistics, statistics_of, statistics_of_scope

_NAMED = 5
_TITLES = 2
_UNVERIFIED = "待核"


@dataclass(frozen=True, slots=True)
class OfficeChoice:
    """Which cases a paper is about: those of `scope`, or only `ids`.

    `within_days`: what is due in that many days is reminded of. `day`: a day of the week reported on; None = today.
    `weeks_back`: the week reported on is that many weeks before. `score_sheet`: the scoring standard of a self-check, "" = the
    first that fits the place.
    """

    scope: FigureScope = field(default_factory=FigureScope)
    ids: tuple[int, ...] | None = None
    within_days: int = WEEK_DAYS
    day: date | None = None
    weeks_back: int = 0
    score_sheet: str = ""


@dataclass(frozen=True, slots=True)
class OfficeSource:
    """The cases of a choice with their statistics, read at one moment; `cases` are in the order of their numbers."""

    work: Workplace
    choice: OfficeChoice
    office: Office
    rules: Locality
    cases: tuple[CaseFigures, ...]
    statistics: Statistics
    kinds: dict[int, str]
    """「区政协提案」 of each case."""
    overdue: frozenset[int]
    """The cases whose reply is overdue and whose clock runs."""

    @property
    def ids(self) -> frozenset[int]:
        return frozenset(case.id for case in self.cases)

    def figures(self) -> dict[str, str]:
        """The values of all placeholders but those of a week or a section; what is unknown or has nothing to count is absent."""
        found = {
            **self._office_values(),
            **_count_values(self.statistics),
            **self._word_values(),
            **{rate.key: rate.words for rate in self.statistics.rates if rate.of},
            **self._problem_values(),
        }
        return {name: value for name, value in found.items() if value}

    def _office_values(self) -> dict[str, str]:
        scope = self.choice.scope
        meeting = session_label(scope.term, scope.session) or self._years()
        part = scope.section or scope.officer
        titles = self.rules.sources[:_TITLES]
        return {
            "today": chinese_date(self.work.today),
            "year": str(scope.first.year if scope.first else self.work.today.year),
            "scope": meeting + (f"{part}承办的" if part else ""),
            "noun": noun_of(case.matter_type for case in self.cases),
            "office_unit": self.office.unit,
            "office_contact": self.office.contact_person or self.office.officer,
            "office_phone": self.office.contact_phone,
            "place": self.rules.name,
            "sources": "".join(source.title for source in titles) + "等规定" if titles else "有关规定",
            "targets": "、".join(
                f"{rate.label}{rate.target:.0%}" for rate in self.statistics.rates if rate.target is not None
            ),
        }

    def _years(self) -> str:
        """「2026年度」, 「2024至2026年度」: the years in which the cases were assigned."""
        years = sorted({case.assigned_at.year for case in self.cases if case.assigned_at})
        first, last = (years[0], years[-1]) if years else (self.work.today.year,) * 2
        return f"{first}年度" if first == last else f"{first}至{last}年度"

    def _word_values(self) -> dict[str, str]:
        decimals = self.rules.rates.decimals
        parts = self.statistics.breakdowns
        sections = [part for part in parts[Dimension.SECTION] if part.label != UNKNOWN]
        keys = [case for case in self.cases if case.is_key]
        return {
            "roles": _counted(parts[Dimension.ROLE]),
            "levels": self._levels(),
            "results": _results(parts[Dimension.RESULT], decimals),
            "results_by_matter": self._results_by_matter(decimals),
            "sections": _counted(sections),
            "section_count": str(len(sections)) if sections else "",
            "left_out": "、".join(
                f"{group.reason}{len(group.cases)}件（{numbers_of(group.cases)}）"
                for group in self.statistics.left_out
            ),
            "marked": "、".join(
                f"{group.reason}{len(group.cases)}件（{numbers_of(group.cases)}）"
                for group in self.statistics.marked
            ),
            "unplaced": self.statistics.unknown_words,
            "promise_years": "；".join(year.words for year in self.statistics.promises),
            "carried": str(sum(year.carried for year in self.statistics.promises) or ""),
            "key_count": str(len(keys)),
            "key_names": numbers_of(keys),
        }

    def _levels(self) -> str:
        """「区人大代表建议4件（主办3件、会办1件）、区政协提案6件（独办6件）」."""
        return "、".join(
            f"{self.kinds[cases[0].id]}{len(cases)}件（{_roles(cases)}）"
            for cases in by_kind(self.cases).values()
        )

    def _results_by_matter(self, decimals: int) -> str:
        """The results of suggestions and of proposals apart; "" where only one of them was answered."""
        lines = []
        for matter in dict.fromkeys(kind.matter_type for kind in by_kind(self.cases)):
            some = tuple(case for case in self.cases if case.matter_type is matter)
            found = statistics_of(some, self.rules.rates, self.choice.scope).breakdowns[Dimension.RESULT]
            lines += [f"{matter.label}中，{_results(found, decimals)}。"] if found else []
        return "\n".join(lines) if len(lines) > 1 else ""

    def _problem_values(self) -> dict[str, str]:
        found = self.statistics
        replied, on_time = found.rate("reply_rate"), found.rate("on_time_rate")
        wrong = {
            "late_replied": set(replied.counted) - set(on_time.counted),
            "overdue": set(self.overdue),
            "dissatisfied": _cases_of(found, Dimension.SATISFACTION, Satisfaction.DISSATISFIED.label),
            "rehandled": set(found.rate("rehandling_rate").counted),
            "uncontacted": set(found.rate("contact_rate").of) - set(found.rate("contact_rate").counted),
        }
        values = {
            "missed_targets": "、".join(
                f"{rate.label}{rate.words}（目标{rate.target:.0%}）"
                for rate in found.rates
                if rate.misses_target and rate.target is not None
            )
        }
        for name, ids in wrong.items():
            some = [case for case in self.cases if case.id in ids]
            values |= {name: str(len(some)) if some else "", f"{name}_names": numbers_of(some)}
        conversion = found.rate("conversion_rate")
        left = {
            "undated": found.undated,
            "unpublished": found.decided - found.published,
            "unconverted": conversion.denominator - conversion.numerator,
            "open_promises": sum(line.promise.case_id in self.ids for line in promise_list(self.work)),
        }
        return values | {name: str(count) if count else "" for name, count in left.items()}


def office_source(work: Workplace, choice: OfficeChoice) -> OfficeSource:
    """Read the figures of a choice. Raises Refused if it holds no case."""
    cases = figures_in(work, choice.scope)
    if choice.ids is not None:
        cases = tuple(case for case in cases if case.id in set(choice.ids))
    if not cases:
        raise Refused("没有可以写进去的办件", "请换一个届次、年度，或另选办件")
    chosen = {case.id for case in cases if case.is_counted and not case.is_replied}
    late = {item.case_id for item in due_items(work, 0) if item.what is DueWhat.REPLY and item.days < 0}
    office, rules = read_office(work), office_rules(work)
    region = office.region or rules.region
    return OfficeSource(
        work,
        choice,
        office,
        rules,
        tuple(sorted(cases, key=_by_number)),
        statistics_of_scope(work, cases, choice.scope)
        if choice.ids is None
        else statistics_of(cases, rules.rates, choice.scope),
        {case.id: kind.label(region) for kind, some in by_kind(cases).items() for case in some},
        frozenset(chosen & late),
    )


def _by_number(case: CaseFigures) -> tuple[str, int, str, int]:
    return case.matter_type, len(case.number), case.number, case.id


def noun_of(matters: Iterable[MatterType]) -> str:
    """「政协提案」 or 「人大代表建议」 where all matters are of that type, else 「建议提案」."""
    found = set(matters)
    return found.pop().label if len(found) == 1 else "建议提案"


def numbers_of(cases: Sequence[CaseFigures], *, every: bool = False) -> str:
    """「第085号、第096号」, at most five and then 等, or every one; 提案 or 建议 follows each where both are among them."""
    mixed = len({case.matter_type for case in cases}) > 1
    numbers = [_number_of(case, with_noun=mixed) for case in cases]
    return first_few(numbers, len(cases) if every else _NAMED)


def _number_of(case: CaseFigures, *, with_noun: bool) -> str:
    # Words between the numbers: programs do not part a line at 、 before a digit.
    return (f"第{case.number}号" if case.number else f"#{case.id}") + (
        case.matter_type.short_label if with_noun else ""
    )


def _count_values(found: Statistics) -> dict[str, str]:
    contact, face = found.rate("contact_rate"), found.rate("face_rate")
    counts = {
        "assigned": found.assigned,
        "counted": found.counted,
        "replied": found.replied,
        "unreplied": found.counted - found.replied,
        "closed": found.rate("closed_rate").numerator,
        "extended": found.extended,
        "contacted": contact.numerator,
        "met": face.numerator,
        "asked_back": sum(part.count for part in found.breakdowns[Dimension.SATISFACTION]),
        "adopted": found.rate("adoption_rate").numerator,
        "planned": found.rate("conversion_rate").denominator,
        "converted": found.rate("conversion_rate").numerator,
        "decided": found.decided,
        "published": found.published,
    }
    average = "" if found.average_days is None else f"{found.average_days:.1f}"
    return {name: str(count) for name, count in counts.items()} | {"average_days": average}


def _cases_of(found: Statistics, by: Dimension, label: str) -> set[int]:
    return {case for part in found.breakdowns[by] if part.label == label for case in part.cases}


def _counted(parts: Iterable[Slice]) -> str:
    return "、".join(f"{part.label}{part.count}件" for part in parts)


def _roles(cases: Sequence[CaseFigures]) -> str:
    counts: dict[str, int] = {}
    for case in cases:
        counts[case.role.label] = counts.get(case.role.label, 0) + 1
    return "、".join(f"{label}{count}件" for label, count in sorted(counts.items(), key=lambda one: -one[1]))


def _results(parts: Iterable[Slice], decimals: int) -> str:
    return "；".join(f"{part.label}{part.words(decimals)}" for part in parts)


def clocks_in_words(source: OfficeSource) -> tuple[tuple[str, str, str], ...]:
    """Step, time limit and basis of every clock for the kinds of matters there are, in the order of the work."""
    matters = {case.matter_type for case in source.cases}
    foreign = {_CONDITIONS[matter] for matter in MatterType if matter not in matters}
    in_order = [clock for name in ClockName for clock in source.rules.clocks_named(name)]
    return tuple(
        (clock.name.label, clock.words_in_full.replace(" ", ""), _basis(clock))
        for clock in in_order
        if clock.condition not in foreign
    )


_CONDITIONS = {
    MatterType.CPPCC_PROPOSAL: Condition.PROPOSAL,
    MatterType.NPC_SUGGESTION: Condition.SUGGESTION,
}


def _basis(clock: Clock) -> str:
    """The basis of a rule; what was not verified says so."""
    return clock.basis + ("" if clock.confirmed or _UNVERIFIED in clock.basis else f"（{_UNVERIFIED}）")
