"""The blocks of a Word file in the order of the page: paragraphs, content controls and boxes; rows in docx_tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from desktop.documents.reading.document import CellPlace, ParagraphKind, ReadParagraph, clean_line
from desktop.documents.reading.package import attribute, child, local_name
from desktop.documents.reading.word.docx_numbering import ListNumbering
from desktop.documents.reading.word.docx_runs import (
    OpenBookmarks,
    RunText,
    chosen_branch,
    is_on,
    mark_is_deleted,
)
from desktop.documents.reading.word.docx_styles import whole_number
from desktop.documents.reading.word.docx_tables import join_row, visible_cells, visible_rows

_TRANSPARENT = {"customXml", "ins", "moveTo", "smartTag", "sdtContent"}
_BELOW_ANCHOR = (
    254_000  # EMU, 20 pt: a box that hangs lower than this stands below the line it is anchored to
)


@dataclass(slots=True)
class BlockReader:
    """Reads containers of blocks one after another; list counters and bookmarks run on between them."""

    numbering: ListNumbering
    bookmarks: OpenBookmarks = field(default_factory=OpenBookmarks)
    note_ids: list[tuple[str, str]] = field(default_factory=list)
    hidden: bool = False
    embedded: bool = False
    _tables: int = 0

    def read(
        self, container: etree._Element, kind: ParagraphKind, cell: CellPlace | None = None
    ) -> list[ReadParagraph]:
        """Return the paragraphs below a body, cell, box, header or note."""
        found: list[ReadParagraph] = []
        runs: RunText | None = None
        for block in self._blocks(container):
            if local_name(block) == "tbl":
                found += self._read_table(block)
                continue
            runs = runs or RunText(self.bookmarks)
            runs.read(block)
            if not mark_is_deleted(block):  # else the next paragraph joins this one
                found += self._finish(runs, self.numbering.number_of(child(block, "pPr")), kind, cell)
                runs = None
        return found + (self._finish(runs, "", kind, cell) if runs and any(runs.lines) else [])

    def _blocks(self, container: etree._Element) -> Iterator[etree._Element]:
        for block in container:
            name = local_name(block)
            if name in {"p", "tbl"}:
                yield block
            elif name in {"bookmarkStart", "bookmarkEnd"}:
                self.bookmarks.follow(block)
            elif name == "altChunk":
                self.embedded = True
            elif name == "AlternateContent":
                branch = chosen_branch(block)
                yield from () if branch is None else self._blocks(branch)
            elif name == "sdt" and is_on(block, "sdtPr", "showingPlcHdr"):
                continue
            elif name == "sdt" or name in _TRANSPARENT:
                yield from self._blocks(block)

    def _finish(
        self, runs: RunText, number: str, kind: ParagraphKind, cell: CellPlace | None
    ) -> list[ReadParagraph]:
        self.hidden = self.hidden or runs.hidden
        self.note_ids += runs.note_ids
        lines = [number + runs.lines[0], *runs.lines[1:]]
        marks = tuple(runs.bookmarks)
        own = [
            ReadParagraph(clean_line(line), kind, cell, continues=position > 0, bookmarks=marks)
            for position, line in enumerate(lines)
        ]
        above = [line for box in runs.boxes if not _hangs_below(box) for line in self._read_box(box)]
        below = [line for box in runs.boxes if _hangs_below(box) for line in self._read_box(box)]
        if (above or below) and not any(runs.lines):
            own = []  # a paragraph that only holds the anchor of a box is no line of its own
        return above + own + below

    def _read_box(self, box: etree._Element) -> list[ReadParagraph]:
        if local_name(box) == "textpath":  # WordArt of older files: the words are an attribute
            words = clean_line(attribute(box, "string") or "")
            return [ReadParagraph(words, ParagraphKind.TEXT_BOX)] if words else []
        found = self.read(box, ParagraphKind.TEXT_BOX)
        return [paragraph for paragraph in found if paragraph.text.strip()]

    def _read_table(self, table: etree._Element) -> list[ReadParagraph]:
        number = self._tables
        self._tables += 1
        found: list[ReadParagraph] = []
        for row_number, row in enumerate(visible_rows(table)):
            cells = [
                self.read(element, ParagraphKind.TABLE_CELL, CellPlace(number, row_number, column))
                for column, element in visible_cells(row)
            ]
            found += join_row(cells)
        return found


def _hangs_below(box: etree._Element) -> bool:
    """Return whether a box hangs clearly below the paragraph that anchors it; most red heads hang above or at it."""
    anchor = next((parent for parent in box.iterancestors() if local_name(parent) == "anchor"), None)
    position = child(anchor, "positionV")
    if position is None or attribute(position, "relativeFrom") not in {"paragraph", "line"}:
        return False
    offset = child(position, "posOffset")
    return (whole_number(offset.text) or 0) > _BELOW_ANCHOR if offset is not None else False
