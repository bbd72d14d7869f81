"""Absence 「外出代管」: every open case of an officer goes to a deputy in one step, and comes back in one step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from desktop.domain.case.case import Case
from desktop.domain.case.event import Event, EventKind, NoteWords
from desktop.domain.case.field_change import FieldChange
from desktop.domain.errors import Refused
from desktop.domain.records.stand_in import StandIn, absence_span, last_turn, same_person
from desktop.domain.words.dates import chinese_date
from desktop.domain.words.shortened import first_few
from desktop.services.cases.cases import OFFICER, get_case
from desktop.services.office.workplace import Workplace
from desktop.store.cases import cases
from desktop.store.cases.scope_choices import scope_choices
from desktop.store.history.events import add_events
from desktop.store.history.handling import STAND_INS

_NAMED = 3
_OFFERED = 8


@dataclass(frozen=True, slots=True)
class Handover:
    """The cases that went from one officer to a deputy in one step and are still there."""

    officer: str
    deputy: str
    handed_at: date
    first: date | None
    last: date | None
    case_ids: tuple[int, ...]

    @property
    def words(self) -> str:
        """「林越外出（11月28日至12月5日），12 件由何一苇代管」."""
        span = absence_span(self.first, self.last)
        return (
            f"{self.officer}外出{f'（{span}）' if span else ''}，{len(self.case_ids)} 件由{self.deputy}代管"
        )

    def is_over(self, today: date) -> bool:
        """True after the last day of the absence: the cases can go back."""
        return self.last is not None and self.last < today


@dataclass(frozen=True, slots=True)
class HandoverOutcome:
    """What one step did: `words` in one sentence, `moved` the cases that changed hands, `left` (number, its officer now) of those
    that had been given to somebody else meanwhile and stay there. `turn` is the number of the step, 0 for an undoing.
    """

    words: str
    moved: tuple[int, ...]
    left: tuple[tuple[str, str], ...] = ()
    turn: int = 0

    @property
    def left_words(self) -> str:
        """「2 件另有经办人，没有动：085（何青）、031（陆言）」; "" if none was left."""
        named = first_few([f"{name}（{officer or '没有经办人'}）" for name, officer in self.left], _NAMED)
        return f"{len(self.left)} 件另有经办人，没有动：{named}" if self.left else ""


def handovers(work: Workplace) -> tuple[Handover, ...]:
    """What is with a deputy now, the step made first in front; what was given to somebody else meanwhile is not counted.

    A case that its deputy has passed on, being away too, counts for both absences.
    """
    known = _with_deputies(work)
    officers = cases.officers_of(work.store, (one.case_id for one in known))
    still = [chain[0] for chain in _chains(known, known) if _held(chain, officers[chain[0].case_id])]
    out = sorted(still, key=lambda one: (one.turn, one.id))
    return tuple(
        Handover(found[0].officer, found[0].deputy, found[0].handed_at, found[0].first, found[0].last,
                 tuple(one.case_id for one in found))
        for found in (tuple(group) for _, group in groupby(out, key=lambda one: one.turn))
    )  # fmt: skip


def stand_in_of(work: Workplace, case: Case) -> StandIn | None:
    """The record of the case's officer standing in for another one; None if nobody does."""
    out = STAND_INS.of(work.store, case.id, back_turn=0, deputy=case.officer)
    return out[-1] if out else None


def hand_over(
    work: Workplace, officer: str, deputy: str, *, first: date | None = None, last: date | None = None
) -> HandoverOutcome:
    """Give every open case of `officer` to `deputy` at once, in one transaction; `first` and `last` are the days of the absence.

    Raises Refused without a deputy, for the same person, for days that contradict each other, and if the officer has no open case.
    """
    absent, other = " ".join(officer.split()), " ".join(deputy.split())
    _refuse_wrong(work, absent, other, first, last)
    with work.store.writing():
        found = [get_case(work, case_id) for case_id in cases.open_cases_of(work.store, absent)]
        if not found:
            raise Refused(f"{absent}名下没有在办件", _known_officers(work))
        turn = last_turn(STAND_INS.all(work.store, with_bin=True)) + 1
        new = StandIn(0, absent, other, work.today, first, last, turn)
        for case in found:
            STAND_INS.add(work.store, replace(new, case_id=case.id, officer=case.officer))
        _give(work, found, other, f"{NoteWords.STANDING_IN}：{absent}{new.absence}，交{other}代管")
    return HandoverOutcome(
        f"{absent}的 {len(found)} 件已交{other}代管", tuple(case.id for case in found), turn=turn
    )


def hand_back(work: Workplace, officer: str, deputy: str = "") -> HandoverOutcome:
    """Give back to `officer` what deputies (or that one) have of theirs; what was given to somebody else meanwhile stays there.

    A case that the deputy has handed on in an absence of their own comes back from whoever stands in for the deputy, and no
    longer belongs to that absence. Raises Refused if nothing of theirs is with a deputy.
    """
    mine = [
        one
        for one in _with_deputies(work)
        if same_person(one.officer, officer) and (not deputy.strip() or same_person(one.deputy, deputy))
    ]
    if not mine:
        raise Refused(f"没有代管中的{officer.strip()}的办件", _open_words(work))
    with work.store.writing():
        turn = last_turn(STAND_INS.all(work.store, with_bin=True)) + 1
        chains = _chains(mine, _with_deputies(work))
        through = {
            one.id for chain in chains for one in _held(chain, get_case(work, chain[0].case_id).officer)
        }
        moved, left = _return(work, chains, f"{NoteWords.STANDING_IN}：交还{mine[0].officer}")
        for one in {one.id: one for chain in chains for one in chain}.values():
            back = replace(one, back_at=work.today, back_turn=turn, went_back=one.id in through)
            STAND_INS.change(work.store, back)
    return HandoverOutcome(f"已交还{mine[0].officer} {len(moved)} 件", moved, left, turn)


def undo_handover(work: Workplace, step: int = 0) -> HandoverOutcome:
    """Take the last step back, handing over or giving back. Raises Refused if there is none, or if it is not `step`."""
    known = STAND_INS.all(work.store)
    turn = last_turn(known)
    if not turn or step > turn:
        raise Refused("没有可以撤销的代管", "还没有交过代管，或者都已经撤销")
    if step and step != turn:
        raise Refused("后来又移交或交还过，不能撤销这一次", "请在“设置 → 外出代管”里核对")
    with work.store.writing():
        if handed := [one for one in known if one.turn == turn]:
            return _undo_handing(work, handed)
        return _undo_return(work, [one for one in known if one.back_turn == turn])


def _undo_handing(work: Workplace, handed: list[StandIn]) -> HandoverOutcome:
    officer = handed[0].officer
    moved, left = _return(
        work, [[one] for one in handed], f"{NoteWords.STANDING_IN}：撤销，仍由{officer}经办"
    )
    for one in handed:
        STAND_INS.remove(work.store, one.id)
    return HandoverOutcome(f"已撤销代管，{len(moved)} 件仍由{officer}经办", moved, left)


def _undo_return(work: Workplace, returned: list[StandIn]) -> HandoverOutcome:
    moved: list[int] = []
    left: list[tuple[str, str]] = []
    again: defaultdict[str, list[Case]] = defaultdict(list)
    for chain in _by_case(one for one in returned if one.went_back).values():
        case = get_case(work, chain[0].case_id)
        if same_person(case.officer, chain[0].officer):
            again[chain[-1].deputy].append(case)
        else:
            left.append((_name(case), case.officer))
    for deputy, found in sorted(again.items()):
        _give(work, found, deputy, f"{NoteWords.STANDING_IN}：撤销交还，仍由{deputy}代管")
        moved += [case.id for case in found]
    for one in returned:
        STAND_INS.change(work.store, replace(one, back_at=None, back_turn=0, went_back=False))
    return HandoverOutcome(f"已撤销交还，{len(moved)} 件仍在代管", tuple(moved), tuple(left))


def _with_deputies(work: Workplace) -> list[StandIn]:
    return [one for one in STAND_INS.all(work.store) if not one.back_turn]


def _by_case(records: Iterable[StandIn]) -> dict[int, list[StandIn]]:
    """The records of each case, the step made first in front."""
    found: defaultdict[int, list[StandIn]] = defaultdict(list)
    for one in sorted(records, key=lambda one: (one.turn, one.id)):
        found[one.case_id].append(one)
    return found


def _chains(records: Iterable[StandIn], known: Iterable[StandIn]) -> list[list[StandIn]]:
    """Each of the records, followed by those of `known` with which its deputy, and the deputy's deputy, passed the case on."""
    of_case = _by_case(known)
    chains = []
    for first in records:
        chain = [first]
        for one in of_case[first.case_id]:
            if one.turn > first.turn and any(same_person(one.officer, before.deputy) for before in chain):
                chain.append(one)
        chains.append(chain)
    return chains


def _held(chain: list[StandIn], officer: str) -> list[StandIn]:
    """The way by which the case came to `officer`, who has it now; [] if it is at home or was given to somebody else."""
    places = [place for place, one in enumerate(chain) if same_person(one.deputy, officer)]
    return chain[: places[-1] + 1] if places and not same_person(chain[0].officer, officer) else []


def _return(
    work: Workplace, chains: list[list[StandIn]], note: str
) -> tuple[tuple[int, ...], tuple[tuple[str, str], ...]]:
    """Give the cases that are still with a deputy back; returns their ids, and the others by number and officer."""
    pairs = [(chain, get_case(work, chain[0].case_id)) for chain in chains]
    mine = {case.id: (chain[0].officer, case) for chain, case in pairs if _held(chain, case.officer)}
    for officer, group in groupby(sorted(mine.values(), key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        _give(work, [case for _, case in group], officer, note)
    # One that was given back by hand meanwhile is where it belongs already.
    others = {
        case.id: (_name(case), case.officer)
        for chain, case in pairs
        if case.id not in mine and not same_person(case.officer, chain[0].officer)
    }
    return tuple(mine), tuple(others.values())


def _give(work: Workplace, found: list[Case], to: str, note: str) -> None:
    """Name the officer of these cases, as set by the officer, with an event on each."""
    cases.set_officer(work.store, (case.id for case in found), to)
    add_events(work.store, [_event(work, case, to, note) for case in found])
    for case in found:
        cases.note_origins(work.store, case.id, ("officer",), OFFICER, work.now())


def _event(work: Workplace, case: Case, to: str, note: str) -> Event:
    change = FieldChange("officer", case.officer, to)
    return Event(case.id, work.now(), EventKind.RECORDED, work.officer, note=note, changes=(change,))


def _refuse_wrong(work: Workplace, officer: str, deputy: str, first: date | None, last: date | None) -> None:
    if not (officer and deputy):
        raise Refused("没有写谁外出、交给谁", "请填写两个人的姓名")
    if same_person(officer, deputy):
        raise Refused(f"{officer}不能代管自己的办件", "请写代管人的姓名")
    if first and last and last < first:
        raise Refused(f"外出到{chinese_date(last)}，早于开始的{chinese_date(first)}", "请核对日期")
    if last and last < work.today:
        raise Refused(f"外出到{chinese_date(last)}，已经过了", "请核对日期；不知道哪天回来的，可以不填")


def _known_officers(work: Workplace) -> str:
    names = scope_choices(work.store, work.today.year).officers
    return f"办件里的经办人有：{first_few(names, _OFFERED)}" if names else "请先填写经办人"


def _open_words(work: Workplace) -> str:
    found = handovers(work)
    return f"现在代管的：{'；'.join(one.words for one in found)}" if found else "现在没有代管的办件"


def _name(case: Case) -> str:
    return case.number or f"#{case.id}"
