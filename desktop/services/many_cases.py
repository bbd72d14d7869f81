"""Actions on many cases at once 「批量」: assign to a section, move, undo a move, export, pack. Each case
succeeds or fails by itself.

Each action is made in steps, one a case: it yields the number of cases processed, and is sent whether to go on. Between
two steps no transaction is open, so that other things can be written.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.domain.case.case import Case
from desktop.domain.case.status import Status
from desktop.domain.errors import DeskError, Refused, StoreProblem
from desktop.domain.words.shortened import first_few
from desktop.services.cases.bin import delete_case, delete_for_ever, put_back
from desktop.services.cases.cases import case_name, get_case, set_fields
from desktop.services.cases.merging import merge_case, unmerge_case
from desktop.services.handling.progress import move_case, undo_move
from desktop.services.office.workplace import Workplace
from desktop.services.paper.assessment_pack import AssessmentPack, PackRequest
from desktop.services.paper.exporting import export_reply
from desktop.services.paper.print_sets import file_stem
from desktop.store.cases import cases
from desktop.store.cases.scope_choices import scope_choices

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Assignees:
    """Sections and officers named by existing cases, offered when assigning."""

    sections: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ManyOutcome:
    """`done`: ids of the cases processed. `refused`: (name, reason) of each case left unchanged. `out`: the
    export folder. `halted`: why the rest was not tried, a store that cannot be written.
    """

    done: tuple[int, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    out: Path | None = None
    halted: StoreProblem | None = None

    @property
    def words(self) -> str:
        """「2 件没有办成：085 还没有签发；…」, and what halted the job with the remedy; "" if all was done."""
        shown = first_few([f"{name} {why}" for name, why in self.refused], _NAMED, "；")
        refused = f"{len(self.refused)} 件没有办成：{shown}" if self.refused else ""
        return f"办到一半停下了，其余没有动：{self.halted}{refused}" if self.halted else refused


ManySteps = Generator[int, bool | None, ManyOutcome]


def assignees(work: Workplace) -> Assignees:
    """The sections and officers named by any case."""
    found = scope_choices(work.store, work.today.year)
    return Assignees(found.sections, found.officers)


def assign_cases(
    work: Workplace, ids: Iterable[int], section: str, officer: str = "", day: date | None = None
) -> ManySteps:
    """Assign cases to a section 「分办」 and move those in SIGNED to DISTRIBUTED, as of that day (default today).

    Raises Refused without a section.
    """
    if not section.strip():
        raise Refused("没有写分办到哪个科室", "请填写科室名称")
    texts = {"section": section.strip()} | ({"officer": officer.strip()} if officer.strip() else {})

    def assign(work: Workplace, case_id: int) -> None:
        case = set_fields(work, case_id, texts)
        if case.status is Status.SIGNED:
            move_case(work, case_id, Status.DISTRIBUTED, f"分办到{section.strip()}", day=day)

    return _each(work, ids, assign)


def move_cases(
    work: Workplace, ids: Iterable[int], to: Status, note: str = "", day: date | None = None
) -> ManySteps:
    """Move each case to `to` if its current status allows it, as of that day (default today); the others are listed as refused."""
    return _each(work, ids, lambda work, case_id: move_case(work, case_id, to, note, day=day))


def undo_moves(work: Workplace, ids: Iterable[int]) -> ManySteps:
    """Undo the last move of each case."""
    return _each(work, ids, undo_move)


def name_cases(work: Workplace, ids: tuple[int, ...]) -> str:
    """「第085号《关于…的提案》」 of one case, 「第085号、第086号等 5 件」 of several, in use or in the bin."""
    if len(ids) == 1:
        case = cases.read_case(work.store, ids[0]) or cases.read_binned(work.store, ids[0])
        return f"{case_name(case)}《{case.subject}》" if case else f"#{ids[0]}"
    named = "、".join(f"第{_name_of(work, case_id)}号" for case_id in ids[:_NAMED])
    return f"{named}等 {len(ids)} 件" if len(ids) > _NAMED else f"{named}，共 {len(ids)} 件"


def delete_cases(work: Workplace, ids: Iterable[int], reason: str) -> ManySteps:
    """Put each case into the bin, merged ones before their lead case; the others are listed as refused.

    Raises Refused without a reason.
    """
    if not reason.strip():
        raise Refused("没有写为什么删除", "请写一句原因，例如：重复录入")
    return _by_leads(work, ids, lambda work, case_id: delete_case(work, case_id, reason), leads_first=False)


def put_back_cases(work: Workplace, ids: Iterable[int]) -> ManySteps:
    """Take each case out of the bin, lead cases before those merged into them."""
    return _by_leads(work, ids, put_back, leads_first=True)


def delete_cases_for_ever(work: Workplace, ids: Iterable[int]) -> ManySteps:
    """Take each case of the bin out of the store."""
    return _each(work, ids, delete_for_ever)


MOST_MERGED = 30
"""Most cases that are offered for merging: nobody answers more of them by one letter."""


def merge_choices(work: Workplace, ids: tuple[int, ...]) -> tuple[tuple[int, str], ...]:
    """(id, 「第085号　案由」) of each case, of which one becomes the lead case of a merger 「并案」.

    Raises Refused for more than `MOST_MERGED` cases.
    """
    if len(ids) > MOST_MERGED:
        raise Refused(f"选了 {len(ids)} 件，不像是要并案", f"一次最多 {MOST_MERGED} 件，请少选一些")
    found = (get_case(work, case_id) for case_id in ids)
    return tuple((case.id, f"第{_name(case)}号　{case.subject}") for case in found)


def merge_cases(work: Workplace, ids: Iterable[int], into: int) -> ManySteps:
    """Merge the other cases into `into`, whose letter then answers them all; those that cannot share it are listed as refused."""
    return _each(
        work, (one for one in ids if one != into), lambda work, case_id: merge_case(work, case_id, into)
    )


def unmerge_cases(work: Workplace, ids: Iterable[int]) -> ManySteps:
    """Part these cases from their lead case again."""
    return _each(work, ids, unmerge_case)


def export_cases(work: Workplace, ids: Iterable[int], folder: Path, suffix: str = ".docx") -> ManySteps:
    """Export the letter of each case into `folder`, one file per case, named by number and first proposer."""

    def export(work: Workplace, case_id: int) -> None:
        export_reply(work, case_id, folder / f"{file_stem(get_case(work, case_id))}{suffix}")

    return _each(work, ids, export, folder)


def pack_cases(work: Workplace, ids: Iterable[int], out: Path, request: PackRequest) -> ManySteps:
    """Write the papers of these cases for a third-party assessment into the .zip `out`; nothing if it is stopped.

    Raises Refused for another suffix, and if no case has a reply that is out.
    """
    pack = AssessmentPack(work, out, request)
    for case_id in ids:
        pack.add(case_id)
        if (yield len(pack.packed)) is False:
            return ManyOutcome()
    packed = pack.write()
    refused = tuple((one.name, one.left_out) for one in packed if one.left_out)
    return ManyOutcome(tuple(one.case_id for one in packed if not one.left_out), refused, out)


def _each(
    work: Workplace, ids: Iterable[int], act: Callable[[Workplace, int], object], out: Path | None = None
) -> ManySteps:
    """Each case in a transaction of its own. A store that cannot be written would refuse all others too: it ends the job."""
    done: list[int] = []
    refused: list[tuple[str, str]] = []
    halted: StoreProblem | None = None
    for case_id in ids:
        try:
            with work.store.writing():
                act(work, case_id)
            done.append(case_id)
        except StoreProblem as problem:
            halted = problem
            break
        except DeskError as fault:
            refused.append((_name_of(work, case_id), fault.what))
        if (yield len(done) + len(refused)) is False:
            break
    return ManyOutcome(tuple(done), tuple(refused), out, halted)


def _by_leads(
    work: Workplace, ids: Iterable[int], act: Callable[[Workplace, int], object], *, leads_first: bool
) -> ManySteps:
    """As `_each`, lead cases 「并案」 in front of the others or behind them. The store is asked with the first step."""
    chosen = tuple(ids)
    leads = cases.leads_among(work.store, chosen)
    return (yield from _each(work, sorted(chosen, key=leads.__contains__, reverse=leads_first), act))


def _name_of(work: Workplace, case_id: int) -> str:
    """As `_name`, also of a case in the bin, or that has been removed since it was chosen."""
    case = cases.read_case(work.store, case_id) or cases.read_binned(work.store, case_id)
    return _name(case) if case else f"#{case_id}"


def _name(case: Case) -> str:
    return case.number or f"#{case.id}"
