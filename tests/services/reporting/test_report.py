"""The page for leaders: the figures of a session in the phrases of reports."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desktop.domain.case.case import Case, HandlingRole, MatterType, Proposer
from desktop.domain.case.status import Status
from desktop.domain.figures.case_figures import FigureScope
from desktop.services.cases.cases import create_case
from desktop.services.cases.figures import year_scope
from desktop.services.office.office import Office, save_office
from desktop.services.office.workplace import Workplace
from desktop.services.reporting.report import export_report, print_report, report_sheet
from desktop.typesetting.model.block import PrintedDocument, TableBlock
from tests.services.conftest import Clock
from tests.services.reporting.conftest import due


def paragraphs(document: PrintedDocument) -> list[str]:
    return [block.text for block in document.blocks if not isinstance(block, TableBlock) and block.text]


def tables(document: PrintedDocument) -> list[list[list[str]]]:
    """The texts of the tables without their heads: kinds and categories, then rates."""
    found = [block for block in document.blocks if isinstance(block, TableBlock)]
    return [[[cell[0].text for cell in row] for row in table.rows[1:]] for table in found]


def rates(document: PrintedDocument) -> dict[str, str]:
    """The words beside each rate; the table has two rates a row."""
    cells = tables(document)[1]
    return {row[place]: row[place + 1] for row in cells for place in (0, 2)}


def replied(work: Workplace, number: str, on: date, **facts: object) -> Case:
    return due(work, number, date(2024, 4, 29), replied_at=on, status=Status.FEEDBACK_WAIT, **facts)


def test_a_year_without_cases_is_a_report_all_the_same(work: Workplace) -> None:
    save_office(work, Office(unit="澄江区民政局"))
    assert paragraphs(print_report(work)) == [
        "2024年建议提案办理情况报告",
        "一、办理情况",
        "截至2024年4月9日，共承办建议提案0件（）。应由本单位答复0件，已答复0件。",
        "尚无答复。",
        "二、主要指标",
        "三、需要关注的事项",
        "无逾期和即将到期的事项。",
        "澄江区民政局",
        "2024年4月9日",
    ]


def test_the_figures_are_told_in_sentences(work: Workplace) -> None:
    # From 22 January: 70 and 77 days.
    replied(work, "001", date(2024, 4, 1), term=15, session=4)
    replied(work, "002", date(2024, 4, 8), term=15, session=4)
    due(work, "003", date(2024, 4, 10), term=15, session=4)
    due(work, "004", date(2024, 5, 10), term=15, session=4, handling_role=HandlingRole.CO_HANDLING)
    due(work, "005", date(2024, 5, 10), term=15, session=3)
    found = paragraphs(print_report(work, FigureScope(term=15, session=4)))
    assert found[0] == "关于十五届四次会议建议提案办理情况的报告"
    assert found[2] == (
        "截至2024年4月9日，共承办建议提案4件（主办3件、会办1件）。应由本单位答复3件，已答复2件。平均办理73.5天。"
    )
    assert found[3] == "未填2件，占总数的100%。决定主动公开0件，已发布0件。"
    assert found[4] == "不计入应答复件的1件：会办件1件（004）。"
    assert found[-1:] == ["2024年4月9日"]
    assert "七日内到期1件：003 答复。" in found


def test_proposals_and_suggestions_and_the_categories_stand_apart(work: Workplace) -> None:
    replied(work, "001", date(2024, 4, 1), category="城建")
    due(work, "002", date(2024, 4, 10), category="民生")
    replied(work, "003", date(2024, 4, 9), matter_type=MatterType.NPC_SUGGESTION)
    assert tables(print_report(work))[0] == [
        # all, to be answered, answered, in time, solved or adopted
        ["人大代表建议", "1", "1", "1", "1", "0"],
        ["政协提案", "2", "2", "1", "1", "0"],
        ["城建", "1", "1", "1", "1", "0"],
        ["民生", "1", "1", "0", "0", "0"],
        ["未填", "1", "1", "1", "1", "0"],
    ]


def test_a_case_without_a_day_of_assignment_is_named_not_passed_over(work: Workplace) -> None:
    due(work, "001", date(2024, 4, 10))
    create_case(work, Case(number="002", subject="乙", proposers=(Proposer("沈亦澄"),)))
    found = paragraphs(print_report(work, year_scope(2024)))
    assert "共承办建议提案1件" in found[2]
    assert "另有1件没有登记交办日期，未计入。" in found


def test_the_rates_with_something_to_count_stand_two_in_a_row(work: Workplace, clock: Clock) -> None:
    clock.pass_minutes(30 * 24 * 60)  # 9 May, after the second reply
    replied(work, "001", date(2024, 4, 1))
    replied(work, "002", date(2024, 5, 6))
    due(work, "003", date(2024, 4, 10))
    found = rates(print_report(work))
    assert found["办复率"].startswith("66.7%（2/3）")
    assert found["按时办复率"].startswith("33.3%（1/3）")
    # Nobody has returned a form, nobody was asked for an opinion.
    assert not {"满意率", "会办按时率"} & set(found)


def test_a_target_is_named_only_where_it_is_missed(work: Workplace) -> None:
    save_office(work, Office(locality="weixian"))
    replied(work, "001", date(2024, 4, 1))
    assert rates(print_report(work))["按时办复率"] == "100%（1/1）"
    due(work, "002", date(2024, 4, 10))
    assert rates(print_report(work))["按时办复率"] == "50.0%（1/2），目标100%"


def test_at_most_five_items_are_named_and_the_rest_counted(work: Workplace) -> None:
    for number in ("001", "002", "003", "004", "005"):
        due(work, number, date(2024, 4, 8))
    due(work, "007", date(2024, 4, 9))
    late = "逾期5件：001 答复、002 答复、003 答复、004 答复、005 答复。"
    assert late in paragraphs(print_report(work))
    due(work, "006", date(2024, 4, 8))
    six = "逾期6件：001 答复、002 答复、003 答复、004 答复、005 答复等。"
    assert six in paragraphs(print_report(work))
    assert "七日内到期1件：007 答复。" in paragraphs(print_report(work))


def test_the_report_is_printed_and_written(work: Workplace, tmp_path: Path) -> None:
    create_case(work, Case(number="001", subject="甲", proposers=(Proposer("沈亦澄"),)))
    document, layout = report_sheet(work, FigureScope())
    assert (document, layout.id) == (print_report(work), "gbt9704")
    export_report(work, tmp_path / "报告.txt")
    assert "共承办建议提案1件" in (tmp_path / "报告.txt").read_text(encoding="utf-8")
