"""What an import says in one line about a file or a row, before and after."""

from __future__ import annotations

from desktop.domain.case.case import Case
from desktop.domain.importing.plan import ImportStatus, PlannedChange, PlannedItem
from desktop.services.importing.known import matter_name
from desktop.services.importing.request import Wish


def name_of(case: Case) -> str:
    """「十五届四次会议第085号」."""
    return matter_name(case.term, case.session, case.number, case.subject)


def planned_words(wish: Wish, known: Case, status: ImportStatus, changes: tuple[PlannedChange, ...]) -> str:
    """One line on what would happen to a case that is there."""
    free = [change.label for change in changes if not change.needs_decision]
    asked = [change.label for change in changes if change.needs_decision]
    return outcome_words(wish, known, status, free, asked, "与现有内容不同，等您决定")


def outcome_words(
    wish: Wish, known: Case, status: ImportStatus, taken: list[str], kept: list[str], why: str
) -> str:
    """「十五届四次会议第085号：更新 案由；办理期限已由您填写，未改」."""
    if wish.reply is not None and status is ImportStatus.UNCHANGED:
        return f"{name_of(known)}：与办件 #{known.id} 的答复相同"
    parts = [f"更新 {'、'.join(taken)}"] if taken else []
    parts += [f"{'、'.join(kept)}{why}"] if kept else []
    return f"{name_of(known)}：{'；'.join(parts) or status.label}"


def refused_item(wish: Wish, words: str) -> PlannedItem:
    """The item of a wish that cannot be granted."""
    matter = wish.matter
    name = (
        matter_name(matter.term, matter.session, matter.number, matter.subject)
        if wish.values
        else wish.source
    )
    return PlannedItem(wish.key, wish.kind, ImportStatus.REFUSED, name, words, wish.source, matter.subject)
