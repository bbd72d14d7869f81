"""Match matters by type, level, region, term, session and number (DOMAIN 6); without a number by subject and proposer.

Lists are incomplete: no 届次, 85 for 085 after a spreadsheet, a district named only 区.
A part missing on one side is not a difference as long as the subject is the same.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from desktop.domain.case.case import Level, MatterType
from desktop.domain.importing.similarity import plain_subject

Ref = TypeVar("Ref", bound=Hashable)


@dataclass(frozen=True, slots=True)
class MatterKey:
    """Identity of a matter; None and "" mean "not given". `subject` is the whole subject, `proposer` the first one's name."""

    matter_type: MatterType | None = None
    level: Level | None = None
    region: str = ""
    term: int | None = None
    session: int | None = None
    number: str = ""
    subject: str = ""
    proposer: str = ""

    @property
    def bare_number(self) -> str:
        """The number without leading zeros."""
        return self.number.lstrip("0") or self.number


@dataclass(frozen=True, slots=True)
class AmbiguousMatch(Generic[Ref]):
    """The match is ambiguous: the same number without any session and another subject, or, with `by_words`,
    no number and several matters of that subject. `ref` is one of the candidates.
    """

    ref: Ref
    by_words: bool = False


class MatterIndex(Generic[Ref]):
    """Index of known matters by their keys."""

    def __init__(self, known: Iterable[tuple[Ref, MatterKey]] = ()) -> None:
        self._keys: dict[Ref, MatterKey] = {}
        self._by_number: dict[str, list[Ref]] = {}
        self._by_subject: dict[str, list[Ref]] = {}
        for ref, key in known:
            self.add(ref, key)

    def add(self, ref: Ref, key: MatterKey) -> None:
        """Add a matter, or replace its key."""
        self._keys[ref] = key
        if key.number:
            self._by_number.setdefault(key.bare_number, []).append(ref)
        subject = plain_subject(key.subject)
        if subject:
            self._by_subject.setdefault(subject, []).append(ref)

    def number_of(self, ref: Ref) -> str:
        """The number of a known matter; "" if it has none."""
        return self._keys[ref].number

    def find(self, asked: MatterKey) -> Ref | AmbiguousMatch[Ref] | None:
        """The matching matter, None if there is none, or AmbiguousMatch."""
        same_number = self._of(self._by_number, asked.bare_number) if asked.number else {}
        for fits in (_is_same, _is_same_as_far_as_said):
            found = [ref for ref, key in same_number.items() if fits(asked, key)]
            if found:
                return max(found, key=lambda ref: _closeness(asked, self._keys[ref]))
        doubtful = next((ref for ref, key in same_number.items() if _is_doubtful(asked, key)), None)
        return AmbiguousMatch(doubtful) if doubtful is not None else self._by_words(asked)

    def _of(self, table: Mapping[str, list[Ref]], word: str) -> dict[Ref, MatterKey]:
        """The matters indexed under `word` whose current key still contains it, in the order of adding."""
        found = {ref: self._keys[ref] for ref in table.get(word, ())}
        return {
            ref: key for ref, key in found.items() if word in (key.bare_number, plain_subject(key.subject))
        }

    def _by_words(self, asked: MatterKey) -> Ref | AmbiguousMatch[Ref] | None:
        """A matter of the same subject and proposer, where one of the two has no number yet.

        Among several the proposer decides. A match found once is found again, or becomes ambiguous, whatever has been
        added since: importing a list twice must have the effect of importing it once.
        """
        same_words = self._of(self._by_subject, plain_subject(asked.subject))
        found = [
            ref
            for ref, key in same_words.items()
            if not (asked.number and key.number)
            and _agree(asked, key)
            and _may_be(asked.proposer, key.proposer)
        ]
        named = [ref for ref in found if asked.proposer and self._keys[ref].proposer == asked.proposer]
        unnumbered = [ref for ref in named if not self._keys[ref].number]
        certain = unnumbered[:1] or named or found
        if len(certain) > 1:
            return AmbiguousMatch(certain[0], by_words=True)
        return certain[0] if certain else None


def _is_same(asked: MatterKey, known: MatterKey) -> bool:
    """True if all parts are equal (missing type or level = the usual one); without a session the subject must be equal too."""
    parts = (
        _kind(asked) is _kind(known),
        _level(asked) is _level(known),
        _same_place(asked.region, known.region),
        (asked.term, asked.session) == (known.term, known.session),
    )
    return all(parts) and (known.term is not None or _same_subject(asked, known))


def _is_same_as_far_as_said(asked: MatterKey, known: MatterKey) -> bool:
    return _agree(asked, known) and bool(asked.subject) and _same_subject(asked, known)


def _is_doubtful(asked: MatterKey, known: MatterKey) -> bool:
    both_silent = asked.term is None and known.term is None
    return (
        both_silent
        and _kind(asked) is _kind(known)
        and _level(asked) is _level(known)
        and _agree(asked, known)
    )


def _agree(asked: MatterKey, known: MatterKey) -> bool:
    """True if no part given on both sides differs."""
    return (
        _may_be(asked.matter_type, known.matter_type)
        and _may_be(asked.level, known.level)
        and _same_place(asked.region, known.region)
        and _may_be(asked.term, known.term)
        and _may_be(asked.session, known.session)
    )


def _closeness(asked: MatterKey, known: MatterKey) -> int:
    names = ("number", "region", "level", "matter_type", "term", "session")
    return sum(getattr(asked, name) == getattr(known, name) for name in names)


def _same_subject(asked: MatterKey, known: MatterKey) -> bool:
    """True if the subjects have the same wording, or one is missing."""
    return _may_be(plain_subject(asked.subject), plain_subject(known.subject))


def _same_place(one: str, other: str) -> bool:
    """True for 临江区 and 江南市临江区, or if one is missing."""
    return one.endswith(other) or other.endswith(one)


def _may_be(one: object, other: object) -> bool:
    return one == other or one in (None, "") or other in (None, "")


def _kind(key: MatterKey) -> MatterType:
    return key.matter_type or MatterType.CPPCC_PROPOSAL


def _level(key: MatterKey) -> Level:
    return key.level or Level.DISTRICT
