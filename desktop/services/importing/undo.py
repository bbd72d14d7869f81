"""Undo a whole import 「撤销收件」, as long as none of its cases was changed since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from desktop.domain.case.case import Case
from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.field_change import case_changes
from desktop.domain.case.reply import ReplyFields
from desktop.domain.errors import Refused
from desktop.domain.words.dates import short_moment
from desktop.services.cases.cases import get_case
from desktop.services.cases.clocks import settle
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import is_unedited, letter_changes
from desktop.store.cases import cases
from desktop.store.cases.case_snapshot import fingerprint, remove, restore
from desktop.store.history.events import add_event
from desktop.store.history.import_batches import (
    BatchItem,
    BatchRow,
    batch_by_id,
    batches,
    items_of,
    mark_undone,
)
from desktop.store.letters import replies


@dataclass(frozen=True, slots=True)
class PastImport:
    """One import in the history; `made` and `changed` count cases. `undone_at` is None if it was not undone."""

    id: int
    at: datetime
    who: str
    sources: tuple[str, ...]
    made: int
    changed: int
    undone_at: datetime | None = None

    @property
    def label(self) -> str:
        """「4月9日 10:42 交办清单.xlsx：新建 12 件，更新 3 件」."""
        names = self.sources[0] + (f"等 {len(self.sources)} 份" if len(self.sources) > 1 else "")
        done = [
            words
            for words, count in (
                (f"新建 {self.made} 件", self.made),
                (f"更新 {self.changed} 件", self.changed),
            )
            if count
        ]
        undone = "（已撤销）" if self.undone_at else ""
        return f"{short_moment(self.at)} {names}：{'，'.join(done)}{undone}"


def undo_import(work: Workplace, batch_id: int) -> tuple[int, int]:
    """Undo an import: remove new cases and restore changed ones; returns the number of each.

    Raises Refused, naming the case, if one was changed since, and if the import was undone already.
    """
    with work.store.writing():
        batch = _standing(work, batch_id)
        items = tuple(item for item in items_of(work.store, batch_id) if not _is_gone(work, item))
        for item in items:
            _refuse_worked_on(work, item, items)
        _remove(work, batch_id, [item.case_id for item in items if item.is_new])
        for item in items:
            if item.before is not None:
                _restore(work, item, item.before)
        mark_undone(work.store, batch_id, work.now(), work.officer)
    return batch.made, batch.changed


def past_imports(work: Workplace, limit: int = 20) -> tuple[PastImport, ...]:
    """The last `limit` imports, newest first."""
    return tuple(map(_past, batches(work.store, limit)))


def _standing(work: Workplace, batch_id: int) -> BatchRow:
    batch = batch_by_id(work.store, batch_id)
    if batch is None:
        raise Refused(f"没有第 {batch_id} 次收件", "请查看收件记录里的次序号")
    if batch.undone_at is not None:
        raise Refused(f"第 {batch_id} 次收件已经撤销过", "不用再撤销")
    return batch


def _is_gone(work: Workplace, item: BatchItem) -> bool:
    """True for a case that has been deleted for ever: there is nothing left to take back."""
    return not fingerprint(work.store, item.case_id)


def _refuse_worked_on(work: Workplace, item: BatchItem, items: tuple[BatchItem, ...]) -> None:
    if cases.read_binned(work.store, item.case_id) is not None:
        raise Refused(f"{item.name}在回收站里，不能整批撤销", "请先把它从回收站放回，再撤销")
    merged = set(cases.merged_with(work.store, item.case_id)) - {other.case_id for other in items}
    if item.is_new and merged and any(get_case(work, other).merged_into == item.case_id for other in merged):
        raise Refused(f"{item.name}已有别的办件并入，不能整批撤销", "请先拆开并案")
    if not _is_as_imported(work, item):
        raise Refused(
            f"{item.name or f'办件 #{item.case_id}'}收进之后又办理过，不能整批撤销",
            "如果后来又收过件，请先撤销那一次；否则请打开这一件逐项改回",
        )


def _is_as_imported(work: Workplace, item: BatchItem) -> bool:
    """Whether the case is unchanged since the import, except for a reply opened from the template and not edited."""
    if fingerprint(work.store, item.case_id) == item.after:
        return True
    reply = replies.read_reply(work.store, item.case_id)
    if reply is None or not is_unedited(work, get_case(work, item.case_id), reply):
        return False
    return fingerprint(work.store, item.case_id, without_reply=True) == item.after


def _restore(work: Workplace, item: BatchItem, kept: str) -> None:
    """The case and its letter as before the import, with an event that says which facts changed back."""
    case, letter = get_case(work, item.case_id), replies.read_reply(work.store, item.case_id)
    restore(work.store, item.case_id, kept)
    back, old = _not_signed_again(work, case), replies.read_reply(work.store, item.case_id)
    fields = [one.fields if one else ReplyFields() for one in (letter, old)]
    changes = case_changes(case, back) + letter_changes(work, case.id, *fields)
    note = f"撤销 {item.source}，恢复原样"
    event = Event(case.id, work.now(), EventKind.IMPORTED, work.officer, note=note, changes=changes)
    add_event(work.store, event)


def _not_signed_again(work: Workplace, before: Case) -> Case:
    """The restored case; one that the import had sent back, because its role changed, stays there: its signature was voided."""
    back = get_case(work, before.id)
    if back.status is not before.status:
        back = settle(work, replace(back, status=before.status, replied_at=before.replied_at))
    return back


def _remove(work: Workplace, batch_id: int, numbers: list[int]) -> None:
    """Remove cases, merged ones first because they refer to the others."""
    merged = {number: get_case(work, number).merged_into for number in numbers}
    for number in sorted(numbers, key=lambda number: not merged[number]):
        remove(work.store, number, batch_id)


def _past(row: BatchRow) -> PastImport:
    return PastImport(row.id, row.at, row.who, row.sources, row.made, row.changed, row.undone_at)
