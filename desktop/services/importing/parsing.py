"""From a file to what was recognised in it, as plain values for scripts; no store is touched."""

from __future__ import annotations

from pathlib import Path

from desktop.documents.reading.guarded import GuardedReader
from desktop.domain.importing.plan import IntakeKind
from desktop.domain.intake.lists.ledger_reading import LedgerReading
from desktop.domain.intake.parsed_proposal import proposal_to_json
from desktop.domain.intake.parsed_reply import reply_to_json
from desktop.services.importing.reading import Reading, read_and_recognise


def parse_file(path: Path, as_kind: IntakeKind | None = None) -> Reading:
    """Read and recognise one file. Raises FileProblem, or Refused for a file marked as classified."""
    with GuardedReader() as reader:
        return read_and_recognise(reader, path, as_kind)


def reading_json(reading: Reading, *, spans: bool = False) -> dict[str, object]:
    """Plain values, keys as docs/CLI.md lists them."""
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
