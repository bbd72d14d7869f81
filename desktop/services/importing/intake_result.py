"""What became of an item once it was carried out."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.case.case import Case
from desktop.domain.importing.plan import ImportResult, ImportStatus, IntakeKind, PlannedChange
from desktop.services.cases.cases import OFFICER
from desktop.services.importing.change import Draft
from desktop.services.importing.intake_words import outcome_words


def origin_words(draft: Draft) -> str:
    """「交办清单.xlsx 第 3 行」."""
    row = f" 第 {draft.item.row} 行" if draft.item.row else ""
    return f"{draft.item.source}{row}"


def final_status(draft: Draft, taken: frozenset[str]) -> ImportStatus:
    """A letter whose words were not taken is refused; a list or proposal of which nothing was taken changed nothing."""
    if taken:
        return ImportStatus.UPDATED
    kept_out = draft.item.kind is IntakeKind.REPLY and draft.item.changes
    return ImportStatus.REFUSED if kept_out else ImportStatus.UNCHANGED


def result_words(draft: Draft, known: Case, status: ImportStatus, taken: frozenset[str]) -> str:
    """One line on what became of a case that was there."""
    if status is ImportStatus.REFUSED:
        return f"{draft.item.name}：办件 #{known.id} 已有答复，没有覆盖"
    changes = draft.item.changes
    kept = [change.label for change in changes if change.key not in taken]
    labels = [change.label for change in changes if change.key in taken]
    return outcome_words(draft.wish, known, status, labels, kept, _why_kept(changes, taken))


def _why_kept(changes: Iterable[PlannedChange], taken: frozenset[str]) -> str:
    typed = all(change.set_by == OFFICER for change in changes if change.key not in taken)
    return "已由您填写，未改" if typed else "与现有内容不同，未改"


def result_of(
    draft: Draft, status: ImportStatus, message: str, number: int, taken: frozenset[str] = frozenset()
) -> ImportResult:
    """The outcome of an item, `number` being the id of its case."""
    item = draft.item
    return ImportResult(item.key, item.kind, status, message, item.source, number, item.changes, taken)
