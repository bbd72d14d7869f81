"""Which rules hold for a case 「属地规则」, and which days are working days."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from desktop.documents.templates.holiday_file import SHIPPED, read_holidays
from desktop.documents.templates.locality_file import read_locality
from desktop.documents.templates.toml_template import parse_toml, read_toml
from desktop.domain.case.case import Case, Level, ProposerKind
from desktop.domain.deadlines.case_clock import Traits
from desktop.domain.deadlines.holiday_calendar import HolidayCalendar
from desktop.domain.rules.locality import Channel, Locality
from desktop.services.office.office import read_office
from desktop.services.office.workplace import Workplace
from desktop.store.history.rule_books import keep_rules, kept_rules, kept_text, kept_texts

_GENERAL = "general-abc"
_NATIONAL = "national"

OWN_CALENDAR = Path("calendar") / "holidays.toml"
"""Inside the data folder; of the same shape as the shipped file and laid over it."""


def rules_of(work: Workplace, case: Case) -> Locality:
    """The rules that hold for this case: the text it was assigned under, the installed book while none is kept.

    Whoever judges, words or prints a case takes its rules from here (decision 0010).
    """
    text = kept_rules(work.store, case.id) if case.id else None
    return _parsed(text) if text else installed_rules(work, case)


def channel_of(work: Workplace, case: Case) -> Channel:
    """The wording of the case's channel in the rules that hold for it."""
    return rules_of(work, case).channel(case.matter_type, case.level)


def rules_by_digest(work: Workplace, digest: str) -> Locality:
    """A kept rule book by the digest of its text, for counts over many cases."""
    return _parsed(kept_text(work.store, digest))


def books_in_use(work: Workplace) -> tuple[Locality, ...]:
    """Every installed rule book, and the older editions under which stored cases stand."""
    installed = tuple(work.library.localities.values())
    texts = {book.source for book in installed}
    return installed + tuple(_parsed(text) for text in kept_texts(work.store) if text not in texts)


def installed_rules(work: Workplace, case: Case) -> Locality:
    """The book that a case entered today would come under: its own place's, else its region's, else the office's, else a
    general one. An open case is judged by `rules_of`; this one is for adopting and for comparing old with new.
    """
    books = work.library.localities
    by_region = next((book.id for book in books.values() if case.region and book.region == case.region), "")
    national = _NATIONAL if case.level is Level.NATIONAL else ""
    wanted = (case.locality, national, by_region, read_office(work).locality, _GENERAL)
    return next((books[book] for book in wanted if book in books), next(iter(books.values())))


def adopt_rules(work: Workplace, case: Case) -> Locality:
    """Put a stored case under the installed rule book, once; what it was assigned under stays."""
    text = kept_rules(work.store, case.id)
    return _parsed(text) if text else adopt_installed_rules(work, case)


def adopt_installed_rules(work: Workplace, case: Case) -> Locality:
    """Put a stored case under the installed rule book, whatever it was under: its place was corrected, or the office says so."""
    installed = installed_rules(work, case)
    keep_rules(work.store, case.id, installed.id, installed.version, installed.source, work.now())
    return installed


def follow_place(work: Workplace, before: Case, after: Case) -> None:
    """Put a stored case under the rules of its new place if a corrected field moved it there."""
    if changes_rulebook(before, after):
        adopt_installed_rules(work, after)


def changes_rulebook(before: Case, after: Case) -> bool:
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
