"""Reports 「情况报告」: title, numbered paragraphs and ruled tables in the layout of the letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from desktop.typesetting.model.block import Align, Block, PrintedDocument, TableBlock
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.words.letter_frame import title_block
from desktop.typesetting.words.paragraphs import blank_block, section_blocks, styled_block

_GAP_PT = 6.0  # so that a report of one page stays on one page; no standard demands it


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table of texts: head row, rows, column widths in mm. Every second column is centred."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths_mm: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The content of a report. `parts` are texts (paragraphs separated by line ends) and tables, in order."""

    title: str
    parts: tuple[str | ReportTable, ...]
    issuer: str = ""
    day: str = ""


def compose_report(report: Report, layout: Layout) -> PrintedDocument:
    """The printable report."""
    return PrintedDocument(layout.id, report.title, tuple(_blocks(report, layout)))


def _blocks(report: Report, layout: Layout) -> Iterator[Block | TableBlock]:
    yield title_block((report.title,), layout)
    yield blank_block(layout, _GAP_PT)
    for place, part in enumerate(report.parts):
        if isinstance(part, str):
            yield from section_blocks(f"part_{place}", part, layout)
        else:
            yield _table(part, layout)
            yield blank_block(layout, _GAP_PT)
    yield from _signature(report, layout)


def _signature(report: Report, layout: Layout) -> Iterator[Block]:
    if report.issuer or report.day:
        yield blank_block(layout, _GAP_PT, keep_with_next=True)
    for words in (report.issuer, report.day):
        if words:
            yield replace(styled_block("issuer", words, layout), align=Align.RIGHT, right_chars=2.0)


def _table(table: ReportTable, layout: Layout) -> TableBlock:
    head = tuple(_cell(words, layout, centred=True) for words in table.head)
    rows = tuple(tuple(_row(row, layout)) for row in table.rows)
    return TableBlock((head, *rows), table.widths_mm, head_rows=1)


def _row(row: Iterable[str], layout: Layout) -> Iterator[tuple[Block, ...]]:
    for place, words in enumerate(row):
        yield _cell(words, layout, centred=place % 2 == 1)


def _cell(words: str, layout: Layout, *, centred: bool) -> tuple[Block, ...]:
    block = styled_block("table", words, layout)
    return (replace(block, align=Align.CENTER if centred else Align.LEFT),)
