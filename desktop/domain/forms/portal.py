"""The items of an online handling system 「填报项目」 in its own order, and what a case enters into each (DOMAIN 5.2).

Editable data, read by documents.templates.portal_file. The program never talks to a system: the officer copies and pastes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.domain.case.case import HandlingRole, MatterType
from desktop.domain.forms.form_facts import FormFacts
from desktop.domain.letter.pieces import cut_to_pieces, units

_CHINESE_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


@dataclass(frozen=True, slots=True)
class PortalItem:
    """One input of the system, called `name` there.

    `text` holds placeholders of `form_facts.FORM_FACT_NAMES`; with `each` it is repeated for every entry of that list, joined by
    `between`. `body` is the letter's text without head and signature. `limit` is the most characters that the input takes (0 = any
    number), `optional` says that it may stay empty, `iso_days` that it wants days as 2024-04-09; `hint` tells how it is filled.
    """

    name: str
    text: str = ""
    each: str = ""
    between: str = "\n"
    body: bool = False
    limit: int = 0
    optional: bool = False
    iso_days: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class PortalTemplate:
    """One file of templates/portals. Empty `matter_types`, `roles` and `localities` fit every case."""

    id: str
    version: int
    name: str
    items: tuple[PortalItem, ...]
    basis: str = ""
    matter_types: tuple[MatterType, ...] = ()
    roles: tuple[HandlingRole, ...] = ()
    localities: tuple[str, ...] = ()

    def fits(self, matter_type: MatterType, role: HandlingRole, locality: str) -> bool:
        """True if a case of that type, handled in that role in that locality, is entered into this system."""
        return (
            (not self.matter_types or matter_type in self.matter_types)
            and (not self.roles or role in self.roles)
            and (not self.localities or locality in self.localities)
        )


@dataclass(frozen=True, slots=True)
class PortalEntry:
    """What one input gets: the pieces to paste one after another, none if nothing is known."""

    item: PortalItem
    pieces: tuple[str, ...] = ()

    @property
    def value(self) -> str:
        """The whole value; "" if nothing is known."""
        return "".join(self.pieces)

    @property
    def is_missing(self) -> bool:
        """True if the input is blank and should not be."""
        return not self.pieces and not self.item.optional

    @property
    def length(self) -> int:
        """Characters of the whole value, as the system counts them."""
        return units(self.value)


def fill_item(item: PortalItem, facts: FormFacts, body: str) -> PortalEntry:
    """What the case enters into that input; `body` is the text of its letter. An entry of a list without any fact is left out."""
    if item.body:
        value = body.strip("\n")
    elif item.each:
        entries = facts.entries.get(item.each, ())
        lines = (facts.fill(item.text, entry, item.each, leave_room=False) for entry in entries)
        value = item.between.join(line.text.strip() for line in lines if line.found)
    else:
        filled = facts.fill(item.text, leave_room=False)
        value = filled.text.strip() if filled.found or not filled.missing else ""
    if item.iso_days:
        value = _CHINESE_DAY.sub(lambda day: f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}", value)
    return PortalEntry(item, cut_to_pieces(value, item.limit))
