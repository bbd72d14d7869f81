"""Intake 「收件」: files from outside become cases; each file on its own, nothing typed is ever overwritten."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from desktop.documents.reading.guarded import GuardedReader, never
from desktop.domain.errors import DeskError, FileProblem
from desktop.domain.work_list import session_label
from desktop.services.case_intake import Taken, take_case
from desktop.services.intake_outcome import ImportOutcome, ImportStatus, IntakeKind
from desktop.services.intake_values import proposal_values, row_values
from desktop.services.parsing import Parsed, guess_kind, parse, parse_file
from desktop.services.reply_import import take_reply
from desktop.services.workplace import Workplace
from desktop.store.case_files import Purpose, keep_file

__all__ = [
    "ImportOutcome",
    "ImportStatus",
    "IntakeKind",
    "Parsed",
    "guess_kind",
    "import_files",
    "parse_file",
]


def import_files(
    work: Workplace,
    paths: Iterable[Path],
    as_kind: IntakeKind | None = None,
    dry_run: bool = False,
    should_stop: Callable[[], bool] = never,
) -> tuple[ImportOutcome, ...]:
    """Import each file in a transaction of its own; a bad one never holds up the next.

    A matter that the store knows is changed only where it is blank or an earlier import had set it; a reply that is there
    stays. A list gives one outcome a row, all its rows in one transaction. With `dry_run` nothing is written and the
    outcomes tell what would happen. `should_stop` ends it between files.
    """
    outcomes: list[ImportOutcome] = []
    with GuardedReader() as reader:
        for path in paths:
            if should_stop():
                break
            outcomes.extend(_import_one(work, reader, path, as_kind, dry_run, should_stop))
    return tuple(outcomes)


def _import_one(
    work: Workplace,
    reader: GuardedReader,
    path: Path,
    as_kind: IntakeKind | None,
    dry_run: bool,
    should_stop: Callable[[], bool],
) -> tuple[ImportOutcome, ...]:
    try:
        parsed = parse(reader, path, as_kind, should_stop)
        if dry_run:
            return _take(work, parsed, dry_run=True)
        with work.store.writing():
            return _take(work, parsed, dry_run=False)
    except DeskError as problem:
        kind = as_kind or guess_kind(path)
        return (ImportOutcome(path, None, kind, ImportStatus.REFUSED, str(problem)),)


def _take(work: Workplace, parsed: Parsed, *, dry_run: bool) -> tuple[ImportOutcome, ...]:
    if parsed.ledger is not None:
        return _take_rows(work, parsed, dry_run=dry_run)
    if parsed.reply is not None:
        taken, words = take_reply(work, parsed.reply, dry_run=dry_run)
        outcome = replace(_outcome(parsed, taken), message=f"{_name(taken)}：{words}")
    else:
        assert parsed.proposal is not None
        taken = take_case(work, proposal_values(parsed.proposal), dry_run=dry_run)
        outcome = _outcome(parsed, taken)
    if not dry_run and taken.status is not ImportStatus.REFUSED:
        _keep_source(work, taken.case.id, parsed.path)
    return (outcome,)


def _take_rows(work: Workplace, parsed: Parsed, *, dry_run: bool) -> tuple[ImportOutcome, ...]:
    assert parsed.ledger is not None
    outcomes = []
    for row in parsed.ledger.rows:
        taken = take_case(work, row_values(row), dry_run=dry_run)
        outcomes.append(replace(_outcome(parsed, taken), row=row.row_number))
        if not dry_run and taken.status is ImportStatus.NEW:
            _keep_source(work, taken.case.id, parsed.path)
    outcomes += [
        ImportOutcome(parsed.path, None, parsed.kind, ImportStatus.REFUSED, bad.reason, bad.row_number)
        for bad in parsed.ledger.bad_rows
    ]
    return tuple(sorted(outcomes, key=lambda outcome: outcome.row))


def _outcome(parsed: Parsed, taken: Taken) -> ImportOutcome:
    return ImportOutcome(
        parsed.path, taken.case.id or None, parsed.kind, taken.status, taken.words, changes=taken.changes
    )


def _name(taken: Taken) -> str:
    case = taken.case
    return f"{session_label(case.term, case.session)}第{case.number}号" if case.number else "没有编号的一件"


def _keep_source(work: Workplace, case_id: int, path: Path) -> None:
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise FileProblem(f"“{path.name}”读到一半不见了，没有导入", "请确认文件还在，再导入一次") from fault
    keep_file(work.store, case_id, path.name, content, Purpose.SOURCE, work.now())
