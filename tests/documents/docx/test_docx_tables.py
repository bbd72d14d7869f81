"""Tables of the .docx: widths that all programs agree on, heads repeated, rows whole, rules and room around the text."""

from __future__ import annotations

import io
from dataclasses import replace

import docx

from desktop.documents.docx.docx_file import docx_bytes
from desktop.typesetting.model.block import Anchor, CellPlace, PrintedDocument, TableBlock
from desktop.typesetting.pages.table_filling import CELL_BOTTOM_PT, CELL_PADDING_PT
from desktop.typesetting.words.paragraphs import styled_block
from tests.documents.outline import W, part, text_of
from tests.letters import library


def test_tables_repeat_head_rows_and_do_not_split_rows() -> None:
    layout = library().layouts["gbt9704"]
    cell = (styled_block("table", "编号", layout),)
    table = TableBlock(((cell, cell), (cell, ())), (40, 100), head_rows=1, row_heights_mm=(10,))
    data = docx_bytes(PrintedDocument("gbt9704", "表", (table,)), layout)
    (read,) = docx.Document(io.BytesIO(data)).tables
    assert [[c.text for c in row.cells] for row in read.rows] == [["编号", "编号"], ["编号", ""]]
    rows = list(part(data, "word/document.xml").iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False]
    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows] == [True, True]
    assert [len(list(row.iter(f"{W}keepNext"))) for row in rows] == [2, 0]  # a head is never alone on a page
    assert (read.rows[0].height.twips, read.rows[0].height_rule.name) == (567, "AT_LEAST")


def test_a_table_keeps_its_widths_and_leaves_room_beside_and_below_the_text() -> None:
    layout = library().layouts["gbt9704"]
    table = TableBlock((((styled_block("table", "甲", layout),),),), (50,))
    form = part(docx_bytes(PrintedDocument("gbt9704", "表", (table,)), layout), "word/document.xml").find(
        f".//{W}tblPr"
    )
    assert form.find(f"{W}tblLayout").get(f"{W}type") == "fixed"
    margins = {side.tag.removeprefix(W): int(str(side.get(f"{W}w"))) for side in form.find(f"{W}tblCellMar")}
    assert margins == {
        "left": 20 * CELL_PADDING_PT,
        "bottom": 20 * CELL_BOTTOM_PT,
        "right": 20 * CELL_PADDING_PT,
    }
    assert form.find(f"{W}tblLook") is None  # says which parts of a table style show; no table has one


def test_joined_cells_are_as_wide_as_the_columns_below_them() -> None:
    """WPS goes by the widths of grid and cells, Word by those of cells and table; so all three agree."""
    layout = library().layouts["gbt9704"]
    cell = (styled_block("table", "意见", layout),)
    table = TableBlock(
        ((cell, cell), (cell, cell, cell)), (20, 40, 80), spans=((1, 2), (1, 1, 1)),
        places=((CellPlace.TOP, CellPlace.BOTTOM), (CellPlace.MIDDLE,) * 3), frame_pt=1.5,
    )  # fmt: skip
    data = docx_bytes(PrintedDocument("gbt9704", "表", (table,)), layout)
    written_table = part(data, "word/document.xml").find(f".//{W}tbl")
    grid = [int(str(column.get(f"{W}w"))) for column in written_table.iter(f"{W}gridCol")]
    assert grid == [1134, 2268, 4535]  # 20, 40 and 80 mm in twentieths of a point
    assert written_table.find(f"{W}tblPr/{W}tblW").get(f"{W}w") == str(sum(grid))
    rows = [
        [(int(str(form.find(f"{W}tcW").get(f"{W}w"))), [s.get(f"{W}val") for s in form.iter(f"{W}gridSpan")])
         for form in row.iter(f"{W}tcPr")] for row in written_table.iter(f"{W}tr")
    ]  # fmt: skip
    assert rows == [[(1134, []), (2268 + 4535, ["2"])], [(1134, []), (2268, []), (4535, [])]]
    places = [place.get(f"{W}val") for place in written_table.iter(f"{W}vAlign")]
    assert places == ["top", "bottom", "center", "center", "center"]
    borders = {
        line.tag.removeprefix(W): line.get(f"{W}sz") for line in written_table.find(f".//{W}tblBorders")
    }
    assert borders == dict.fromkeys(("top", "left", "bottom", "right"), "12") | {
        "insideH": "4",
        "insideV": "4",
    }


def test_a_table_without_rules_draws_none_and_a_wide_one_is_scaled_to_the_page() -> None:
    layout = library().layouts["gbt9704"]
    row = ((styled_block("table", "地址", layout),),) * 2
    data = docx_bytes(
        PrintedDocument("gbt9704", "表", (TableBlock((row,), (200, 200), ruled=False),)), layout
    )
    table = part(data, "word/document.xml").find(f".//{W}tbl")
    assert {line.get(f"{W}val") for line in table.find(f".//{W}tblBorders")} == {"nil"}
    assert [column.get(f"{W}w") for column in table.iter(f"{W}gridCol")] == ["4422", "4422"]  # 78 mm each


def test_a_paragraph_stands_between_two_tables_and_behind_the_last_one() -> None:
    layout = library().layouts["gbt9704"]
    table = TableBlock((((styled_block("table", "甲", layout),),),), (50,))
    text = styled_block("body", "以上。", layout)
    data = docx_bytes(PrintedDocument("gbt9704", "表", (table, table, text, table)), layout)
    body = part(data, "word/document.xml")[0]
    assert [element.tag.removeprefix(W) for element in body] == [
        "tbl", "p", "tbl", "p", "tbl", "p", "sectPr",
    ]  # fmt: skip
    assert [len(text_of(element)) for element in body if element.tag == f"{W}p"] == [0, 3, 0]
    small = body[1].find(f"{W}pPr/{W}spacing")
    assert (small.get(f"{W}line"), small.get(f"{W}lineRule")) == ("20", "exact")


def test_a_section_that_a_table_interrupts_has_one_bookmark() -> None:
    layout = library().layouts["gbt9704"]
    text = replace(styled_block("body", "甲", layout), anchor=Anchor("answer"))
    table = TableBlock((((styled_block("table", "乙", layout),),),), (50,))
    data = docx_bytes(PrintedDocument("gbt9704", "", (text, table, text)), layout)
    names = [mark.get(f"{W}name") for mark in part(data, "word/document.xml").iter(f"{W}bookmarkStart")]
    assert names == ["sec_answer"]
