"""The office 「本单位」: facts of the unit used in every reply, set once in the settings."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from desktop.services.office.places import place_id
from desktop.services.office.workplace import Workplace
from desktop.store.file.settings import read_setting, write_setting

_PREFIX = "office."


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
