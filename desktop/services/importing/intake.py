"""Import of files without review 「收件」, for scripts: read, plan, and apply every change that needs no decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop.documents.reading.guarded import never_stop
from desktop.domain.case.case_field import CASE_FIELDS, known_field
from desktop.domain.importing.plan import ImportDecisions, ImportStatus, IntakeKind, PlannedChange
from desktop.domain.intake.lists.ledger_reading import LedgerReading
from desktop.domain.intake.parsed_proposal import proposal_to_json
from desktop.domain.intake.parsed_reply import reply_to_json
from desktop.services.importing.batch import apply_plan
from desktop.services.importing.plan import ImportPlan, plan_import
from desktop.services.importing.reading import Reading, SourceReader, read_sources
from desktop.services.office.workplace import Workplace


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """The result for one file, or for one row of a list, as returned by `import_files`.

    `message` is one short Chinese sentence. `case_id` is None if no case exists (yet). `row` counts list
    rows from 1; 0 is the whole file. `changes` are the fields that differ from the stored case, `taken` the
    keys of those applied. `batch` is the id for undo_import; 0 if nothing was written.
    `remarks`: what of a row was not taken or is to be settled.
    """

    path: Path
    case_id: int | None
    kind: IntakeKind
    status: ImportStatus
    message: str
    row: int = 0
    changes: tuple[PlannedChange, ...] = ()
    taken: frozenset[str] = frozenset()
    batch: int = 0
    remarks: tuple[str, ...] = ()


# Recognition only: plain values of one file for scripts, without a store.
def parse_file(path: Path, as_kind: IntakeKind | None = None) -> Reading:
    """Read and recognise one file. Raises FileProblem, or Refused for a file marked as classified."""
    with SourceReader() as reader:
        return reader.read(path, as_kind)


def reading_json(reading: Reading, *, spans: bool = False) -> dict[str, object]:
    """The recognised values as JSON-ready objects; the keys are listed in docs/CLI.md."""
    plain: dict[str, object] = {"file": reading.name, "notes": list(reading.notes)}
    if reading.kind is IntakeKind.LEDGER and reading.ledger is not None:
        return plain | _ledger_json(reading.ledger)
    if reading.reply is not None:
        return plain | reply_to_json(reading.reply, spans=spans)
    assert reading.proposal is not None
    return plain | proposal_to_json(reading.proposal, spans=spans)


def _ledger_json(ledger: LedgerReading) -> dict[str, object]:
    return {
        "header_row": ledger.header_row,
        "columns": {str(column): name for column, name in ledger.columns.items()},
        "unknown_headers": list(ledger.unknown_headers),
        "rows": [
            {"row": row.row_number} | {key: _plain(value) for key, value in row.values.items()}
            for row in ledger.rows
        ],
        "bad_rows": [{"row": bad.row_number, "reason": bad.reason} for bad in ledger.bad_rows],
    }


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, str | int | bool) else str(value)


def import_files(
    work: Workplace,
    paths: Iterable[Path],
    as_kind: IntakeKind | None = None,
    dry_run: bool = False,
    should_stop: Callable[[], bool] = never_stop,
    take: Iterable[str] = (),
) -> tuple[ImportOutcome, ...]:
    """Import files as one batch; a file that cannot be read does not stop the others.

    A field of a stored case changes only if it is blank or was last set by an import; one that moves a due day, or that the
    officer typed, only if `take` names it (key or Chinese label; Refused for an unknown one). An existing reply is kept. A
    list gives one outcome per row. With `dry_run` nothing is written and the outcomes say what would happen.
    If `should_stop` returns True while reading, nothing is written and () is returned.
    """
    chosen = tuple(paths)
    wanted = frozenset(known_field(word, CASE_FIELDS).key for word in take)
    readings = read_sources(chosen, as_kind, should_stop)
    if should_stop():
        return ()
    plan = plan_import(work, readings, similar_matters=dry_run)
    return _planned(plan, chosen, wanted) if dry_run else _done(work, plan, chosen, wanted)


def _planned(plan: ImportPlan, paths: tuple[Path, ...], wanted: frozenset[str]) -> tuple[ImportOutcome, ...]:
    return tuple(
        ImportOutcome(
            path=paths[item.key[0]],
            case_id=item.case_id or None,
            kind=item.kind,
            status=item.status,
            message=item.message,
            row=item.row,
            changes=item.changes,
            taken=frozenset(
                change.key for change in item.changes if not change.needs_decision or change.key in wanted
            ),
            remarks=item.remarks,
        )
        for item in plan.items
    )


def _done(
    work: Workplace, plan: ImportPlan, paths: tuple[Path, ...], wanted: frozenset[str]
) -> tuple[ImportOutcome, ...]:
    overwrite = {
        item.key: wanted & {change.key for change in item.pending_changes}
        for item in plan.items
        if item.pending_changes
    }
    batch = apply_plan(work, plan, ImportDecisions(overwrite=overwrite))
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
            remarks=plan.item(result.key).remarks,
        )
        for result in batch.results
    )
