"""What an import says of each row, and the small rules by which a row finds its case and its status."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from desktop.domain.case.case import Case, HandlingRole, Level, MatterType, Proposer
from desktop.domain.case.event import EventKind
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.importing.plan import ImportDecisions, ImportStatus, IntakeKind, Offer, PlannedItem
from desktop.domain.intake.lists.ledger_cells import CellValue
from desktop.domain.intake.lists.ledger_reading import LedgerRow, read_ledger
from desktop.domain.intake.parsed_reply import ParsedReply, ReplyKind
from desktop.services.cases.cases import create_case, get_case, set_fields
from desktop.services.cases.merging import merge_case
from desktop.services.handling.deadlines import extend
from desktop.services.handling.progress import events
from desktop.services.importing.batch import apply_plan
from desktop.services.importing.known_matters import KnownMatters, asks_of, key_of, matter_name
from desktop.services.importing.plan import ImportPlan, plan_import
from desktop.services.importing.reading import Reading
from desktop.services.importing.recognised_values import new_case, row_values
from desktop.services.importing.request import ImportRequest
from desktop.services.importing.undo import PastImport, past_imports, undo_import
from desktop.services.office.office import Office, save_office
from desktop.services.office.workplace import Workplace
from tests.services.conftest import Clock

TITLE = "临江区政协十五届四次会议提案交办清单"
NURSERY = "关于推动生物医药孵化器建设的提案"


def plan(work: Workplace, head: str, *rows: tuple[CellValue, ...]) -> ImportPlan:
    """The plan of a list with these columns; row 3 is the first."""
    ledger = read_ledger([[TITLE], head.split(), *rows])
    return plan_import(work, [Reading("清单.xlsx", IntakeKind.LEDGER, ledger=ledger)])


def only(work: Workplace, head: str, *row: CellValue) -> PlannedItem:
    (item,) = plan(work, head, row).items
    return item


# The sentence about a row.
@pytest.mark.parametrize(
    ("section", "officer", "words"),
    [
        ("科创科", "", "十五届四次会议第085号：没有变化"),
        ("", "苏叶", "十五届四次会议第085号：更新 经办人"),
        ("产业科", "", "十五届四次会议第085号：承办科室与现有内容不同，等您决定"),
        ("产业科", "苏叶", "十五届四次会议第085号：更新 经办人；承办科室与现有内容不同，等您决定"),
    ],
)
def test_a_row_of_a_known_case_says_what_it_changes(
    work: Workplace, case: Case, section: str, officer: str, words: str
) -> None:
    set_fields(work, case.id, {"section": "科创科"})
    item = only(work, "提案号 案由 承办科室 经办人", "085", NURSERY, section, officer)
    assert item.message.replace(ImportStatus.UNCHANGED.label, "没有变化") == words


def test_a_new_row_says_so_and_one_without_a_number_goes_by_its_subject(work: Workplace) -> None:
    assert (
        only(work, "提案号 案由 提案人", "096", "甲的提案", "白露").message == "十五届四次会议第096号：新建"
    )
    assert only(work, "提案号 案由 提案人", "", "关于甲的提案", "白露").message == "关于甲的提案：新建"


@pytest.mark.parametrize(
    ("number", "subject", "name"),
    [("085", "甲", "十五届四次会议第085号"), ("", "甲", "甲"), ("", "", "没有编号的一件")],
)
def test_a_matter_is_named_by_number_else_by_subject(number: str, subject: str, name: str) -> None:
    assert matter_name(15, 4, number, subject) == name


def test_what_is_kept_is_said_with_the_reason(work: Workplace, case: Case) -> None:
    """The officer typed the section; a list had brought the lead unit, and its later due day moves a clock."""
    set_fields(work, case.id, {"section": "科创科"})
    planned = plan(work, "提案号 案由 承办科室", ("085", NURSERY, "产业科"))
    (result,) = apply_plan(work, planned).results
    assert (result.status, result.message) == (
        ImportStatus.UNCHANGED,
        "十五届四次会议第085号：承办科室已由您填写，未改",
    )
    key = planned.items[0].key
    taking = ImportDecisions(overwrite={key: frozenset({"section"})})
    (taken,) = apply_plan(work, planned, taking).results
    assert (taken.status, taken.message) == (ImportStatus.UPDATED, "十五届四次会议第085号：更新 承办科室")
    assert get_case(work, case.id).section == "产业科"
    assert events(work, case.id)[-1].note == "清单.xlsx 第 3 行，更新承办科室"


def test_a_due_day_that_an_import_had_brought_is_kept_for_its_difference(work: Workplace) -> None:
    head = "提案号 案由 提案人 办理期限"
    apply_plan(work, plan(work, head, ("096", "关于甲的提案", "白露", "2024.5.8")))
    (again,) = apply_plan(work, plan(work, head, ("096", "关于甲的提案", "白露", "2024.5.9"))).results
    assert again.message == "十五届四次会议第096号：办理期限 2024-05-08→2024-05-09与现有内容不同，未改"


def test_the_event_of_a_new_row_names_list_and_row_and_its_first_status(work: Workplace) -> None:
    (result,) = apply_plan(work, plan(work, "提案号 案由 提案人", ("096", "关于甲的提案", "白露"))).results
    (event, *_) = events(work, result.case_id)
    assert (event.kind, event.note, event.from_status, event.to_status) == (
        EventKind.IMPORTED, "清单.xlsx 第 3 行", None, Status.ASSIGNED,
    )  # fmt: skip


# Place and matter.
def test_a_place_in_a_list_is_found_by_name_and_an_unknown_one_refuses_the_row(work: Workplace) -> None:
    head = "提案号 案由 提案人 办理规则"
    rows = (("096", "甲的提案", "白露", "上海市长宁区"), ("097", "乙的提案", "白露", "火星"))
    planned = plan(work, head, *rows)
    assert [item.status for item in planned.items] == [ImportStatus.NEW, ImportStatus.REFUSED]
    assert "火星" in planned.items[1].message
    known, _ = apply_plan(work, planned).results
    assert get_case(work, known.case_id).locality == "shanghai-changning"


def test_a_row_with_the_number_of_another_matter_is_not_taken_for_it(work: Workplace, case: Case) -> None:
    first, second = plan(
        work, "提案号 案由 经办人", ("085", NURSERY, "苏叶"), ("085", "关于修缮河堤步道的提案", "白露")
    ).items
    assert (first.case_id, second.status) == (case.id, ImportStatus.REFUSED)
    assert second.message == "编号与第 3 行相同，案由却不同，请核对清单。"


@pytest.mark.usefixtures("case")
def test_two_rows_that_disagree_on_a_known_case_ask_and_fill_what_is_blank(work: Workplace) -> None:
    _, second = plan(
        work,
        "提案号 案由 主办单位 经办人",
        ("085", NURSERY, "区科委", ""),
        ("085", NURSERY, "区经委", "苏叶"),
    ).items
    assert {change.key: change.needs_decision for change in second.changes} == {
        "lead_unit": True,
        "officer": False,
    }


def test_a_moved_due_day_of_an_extended_case_waits_for_a_decision(work: Workplace, case: Case) -> None:
    extend(work, case.id, date(2024, 5, 20), "情况复杂", "区政协提案委")
    item = only(work, "提案号 案由 办理期限 经办人", "085", NURSERY, "2024.6.3", "苏叶")
    assert {change.key: change.needs_decision for change in item.changes} == {
        "officer": False,
        "due_at": True,
    }


# Statuses of new cases.
@pytest.mark.parametrize(
    ("words", "replied", "role", "letter", "status"),
    [
        ("", None, HandlingRole.LEAD, False, Status.ASSIGNED),
        ("", None, HandlingRole.LEAD, True, Status.DRAFTING),
        ("", date(2024, 4, 1), HandlingRole.LEAD, True, Status.REPLIED),
        ("", date(2024, 4, 1), HandlingRole.SOLE, False, Status.REPLIED),
        # An opinion goes to the lead unit, which answers.
        ("", date(2024, 4, 1), HandlingRole.CO_HANDLING, True, Status.SENT_TO_LEAD),
        ("已签收", date(2024, 4, 1), HandlingRole.LEAD, True, Status.SIGNED),
        ("不知道", None, HandlingRole.LEAD, False, Status.ASSIGNED),
    ],
)
def test_the_first_status_of_a_case(
    words: str, replied: date | None, role: HandlingRole, letter: bool, status: Status
) -> None:
    reply = ParsedReply(ReplyKind.REPLY, ()) if letter else None
    request = ImportRequest((0, 3), IntakeKind.LEDGER, "单", reply=reply, status_words=words)
    assert request.first_status(Case(replied_at=replied, handling_role=role)) is status


@pytest.mark.parametrize(
    ("level", "region", "wanted"),
    [(Level.DISTRICT, "", "临江区"), (Level.DISTRICT, "澄江区", "澄江区"), (Level.CITY, "", "")],
)
def test_only_a_district_matter_belongs_to_the_district_of_the_office(
    level: Level, region: str, wanted: str
) -> None:
    assert new_case({"level": level, "region": region}, "临江区").region == wanted


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({"first_proposer": "沈亦澄等3人"}, ["沈亦澄"]),
        ({"first_proposer": "沈亦澄 等三位委员"}, ["沈亦澄"]),
        ({"first_proposer": "沈亦澄、何青"}, ["沈亦澄", "何青"]),
        ({"first_proposer": "沈亦澄", "co_signers": ("何青", "沈亦澄")}, ["沈亦澄", "何青"]),
        ({"co_signers": ("何青",)}, ["何青"]),
    ],
)
def test_proposers_of_a_row_are_the_first_and_those_who_signed_too(
    given: dict[str, str | tuple[str, ...]], names: list[str]
) -> None:
    people = row_values(LedgerRow(3, given | {"sector": "科技界", "proposer_phone": "1"}))["proposers"]
    assert [one.name for one in people] == names
    assert [(one.sector, one.phone) for one in people] == [("科技界", "1"), *[("", "")] * (len(names) - 1)]


def test_a_row_without_people_names_none() -> None:
    assert row_values(LedgerRow(3, {"title": "甲", "sector": "科技界"})) == {"subject": "甲"}


# Similar matters.
def similar_to(work: Workplace, case: Case, ref: int | None) -> list[tuple[int, Offer]]:
    return [(one.case_id, one.offer) for one in KnownMatters(work).similar(ref, case)]


def test_similar_cases_leave_out_itself_and_those_already_merged(work: Workplace, case: Case) -> None:
    twin = create_case(work, replace(case, id=0, number="086", proposers=(Proposer("何青"),)))
    third = create_case(work, replace(case, id=0, number="087", proposers=(Proposer("白露"),)))
    assert set(similar_to(work, case, case.id)) == {(twin.id, Offer.MERGE), (third.id, Offer.MERGE)}
    merge_case(work, twin.id, case.id)
    assert similar_to(work, get_case(work, case.id), case.id) == [(third.id, Offer.MERGE)]
    merge_case(work, third.id, case.id)
    for one in (case.id, twin.id, third.id):
        assert similar_to(work, get_case(work, one), one) == []


@pytest.mark.parametrize(
    ("facts", "offer"),
    [
        ({}, Offer.MERGE),
        ({"session": 3}, Offer.EARLIER),
        ({"term": 14}, Offer.EARLIER),
        ({"matter_type": MatterType.NPC_SUGGESTION}, Offer.EARLIER),
    ],
)
def test_only_matters_of_one_meeting_are_offered_for_merging(
    work: Workplace, case: Case, facts: dict[str, object], offer: Offer
) -> None:
    other = create_case(work, replace(case, id=0, number="086", **facts))  # type: ignore[arg-type]
    assert similar_to(work, case, case.id) == [(other.id, offer)]


def test_at_most_three_similar_cases_are_shown_the_most_similar_first(work: Workplace, case: Case) -> None:
    for number in ("086", "087", "088", "089"):
        create_case(work, replace(case, id=0, number=number))
    create_case(work, replace(case, id=0, number="090", subject="关于推动孵化器建设的提案", asks=()))
    found = KnownMatters(work).similar(case.id, case)
    assert len(found) == 3
    assert [one.similarity for one in found] == sorted((one.similarity for one in found), reverse=True)


def test_the_key_of_a_matter_has_its_first_proposer(case: Case) -> None:
    assert key_of(case).proposer == "沈亦澄"
    assert key_of(replace(case, proposers=())).proposer == ""
    assert asks_of(case) == "设立产业基金 引进运营团队"


# Past imports.
MOMENT = datetime(2024, 4, 9, 10, 42)


@pytest.mark.parametrize(
    ("sources", "made", "changed", "undone", "label"),
    [
        (("清单.xlsx",), 12, 3, None, "4月9日 10:42 清单.xlsx：新建 12 件，更新 3 件"),
        (("清单.xlsx",), 12, 0, None, "4月9日 10:42 清单.xlsx：新建 12 件"),
        (("清单.xlsx",), 0, 1, MOMENT, "4月9日 10:42 清单.xlsx：更新 1 件（已撤销）"),
        (("甲.docx", "乙.docx"), 2, 0, None, "4月9日 10:42 甲.docx等 2 份：新建 2 件"),
    ],
)
def test_a_past_import_in_one_line(
    sources: tuple[str, ...], made: int, changed: int, undone: datetime | None, label: str
) -> None:
    assert PastImport(1, MOMENT, "林越", sources, made, changed, undone).label == label


def test_an_undone_import_tells_how_many_went_and_came_back(
    work: Workplace, case: Case, clock: Clock
) -> None:
    batch = apply_plan(
        work,
        plan(
            work, "提案号 案由 经办人 提案人", ("085", NURSERY, "苏叶", ""), ("096", "甲的提案", "", "白露")
        ),
    )
    clock.pass_minutes(5)
    assert undo_import(work, batch.id) == (1, 1)
    (past,) = past_imports(work)
    assert (past.made, past.changed, past.who, past.undone_at) == (1, 1, "林越", clock.moment)
    assert events(work, case.id)[-1].note == "撤销 清单.xlsx，恢复原样"
    with pytest.raises(Refused, match="没有第 99 次收件"):
        undo_import(work, 99)


def test_the_office_gives_new_district_cases_their_region(work: Workplace) -> None:
    save_office(work, Office(region="澄江区"))
    ledger = read_ledger([["提案交办清单"], ["提案号", "案由", "提案人"], ["001", "甲的提案", "白露"]])
    planned = plan_import(work, [Reading("清单.xlsx", IntakeKind.LEDGER, ledger=ledger)])
    (result,) = apply_plan(work, planned).results
    assert get_case(work, result.case_id).region == "澄江区"
    assert planned.count(ImportStatus.NEW) == 1
    with pytest.raises(KeyError):
        planned.item((0, 99))
