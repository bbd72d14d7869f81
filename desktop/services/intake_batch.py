"""Carrying out a plan of import in one transaction, and taking it back as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.import_plan import ImportBatch, ImportDecisions
from desktop.services.intake_plan import ImportPlan
from desktop.services.workplace import Workplace

TAKE_ALL = ImportDecisions()


@dataclass(frozen=True, slots=True)
class PastImport:
    """One line of the history of imports. `undone_at` is None while it stands."""

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
        raise NotImplementedError


def apply_plan(work: Workplace, plan: ImportPlan, decisions: ImportDecisions = TAKE_ALL) -> ImportBatch:
    """Write what the plan says and the officer decided, all or nothing. Raises Refused if a case changed since the
    plan was made, StoreProblem for a full disk; the store is untouched then.
    """
    raise NotImplementedError


def undo_import(work: Workplace, batch_id: int) -> tuple[int, int]:
    """Take an import back: new cases go, changed ones are as they were before; returns how many of each.

    Raises Refused, naming the case, if one of them has been worked on since, and if it was undone already.
    """
    raise NotImplementedError


def past_imports(work: Workplace, limit: int = 20) -> tuple[PastImport, ...]:
    """The imports, newest first."""
    raise NotImplementedError
