"""Papers over many cases: every figure and line worked out by hand from five invented cases. Today is 9 April 2024."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.cli.report_verbs import stats_json
from desktop.domain.case.case import Case, HandlingRole, Level, MatterType, Proposer
from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.figures.case_figures import FigureScope
from desktop.domain.forms.form_facts import OFFICE_FACT_NAMES, OFFICE_LISTS
from desktop.domain.forms.form_template import FormKind
from desktop.domain.records.contact import ContactWay
from desktop.domain.records.correctable import RecordKind
from desktop.services.cases.cases import create_case, get_case, set_fields
from desktop.services.cases.figures import year_scope
from desktop.services.demo import fill_demo
from desktop.services.handling.case_view import view_case
from desktop.services.handling.contacts import record_contact
from desktop.services.handling.deadlines import pause, resume
from desktop.services.handling.feedback import record_feedback
from desktop.services.handling.followup_letters import start_letter
from desktop.services.handling.opinions import ask_opinions
from desktop.services.handling.progress import move_case
from desktop.services.handling.promises import add_promise, convert_result, keep_promise, note_progress
from desktop.services.handling.record_corrections import records_of, take_back
from desktop.services.office.office import Office, save_office
from desktop.services.office.workplace import Workplace, open_workplace
from desktop.services.reporting.case_lines import (
    NO_SECTION,
    done_between,
    followup_lines,
    in_words,
    items_by_section,
    reminder_lines,
    summary_lines,
    task_lines,
    weekly_progress,
)
from desktop.services.reporting.office_papers import (
    OFFICE_KINDS,
    OfficePaper,
    export_office_paper,
    office_form,
    office_kind,
    office_sheets,
    table_columns,
)
from desktop.services.reporting.office_source import OfficeChoice, office_source
from desktop.services.reporting.report import print_report
from desktop.services.reporting.statistics import gather_statistics
from desktop.services.writing.drafting import set_reply_fields
from desktop.store.history.events import events_of
from desktop.typesetting.model.block import Block, PrintedDocument, TableBlock
from tests.services.conftest import Clock

EVERYTHING = OfficeChoice()
BEFORE = date(2024, 1, 22)


def case_of(work: Workplace, number: str, due: date, **facts: object) -> Case:
    plain: dict[str, object] = {
        "number": number, "subject": f"关于事项{number}的提案", "proposers": (Proposer("沈亦澄"),), "term": 9, "session": 2,
        "status": Status.DRAFTING, "assigned_at": BEFORE, "due_at": due, "section": "养老科", "leader": "顾文",
        "officer": "林越", "handling_role": HandlingRole.SOLE,
    }  # fmt: skip
    return create_case(work, Case(**plain | facts))  # type: ignore[arg-type]


@pytest.fixture
def year(work: Workplace) -> Workplace:
    """Answered in time, answered late, overdue, one to co-handle, one withdrawn."""
    save_office(work, Office(unit="澄江县民政局", region="澄江县", contact_person="周衡"))
    first = case_of(
        work, "001", date(2024, 4, 22), replied_at=date(2024, 4, 1), status=Status.FEEDBACK_WAIT, is_key=True,
        handling_role=HandlingRole.LEAD, proposers=(Proposer("沈亦澄"), Proposer("何青")),
    )  # fmt: skip
    second = case_of(work, "002", date(2024, 4, 3), replied_at=date(2024, 4, 8), status=Status.REPLIED)
    case_of(
        work, "003", date(2024, 4, 8), handling_role=HandlingRole.LEAD, section="救助科", is_key=True,
        co_units=("县财政局",),
    )  # fmt: skip
    suggestion = MatterType.NPC_SUGGESTION
    case_of(
        work, "004", date(2024, 4, 12), handling_role=HandlingRole.CO_HANDLING, section="救助科", level=Level.CITY,
        matter_type=suggestion, lead_unit="市教育局",
    )  # fmt: skip
    case_of(work, "005", date(2024, 4, 22), matter_type=suggestion, status=Status.WITHDRAWN)
    for case, result, way in ((first, "解决采纳", ContactWay.VISIT), (second, "计划解决", ContactWay.PHONE)):
        set_reply_fields(work, case.id, {"handling_result": result}, why="补登")
        record_contact(work, case.id, way)
    record_feedback(work, first.id, "满意", "沈亦澄")
    add_promise(work, second.id, "年底前印发办法", owner="养老科", due_at=date(2024, 12, 31))
    return work


def texts(document: PrintedDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Block) and block.text.strip()]


def tables(document: PrintedDocument) -> list[list[list[str]]]:
    found = [block for block in document.blocks if isinstance(block, TableBlock)]
    return [[["\n".join(b.text for b in cell) for cell in row] for row in table.rows] for table in found]


def column(lines: Iterable[Mapping[str, str]], *names: str) -> list[tuple[str, ...]]:
    return [tuple(line[name] for name in names) for line in lines]


# The figures.
def test_every_count_is_that_of_the_five_cases(year: Workplace) -> None:
    found = office_source(year, EVERYTHING).figures()
    counts = {
        "assigned": "5", "counted": "3", "replied": "2", "unreplied": "1", "closed": "0", "extended": "0",
        "average_days": "73.5",  # 70 days from 22 January to 1 April, 77 to 8 April
        "key_count": "2", "key_names": "第001号、第003号", "contacted": "2", "met": "1", "asked_back": "1", "adopted": "1",
        "planned": "1", "converted": "0", "decided": "0", "published": "0", "section_count": "2",
    }  # fmt: skip
    assert {name: found[name] for name in counts} == counts


def test_the_kinds_are_told_as_superior_offices_count_them(year: Workplace) -> None:
    found = office_source(year, EVERYTHING).figures()
    assert found["levels"] == (
        "市人大代表建议1件（会办1件）、县人大代表建议1件（独办1件）、县政协提案3件（主办2件、独办1件）"
    )
    assert found["roles"] == "主办2件、独办2件、会办1件"
    assert found["left_out"] == "会办件1件（第004号）、已撤案1件（第005号）"
    assert found["sections"] == "养老科2件、救助科1件"
    assert (found["scope"], found["noun"], found["year"]) == ("2024年度", "建议提案", "2024")


def test_what_went_wrong_is_counted_and_named(year: Workplace) -> None:
    found = office_source(year, EVERYTHING).figures()
    problems = {
        "late_replied": "1", "late_replied_names": "第002号",
        "overdue": "1", "overdue_names": "第003号",
        "uncontacted": "1", "uncontacted_names": "第003号",
        "unconverted": "1", "open_promises": "1",
    }  # fmt: skip
    assert {name: found.get(name) for name in problems} == problems
    # Nothing is said of what did not happen.
    assert not {"dissatisfied", "rehandled", "unpublished", "dissatisfied_names"} & set(found)


def test_a_paused_clock_is_not_overdue(year: Workplace) -> None:
    pause(year, 3, "等待改办答复", anyway=True)
    found = office_source(year, EVERYTHING).figures()
    assert "overdue" not in found
    assert found["unreplied"] == "1"


def test_a_scope_is_named_and_bounds_the_cases(year: Workplace) -> None:
    case_of(year, "900", date(2023, 6, 1), assigned_at=date(2023, 3, 1), term=9, session=1)
    whole = office_source(year, EVERYTHING).figures()
    assert (whole["scope"], whole["assigned"]) == ("2023至2024年度", "6")
    one = office_source(year, OfficeChoice(FigureScope(term=9, session=2))).figures()
    assert (one["scope"], one["assigned"]) == ("九届二次会议", "5")
    section = office_source(year, OfficeChoice(FigureScope(section="救助科"))).figures()
    assert (whole["noun"], one["noun"]) == ("建议提案", "建议提案")
    assert office_source(year, OfficeChoice(ids=(4,))).figures()["noun"] == "人大代表建议"
    assert (section["scope"], section["assigned"]) == ("2024年度救助科承办的", "2")
    chosen = office_source(year, OfficeChoice(ids=(1, 4, 77))).figures()
    assert (chosen["assigned"], chosen["counted"], chosen["key_names"]) == ("2", "1", "第001号")
    for empty in (OfficeChoice(year_scope(2020)), OfficeChoice(ids=())):
        with pytest.raises(Refused, match="没有可以写进去的办件"):
            office_source(year, empty)


def test_a_case_without_a_day_of_assignment_is_counted_apart(year: Workplace) -> None:
    case_of(year, "011", date(2024, 4, 30), assigned_at=None)
    found = office_source(year, OfficeChoice(year_scope(2024))).figures()
    assert (found["assigned"], found["undated"]) == ("5", "1")
    (sheet,) = office_sheets(year, FormKind.YEAR_SUMMARY, OfficeChoice(year_scope(2024)))
    assert "另有1件没有登记交办日期，未计入。" in texts(sheet.document)
    assert "undated" not in office_source(year, OfficeChoice(ids=(1, 2))).figures()


def test_what_was_entered_late_is_marked(year: Workplace) -> None:
    assert "marked" not in office_source(year, EVERYTHING).figures()
    pause(year, 3, "等待改办答复", date(2024, 4, 8), approved_by="县府办")
    assert office_source(year, EVERYTHING).figures()["marked"] == "延期或暂停是补记的1件（第003号）"
    (sheet,) = office_sheets(year, FormKind.YEAR_SUMMARY, EVERYTHING)
    assert "期限有标记的：延期或暂停是补记的1件（第003号）。" in texts(sheet.document)


def test_promises_are_counted_by_year_and_carried_over(year: Workplace, clock: Clock) -> None:
    this_year = office_source(year, EVERYTHING).figures()
    assert this_year["promise_years"] == "2024年承诺1项：进行中1项"
    assert "carried" not in this_year
    clock.pass_minutes(60 * 24 * 300)  # 3 February 2025; the promise was for 31 December
    next_year = office_source(year, EVERYTHING).figures()
    assert (next_year["promise_years"], next_year["carried"]) == ("2024年承诺1项：逾期1项，结转1项", "1")
    (sheet,) = office_sheets(year, FormKind.YEAR_SUMMARY, EVERYTHING)
    assert "其中往年结转1项。" in texts(sheet.document)


def test_every_field_of_every_list_is_filled(year: Workplace) -> None:
    """A field of the guide that no line has would leave an empty column in every office's own form."""
    source = office_source(year, EVERYTHING)
    found = summary_lines(source) | {
        "tasks": task_lines(source),
        "progress": weekly_progress(source).lines,
        "reminders": reminder_lines(year, items_by_section(source)[0]),
        "followups": followup_lines(source),
    }
    assert found.keys() == OFFICE_LISTS.keys() - {"scores"}  # its test is that of the self-check
    for name, lines in found.items():
        assert {frozenset(line) for line in lines} == {frozenset(OFFICE_LISTS[name])}, name


def test_every_figure_of_the_guide_is_known_in_some_year(year: Workplace, clock: Clock) -> None:
    save_office(
        year, Office("澄江县民政局", "澄江县", "weixian", contact_person="周衡", contact_phone="62001234")
    )
    case_of(year, "011", date(2024, 4, 30), assigned_at=None)
    record_feedback(year, 1, "不满意", "何青", remark="没有落实")
    set_reply_fields(year, 2, {"disclosure": "主动公开"}, why="补登")
    pause(year, 3, "等待改办答复", date(2024, 4, 8), approved_by="县府办")
    resume(year, 3)
    move_case(year, 1, Status.REHANDLING, "按程序办理")
    clock.pass_minutes(60 * 24 * 300)
    source = office_source(year, OfficeChoice(year_scope(2024)))
    known = {*source.figures(), *weekly_progress(source).values, *items_by_section(source)[0].values}
    # Apart: the form itself, the days ahead, the number of tasks, each known to the paper that has it. Nobody was asked
    # about the work as such, and only proposals were answered.
    apart = {"form", "within_days", "task_count", "manner_rate", "results_by_matter"}
    of_the_score = {name for name in OFFICE_FACT_NAMES if name.startswith("score_")}
    assert OFFICE_FACT_NAMES.keys() - known == apart | of_the_score
    assert known <= OFFICE_FACT_NAMES.keys()


def test_the_office_and_its_place_are_named(year: Workplace) -> None:
    save_office(year, Office("魏县民政局", "魏县", "weixian", "林越", "周衡", "62001234"))
    found = office_source(year, EVERYTHING).figures()
    names = ("office_unit", "office_contact", "office_phone", "today")
    assert [found[name] for name in names] == ["魏县民政局", "周衡", "62001234", "2024年4月9日"]
    assert "魏县" in found["place"]
    assert found["sources"].startswith("《")
    assert found["sources"].endswith("》等规定")
    save_office(year, Office("魏县民政局", locality="weixian", officer="林越"))
    assert office_source(year, EVERYTHING).figures()["office_contact"] == "林越"


def test_cases_without_a_section_name_none(year: Workplace) -> None:
    for case_id in (1, 2, 3):
        set_fields(year, case_id, {"section": ""})
    found = office_source(year, EVERYTHING).figures()
    assert not {"sections", "section_count"} & set(found)


def test_a_converted_result_is_no_longer_open(year: Workplace) -> None:
    convert_result(year, 2, "解决采纳", "办法已经印发", date(2024, 4, 9))
    found = office_source(year, EVERYTHING).figures()
    assert (found["planned"], found["converted"], found.get("unconverted")) == ("1", "1", None)


def test_clocks_are_told_without_blanks_and_an_unread_source_says_so(year: Workplace) -> None:
    source = office_source(year, EVERYTHING)
    clocks = in_words(summary_lines(source)["clocks"])
    reply = next(line for line in clocks if line["what"] == "答复")
    assert reply["words"] == "代表建议，自交办日起3个月内"
    assert "待核" not in reply["basis"]  # its text was read
    unread = sum(not clock.confirmed for clock in source.rules.clocks)
    assert 0 < unread <= sum("待核" in line["basis"] for line in clocks)
    assert not any("待核）（待核" in line["basis"] for line in clocks)


def test_notes_say_what_is_left_to_do() -> None:
    paper = OfficePaper(Path("总结.docx"), 2, ("有一段太长",), ("本单位", "本单位电话"))
    assert paper.notes == ("还有 2 处【待写】要填写", "留空手填：本单位、本单位电话", "有一段太长")
    assert OfficePaper(Path("表.xlsx")).notes == ()


def test_results_are_told_for_suggestions_and_proposals_apart(year: Workplace) -> None:
    found = office_source(year, EVERYTHING).figures()
    assert found["results"] == "解决采纳1件，占总数的50.0%；计划解决1件，占总数的50.0%"
    assert "results_by_matter" not in found  # no suggestion has been answered
    answered = case_of(
        year, "006", date(2024, 4, 22), replied_at=date(2024, 4, 9), status=Status.REPLIED,
        matter_type=MatterType.NPC_SUGGESTION,
    )  # fmt: skip
    set_reply_fields(year, answered.id, {"handling_result": "留作参考"}, why="补登")
    found = office_source(year, EVERYTHING).figures()
    assert found["results_by_matter"] == (
        "人大代表建议中，留作参考1件，占总数的100%。\n政协提案中，解决采纳1件，占总数的50.0%；计划解决1件，占总数的50.0%。"
    )


def test_a_dissatisfied_proposer_and_a_second_round_are_counted(year: Workplace) -> None:
    record_feedback(year, 1, "不满意", "何青", remark="没有落实")
    move_case(year, 1, Status.REHANDLING, "按程序办理")
    found = office_source(year, EVERYTHING).figures()
    names = ("dissatisfied", "dissatisfied_names", "rehandled", "rehandled_names", "replied")
    assert [found[name] for name in names] == ["1", "第001号", "1", "第001号", "2"]


def test_numbers_are_named_up_to_five_and_told_apart(year: Workplace) -> None:
    for number in ("007", "008", "009", "010"):
        case_of(year, number, date(2024, 4, 8), is_key=True)
    assert office_source(year, EVERYTHING).figures()["key_names"] == (
        "第001号、第003号、第007号、第008号、第009号等"
    )
    case_of(year, "008", date(2024, 4, 8), matter_type=MatterType.NPC_SUGGESTION, is_key=True)
    keys = tuple(case.id for case in office_source(year, EVERYTHING).cases if case.number == "008")
    assert office_source(year, OfficeChoice(ids=keys)).figures()["key_names"] == "第008号提案、第008号建议"


def test_a_missed_target_is_a_problem(year: Workplace) -> None:
    save_office(year, Office(unit="魏县民政局", locality="weixian"))
    found = office_source(year, EVERYTHING).figures()
    assert "按时办复率33.3%（目标100%）" in found["missed_targets"]
    assert "按时办复率100%" in found["targets"]


@pytest.mark.parametrize("scope", [FigureScope(), year_scope(2026), FigureScope(section="科创科")])
def test_the_figures_are_those_of_report_and_statistics(tmp_path: Path, scope: FigureScope) -> None:
    """The demo's twelve cases: each number of the summary is the one that report and JSON give in the same minute."""
    work = demo_work(tmp_path)
    found = office_source(work, OfficeChoice(scope)).figures()
    json = stats_json(gather_statistics(work, scope))
    for name in ("assigned", "counted", "replied", "extended"):
        assert found[name] == str(json[name])
    rates = json["rates"]
    assert isinstance(rates, list)
    assert {rate["key"]: rate["words"] for rate in rates if rate["denominator"]} == {
        rate["key"]: found[rate["key"]] for rate in rates if rate["key"] in found
    }
    report = " ".join(texts(print_report(work, scope)))
    assert f"共承办建议提案{found['assigned']}件（{found['roles']}）" in report
    assert f"{found['results']}。" in report
    assert f"决定主动公开{found['decided']}件，已发布{found['published']}件" in report
    assert f"平均办理{found['average_days']}天" in report
    printed = {row[0]: row[1] for row in _pairs(tables(print_report(work, scope))[1])}
    lines = in_words(summary_lines(office_source(work, OfficeChoice(scope)))["rates"])
    assert {line["label"]: f"{line['words']}（{line['cases']}）" for line in lines} == {
        label: words.split("，")[0] for label, words in printed.items() if label
    }


def demo_work(tmp_path: Path) -> Workplace:
    work = open_workplace(tmp_path / "示例", now=lambda: datetime(2026, 11, 28, 14, 0))
    fill_demo(work)
    return work


def _pairs(rows: list[list[str]]) -> list[tuple[str, str]]:
    return [(row[place], row[place + 1]) for row in rows[1:] for place in (0, 2)]


# The lists.
def test_the_parts_and_their_sum(year: Workplace) -> None:
    lines = in_words(summary_lines(office_source(year, EVERYTHING))["kinds"])
    assert column(lines, "kind", "assigned", "counted", "replied", "on_time", "adopted") == [
        ("市人大代表建议", "1", "0", "0", "0", "0"),
        ("县人大代表建议", "1", "0", "0", "0", "0"),
        ("县政协提案", "3", "3", "2", "1", "1"),
        ("合计", "5", "3", "2", "1", "1"),
    ]


def test_key_cases_and_open_promises(year: Workplace) -> None:
    lines = summary_lines(office_source(year, EVERYTHING))
    assert column(in_words(lines["key_cases"]), "number", "status", "result", "rating", "replied") == [
        ("001", "征询意见", "解决采纳", "满意", "2024年4月1日"),
        ("003", "拟稿", "", "", ""),
    ]
    assert column(in_words(lines["promised"]), "number", "what", "owner", "due", "state") == [
        ("002", "年底前印发办法", "养老科", "2024年12月31日", "进行中")
    ]


def test_a_task_has_who_leads_who_writes_and_by_when(year: Workplace) -> None:
    lines = in_words(task_lines(office_source(year, EVERYTHING)))
    # The withdrawn 005 is nobody's task.
    assert column(lines, "n", "kind", "number", "proposer", "section", "role", "co_units", "due") == [
        ("1", "市人大代表建议", "004", "沈亦澄代表", "救助科", "会办", "主办：市教育局", "2024年4月12日"),
        ("2", "县政协提案", "001", "沈亦澄等2位委员", "养老科", "主办", "", "2024年4月22日"),
        ("3", "县政协提案", "002", "沈亦澄委员", "养老科", "独办", "", "2024年4月3日"),
        ("4", "县政协提案", "003", "沈亦澄委员", "救助科", "主办", "县财政局", "2024年4月8日"),
    ]
    assert column(lines, "leader", "officer", "key") == [
        ("顾文", "林越", ""), ("顾文", "林越", "重点"), ("顾文", "林越", ""), ("顾文", "林越", "重点"),
    ]  # fmt: skip


# The week.
def test_the_week_of_the_key_cases(year: Workplace) -> None:
    ask_opinions(year, 3, ("县财政局",), due_at=date(2024, 4, 12))
    move_case(year, 3, Status.SECTION_REVIEW)
    found = weekly_progress(office_source(year, EVERYTHING))
    assert dict(found.values) == {
        "week": "2024年4月8日至4月14日", "noun": "政协提案", "key_count": "2", "key_replied": "1", "key_moved": "2",
        "key_late": "1", "key_soon": "0",
    }  # fmt: skip
    assert [line["n"] for line in found.lines] == [1, 2]
    late, answered = in_words(found.lines)
    assert (late["number"], late["status"], late["left"], late["light"]) == (
        "003",
        "科室核稿",
        "逾期1天",
        "红",
    )
    assert late["done"] == "4月9日征求会办意见：县财政局，2024-04-12 前反馈；4月9日转入科室核稿"
    # The sentence that the case's own page says.
    assert late["next"] == view_case(year, get_case(year, 3)).waits_for.words
    assert "县财政局" in late["next"]
    assert (answered["left"], answered["light"]) == ("4月1日已答复", "绿")
    assert "收到沈亦澄的反馈：满意" in answered["done"]


def test_another_week_shows_what_was_done_then_and_a_closed_case_only_in_its_week(
    year: Workplace, clock: Clock
) -> None:
    clock.pass_minutes(60 * 24 * 14)
    found = weekly_progress(office_source(year, EVERYTHING))
    assert found.values["week"] == "2024年4月22日至4月28日"
    assert {line["done"] for line in found.lines} == {"本周没有登记进展"}
    earlier = weekly_progress(office_source(year, OfficeChoice(day=date(2024, 4, 10))))
    assert (earlier.values["week"], earlier.values["key_moved"]) == ("2024年4月8日至4月14日", "1")
    back = weekly_progress(office_source(year, OfficeChoice(weeks_back=2)))
    assert (back.values, back.lines) == (earlier.values, earlier.lines)


def at(day: int, kind: EventKind, to: Status | None = None, note: str = "") -> Event:
    return Event(1, datetime(2024, 4, day, 9, 0), kind, "林越", Status.SIGNED if to else None, to, note)


def test_a_move_taken_back_was_not_done_and_an_export_is_no_progress() -> None:
    events = (
        at(5, EventKind.MOVED, Status.DISTRIBUTED),
        at(8, EventKind.RECORDED, note="4月8日 走访：听取意见"),
        at(9, EventKind.MOVED, Status.DRAFTING),
        at(9, EventKind.MOVED, Status.SECTION_REVIEW),
        at(10, EventKind.UNDONE, Status.DRAFTING),
        at(10, EventKind.EXPORTED, note="答复.docx"),
        at(15, EventKind.RECORDED, note="4月15日 电话沟通"),
    )
    assert done_between(events, date(2024, 4, 8), date(2024, 4, 14)) == (
        "4月8日走访：听取意见",
        "4月9日转入拟稿",
    )


def test_without_a_key_case_there_is_no_weekly_paper(year: Workplace) -> None:
    with pytest.raises(Refused, match="没有在办的重点件"):
        office_sheets(year, FormKind.KEY_PROGRESS, OfficeChoice(ids=(2,)))


# Reminders.
def test_each_section_is_reminded_of_its_own(year: Workplace) -> None:
    case_of(year, "006", date(2024, 4, 9), section="")
    found = items_by_section(office_source(year, EVERYTHING))
    assert [(one.section, one.values["section_late"], one.values["section_soon"]) for one in found] == [
        ("救助科", "1", "1"),
        ("", "0", "1"),
    ]
    lines = in_words(reminder_lines(year, found[0]))
    assert column(lines, "n", "number", "what", "due", "left", "status") == [
        ("1", "003", "答复", "2024年4月8日", "逾期1天", "拟稿"),
        ("2", "004", "报送会办意见", "2024年4月12日", "还剩3天", "拟稿"),
    ]
    assert found[1].values["section"] == NO_SECTION


def test_the_days_ahead_and_the_chosen_cases_bound_the_reminders(year: Workplace) -> None:
    def numbers(choice: OfficeChoice) -> list[str]:
        return [item.number for one in items_by_section(office_source(year, choice)) for item in one.items]

    assert numbers(OfficeChoice(within_days=2)) == ["003"]
    assert numbers(OfficeChoice(ids=(4,))) == ["004"]
    with pytest.raises(Refused, match="没有逾期和 7 天内到期的事项"):
        office_sheets(year, FormKind.SECTION_REMINDER, OfficeChoice(ids=(1,)))


def test_a_reminder_is_recorded_in_the_cases_it_names(year: Workplace, tmp_path: Path) -> None:
    export_office_paper(year, tmp_path / "催办.docx", FormKind.SECTION_REMINDER, EVERYTHING)
    said = {case_id: events_of(year.store, case_id)[-1].label for case_id in (3, 4)}
    assert said == {3: "导出（科室催办单：催办.docx）", 4: "导出（科室催办单：催办.docx）"}
    assert "催办" not in events_of(year.store, 1)[-1].label


# The papers.
def test_the_summary_has_the_five_parts_and_says_what_is_left_to_write(
    year: Workplace, tmp_path: Path
) -> None:
    (sheet,) = office_sheets(year, FormKind.YEAR_SUMMARY, EVERYTHING)
    said = texts(sheet.document)
    assert said[:3] == [
        "澄江县民政局",
        "2024年度建议提案办理工作总结",
        "现将2024年度建议提案办理工作情况总结如下。",
    ]
    assert [line for line in said if line[:2] in {"一、", "二、", "三、", "四、", "五、"}] == [
        "一、基本情况", "二、主要做法", "三、办理成效", "四、存在问题", "五、下一步打算",
    ]  # fmt: skip
    assert "应答复3件，已答复2件，办复率66.7%，按时办复率33.3%；办结0件，办结率0%。" in said
    assert "与提出人沟通2件，沟通率66.7%；其中当面沟通1件，面商率33.3%。" in said
    assert "逾期答复1件（第002号）。" in said
    assert "尚未答复1件，其中已逾期1件（第003号）。" in said
    assert not any("不满意" in line for line in said)
    assert said[-2:] == ["澄江县民政局", "2024年4月9日"]
    assert [len(table) - 1 for table in tables(sheet.document)] == [
        4,
        7,
        2,
        1,
    ]  # 14 rates have something to count
    paper = export_office_paper(year, tmp_path / "总结.docx", FormKind.YEAR_SUMMARY, EVERYTHING)
    assert paper.to_write == sum(line.count("【待写：") for line in said) == 6
    assert paper.notes == ("还有 6 处【待写】要填写",)


def test_the_plan_names_the_tasks_the_clocks_and_the_annex(year: Workplace) -> None:
    (sheet,) = office_sheets(year, FormKind.WORK_PLAN, OfficeChoice(ids=(1, 2, 3)))
    said = texts(sheet.document)
    assert (
        "2024年度我单位共承办政协提案3件（主办2件、独办1件）。其中：县政协提案3件（主办2件、独办1件）。"
        in said
    )
    assert "重点件2件（第001号、第003号），由主要领导或者分管领导牵头办理。" in said
    assert "附件：政协提案办理任务分解表" in said
    (clocks,) = tables(sheet.document)
    assert clocks[0] == ["环节", "时限", "依据"]
    assert any(row[0] == "答复" for row in clocks)
    # Three proposals: no clock for suggestions alone.
    assert not any("代表建议，" in row[1] for row in clocks)


def test_a_table_is_written_as_a_sheet_with_days_and_counts(year: Workplace, tmp_path: Path) -> None:
    out = tmp_path / "任务分解表.xlsx"
    export_office_paper(year, out, FormKind.TASK_TABLE, EVERYTHING)
    sheet = load_workbook(out).worksheets[0]
    assert sheet.title == "任务分解表"
    assert sheet["A1"].value == "澄江县民政局任务分解表　2024年度　2024-04-09"
    head, first, *rest = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert head == [
        "序号", "层级和类型", "重点", "编号", "案由", "提案者", "牵头领导", "承办科室", "经办人", "办理方式",
        "会办单位", "完成时限",
    ]  # fmt: skip
    assert (first[0], first[3], first[-1].date()) == (1, "004", date(2024, 4, 12))
    assert len(rest) == 3


def test_the_sheet_of_reminders_has_a_column_for_the_section(year: Workplace, tmp_path: Path) -> None:
    out = tmp_path / "催办.xlsx"
    case_of(year, "006", date(2024, 4, 9), section="优抚科")
    export_office_paper(year, out, FormKind.SECTION_REMINDER, EVERYTHING)
    rows = list(load_workbook(out).worksheets[0].iter_rows(min_row=2, values_only=True))
    assert rows[0][:4] == ("承办科室", "序号", "编号", "案由")
    assert [row[:3] for row in rows[1:]] == [("优抚科", 1, "006"), ("救助科", 2, "003"), ("救助科", 3, "004")]


def test_the_list_of_what_became_of_promises_has_a_line_for_each(year: Workplace, tmp_path: Path) -> None:
    made = add_promise(year, 1, "整修三处驿站", owner="养老科")
    note_progress(year, made.id, "已完工。", date(2024, 4, 5))
    keep_promise(year, made.id, date(2024, 4, 6))
    start_letter(year, 1)
    lines = in_words(followup_lines(office_source(year, EVERYTHING)))
    wanted = ("n", "number", "class", "what", "due", "progress", "now", "told")
    assert column(lines, *wanted) == [
        ("1", "001", "A", "整修三处驿站", "", "已完工；2024年4月6日兑现", "A", ""),
        ("2", "002", "B", "年底前印发办法", "2024年12月31日", "进行中", "B", ""),
    ]
    export_office_paper(year, tmp_path / "一览表.xlsx", FormKind.FOLLOWUP_LIST, EVERYTHING)
    rows = list(load_workbook(tmp_path / "一览表.xlsx").worksheets[0].iter_rows(min_row=2, values_only=True))
    assert rows[0][:2] == ("序号", "编号")
    assert [row[1] for row in rows[1:]] == ["001", "002"]


def test_a_planned_reply_without_a_promise_stands_in_the_list_and_others_do_not(year: Workplace) -> None:
    for record in records_of(year, 2):
        if record.kind is RecordKind.PROMISE:
            take_back(year, 2, RecordKind.PROMISE, record.id, "记错了件")
    lines = in_words(followup_lines(office_source(year, EVERYTHING)))
    assert column(lines, "number", "what", "progress") == [("002", "", "没有登记承诺事项")]


@pytest.mark.parametrize("kind", OFFICE_KINDS)
@pytest.mark.usefixtures("qapp")
def test_every_paper_is_written_as_docx_and_pdf(year: Workplace, tmp_path: Path, kind: FormKind) -> None:
    export_office_paper(year, tmp_path / "文书.docx", kind, EVERYTHING)
    words = zipfile.ZipFile(tmp_path / "文书.docx").read("word/document.xml").decode()
    assert "澄江县民政局" in words
    assert "{" not in words
    export_office_paper(year, tmp_path / "文书.pdf", kind, EVERYTHING)
    assert (tmp_path / "文书.pdf").read_bytes().startswith(b"%PDF")


def test_another_ending_is_refused_before_anything_is_recorded(year: Workplace, tmp_path: Path) -> None:
    for name, kind, said in (
        ("总结.xlsx", FormKind.YEAR_SUMMARY, ".xlsx"),
        ("催办.txt", FormKind.SECTION_REMINDER, ".txt"),
        ("任务", FormKind.TASK_TABLE, "任务"),
    ):
        with pytest.raises(Refused, match=f"{kind.label}不能写成“{said}”"):
            export_office_paper(year, tmp_path / name, kind, EVERYTHING)
    assert list(tmp_path.glob("*.xlsx")) == []
    assert "催办" not in events_of(year.store, 3)[-1].label


@pytest.mark.parametrize(
    ("word", "kind"),
    [("总结", "year_summary"), ("办理工作方案", "work_plan"), ("task_table", "task_table"), ("周报", "key_progress"),
     ("催办", "section_reminder")],
)  # fmt: skip
def test_a_paper_is_named_by_a_part_of_its_name(word: str, kind: str) -> None:
    assert office_kind(word) == kind


@pytest.mark.parametrize("word", ["", "表", "办理工作", "征询意见表"])
def test_a_name_that_means_none_or_several_is_refused_with_the_list(word: str) -> None:
    with pytest.raises(Refused) as caught:
        office_kind(word)
    assert "年度办理工作总结、考核自评表、办理工作方案、任务分解表" in caught.value.remedy


def test_a_form_of_the_own_place_goes_first(year: Workplace, tmp_path: Path) -> None:
    shipped = (Path(__file__).parents[3] / "templates/forms/task-table.toml").read_text(encoding="utf-8")
    own = shipped.replace('id = "task-table"', 'id = "weixian-tasks"\nlocalities = ["weixian"]')
    folder = tmp_path / "templates" / "forms"
    folder.mkdir(parents=True)
    (folder / "weixian.toml").write_text(own, encoding="utf-8")
    year.template_cache.invalidate()
    assert office_form(year, FormKind.TASK_TABLE).id == "task-table"
    save_office(year, Office(locality="weixian"))
    assert office_form(year, FormKind.TASK_TABLE).id == "weixian-tasks"


def test_columns_of_a_sheet_follow_the_form(year: Workplace) -> None:
    name, columns = table_columns(office_form(year, FormKind.KEY_PROGRESS))
    assert name == "progress"
    assert [column.caption for column in columns][-4:] == ["在等什么、下一步", "完成时限", "剩余", "预警"]
    found = {column.key: (column.width, column.kind.value) for column in columns}
    # Half the millimetres of the form, at least 8 characters, and cells with two facts are halved.
    assert found["subject"] == (21.5, "text")
    assert (found["n"], found["number"], found["due"]) == ((8.0, "count"), (8.0, "centred"), (8.0, "date"))
