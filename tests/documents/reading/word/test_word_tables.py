"""Table rows are read as displayed: a row of short cells is one line, a long cell keeps its paragraphs."""

from __future__ import annotations

from desktop.documents.reading.document import CellPlace, ParagraphKind
from tests.documents.reading.word.test_word_paragraphs import read
from tests.documents.reading.word.word_files import paragraph, row, table


def test_short_cells_of_a_row_are_one_line_divided_by_tabs() -> None:
    document = read(
        table(row(paragraph("提案者"), paragraph("赵某某"), paragraph("界别"), paragraph("科技界")))
        + paragraph()
    )
    assert document.text == "提案者\t赵某某\t界别\t科技界\n"
    assert document.paragraphs[0].kind is ParagraphKind.TABLE_CELL
    assert document.paragraphs[0].cell == CellPlace(0, 0, 0)


def test_an_empty_cell_keeps_its_place_in_the_line() -> None:
    assert (
        read(table(row(paragraph("联系电话"), paragraph(), paragraph("手机"), paragraph()))).text
        == "联系电话\t\t手机"
    )


def test_a_long_cell_keeps_its_paragraphs_and_its_place() -> None:
    long_cell = paragraph("一、背景") + paragraph("近年来……") + paragraph("二、建议")
    document = read(
        table(row(paragraph("案由"), paragraph("关于停车的提案")), row(paragraph("内容"), long_cell))
    )
    assert document.text == "案由\t关于停车的提案\n内容\n一、背景\n近年来……\n二、建议"
    assert document.paragraphs[2].cell == CellPlace(0, 1, 1)


def test_an_empty_row_has_no_line() -> None:
    assert read(table(row(paragraph(), paragraph()), row(paragraph("甲"), paragraph("乙")))).text == "甲\t乙"


def test_the_lower_part_of_a_merged_cell_is_not_read_again() -> None:
    top = f'<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{paragraph("办理结果")}'
    below = f"<w:tcPr><w:vMerge/></w:tcPr>{paragraph()}"
    assert (
        read(table(row(top, paragraph("A")), row(below, paragraph("已解决")))).text == "办理结果\tA\n已解决"
    )


def test_columns_count_the_cells_that_a_wide_cell_covers() -> None:
    wide = f'<w:tcPr><w:gridSpan w:val="3"/></w:tcPr>{paragraph("甲")}{paragraph("乙")}'
    document = read(table(row(wide, paragraph("丙") + paragraph("丁"))))
    assert [line.cell.column if line.cell else None for line in document.paragraphs] == [0, 0, 3, 3]


def test_a_row_deleted_in_a_tracked_change_is_left_out() -> None:
    deleted = f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>{paragraph("删去")}</w:tc></w:tr>'
    assert read(table(row(paragraph("留下")), deleted)).text == "留下"


def test_a_table_inside_a_cell_is_read_in_its_place() -> None:
    inner = table(row(paragraph("甲"), paragraph("乙")), row(paragraph("丙"), paragraph("丁"))) + paragraph()
    assert read(table(row(paragraph("附表"), inner))).text == "附表\n甲\t乙\n丙\t丁"


def test_a_form_consisting_of_a_table_is_read() -> None:
    assert read(table(row(paragraph("只有表格")))).text == "只有表格"
