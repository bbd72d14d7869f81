"""Block after block into the type area, keeping together what belongs together."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.typesetting.lines.block_filling import BlockFiller
from desktop.typesetting.model.block import Block, TableBlock
from desktop.typesetting.model.layout import MM
from desktop.typesetting.model.layout_head import SignaturePlan
from desktop.typesetting.model.page import PlacedLine, TextLine
from desktop.typesetting.pages.page_column import PageColumn
from desktop.typesetting.pages.table_filling import TableRow, fill_rows, put_rows


class PageFlow:
    """The filled blocks of one document.

    A block kept with the next one stays whole and on the page of that block's first line. Only a paragraph of the body
    may leave its first lines behind: its last ones go with the signature (SignaturePlan.keep_body_lines), as in Word.
    """

    def __init__(self, blocks: tuple[Block | TableBlock, ...], filler: BlockFiller) -> None:
        layout = filler.layout
        left, width = layout.paper.left_mm * MM, layout.paper.text_width_pt
        signature = layout.signature
        self._least = 2 if layout.text.widow_control else 1
        self._parts: list[_Paragraph | _Table] = [
            _Table(block, fill_rows(block, filler, left, width))
            if isinstance(block, TableBlock)
            else _Paragraph(block, filler.lines(block, left, width), signature)
            for block in blocks
        ]
        self._needs = self._all_needs()

    def put_all(self, column: PageColumn) -> None:
        """Place every block into `column`, from where it stands."""
        for index, part in enumerate(self._parts):
            if isinstance(part, _Table):
                put_rows(part.table, part.rows, column)
            else:
                self._put(index, part, column)

    def _put(self, index: int, part: _Paragraph, column: PageColumn) -> None:
        if part.block.page_break_before:
            column.break_page()
        column.need(self._needs[index])
        for number, line in enumerate(part.lines):
            if number == part.loose:
                column.need(part.tied_pt + self._needs[index + 1])
            elif part.loose - number == self._least:
                column.need(_height(part.lines[number : part.loose]))
            column.put(PlacedLine(line, 0.0, part.block.style, part.block.anchor))

    def _all_needs(self) -> list[float]:
        """For each block the height in pt that must be free where it begins, its kept followers included."""
        needs = [0.0] * (len(self._parts) + 1)
        for index in range(len(self._parts) - 1, -1, -1):
            part = self._parts[index]
            if isinstance(part, _Table):
                needs[index] = sum(row.height_pt for row in part.rows[: part.table.head_rows + 1])
            elif part.loose == 0:
                needs[index] = part.tied_pt + needs[index + 1]
            else:
                needs[index] = _height(part.lines[: min(self._least, part.loose)])
        return needs


class _Table:
    __slots__ = ("rows", "table")

    def __init__(self, table: TableBlock, rows: tuple[TableRow, ...]) -> None:
        self.table = table
        self.rows = rows


class _Paragraph:
    """A block with its lines; those from `loose` on are tied to what follows."""

    __slots__ = ("block", "lines", "loose", "tied_pt")

    def __init__(self, block: Block, lines: tuple[TextLine, ...], signature: SignaturePlan) -> None:
        self.block = block
        self.lines = lines
        tied = 0
        if block.keep_with_next:
            short = len(lines) <= signature.whole_paragraph_lines
            tied = len(lines) if short or block.style != "body" else max(1, signature.keep_body_lines)
        self.loose = len(lines) - tied
        self.tied_pt = _height(lines[self.loose :])


def _height(lines: Sequence[TextLine]) -> float:
    return sum(line.pitch_pt for line in lines)
