"""Values from outside become a new case or change a known one, under the same rules for a paper and for a list's row."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.case import Case
from desktop.domain.work_list import session_label
from desktop.services.case_merge import FieldChange, merge
from desktop.services.cases import IMPORT, create_case
from desktop.services.intake_outcome import ImportStatus
from desktop.services.intake_values import Values, new_case
from desktop.services.office import read_office
from desktop.services.workplace import Workplace
from desktop.store import cases


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of the values: the case (id 0 in a dry run of a new one), how, and the differences."""

    case: Case
    status: ImportStatus
    changes: tuple[FieldChange, ...] = ()

    @property
    def words(self) -> str:
        """One line: 「十五届四次会议第085号：更新 案由、办理期限；经办人已填，未改」."""
        meeting = session_label(self.case.term, self.case.session)
        name = (
            f"{meeting}第{self.case.number}号" if self.case.number else self.case.subject or "没有编号的一件"
        )
        taken = "、".join(change.label for change in self.changes if change.taken)
        kept = "、".join(change.label for change in self.changes if not change.taken)
        parts = [self.status.label + (f" {taken}" if taken else "")] + (
            [f"{kept}已由您填写，未改"] if kept else []
        )
        return f"{name}：{'；'.join(parts)}"


def take_case(work: Workplace, values: Values, *, dry_run: bool) -> Taken:
    """Make or change the case that the values speak of. Inside the caller's transaction; a dry run writes nothing."""
    case = new_case(values, read_office(work).region)
    twin = cases.same_matter(work.store, case)
    known = cases.read_case(work.store, twin) if twin else None
    if known is None:
        return Taken(case if dry_run else create_case(work, case, IMPORT), ImportStatus.NEW)
    merged = merge(known, values, cases.origins_of(work.store, known.id))
    if merged.case == known:
        return Taken(known, ImportStatus.UNCHANGED, merged.changes)
    if not dry_run:
        cases.update_case(work.store, merged.case)
        cases.note_origins(work.store, known.id, merged.taken, IMPORT, work.now())
    return Taken(merged.case, ImportStatus.UPDATED, merged.changes)
