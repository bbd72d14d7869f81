"""The facts that forms are filled with, one by one: from the letter, the office, the case and its records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case.case import Ask, Case, HandlingRole, Proposer
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.status import Status
from desktop.domain.forms.form_template import ForEach, FormKind
from desktop.domain.records.co_opinion import CoOpinion
from desktop.domain.records.handling_round import HandlingRound
from desktop.domain.records.review import DisclosureRecord, Review, ReviewStage, Verdict
from desktop.services.cases.cases import create_case, get_case
from desktop.services.office.office import Office, save_office
from desktop.services.office.workplace import Workplace
from desktop.services.paper.forms import form_of_kind, form_sheets, forms_for, sheet_missing, source_of
from desktop.services.paper.print_sets import file_stem
from desktop.services.writing.drafting import open_reply, set_reply_fields
from desktop.store.cases import cases
from desktop.store.history.handling import CO_OPINIONS, DISCLOSURES, REVIEWS, ROUNDS


def facts(work: Workplace, case: Case) -> Mapping[str, str]:
    return source_of(work, case.id).facts.values


def stored(work: Workplace, case: Case, **changes: object) -> Case:
    cases.update_case(work.store, replace(case, **changes))  # type: ignore[arg-type]
    return get_case(work, case.id)


def test_a_case_without_a_letter_has_the_facts_of_case_and_office(work: Workplace, case: Case) -> None:
    save_office(work, Office(unit="区科委", contact_person="林越", contact_phone="62001234", officer="何青"))
    found = facts(work, case)
    wanted = {
        "office_unit": "区科委", "issuer": "区科委", "lead_unit": "区科委", "office_phone": "62001234", "office_contact": "林越",
        "drafted_by": "何青", "today": "2024年4月9日", "year": "2024", "number": "085", "number_name": "提案号",
        "asks": "1.设立产业基金\n2.引进运营团队", "addressee": "沈亦澄委员", "draft_count": "1",
        "return_to": "区政府办公室",
    }  # fmt: skip
    assert {name: found.get(name) for name in wanted} == wanted
    for absent in ("letter_title", "round_mark", "key_mark", "archive_by", "conversion", "result_class"):
        assert absent not in found


def test_the_letters_own_unit_and_contact_go_before_the_offices(work: Workplace, case: Case) -> None:
    save_office(work, Office(unit="区科委", contact_person="林越", contact_phone="62001234", officer="何青"))
    stored(work, case, officer="苏叶")
    open_reply(work, case.id)
    set_reply_fields(
        work, case.id, {"issuer": "区科学技术委员会", "contact_person": "周衡", "contact_phone": "62009999"}
    )
    found = facts(work, case)
    assert (found["office_unit"], found["issuer"]) == ("区科学技术委员会", "区科学技术委员会")
    assert (found["office_contact"], found["office_phone"]) == ("周衡", "62009999")
    assert found["drafted_by"] == "苏叶"
    assert found["letter_title"].startswith("对")


def test_without_a_contact_of_letter_and_office_the_officer_is_called(work: Workplace, case: Case) -> None:
    stored(work, case, officer="苏叶")
    assert facts(work, case)["office_contact"] == "苏叶"


@pytest.mark.parametrize(
    ("role", "lead", "wanted"),
    [
        (HandlingRole.LEAD, "", "区科委"),
        (HandlingRole.SOLE, "", "区科委"),
        (HandlingRole.LEAD, "区经委", "区经委"),
        (HandlingRole.CO_HANDLING, "区经委", "区经委"),
        # Who co-handles does not lead.
        (HandlingRole.CO_HANDLING, "", None),
    ],
)
def test_the_lead_unit_is_this_office_unless_it_co_handles(
    work: Workplace, case: Case, role: HandlingRole, lead: str, wanted: str | None
) -> None:
    save_office(work, Office(unit="区科委"))
    stored(work, case, handling_role=role, lead_unit=lead)
    assert facts(work, case).get("lead_unit") == wanted


@pytest.mark.parametrize(
    ("names", "addressee"),
    [((), None), (("沈亦澄",), "沈亦澄委员"), (("沈亦澄", "何青"), "沈亦澄委员等2位")],
)
def test_several_proposers_are_counted_behind_the_first(
    work: Workplace, case: Case, names: tuple[str, ...], addressee: str | None
) -> None:
    stored(work, case, proposers=tuple(map(Proposer, names)))
    assert facts(work, case).get("addressee") == addressee


def test_a_key_case_a_second_round_and_a_day_of_reply_are_marked(work: Workplace, case: Case) -> None:
    stored(work, case, is_key=True, asks=(Ask(3, "延长开放"),), assigned_at=date(2023, 12, 29))
    ROUNDS.add(work.store, HandlingRound(case.id, 2))
    open_reply(work, case.id)
    found = facts(work, case)
    assert (found["key_mark"], found["round_mark"]) == ("（重点提案）", "（第二次办理）")
    assert (found["asks"], found["year"]) == ("3.延长开放", "2023")
    stored(work, case, assigned_at=None)
    assert facts(work, case)["year"] == "2024"


def test_an_answered_case_is_archived_by_june_of_the_year_after(work: Workplace, case: Case) -> None:
    stored(work, case, replied_at=date(2024, 4, 2), status=Status.FEEDBACK_WAIT)
    found = facts(work, case)
    assert found["archive_by"] == "应于2025年6月30日前归档。"
    assert found["archive_name"].startswith("2024年-")
    assert "第085号" in found["archive_name"]
    assert found["archive_count"].isdigit()


def test_only_reviews_and_disclosure_of_this_round_fill_the_sheet(work: Workplace, case: Case) -> None:
    """Two drafts in the first round; the last decision on disclosure counts."""
    day = date(2024, 4, 8)
    for draft, verdict in ((1, Verdict.CHANGES), (2, Verdict.PASSED)):
        REVIEWS.add(
            work.store, Review(case.id, ReviewStage.SECTION, "王思远", day, verdict, "好。", draft=draft)
        )
    found = facts(work, case)
    assert (found["draft_count"], found["section_review"]) == ("2", "好。\n王思远　2024年4月8日")
    ROUNDS.add(work.store, HandlingRound(case.id, 2))
    open_reply(work, case.id)
    later = facts(work, case)
    assert (later["draft_count"], later["section_review"]) == ("1", "年　　月　　日")


def test_a_form_for_units_has_a_sheet_for_each_and_one_for_chasing_those_awaited(
    work: Workplace, case: Case
) -> None:
    stored(work, case, co_units=())
    for unit, came in (("区财政局", date(2024, 3, 1)), ("区教育局", None)):
        CO_OPINIONS.add(work.store, CoOpinion(case.id, unit, date(2024, 2, 1), date(2024, 4, 9), came))
    source = source_of(work, case.id)
    found = {
        kind: [
            (name, sheet.values["unit_waiting"])
            for name, sheet in source.sheets(form_of_kind(work, case, kind))
        ]
        for kind in (FormKind.OPINION_REQUEST, FormKind.CHASE)
    }
    today = "今天到期，尚未收到贵单位的意见。"
    assert found[FormKind.OPINION_REQUEST] == [("区财政局", today), ("区教育局", today)]
    assert found[FormKind.CHASE] == [("区教育局", today)]


def test_a_sheet_for_a_proposer_has_the_address_and_the_facts_of_the_case(
    work: Workplace, case: Case
) -> None:
    stored(
        work, case, proposers=(Proposer("沈亦澄", address="云岭路9号", postcode="200050"), Proposer("何青"))
    )
    source = source_of(work, case.id)
    form = form_of_kind(work, case, FormKind.FEEDBACK)
    assert form.for_each is ForEach.PROPOSER
    (first, one), (second, other) = source.sheets(form)
    assert (first, second) == ("沈亦澄", "何青")
    assert (one.values["addressee"], one.values["addressee_address"]) == ("沈亦澄委员", "云岭路9号")
    assert (other.values["addressee"], other.values.get("addressee_address")) == ("何青委员", None)
    assert one.values["number"] == other.values["number"] == "085"
    assert one.entries is source.facts.entries
    assert one.choices["disclosures"] == ("主动公开", "依申请公开", "不予公开")


def test_the_boxes_of_a_form_are_those_of_the_place(work: Workplace, case: Case) -> None:
    """长宁: four ratings, three results in use."""
    choices = source_of(work, case.id).facts.choices
    assert choices["ratings"] == ("同意", "理解", "保留", "不同意")
    assert choices["results"] == ("解决或采纳", "列入计划拟解决", "留作参考")
    assert choices["retentions"] == ("永久", "30年", "10年")
    assert len(choices["roles"]) == len(HandlingRole)


def test_the_list_of_papers_names_who_made_each(work: Workplace, case: Case) -> None:
    save_office(work, Office(unit="区科委"))
    stored(work, case, replied_at=date(2024, 4, 2), status=Status.FEEDBACK_WAIT, body="原文")
    open_reply(work, case.id)
    papers = source_of(work, case.id).facts.entries["papers"]
    makers = {paper["what"]: paper["who"] for paper in papers}
    assert [paper["n"] for paper in papers] == [str(n) for n in range(1, len(papers) + 1)]
    reply = papers[0]
    assert (reply["who"], reply["day"], reply["state"]) == ("区科委", "2024年4月2日", "")
    assert (makers["提案原文和交办通知"], makers["征询意见表"]) == ("沈亦澄", "沈亦澄")
    assert (makers["会办意见和征求意见函"], makers["沟通记录"]) == ("区投资促进办公室", "区科委")
    assert {paper["day"] for paper in papers[1:]} == {""}
    assert "缺" in {paper["state"] for paper in papers}
    nobody = create_case(work, Case(number="099", subject="丙"))
    assert {paper["day"] for paper in source_of(work, nobody.id).facts.entries["papers"]} == {""}


def test_disclosure_is_that_of_this_round(work: Workplace, case: Case) -> None:
    DISCLOSURES.add(work.store, DisclosureRecord(case.id, Disclosure.PROACTIVE, date(2024, 4, 8), "陈澄"))
    assert facts(work, case)["disclosure_box"] == "主动公开\n陈澄　2024年4月8日"
    ROUNDS.add(work.store, HandlingRound(case.id, 2))
    open_reply(work, case.id)
    assert facts(work, case)["disclosure_box"] == "年　　月　　日"


# Which forms there are.
def test_forms_stand_by_kind_and_those_of_the_place_first(work: Workplace, case: Case) -> None:
    found = forms_for(work, case)
    kinds = [list(FormKind).index(form.kind) for form in found]
    assert kinds == sorted(kinds)
    of_feedback = [form.id for form in found if form.kind is FormKind.FEEDBACK]
    assert of_feedback[0] == "feedback-shanghai"
    assert "feedback-simple" in of_feedback[1:]


def test_a_missing_fact_is_named_once_over_all_sheets(work: Workplace, case: Case) -> None:
    stored(work, case, proposers=(Proposer("沈亦澄"), Proposer("何青")))
    sheets = form_sheets(source_of(work, case.id), form_of_kind(work, case, FormKind.FEEDBACK))
    missing = sheet_missing(sheets)
    assert len(sheets) == 2
    assert missing
    assert len(missing) == len(set(missing))


@pytest.mark.parametrize(
    ("number", "names", "stem"),
    [
        ("085", ("沈亦澄", "何青"), "085-沈亦澄"),
        ("085", (), "085"),
        ("", ("沈亦澄",), "id7-沈亦澄"),
        ("0 8", (), "08"),
    ],
)
def test_files_are_named_by_number_and_first_proposer(number: str, names: tuple[str, ...], stem: str) -> None:
    assert file_stem(Case(id=7, number=number, proposers=tuple(map(Proposer, names)))) == stem
    long = Case(id=7, number="1", proposers=(Proposer("甲" * 40),))
    assert file_stem(long) == "1-" + "甲" * 30
