"""Which rules hold for a case 「属地规则」, and which days are working days."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from desktop.documents.holiday_file import SHIPPED, read_holidays
from desktop.documents.locality_file import read_locality
from desktop.documents.toml_template import parse_toml, read_toml
from desktop.domain.case import Case
from desktop.domain.case_clock import Traits
from desktop.domain.holiday_calendar import HolidayCalendar
from desktop.domain.locality import Locality
from desktop.domain.matter import ProposerKind
from desktop.services.office import locality_for
from desktop.services.workplace import Workplace
from desktop.store.rule_books import keep_rules, kept_rules

OWN_CALENDAR = Path("calendar") / "holidays.toml"
"""Inside the data folder; of the same shape as the shipped file and laid over it."""


def rules_of(work: Workplace, case: Case) -> Locality:
    """The rule book under which the case was assigned; the present one while none was kept."""
    text = kept_rules(work.store, case.id) if case.id else None
    return _parsed(text) if text else locality_for(work, case)


def adopt_rules(work: Workplace, case: Case) -> Locality:
    """Put a stored case under the present rule book, once; what it was assigned under stays."""
    text = kept_rules(work.store, case.id)
    return _parsed(text) if text else adopt_present_rules(work, case)


def adopt_present_rules(work: Workplace, case: Case) -> Locality:
    """Put a stored case under the rule book of today, whatever it was under: its place was corrected, or the office says so."""
    present = locality_for(work, case)
    keep_rules(work.store, case.id, present.id, present.version, present.source, work.now())
    return present


def has_moved_house(before: Case, after: Case) -> bool:
    """True if a corrected field puts the case under another place's rules."""
    return (before.locality, before.region, before.level) != (after.locality, after.region, after.level)


def calendar_of(work: Workplace) -> HolidayCalendar:
    """The shipped working calendar with the office's own days laid over it. Raises TemplateProblem for a slip in those."""
    own = work.data_dir / OWN_CALENDAR
    return laid_over(read_holidays(read_toml(own))) if own.is_file() else _shipped()


def laid_over(days: HolidayCalendar) -> HolidayCalendar:
    """The shipped calendar with an office's own days laid over it."""
    shipped = _shipped()
    return shipped.with_changes(f"{shipped.version}，本单位 {days.version}", days.off, days.make_up)


def traits_of(case: Case) -> Traits:
    """What the conditions of clocks ask about this case."""
    first = case.first_proposer
    return Traits(
        matter_type=case.matter_type,
        is_key=case.is_key,
        is_group=first is not None and first.kind is ProposerKind.GROUP,
    )


@lru_cache(maxsize=64)
def _parsed(text: str) -> Locality:
    return read_locality(parse_toml(text, "办件所依据的规则"))


@lru_cache(maxsize=1)
def _shipped() -> HolidayCalendar:
    return read_holidays(read_toml(SHIPPED))
