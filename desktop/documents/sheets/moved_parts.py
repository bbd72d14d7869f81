"""The other parts of a workbook that name rows of a sheet, after rows were inserted in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from desktop.documents.reading.package import Package, children
from desktop.documents.sheets.cell_reference import area_of
from desktop.documents.sheets.row_insertion import (
    RowInsertion,
    forget_values,
    move_anchors,
    move_areas,
    move_references,
)
from desktop.domain.errors import FileProblem

_CHART = re.compile(r"xl/charts/chart\d*\.xml")
_PIVOT = re.compile(r"xl/pivotCache/pivotCacheDefinition\d*\.xml")
_CHAIN = "xl/calcChain.xml"
_LISTS = ("[Content_Types].xml", "xl/_rels/workbook.xml.rels")
_NOTE_ROW = "{urn:schemas-microsoft-com:office:excel}Row"


def moved_parts(
    package: Package, sheets: Mapping[str, str], insertion: RowInsertion
) -> dict[str, etree._Element | None]:
    """The parts that change besides the sheet itself and the workbook, by name; None for one that goes.

    `sheets`: the part of each sheet. The calculation chain goes: a spreadsheet program makes it anew.
    """
    changed: dict[str, etree._Element | None] = dict(_with_formulas(package, sheets, insertion))
    changed |= dict(_of_the_sheet(package, sheets[insertion.sheet], insertion))
    changed |= dict(_pivot_sources(package, insertion))
    if _CHAIN in package.names:
        changed |= {_CHAIN: None, **dict(_without_chain(package))}
    return changed


def _with_formulas(
    package: Package, sheets: Mapping[str, str], insertion: RowInsertion
) -> Iterator[tuple[str, etree._Element]]:
    charts = ((name, "") for name in sorted(package.names) if _CHART.fullmatch(name))
    others = ((part, name) for name, part in sheets.items() if name != insertion.sheet)
    for part, name in (*others, *charts):
        root = package.xml(part)
        if root is not None and move_references(root, insertion, name):
            forget_values(root)
            yield part, root


def _of_the_sheet(
    package: Package, sheet: str, insertion: RowInsertion
) -> Iterator[tuple[str, etree._Element]]:
    for relation in package.relations(sheet):
        root = _readable(package, relation.target)
        if root is None:
            continue
        if relation.kind == "drawing":
            move_anchors(root, insertion)
        elif relation.kind == "vmlDrawing":
            _move_note_rows(root, insertion)
        elif relation.kind in {"comments", "threadedComment", "table"}:
            move_areas(root, insertion)
            move_references(root, insertion, insertion.sheet)
        else:
            continue
        yield relation.target, root


def _readable(package: Package, part: str) -> etree._Element | None:
    """The XML of a part; None if it is none (pictures, and drawings of old programs)."""
    try:
        return package.xml(part)
    except FileProblem:
        return None


def _move_note_rows(root: etree._Element, insertion: RowInsertion) -> None:
    """Keep the boxes of comments with their cells; rows are counted from 0."""
    for mark in root.iter(_NOTE_ROW):
        mark.text = str(insertion.row(int(mark.text or 0) + 1) - 1)


def _pivot_sources(package: Package, insertion: RowInsertion) -> Iterator[tuple[str, etree._Element]]:
    for part in filter(_PIVOT.fullmatch, sorted(package.names)):
        root = package.xml(part)
        for source in () if root is None else root.iter(f"{{{etree.QName(root).namespace}}}worksheetSource"):
            if source.get("sheet") == insertion.sheet and source.get("ref"):
                area = insertion.area(area_of(source.get("ref", "")), spreads=True)
                source.set("ref", area.reference)
                assert root is not None
                yield part, root


def _without_chain(package: Package) -> Iterator[tuple[str, etree._Element]]:
    for part in _LISTS:
        root = package.xml(part)
        if root is None:
            continue
        for entry in (*children(root, "Override"), *children(root, "Relationship")):
            if (entry.get("PartName") or entry.get("Target") or "").endswith("calcChain.xml"):
                root.remove(entry)
        yield part, root
