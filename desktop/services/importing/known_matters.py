"""Cases known to an import plan: the stored ones plus the changes planned so far, found by matter, subject or asks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from desktop.domain.case.case import Case
from desktop.domain.case.reply import Reply
from desktop.domain.case.work_list import session_label
from desktop.domain.importing.matter_match import AmbiguousMatch, MatterIndex, MatterKey
from desktop.domain.importing.plan import ItemKey, Offer, SimilarMatter
from desktop.domain.importing.similarity import (
    ASKS_THRESHOLD,
    SUBJECT_THRESHOLD,
    SimilarityIndex,
    SimilarText,
    plain_subject,
)
from desktop.services.cases.cases import get_case
from desktop.services.office.workplace import Workplace
from desktop.store.cases import cases
from desktop.store.cases.matter_rows import asks_texts, matter_keys
from desktop.store.letters import replies

Ref = int | ItemKey
"""A stored case by its id, or a case that an earlier item of the plan creates."""


class KnownMatters:
    """Cases as they will stand after the items planned so far."""

    def __init__(self, work: Workplace) -> None:
        self._work = work
        self._keys: dict[Ref, MatterKey] = dict(matter_keys(work.store))
        self._index: MatterIndex[Ref] = MatterIndex(self._keys.items())
        self._cases: dict[Ref, Case] = {}
        self._origins: dict[Ref, dict[str, str]] = {}
        self._replies: dict[Ref, Reply | None] = {}
        self._changed: list[Ref] = []  # not yet added to the similarity indexes

    def find(self, key: MatterKey) -> Ref | AmbiguousMatch[Ref] | None:
        """The case with this matter key; AmbiguousMatch if several fit, None if none does."""
        return self._index.find(key)

    def find_binned(self, key: MatterKey) -> int:
        """The id of the case in the bin that has this matter's number; 0 if there is none."""
        found = self._binned.find(key) if key.number else None
        return found if isinstance(found, int) and self._binned.number_of(found) else 0

    @cached_property
    def _binned(self) -> MatterIndex[int]:
        return MatterIndex(matter_keys(self._work.store, binned=True))

    def case(self, ref: Ref) -> Case:
        """The case with the changes planned so far."""
        if ref not in self._cases and isinstance(ref, int):
            self._cases[ref] = get_case(self._work, ref)
        return self._cases[ref]

    def origins(self, ref: Ref) -> Mapping[str, str]:
        """Who set each of its fields last (OFFICER or IMPORT)."""
        if ref not in self._origins and isinstance(ref, int):
            self._origins[ref] = dict(cases.origins_of(self._work.store, ref))
        return self._origins.setdefault(ref, {})

    def reply(self, ref: Ref) -> Reply | None:
        """Its latest reply; None if there is none."""
        if ref not in self._replies and isinstance(ref, int):
            self._replies[ref] = replies.read_reply(self._work.store, ref)
        return self._replies.get(ref)

    def put(self, ref: Ref, case: Case, origins: Mapping[str, str], reply: Reply | None) -> None:
        """Record the planned state of a case."""
        self._cases[ref], self._replies[ref] = case, reply
        self._origins[ref] = {**self.origins(ref), **origins}
        key = key_of(case)
        if self._keys.get(ref) != key:
            self._keys[ref] = key
            self._index.add(ref, key)
        self._changed.append(ref)

    def similar(self, ref: Ref | None, case: Case, limit: int = 3) -> tuple[SimilarMatter, ...]:
        """Other cases with a similar subject or similar asks, most similar first, at most `limit`."""
        self._index_changes()
        found: dict[Ref, SimilarMatter] = {}
        by_subject = self._subjects.similar(plain_subject(case.subject), limit + 1)
        by_asks = self._asks.similar(asks_of(case), limit + 1) if case.asks else ()
        for by, several in ((False, by_subject), (True, by_asks)):
            for one in several:
                if one.ref != ref and one.ref not in found and not self._together(case, one.ref):
                    found[one.ref] = self._shown(case, one, by_asks=by)
        return tuple(sorted(found.values(), key=lambda matter: -matter.similarity)[:limit])

    def _index_changes(self) -> None:
        """Add changed cases to the similarity indexes.

        The indexes are built on first use: applying a plan needs neither, and a list rarely has asks.
        """
        for ref in self._changed:
            case = self._cases[ref]
            self._subjects.add(ref, plain_subject(case.subject))
            if case.asks:
                self._asks.add(ref, asks_of(case))
        self._changed.clear()

    @cached_property
    def _subjects(self) -> SimilarityIndex[Ref]:
        return SimilarityIndex(
            SUBJECT_THRESHOLD,
            [(ref, plain_subject(key.subject)) for ref, key in reversed(self._keys.items())],
        )

    @cached_property
    def _asks(self) -> SimilarityIndex[Ref]:
        return SimilarityIndex(ASKS_THRESHOLD, asks_texts(self._work.store))

    def _together(self, case: Case, ref: Ref) -> bool:
        """True if the two cases are already merged."""
        if not isinstance(ref, int) or not case.id:
            return False
        other = self.case(ref).merged_into
        return case.merged_into == ref or other == case.id or (other != 0 and other == case.merged_into)

    def _shown(self, case: Case, one: SimilarText[Ref], *, by_asks: bool) -> SimilarMatter:
        key = self._keys[one.ref]
        same_year = (key.matter_type, key.term, key.session) == (case.matter_type, case.term, case.session)
        return SimilarMatter(
            name=matter_name(key.term, key.session, key.number, key.subject),
            subject=key.subject,
            similarity=round(one.similarity, 3),
            by_asks=by_asks,
            offer=Offer.MERGE if same_year else Offer.EARLIER,
            case_id=one.ref if isinstance(one.ref, int) else 0,
            item=None if isinstance(one.ref, int) else one.ref,
        )


def asks_of(case: Case) -> str:
    """The texts of all asks, joined by blanks."""
    return " ".join(ask.text for ask in case.asks)


def key_of(case: Case) -> MatterKey:
    """The key that identifies the matter of a case."""
    return MatterKey(
        case.matter_type,
        case.level,
        case.region,
        case.term,
        case.session,
        case.number,
        case.subject,
        case.proposers[0].name if case.proposers else "",
    )


def matter_name(term: int | None, session: int | None, number: str, subject: str = "") -> str:
    """「十五届四次会议第085号」, or the subject where there is no number."""
    return f"{session_label(term, session)}第{number}号" if number else subject or "没有编号的一件"
