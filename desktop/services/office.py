"""The office 「本单位」: what is true of every reply that leaves this house, typed once in the settings."""

from __future__ import annotations

from dataclasses import dataclass, fields

from desktop.domain.case import Case
from desktop.domain.locality import Channel, Locality
from desktop.domain.matter import Level
from desktop.services.workplace import Workplace
from desktop.store.settings import read_setting, write_setting

_PREFIX = "office."
_GENERAL = "general-abc"
_NATIONAL = "national"


@dataclass(frozen=True, slots=True)
class Office:
    """The unit's own facts. Empty text means "not typed yet"."""

    unit: str = ""  # 落款单位, the full name
    region: str = ""
    locality: str = ""  # id of templates/localities/*.toml
    officer: str = ""
    contact_person: str = ""
    contact_phone: str = ""


def read_office(work: Workplace) -> Office:
    """What the settings say of the office."""
    names = [field.name for field in fields(Office)]
    return Office(**{name: read_setting(work.store, _PREFIX + name) for name in names})


def save_office(work: Workplace, office: Office) -> None:
    """Store the office's facts in one transaction."""
    with work.store.writing():
        for field in fields(Office):
            write_setting(work.store, _PREFIX + field.name, getattr(office, field.name).strip())


def locality_for(work: Workplace, case: Case) -> Locality:
    """The rule book for a case: its own, else that of its region, else the office's, else a general one."""
    books = work.library.localities
    by_region = next((book.id for book in books.values() if case.region and book.region == case.region), "")
    national = _NATIONAL if case.level is Level.NATIONAL else ""
    wanted = (case.locality, national, by_region, read_office(work).locality, _GENERAL)
    return next((books[book] for book in wanted if book in books), next(iter(books.values())))


def channel_for(work: Workplace, case: Case) -> Channel:
    """The wording of the case's channel in its rule book."""
    return locality_for(work, case).channel(case.matter_type, case.level)
