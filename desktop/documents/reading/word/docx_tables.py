"""Read rows and cells of a Word table, and join them to lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from lxml import etree

from desktop.documents.reading.document import ReadParagraph
from desktop.documents.reading.package import attribute, child, local_name, value_of
from desktop.documents.reading.word.docx_styles import whole_number

_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo"}


def visible_rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table, including those in content controls, without rows deleted by a tracked change."""
    for element in table:
        name = local_name(element)
        if name == "tr" and child(element, "trPr", "del") is None:
            yield element
        elif name in _WRAPPERS:
            yield from visible_rows(element)


def visible_cells(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Yield the cells of a row with their grid column, without continuation cells of vertical merges."""
    column = whole_number(value_of(row, "trPr", "gridBefore")) or 0
    for cell in _cells(row):
        properties = child(cell, "tcPr")
        merge = child(properties, "vMerge")
        hidden = child(properties, "cellDel") is not None
        if not hidden and (merge is None or attribute(merge, "val") == "restart"):
            yield column, cell
        column += max(1, whole_number(value_of(properties, "gridSpan")) or 1)


def join_row(cells: list[list[ReadParagraph]]) -> list[ReadParagraph]:
    """Return the lines of a row: adjacent cells of one line each are joined by tabs, longer cells stay separate.

    So 「提案者	张三	界别	科技」 is one line, while a proposal's body inside a cell keeps its
    paragraphs. An empty row gives no line.
    """
    filled = [[line for line in cell if line.text.strip()] for cell in cells]
    found: list[ReadParagraph] = []
    for single, group in groupby(filled, key=lambda lines: len(lines) <= 1):
        neighbours = list(group)
        found += _join_singles(neighbours) if single else [line for lines in neighbours for line in lines]
    return found


def _join_singles(cells: list[list[ReadParagraph]]) -> list[ReadParagraph]:
    lines = [line for cell in cells for line in cell]
    if not lines:
        return []
    text = "\t".join(cell[0].text if cell else "" for cell in cells).rstrip("\t")
    marks = dict.fromkeys(mark for line in lines for mark in line.bookmarks)
    return [replace(lines[0], text=text, bookmarks=tuple(marks))]


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for element in row:
        name = local_name(element)
        if name == "tc":
            yield element
        elif name in _WRAPPERS:
            yield from _cells(element)
