"""Word files (.docx, .docm, strict and transitional) as the paragraphs that a reader sees."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from desktop.documents.reading.document import (
    FileFormat,
    ParagraphKind,
    ReadDocument,
    ReadParagraph,
    build_document,
)
from desktop.documents.reading.limits import ReadingLimits
from desktop.documents.reading.package import Package, Relation, attribute, broken_package, child, children
from desktop.documents.reading.word.docx_blocks import BlockReader
from desktop.documents.reading.word.docx_numbering import ListNumbering
from desktop.documents.reading.word.docx_styles import StyleSheet
from desktop.domain.errors import FileProblem

_MARGINS = {"header": ParagraphKind.HEADER, "footer": ParagraphKind.FOOTER}


def read_docx(package: Package, limits: ReadingLimits) -> ReadDocument:
    """Return the document in reading order, tracked changes accepted, list numbers as text.

    Footnotes follow the flow, headers and footers stand last, each once. Raises FileProblem for a package without
    a body, and for one without any text.
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
