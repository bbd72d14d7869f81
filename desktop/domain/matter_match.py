"""Is it the same matter? By kind, level, region, term, session and number (DOMAIN 6); without a number by its own words.

Lists leave things out: a list without 届次, a number that a spreadsheet made 85 of 085, a district that is only called 区.
What one side does not say is no difference, as long as the subject is the same.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from desktop.domain.look_alike import plain_subject
from desktop.domain.matter import Level, MatterType

Ref = TypeVar("Ref", bound=Hashable)


@dataclass(frozen=True, slots=True)
class MatterKey:
    """What identifies a matter; None and "" mean "not said". `subject` is the whole subject, `proposer` the first one's name."""

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
        """The number without the zeros in front."""
        return self.number.lstrip("0") or self.number


@dataclass(frozen=True, slots=True)
class Doubt(Generic[Ref]):
    """The same number, but neither says its session, and the subjects differ: nobody can tell whether it is one matter."""

    ref: Ref


class MatterIndex(Generic[Ref]):
    """Matters that are known, found again by what a file says of one."""

    def __init__(self, known: Iterable[tuple[Ref, MatterKey]] = ()) -> None:
        self._by_number: dict[str, list[tuple[Ref, MatterKey]]] = {}
        self._by_subject: dict[str, list[tuple[Ref, MatterKey]]] = {}
        for ref, key in known:
            self.add(ref, key)

    def add(self, ref: Ref, key: MatterKey) -> None:
        """Take in one more; the same reference may come again with what has become known of it."""
        if key.number:
            self._by_number.setdefault(key.bare_number, []).append((ref, key))
        subject = plain_subject(key.subject)
        if subject:
            self._by_subject.setdefault(subject, []).append((ref, key))

    def find(self, asked: MatterKey) -> Ref | Doubt[Ref] | None:
        """The matter that is meant, None if it is not known, or the doubt."""
        same_number = self._by_number.get(asked.bare_number, []) if asked.number else []
        for fits in (_is_same, _is_same_as_far_as_said):
            found = [(ref, key) for ref, key in same_number if fits(asked, key)]
            if found:
                return max(found, key=lambda pair: _closeness(asked, pair[1]))[0]
        doubtful = next((ref for ref, key in same_number if _is_doubtful(asked, key)), None)
        if doubtful is not None:
            return Doubt(doubtful)
        return self._by_words(asked)

    def _by_words(self, asked: MatterKey) -> Ref | None:
        """A matter of the same subject and proposer, where one of the two has no number yet."""
        same_words = self._by_subject.get(plain_subject(asked.subject), [])
        found = {
            ref: key
            for ref, key in same_words
            if not (asked.number and key.number)
            and _agree(asked, key)
            and _may_be(asked.proposer, key.proposer)
        }
        unnumbered = [ref for ref, key in found.items() if not key.number]
        certain = unnumbered or list(found)
        return certain[0] if unnumbered or len(certain) == 1 else None


def _is_same(asked: MatterKey, known: MatterKey) -> bool:
    """Every part is equal, a kind or level that is not said being the usual one; without a session the subject must be, too."""
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
    """Nothing that both say differs."""
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
    """The same words, or a subject that one of the two does not know."""
    return _may_be(plain_subject(asked.subject), plain_subject(known.subject))


def _same_place(one: str, other: str) -> bool:
    """临江区 and 江南市临江区 are one place, and so is one that is not said."""
    return one.endswith(other) or other.endswith(one)


def _may_be(one: object, other: object) -> bool:
    return one == other or one in (None, "") or other in (None, "")


def _kind(key: MatterKey) -> MatterType:
    return key.matter_type or MatterType.CPPCC_PROPOSAL


def _level(key: MatterKey) -> Level:
    return key.level or Level.DISTRICT
