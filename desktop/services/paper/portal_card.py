"""The card 「填报」: what a case enters into an online handling system, item by item, to be copied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from desktop.documents.plain_text import body_text
from desktop.domain.case.case import Case
from desktop.domain.errors import Refused
from desktop.domain.forms.portal import PortalEntry, PortalItem, PortalTemplate, fill_item
from desktop.domain.records.portal_tick import CopyState, PortalTick, digest_of
from desktop.services.cases.cases import get_case
from desktop.services.gates.joint_letter import letter_of
from desktop.services.office.rules import rules_of
from desktop.services.office.workplace import Workplace
from desktop.services.paper.forms import source_of
from desktop.services.writing.composing import compose_reply, layout_of
from desktop.store.history.handling import PORTAL_TICKS


@dataclass(frozen=True, slots=True)
class PortalRow:
    """One thing to copy: a piece of an entry, from 1, and whether it was copied. A blank entry has one row without text."""

    item: PortalItem
    piece: int
    pieces: int
    text: str
    state: CopyState = CopyState.OPEN

    @property
    def label(self) -> str:
        """「答复文号」「答复正文（2/3）」."""
        return self.item.name + (f"（{self.piece}/{self.pieces}）" if self.pieces > 1 else "")

    @property
    def is_missing(self) -> bool:
        """True if the row is blank and should not be."""
        return not self.text and not self.item.optional

    @property
    def waits(self) -> bool:
        """True if there is something to copy that was not copied as it is now."""
        return bool(self.text) and self.state is not CopyState.COPIED

    def ticked(self, *, copied: bool) -> PortalRow:
        """The row as copied, or as not copied; a blank row is never copied."""
        return replace(self, state=CopyState.COPIED if copied and self.text else CopyState.OPEN)


@dataclass(frozen=True, slots=True)
class PortalCard:
    """The entries of one case for one system, in the system's order; `choices` are all systems that fit the case."""

    case: Case
    round: int
    portal: PortalTemplate
    choices: tuple[PortalTemplate, ...]
    entries: tuple[PortalEntry, ...]
    rows: tuple[PortalRow, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the items that are blank and should not be."""
        return tuple(entry.item.name for entry in self.entries if entry.is_missing)


def portals_for(work: Workplace, case: Case) -> tuple[PortalTemplate, ...]:
    """Every system that fits the case; the office's own first, then those of its place, then the general ones."""
    place = rules_of(work, case).id
    portals = work.library.portals
    fitting = [one for one in portals.values() if one.fits(case.matter_type, case.handling_role, place)]
    return tuple(sorted(fitting, key=lambda one: (one.id not in portals.own, not one.localities, one.id)))


def portal_card(work: Workplace, case_id: int, word: str = "") -> PortalCard:
    """The card of a case for the system that `word` names by id or name, else for the first that fits; writes nothing.

    Raises Refused for an unknown system, or if none fits.
    """
    case = get_case(work, case_id)
    portal, choices = _chosen(work, case, word.strip())
    source = source_of(work, case_id)
    body, number = _body(work, case), source.reply.round
    entries = tuple(fill_item(item, source.facts, body) for item in portal.items)
    ticks = {
        (tick.item, tick.piece): tick
        for tick in PORTAL_TICKS.of(work.store, case_id, round=number, portal=portal.id)
    }
    rows = tuple(row for entry in entries for row in _rows(entry, ticks))
    return PortalCard(case, number, portal, choices, entries, rows)


def _rows(entry: PortalEntry, ticks: Mapping[tuple[str, int], PortalTick]) -> Iterator[PortalRow]:
    pieces = entry.pieces or ("",)
    for place, text in enumerate(pieces, 1):
        tick = ticks.get((entry.item.name, place)) if text else None
        state = tick.state_of(text) if tick else CopyState.OPEN
        yield PortalRow(entry.item, place, len(pieces), text, state)


def tick_copied(
    work: Workplace, case_id: int, card: PortalCard, row: PortalRow, *, copied: bool = True
) -> PortalRow:
    """Note that a row of the card was copied as it stands there, or take that back; returns the row as it is now."""
    same = {"round": card.round, "portal": card.portal.id, "item": row.item.name, "piece": row.piece}
    with work.store.writing():
        for tick in PORTAL_TICKS.of(work.store, case_id, **same):
            PORTAL_TICKS.remove(work.store, tick.id)
        if copied and row.text:
            digest = digest_of(row.text)
            PORTAL_TICKS.add(
                work.store,
                PortalTick(case_id, card.round, card.portal.id, row.item.name, row.piece, digest, work.now()),
            )
    return row.ticked(copied=copied)


def _chosen(work: Workplace, case: Case, word: str) -> tuple[PortalTemplate, tuple[PortalTemplate, ...]]:
    choices = portals_for(work, case)
    if not choices:
        raise Refused("没有适用的填报项目", "请在 templates/portals 里补一份")
    every = (*choices, *work.library.portals.values())
    found = next((one for one in every if not word or word in {one.id, one.name}), None)
    if found is None:
        names = "、".join(f"{one.name}（{one.id}）" for one in choices)
        raise Refused(f"没有填报项目“{word}”", f"可以用：{names}")
    return found, choices


def _body(work: Workplace, case: Case) -> str:
    """The text of the letter that answers the case; "" without one."""
    reply = letter_of(work, case)
    if reply is None:
        return ""
    return body_text(compose_reply(work, case, reply, layout_of(work, reply)))
