"""A report: title, paragraphs and ruled tables, then who says so and when."""

from __future__ import annotations

from desktop.typesetting.model.block import Align, Block, TableBlock
from desktop.typesetting.words.report_page import Report, ReportTable, compose_report
from tests.letters import library

LAYOUT = library().layouts["gbt9704"]
TABLE = ReportTable(
    ("单位", "件数", "比例"), (("民政局", "3", "100%"), ("财政局", "1", "")), (60.0, 40.0, 40.0)
)


def outline(report: Report) -> list[str]:
    """A line for each block: its style and words, `-` with its height for a blank one."""
    return [
        "table"
        if isinstance(block, TableBlock)
        else f"{block.style}: {block.text}"
        if block.text
        else f"- {block.pitch_pt:g}"
        for block in compose_report(report, LAYOUT).blocks
    ]


def test_a_report_runs_from_its_title_to_its_date() -> None:
    report = Report(
        "办理情况报告", ("一、总体情况\n全年办理4件。", TABLE, "以上报告。"), "澄江区民政局", "2025年4月9日"
    )
    assert outline(report) == [
        "title: 办理情况报告",
        "- 6",
        "heading_1: 一、总体情况",
        "body: 全年办理4件。",
        "table",
        "- 6",
        "body: 以上报告。",
        "- 6",
        "issuer: 澄江区民政局",
        "issuer: 2025年4月9日",
    ]
    assert compose_report(report, LAYOUT).title == "办理情况报告"


def test_without_issuer_and_date_nothing_stands_below() -> None:
    assert outline(Report("报告", ("正文",))) == ["title: 报告", "- 6", "body: 正文"]
    assert outline(Report("报告", ("正文",), day="2025年4月9日"))[-2:] == ["- 6", "issuer: 2025年4月9日"]
    assert outline(Report("报告", ("正文",), issuer="民政局"))[-2:] == ["- 6", "issuer: 民政局"]


def test_the_signature_stands_right_and_stays_with_the_blank_above_it() -> None:
    *_, blank, issuer, day = compose_report(Report("报告", ("正文",), "民政局", "4月9日"), LAYOUT).blocks
    assert isinstance(blank, Block)
    assert blank.keep_with_next
    for block in (issuer, day):
        assert isinstance(block, Block)
        assert (block.align, block.right_chars) == (Align.RIGHT, 2.0)


def test_paragraphs_are_anchored_to_their_part() -> None:
    blocks = compose_report(Report("报告", ("甲\n乙", TABLE, "丙")), LAYOUT).blocks
    anchors = [block.anchor for block in blocks if isinstance(block, Block) and block.anchor]
    assert [(anchor.section_key, anchor.paragraph) for anchor in anchors] == [
        ("part_0", 0),
        ("part_0", 1),
        ("part_2", 0),
    ]


def test_the_head_of_a_table_is_centred_and_repeated_and_every_second_column_is_centred() -> None:
    (table,) = [
        b for b in compose_report(Report("报告", (TABLE,)), LAYOUT).blocks if isinstance(b, TableBlock)
    ]
    assert (table.head_rows, table.widths_mm) == (1, (60.0, 40.0, 40.0))
    words = [[cell[0].text for cell in row] for row in table.rows]
    assert words == [["单位", "件数", "比例"], ["民政局", "3", "100%"], ["财政局", "1", ""]]
    aligns = [[cell[0].align.value for cell in row] for row in table.rows]
    assert aligns == [["center"] * 3, ["left", "center", "left"], ["left", "center", "left"]]
    assert {cell[0].style for row in table.rows for cell in row} == {"table"}
