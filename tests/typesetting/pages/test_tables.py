"""Ruled tables: edges, heights, places of words in their cells, rules and rows over pages."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from desktop.typesetting.lines.line_filling import BlockFiller
from desktop.typesetting.lines.measured_text import EmWidths
from desktop.typesetting.model.block import Align, CellPlace, TableBlock
from desktop.typesetting.model.layout import MM
from desktop.typesetting.pages.page_column import PageColumn
from desktop.typesetting.pages.table_filling import TableRow, fill_rows, put_rows
from desktop.typesetting.words.paragraphs import styled_block
from tests.letters import library

LAYOUT = library().layouts["gbt9704"]
WIDTH = 156 * MM
CELL = replace(styled_block("table", "格", LAYOUT), align=Align.LEFT, pitch_pt=20.0)


def rows(table: TableBlock) -> tuple[TableRow, ...]:
    return fill_rows(table, BlockFiller(LAYOUT, EmWidths()), 28 * MM, WIDTH)


def table(*cells: int, **form: object) -> TableBlock:
    """A table of one column; a row has that many lines of 20 pt."""
    plain = TableBlock(tuple(((CELL,) * count,) for count in cells), (60.0,))
    return replace(plain, **form)  # type: ignore[arg-type]


# Columns.
def test_a_table_stands_in_the_middle_of_the_type_area() -> None:
    (row,) = rows(TableBlock((((CELL,), (CELL,)),), (60.0, 40.0)))
    assert row.edges_pt == pytest.approx((56 * MM, 116 * MM, 156 * MM))


def test_a_table_that_is_too_wide_is_scaled_to_the_type_area() -> None:
    (row,) = rows(TableBlock((((CELL,), (CELL,)),), (200.0, 112.0)))
    assert row.edges_pt == pytest.approx((28 * MM, 128 * MM, 184 * MM))


def test_a_cell_may_span_columns() -> None:
    wide = TableBlock(
        (((CELL,), (CELL,)), ((CELL,), (CELL,), (CELL,))), (50.0, 50.0, 50.0), spans=((2, 1), (1, 1, 1))
    )
    first, second = rows(wide)
    assert first.edges_pt == pytest.approx((31 * MM, 131 * MM, 181 * MM))
    assert len(second.edges_pt) == 4
    # Words begin 4.25 pt inside their cell.
    assert first.lines[1].line.runs[0].x_pt == pytest.approx(131 * MM + 4.25)


def test_words_wrap_inside_the_padding_of_their_cell() -> None:
    text = replace(CELL, runs=styled_block("table", "天" * 20, LAYOUT).runs)
    size = text.runs[0].size_pt
    (row,) = rows(TableBlock((((text,),),), (60.0,)))
    fitting = int((60 * MM - 8.5) / (size + LAYOUT.spacing_of(size)))
    assert len(row.lines[0].line.text) == fitting


# Heights.
def test_a_row_is_as_high_as_its_highest_cell_with_padding_and_rule() -> None:
    (row,) = rows(TableBlock((((CELL,), (CELL, CELL)),), (60.0, 40.0)))
    assert row.height_pt == 2 * 20 + 3 + 0.5
    (unruled,) = rows(TableBlock((((CELL,), (CELL, CELL)),), (60.0, 40.0), ruled=False))
    assert unruled.height_pt == 2 * 20 + 3


def test_a_minimum_height_includes_the_rule() -> None:
    tall, short = rows(table(1, 1, row_heights_mm=(20.0, 1.0)))
    assert tall.height_pt == pytest.approx(20 * MM)
    assert short.height_pt == 23.5
    assert rows(table(1, 1, row_heights_mm=(20.0,)))[1].height_pt == 23.5


@pytest.mark.parametrize(
    ("place", "top"),
    [(CellPlace.TOP, 0.5), (CellPlace.MIDDLE, 0.5 + (40 - 23.5) / 2), (CellPlace.BOTTOM, 0.5 + 40 - 23.5)],
)
def test_words_stand_at_the_top_in_the_middle_or_at_the_bottom(place: CellPlace, top: float) -> None:
    (row,) = rows(table(1, row_heights_mm=(40 / MM,), places=((place,),)))
    assert row.lines[0].top_pt == pytest.approx(top)


def test_the_middle_is_the_place_unless_given_and_lines_follow_each_other() -> None:
    (row,) = rows(table(2, row_heights_mm=(63.5 / MM,)))
    assert [cell.top_pt for cell in row.lines] == pytest.approx([10.5, 30.5])


def test_the_first_and_the_last_row_are_known() -> None:
    assert [(row.first, row.last) for row in rows(table(1, 1, 1))] == [
        (True, False),
        (False, False),
        (False, True),
    ]
    assert [(row.first, row.last) for row in rows(table(1))] == [(True, True)]


# On pages.
def column_of(used: TableBlock, *, free_pt: float | None = None) -> PageColumn:
    column = PageColumn(LAYOUT, 0.0, 0.0)
    if free_pt is not None:
        column.advance(column.room_pt - free_pt)
    put_rows(used, rows(used), column)
    return column


def test_rules_are_thin_inside_and_framed_outside() -> None:
    column = column_of(table(1, 1, frame_pt=1.5))
    top, left, right = 37 * MM, 76 * MM, 136 * MM
    across = sorted(
        {(rule.top_pt, rule.height_pt) for rule in column.page.rules if rule.width_pt > rule.height_pt}
    )
    first = top + 1.5
    assert [height for _, height in across] == [1.5, 0.5, 1.5]
    assert [at for at, _ in across] == pytest.approx([first - 0.75, first + 23.5 - 0.25, first + 47 - 0.75])
    down = {
        (round(rule.left_pt + rule.width_pt / 2, 2), rule.width_pt)
        for rule in column.page.rules
        if rule.height_pt > rule.width_pt
    }
    assert down == {(round(left, 2), 1.5), (round(right, 2), 1.5)}
    widths = {round(rule.width_pt, 2) for rule in column.page.rules if rule.width_pt > rule.height_pt}
    assert widths == {round(60 * MM + 1.5, 2)}


def test_an_unruled_table_has_no_rules_and_no_frame() -> None:
    column = column_of(table(1, ruled=False))
    assert column.page.rules == []
    assert column.y_pt == pytest.approx(37 * MM + 23)


def test_cells_of_a_row_share_a_line_number_and_rows_count_on() -> None:
    column = column_of(TableBlock((((CELL,), (CELL,)), ((CELL,), (CELL,))), (60.0, 40.0)))
    assert [placed.number for placed in column.page.lines] == [1, 1, 2, 2]
    assert column.page.lines[0].top_pt == pytest.approx(37 * MM + 0.5 + 0.5)


def test_a_table_begins_where_its_head_and_a_row_fit() -> None:
    used = table(1, 1, 1, head_rows=1)
    # The frame and two rows are 47.5 pt.
    assert len(column_of(used, free_pt=47.6).pages[0].lines) >= 2
    moved = column_of(used, free_pt=47.4)
    assert (len(moved.pages[0].lines), len(moved.pages[1].lines)) == (0, 3)


def test_a_row_that_does_not_fit_goes_to_the_next_page_below_the_head() -> None:
    column = column_of(table(1, 1, 1, 1, head_rows=1), free_pt=0.5 + 3 * 23.5 + 1)
    assert [len(page.lines) for page in column.pages] == [3, 2]
    plain = column_of(table(1, 1, 1, 1), free_pt=0.5 + 3 * 23.5 + 1)
    assert [len(page.lines) for page in plain.pages] == [3, 1]


def test_a_row_higher_than_a_page_is_cut_between_its_lines() -> None:
    column = column_of(table(1, 40))
    first, second = column.pages
    # 225 mm are 637.8 pt: below the frame and the first row 613.8 remain, 30 lines of 20 pt and the rule.
    assert (len(first.lines), len(second.lines)) == (1 + 30, 10)
    assert second.lines[0].top_pt == pytest.approx(37 * MM)
    tops = [placed.top_pt for placed in first.lines[1:]]
    assert [b - a for a, b in pairwise(tops)] == pytest.approx([20.0] * 29)


# The column itself.
def test_a_column_runs_from_the_top_to_the_bottom_of_the_type_area() -> None:
    column = PageColumn(LAYOUT, 0.0, 0.0)
    assert (column.y_pt, column.bottom_pt) == pytest.approx((37 * MM, 262 * MM))
    assert column.room_pt == pytest.approx(225 * MM + 0.05)
    below_head = PageColumn(LAYOUT, 200.0, 600.0)
    assert (below_head.y_pt, below_head.bottom_pt) == (200.0, 600.0)
    assert PageColumn(LAYOUT, 0.0, 900.0).bottom_pt == pytest.approx(262 * MM)
    below_head.add_page()
    assert (below_head.y_pt, below_head.bottom_pt) == pytest.approx((37 * MM, 262 * MM))


def test_an_empty_page_is_not_broken_and_a_need_beyond_a_page_stays() -> None:
    column = PageColumn(LAYOUT, 0.0, 0.0)
    column.break_page()
    column.need(225 * MM)
    assert len(column.pages) == 1
    column.advance(1.0)
    column.need(700.0)
    assert len(column.pages) == 1
    column.need(225 * MM)
    assert len(column.pages) == 2
    column.advance(1.0)
    column.break_page()
    assert len(column.pages) == 3
