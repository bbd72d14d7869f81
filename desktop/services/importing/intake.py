"""Intake 「收件」 in one go, for scripts: files are read, planned and taken with every change that needs no word."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from desktop.documents.reading.guarded import never
from desktop.domain.importing.plan import ImportStatus, IntakeKind
from desktop.services.importing.batch import apply_plan
from desktop.services.importing.intake_kind import guess_kind
from desktop.services.importing.intake_outcome import ImportOutcome
from desktop.services.importing.parsing import parse_file
from desktop.services.importing.plan import ImportPlan, plan_import
from desktop.services.importing.reading import read_sources
from desktop.services.office.workplace import Workplace

__all__ = ["ImportOutcome", "ImportStatus", "IntakeKind", "guess_kind", "import_files", "parse_file"]


def import_files(
    work: Workplace,
    paths: Iterable[Path],
    as_kind: IntakeKind | None = None,
    dry_run: bool = False,
    should_stop: Callable[[], bool] = never,
) -> tuple[ImportOutcome, ...]:
    """Import files in one transaction that can be taken back as one; a bad file never holds up the others.

    A matter that the store knows is changed only where it is blank or an earlier import had set it; a reply that is there
    stays. A list gives one outcome a row. With `dry_run` nothing is written and the outcomes tell what would happen.
    After `should_stop` nothing is written at all.
    """
    chosen = tuple(paths)
    readings = read_sources(chosen, as_kind, should_stop)
    if should_stop():
        return ()
    plan = plan_import(work, readings, look_alikes=dry_run)
    return _planned(plan, chosen) if dry_run else _done(work, plan, chosen)


def _planned(plan: ImportPlan, paths: tuple[Path, ...]) -> tuple[ImportOutcome, ...]:
    return tuple(
        ImportOutcome(
            path=paths[item.key[0]],
            case_id=item.case_id or None,
            kind=item.kind,
            status=item.status,
            message=item.message,
            row=item.row,
            changes=item.changes,
            taken=frozenset(change.key for change in item.changes if not change.needs_decision),
        )
        for item in plan.items
    )


def _done(work: Workplace, plan: ImportPlan, paths: tuple[Path, ...]) -> tuple[ImportOutcome, ...]:
    batch = apply_plan(work, plan)
    return tuple(
        ImportOutcome(
            path=paths[result.key[0]],
            case_id=result.case_id or None,
            kind=result.kind,
            status=result.status,
            message=result.message,
            row=result.key[1],
            changes=result.changes,
            taken=result.taken,
            batch=batch.id,
        )
        for result in batch.results
    )
