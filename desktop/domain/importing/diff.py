"""Compare imported values with a stored case, field by field, and decide which changes need the officer's consent."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from desktop.domain.case.case import Ask, Case, HandlingRole, Level, MatterType, Proposer
from desktop.domain.case.case_field import CASE_FIELDS
from desktop.domain.importing.plan import PlannedChange, SetBy
from desktop.domain.importing.similarity import plain_subject, subject_similarity

Values = Mapping[str, Any]
"""The values that a file gives for a case, by key of domain.case.case_field; missing values are absent."""

_FIXED = frozenset({"matter_type", "level"})
_FILLED_ONLY = frozenset({"region", "term", "session", "number"})
CLOCK_FACTS = frozenset(
    {"due_at", "assigned_at", "acknowledged_at", "handling_role", "is_key", "time_mark", "locality"}
)
"""Fields that move a due day: known ones never change by an import alone, whoever set them."""
_ANOTHER_MATTER = 0.3
_FEW_CHARACTERS = 5
_SEPARATORS = re.compile(r"[\s\u3000、，,；;/／]+")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs. `needs_decision`: it changes only with the officer's consent."""

    key: str
    old: Any
    new: Any
    set_by: SetBy
    needs_decision: bool

    @property
    def shown(self) -> PlannedChange:
        """The difference with both values as text."""
        show: Callable[[object], str] = CASE_FIELDS[self.key].show
        old, new = show(self.old), show(self.new)
        if old == new and self.key == "proposers":
            old, new = _in_detail(self.old), _in_detail(self.new)
        return PlannedChange(
            self.key, CASE_FIELDS[self.key].label, old, new, self.set_by, self.needs_decision
        )


def differences(known: Case, stated: Values, origins: Mapping[str, str]) -> tuple[Difference, ...]:
    """Every field in which `stated` differs from the known case, in the order of CASE_FIELDS.

    `origins` tells who set each field last, "officer" or "import". Blanks are filled and earlier imports overwritten
    without asking; what the officer typed, what moves a due day, and every change if the subject is a different one, needs a
    decision.
    """
    values = _with_known_details(known, stated)
    another = "subject" in values and _is_other_subject(known.subject, values["subject"])
    found = []
    for key in CASE_FIELDS:
        old = getattr(known, key)
        if (
            key not in values
            or key in _FIXED
            or not is_stated(key, values[key])
            or _same(key, old, values[key])
        ):
            continue
        set_by = _set_by(key, old, origins)
        if key in _FILLED_ONLY and set_by is not SetBy.NOBODY:
            continue
        moves = key in CLOCK_FACTS and set_by is not SetBy.NOBODY
        loses = key == "asks" and _loses_answers(old, values[key])
        asks = another or set_by is SetBy.OFFICER or moves or loses
        found.append(Difference(key, old, values[key], set_by, asks))
    return tuple(found)


def is_stated(key: str, value: object) -> bool:
    """True if the value is neither blank nor the default of a field that always has a value."""
    if isinstance(value, MatterType | Level | HandlingRole | bool | int):
        return True
    return bool(value) and value != getattr(Case(), key)


def _is_other_subject(one: str, other: str) -> bool:
    """True if the subjects are unrelated; False for subjects too short to compare."""
    long_enough = min(len(plain_subject(one)), len(plain_subject(other))) > _FEW_CHARACTERS
    return long_enough and subject_similarity(one, other) < _ANOTHER_MATTER


def _set_by(key: str, old: object, origins: Mapping[str, str]) -> SetBy:
    """Who set the current value; values written by moves and services count as the officer's."""
    default = getattr(Case(), key)
    if old == default and (not is_stated(key, old) or key not in origins):
        return SetBy.NOBODY
    if key in origins:
        return SetBy(origins[key])
    return SetBy.RULE if key == "due_at" else SetBy.OFFICER


def _same(key: str, old: Any, new: Any) -> bool:  # noqa: ANN401 - a value of any field
    if key == "subject":
        return plain_subject(old) == plain_subject(new)
    if key == "co_units":
        return _normalised("".join(old)) == _normalised("".join(new))
    if key == "asks":
        return [_normalised(ask.text) for ask in old] == [_normalised(ask.text) for ask in new]
    return old.split() == new.split() if isinstance(old, str) else bool(old == new)


def _with_known_details(known: Case, stated: Values) -> dict[str, Any]:
    """The stated values, completed with details that the case holds and the file omits."""
    values = dict(stated)
    if "proposers" in values:
        values["proposers"] = _joined_people(known.proposers, values["proposers"])
    if "asks" in values:
        answered = {_normalised(ask.text): ask for ask in known.asks}
        values["asks"] = tuple(
            _with_answer(ask, answered.get(_normalised(ask.text))) for ask in values["asks"]
        )
    units = [unit for unit in _SEPARATORS.split(known.lead_unit) if unit]
    if len(units) > 1 and values.get("lead_unit") == units[0]:  # one cell for several lead units
        rest = {*units[1:], *known.co_units}
        values.pop("lead_unit")
        if set(values.get("co_units", ())) <= rest:
            values.pop("co_units", None)
    return values


def _joined_people(known: tuple[Proposer, ...], stated: tuple[Proposer, ...]) -> tuple[Proposer, ...]:
    """The longer list of proposers, with blanks filled from the other; lists with different first names are not combined."""
    if not known or not stated:
        return stated or known
    incoming = {_normalised(person.name): person for person in stated}
    stored = {_normalised(person.name): person for person in known}
    same_first = _normalised(known[0].name) == _normalised(stated[0].name)
    if _names(known) == _names(stated) or (same_first and incoming.keys() <= stored.keys()):
        return tuple(_filled(person, incoming.get(_normalised(person.name))) for person in known)
    return tuple(_filled(person, stored.get(_normalised(person.name))) for person in stated)


def _filled(person: Proposer, other: Proposer | None) -> Proposer:
    if other is None:
        return person
    names = ("sector", "party", "unit", "phone", "address", "postcode", "contact_person")
    blanks = {
        name: getattr(other, name) for name in names if getattr(other, name) and not getattr(person, name)
    }
    if blanks.get("sector") == person.party:  # a ledger contains the party if no sector is known
        blanks.pop("sector", None)
    return replace(person, **blanks)


def _with_answer(ask: Ask, known: Ask | None) -> Ask:
    return replace(known, number=ask.number) if known else ask


def _loses_answers(old: tuple[Ask, ...], new: tuple[Ask, ...]) -> bool:
    kept = {ask.text for ask in new}
    return any((ask.answered_in or ask.result) and ask.text not in kept for ask in old)


def _in_detail(people: tuple[Proposer, ...]) -> str:
    parts = []
    for person in people:
        known = [
            text for text in (person.sector, person.party, person.unit, person.phone, person.address) if text
        ]
        parts.append(person.name + (f"（{'，'.join(known)}）" if known else ""))
    return "、".join(parts)


def _names(people: tuple[Proposer, ...]) -> str:
    return _normalised("".join(person.name for person in people))


def _normalised(text: str) -> str:
    """The text without blanks and separators, for comparing spellings."""
    return _SEPARATORS.sub("", text)
