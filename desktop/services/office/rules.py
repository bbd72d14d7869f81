"""The rule book 「属地规则」 of a case, and the working calendar."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from desktop.documents.templates.holiday_file import SHIPPED, read_holidays
from desktop.documents.templates.locality_file import read_locality
from desktop.documents.templates.toml_template import parse_toml, read_toml
from desktop.domain.case.case import Case, Level, MatterType, ProposerKind
from desktop.domain.deadlines.case_clock import Traits
from desktop.domain.deadlines.holiday_calendar import HolidayCalendar
from desktop.domain.rules.clock import sitting_of
from desktop.domain.rules.locality import Channel, Locality
from desktop.services.office.office import read_office
from desktop.services.office.places import book_named
from desktop.services.office.workplace import Workplace
from desktop.store.history.rule_books import store_rules, stored_rules, stored_text, stored_texts

_GENERAL = ("general-abc", "general-words")
_NATIONAL = "national"

OWN_CALENDAR = Path("calendar") / "holidays.toml"
"""The office's calendar in the data folder; same format as the shipped file, its days take precedence."""


def rules_of(work: Workplace, case: Case) -> Locality:
    """The rule book of this case: the text stored at its assignment, else the installed one.

    Every judgement, wording and printout of a case uses this function (decision 0010).
    """
    text = stored_rules(work.store, case.id) if case.id else None
    return _parsed(text) if text else installed_rules(work, case)


def channel_of(work: Workplace, case: Case) -> Channel:
    """The wording of the case's channel in its rule book."""
    return rules_of(work, case).channel(case.matter_type, case.level)


def rules_by_digest(work: Workplace, digest: str) -> Locality:
    """A stored rule book by the digest of its text, for counts over many cases."""
    return _parsed(stored_text(work.store, digest))


def books_in_use(work: Workplace) -> tuple[Locality, ...]:
    """Every installed rule book, and the older editions stored with cases."""
    installed = tuple(work.library.localities.values())
    texts = {book.source for book in installed}
    return installed + tuple(_parsed(text) for text in stored_texts(work.store) if text not in texts)


def installed_rules(work: Workplace, case: Case) -> Locality:
    """The installed rule book for a case entered today: of its locality, else its region, else the office,
    else a general one. Only books that cover its matter type are taken.

    For adopting and comparing rule books only; open cases are judged by `rules_of`.
    """
    national = _NATIONAL if case.level is Level.NATIONAL else ""
    wanted = (case.locality, national, case.region, read_office(work).locality, *_GENERAL)
    books = (book_named(work, words, case.matter_type) for words in wanted)
    return next(filter(None, books), None) or next(iter(work.library.localities.values()))


def office_rules(work: Workplace) -> Locality:
    """The rule book chosen in the settings, whichever kind of matter it covers, else the one of a new case."""
    named = read_office(work).locality
    books = (book_named(work, named, kind) for kind in MatterType) if named else ()
    return next(filter(None, books), None) or installed_rules(work, Case())


def general_books(work: Workplace) -> tuple[Locality, ...]:
    """The installed rule books of no place, for cases of places without one of their own."""
    return tuple(book for book in work.library.localities.values() if book.id in _GENERAL)


def default_level(work: Workplace, case: Case) -> Level:
    """The level of a new case that does not say its own: the one that the rule book of its place names."""
    return installed_rules(work, replace(case, level=Level.DISTRICT)).default_level


def adopt_rules(work: Workplace, case: Case) -> Locality:
    """Store the installed rule book with a case that has none; a stored one is kept."""
    text = stored_rules(work.store, case.id)
    return _parsed(text) if text else adopt_installed_rules(work, case)


def adopt_installed_rules(work: Workplace, case: Case) -> Locality:
    """Store the installed rule book with a case, replacing a stored one: after a corrected place, or on the
    office's decision.
    """
    return adopt(work, case, installed_rules(work, case))


def adopt(work: Workplace, case: Case, book: Locality) -> Locality:
    """Store this rule book with a case, replacing a stored one; returns it."""
    store_rules(work.store, case.id, book.id, book.version, book.source, work.now())
    return book


def follow_place(work: Workplace, before: Case, after: Case) -> None:
    """Store the rule book of the new place if a corrected field changes it."""
    if changes_rulebook(before, after):
        adopt_installed_rules(work, after)


def changes_rulebook(before: Case, after: Case) -> bool:
    """True if a corrected field puts the case under the rule book of another place."""
    return place_of(before) != place_of(after)


def place_of(case: Case) -> tuple[object, ...]:
    """The fields of a case that select a rule book."""
    return case.locality, case.region, case.level, case.matter_type


def calendar_of(work: Workplace) -> HolidayCalendar:
    """The shipped working calendar overridden by the office's days. Raises TemplateProblem for a fault in those."""
    own = work.data_dir / OWN_CALENDAR
    if not own.is_file():
        return _shipped()
    name = f"数据文件夹里的 {OWN_CALENDAR.as_posix()}"
    return with_own_days(read_holidays(read_toml(own, name, "请改正，或删去这个文件（即按自带的日历）")))


def with_own_days(days: HolidayCalendar) -> HolidayCalendar:
    """The shipped calendar overridden by `days`."""
    shipped = _shipped()
    return shipped.with_changes(f"{shipped.version}，本单位 {days.version}", days.off, days.make_up)


def traits_of(case: Case) -> Traits:
    """The facts of the case that conditions of clocks test."""
    first = case.first_proposer
    return Traits(
        matter_type=case.matter_type,
        is_key=case.is_key,
        is_group=first is not None and first.kind is ProposerKind.GROUP,
        sitting=sitting_of(case.time_mark),
    )


@lru_cache(maxsize=64)
def _parsed(text: str) -> Locality:
    return read_locality(parse_toml(text, "办件所依据的规则"))


@lru_cache(maxsize=1)
def _shipped() -> HolidayCalendar:
    return read_holidays(read_toml(SHIPPED))
