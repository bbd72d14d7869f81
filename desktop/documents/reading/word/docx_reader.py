"""Read Word files (.docx, .docm, strict and transitional) as visible paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from desktop.documents.reading.document import (
    CellPlace,
    FileFormat,
    ParagraphKind,
    ReadDocument,
    ReadingLimits,
    ReadParagraph,
    build_document,
    clean_line,
)
from desktop.documents.reading.package import (
    Package,
    Relation,
    attribute,
    broken_package,
    child,
    children,
    local_name,
)
from desktop.documents.reading.word.docx_numbering import ListNumbering
from desktop.documents.reading.word.docx_runs import (
    OpenBookmarks,
    RunText,
    chosen_branch,
    is_on,
    mark_is_deleted,
)
from desktop.documents.reading.word.docx_styles import StyleSheet, whole_number
from desktop.documents.reading.word.docx_tables import join_row, visible_cells, visible_rows
from desktop.domain.errors import FileProblem

# Blocks in page order: paragraphs, content controls and text boxes; for table rows see docx_tables.
_TRANSPARENT = {"customXml", "ins", "moveTo", "smartTag", "sdtContent"}
_BELOW_ANCHOR = 254_000  # EMU, 20 pt: a box with a larger offset is below its anchor line


@dataclass(slots=True)
class BlockReader:
    """Reads containers of blocks; list counters and bookmarks continue across containers."""

    numbering: ListNumbering
    bookmarks: OpenBookmarks = field(default_factory=OpenBookmarks)
    note_ids: list[tuple[str, str]] = field(default_factory=list)
    hidden: bool = False
    embedded: bool = False
    _tables: int = 0

    def read(
        self, container: etree._Element, kind: ParagraphKind, cell: CellPlace | None = None
    ) -> list[ReadParagraph]:
        """Return the paragraphs of a body, cell, box, header or note."""
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
        above = [line for box in runs.boxes if not _is_below_anchor(box) for line in self._read_box(box)]
        below = [line for box in runs.boxes if _is_below_anchor(box) for line in self._read_box(box)]
        if (above or below) and not any(runs.lines):
            own = []  # a paragraph with only the anchor of a box gives no line
        return above + own + below

    def _read_box(self, box: etree._Element) -> list[ReadParagraph]:
        if local_name(box) == "textpath":  # WordArt of older files: the text is an attribute
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


def _is_below_anchor(box: etree._Element) -> bool:
    """True if a box is clearly below its anchor paragraph; most red heads are above or beside it."""
    anchor = next((parent for parent in box.iterancestors() if local_name(parent) == "anchor"), None)
    position = child(anchor, "positionV")
    if position is None or attribute(position, "relativeFrom") not in {"paragraph", "line"}:
        return False
    offset = child(position, "posOffset")
    return (whole_number(offset.text) or 0) > _BELOW_ANCHOR if offset is not None else False


# The document: body, notes, headers and footers.
_MARGINS = {"header": ParagraphKind.HEADER, "footer": ParagraphKind.FOOTER}


def read_docx(package: Package, limits: ReadingLimits) -> ReadDocument:
    """Return the document in reading order, tracked changes accepted, list numbers as text.

    Footnotes follow the flow, then headers and footers, each once. Raises FileProblem for a package without
    a body or without text.
    """
    main = package.main_part()
    body = child(package.xml(main), "body") if main else None
    if main is None or body is None:
        raise broken_package()
    relations = package.relations(main)
    styles = StyleSheet(_part(package, relations, "styles"))
    reader = BlockReader(ListNumbering(_part(package, relations, "numbering"), styles))
    flow = reader.read(body, ParagraphKind.BODY)
    if not any(paragraph.text.strip() for paragraph in flow):
        raise _without_text(package, reader)
    if sum(len(paragraph.text) for paragraph in flow) > limits.characters:
        raise FileProblem("文件里的文字太多，不像一件提案或答复", "请只保留需要的部分，另存后再导入。")
    notes = list(_read_notes(package, relations, reader))
    margins = list(_read_margins(package, relations, reader))
    return build_document(
        [*flow, *notes, *margins], FileFormat.DOCX, notes=_remarks(package, relations, reader)
    )


def _part(package: Package, relations: tuple[Relation, ...], kind: str) -> etree._Element | None:
    target = next((relation.target for relation in relations if relation.kind == kind), None)
    return package.xml(target) if target else None


def _read_notes(
    package: Package, relations: tuple[Relation, ...], reader: BlockReader
) -> Iterator[ReadParagraph]:
    wanted = list(reader.note_ids)
    parts = {kind: _part(package, relations, kind) for kind in ("footnotes", "endnotes")}
    for kind, note_id in wanted:
        for note in children(parts[kind], kind.removesuffix("s")):
            if attribute(note, "id") == note_id:
                yield from (line for line in reader.read(note, ParagraphKind.FOOTNOTE) if line.text.strip())


def _read_margins(
    package: Package, relations: tuple[Relation, ...], reader: BlockReader
) -> Iterator[ReadParagraph]:
    seen: set[tuple[ParagraphKind, str]] = set()
    for relation in relations:
        kind = _MARGINS.get(relation.kind)
        root = package.xml(relation.target) if kind else None
        if kind is None or root is None:
            continue
        for line in reader.read(root, kind):
            if line.text.strip() and (kind, line.text) not in seen:
                seen.add((kind, line.text))
                yield ReadParagraph(line.text, kind, line.cell, line.continues, line.bookmarks)


def _remarks(package: Package, relations: tuple[Relation, ...], reader: BlockReader) -> Iterator[str]:
    if any(name.endswith("vbaProject.bin") for name in package.names):
        yield "文件带有宏，只读了文字，没有运行宏。"
    if any(relation.kind == "comments" for relation in relations):
        yield "文件带有批注，批注没有读入。"
    if reader.hidden:
        yield "文件里有隐藏文字，没有读入。"
    if reader.embedded:
        yield "文件里嵌有别的文件，嵌入的部分没有读入。"


def _without_text(package: Package, reader: BlockReader) -> FileProblem:
    if reader.embedded:
        return FileProblem("正文是嵌在里面的网页，读不出来", "请用 WPS 或 Word 打开，另存为 .docx 后再导入。")
    if any("/media/" in name for name in package.names):
        return FileProblem(
            "文件里只有图片，没有文字", "请向来文单位索取电子文本（图片多半是扫描件），或把文字打出来再粘贴。"
        )
    return FileProblem("文件里没有文字", "请检查是否选错了文件，或向来文单位重新索取。")
