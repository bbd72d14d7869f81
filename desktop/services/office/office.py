"""The office 「本单位」: facts of the unit used in every reply, set once in the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from desktop.services.office.places import place_id
from desktop.services.office.workplace import Workplace
from desktop.store.file.settings import read_setting, write_setting

_PREFIX = "office."
_WELCOMED = "office.welcomed"


@dataclass(frozen=True, slots=True)
class Office:
    """Facts of the unit. "" means not set yet."""

    unit: str = ""  # 落款单位, the full name
    region: str = ""
    locality: str = ""  # id of templates/localities/*.toml
    officer: str = ""
    contact_person: str = ""
    contact_phone: str = ""


def read_office(work: Workplace) -> Office:
    """The stored facts of the office."""
    names = [field.name for field in fields(Office)]
    return Office(**{name: read_setting(work.store, _PREFIX + name) for name in names})


def save_office(work: Workplace, office: Office) -> None:
    """Store the facts of the office in one transaction. Raises Refused for an unknown place."""
    office = replace(office, locality=place_id(work, office.locality))
    with work.store.writing():
        for field in fields(Office):
            write_setting(work.store, _PREFIX + field.name, getattr(office, field.name).strip())


def amend_office(work: Workplace, facts: Mapping[str, str]) -> Office:
    """Store these facts and leave the others as they are; returns all. Raises Refused for an unknown place."""
    office = replace(read_office(work), **facts)
    save_office(work, office)
    return office


def is_welcomed(work: Workplace) -> bool:
    """True if the welcome has been gone through or skipped, or the unit is known already."""
    return bool(read_setting(work.store, _WELCOMED) or read_setting(work.store, _PREFIX + "unit"))


def end_welcome(work: Workplace) -> None:
    """Do not begin with the welcome again."""
    write_setting(work.store, _WELCOMED, "yes")
