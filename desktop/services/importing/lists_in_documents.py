"""Lists inside Word and PDF files: the rows of their tables, and whether they are a list of matters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop.documents.reading.document import ParagraphKind, ReadDocument
from desktop.domain.intake.lists.ledger_reading import LedgerReading, read_ledger

_FEWEST_ROWS, _FEWEST_COLUMNS = 2, 3
_GAP = re.compile(r"\t+|[ \u3000]{2,}")

Rows = Sequence[Sequence[str]]


def list_in(document: ReadDocument) -> LedgerReading | None:
    """The list in a document: a header with number, title and at least one more column, then two rows or more.

    None otherwise (e.g. for the form of a single proposal), and for a PDF list for which `is_ambiguous_list`
    is True.
    """
    return None if is_ambiguous_list(document) else _plain_list(document)


def is_ambiguous_list(document: ReadDocument) -> bool:
    """True for a PDF list with empty cells or titles over two lines: its columns cannot be separated reliably."""
    reading = _plain_list(document) if document.printed_lines else None
    if reading is None or reading.header_row is None:
        return False
    last = max(row.row_number for row in reading.rows)
    lines = [row for row in _printed_rows(document)[reading.header_row - 1 : last] if any(row)]
    return any(len(line) != len(lines[0]) for line in lines)


def _plain_list(document: ReadDocument) -> LedgerReading | None:
    text_rows = _lines_before_tables(document)
    for rows in _tables(document):
        reading = read_ledger([*text_rows, *rows])
        if _is_plain(reading):
            return reading
    return None


def _printed_rows(document: ReadDocument) -> Rows:
    return [_GAP.split(line.strip()) for line in re.split(r"[\n\f]", document.text)]


def _is_plain(reading: LedgerReading) -> bool:
    named = set(reading.columns.values())
    return (
        len(named) >= _FEWEST_COLUMNS and {"title", "number"} <= named and len(reading.rows) >= _FEWEST_ROWS
    )


def _tables(document: ReadDocument) -> Iterator[Rows]:
    """Each table as rows of cells; in a PDF, which has no tables, lines are split at wide gaps."""
    if document.printed_lines:
        yield _printed_rows(document)
        return
    grids: dict[int, dict[int, dict[int, str]]] = {}
    for paragraph in document.paragraphs:
        if paragraph.cell is None:
            continue
        row = grids.setdefault(paragraph.cell.table, {}).setdefault(paragraph.cell.row, {})
        texts = paragraph.text.split("\t")
        first = paragraph.cell.column - next(
            place for place, text in enumerate(texts) if text or text is texts[-1]
        )
        for column, text in enumerate(texts, max(first, 0)):
            row[column] = f"{row[column]}\n{text}" if column in row else text
    for grid in grids.values():
        yield [_row(grid.get(number, {})) for number in range(max(grid) + 1)]


def _row(cells: dict[int, str]) -> list[str]:
    return [cells.get(column, "") for column in range(max(cells, default=-1) + 1)]


def _lines_before_tables(document: ReadDocument) -> Rows:
    """The last five text lines above the first table, which name the session: 区政协十五届四次会议提案交办清单."""
    lines = []
    for paragraph in document.flow:
        if paragraph.kind is ParagraphKind.TABLE_CELL:
            break
        if paragraph.text.strip():
            lines.append([paragraph.text.strip()])
    return [] if document.printed_lines else lines[-5:]
