"""Plain text of a printed document: the whole letter for a .txt file, or only the body for online systems (DOMAIN 0, point 7)."""

from __future__ import annotations

from desktop.typesetting.model.block import Block, PrintedDocument, TableBlock

_INDENT = "　　"
_GAP = "　　"


def letter_text(printed: PrintedDocument) -> str:
    """The whole letter, one paragraph per line: title lines, result and signer, indented body, signature, note.

    Blank lines are kept; the text ends with a line break.
    """
    lines = [printed.letterhead.issuing_mark, printed.letterhead.document_number]
    lines = [line for line in lines if line]
    for block in printed.blocks:
        lines += _table_lines(block) if isinstance(block, TableBlock) else [_line(block)]
    lines += [line for line in (printed.imprint.copies_to, _printing_line(printed)) if line]
    return "\n".join(lines) + "\n"


def body_text(printed: PrintedDocument) -> str:
    """The body without title, salutation, signature and indents, as online systems require."""
    blocks = [block for block in printed.blocks if isinstance(block, Block) and block.anchor is not None]
    return "\n".join(block.text for block in blocks)


def _line(block: Block) -> str:
    pieces = [run.text + ("\n" if i in block.line_breaks_after else "") for i, run in enumerate(block.runs)]
    words = "".join(pieces)
    if block.right_runs:
        words += _GAP + "".join(run.text for run in block.right_runs)
    return (_INDENT + words) if words and block.first_line_chars > 0 else words


def _table_lines(table: TableBlock) -> list[str]:
    return ["\t".join("".join(block.text for block in cell) for cell in row) for row in table.rows]


def _printing_line(printed: PrintedDocument) -> str:
    imprint = printed.imprint
    return f"{imprint.printing_office}{_GAP}{imprint.printing_date}" if imprint.printing_office else ""
