"""Creating, finding, listing and editing cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case.case import Case, Proposer
from desktop.domain.case.event import EventKind
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery, SmartList
from desktop.domain.errors import Refused
from desktop.services.cases.cases import create_case, find_case, get_case, link_ask, set_fields
from desktop.services.cases.clocks import current_round
from desktop.services.cases.overview import overview
from desktop.services.cases.work_list import list_cases, session_counts, smart_counts
from desktop.services.handling.progress import events
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply, save_reply
from desktop.store.cases.cases import add_case, origins_of


def test_creating_a_case_records_its_first_event(work: Workplace, case: Case) -> None:
    (event,) = events(work, case.id)
    assert (event.kind, event.who, event.to_status) == (EventKind.CREATED, "林越", Status.ASSIGNED)
    origins = origins_of(work.store, case.id)
    assert origins["subject"] == "officer"
    assert "lead_unit" not in origins  # nobody has said anything about it


def test_an_imported_case_says_so_and_where_its_facts_are_from(work: Workplace, case: Case) -> None:
    other = create_case(work, replace(case, id=0, number="086", status=Status.DRAFTING), origin="import")
    (event,) = events(work, other.id)
    assert (event.kind, event.to_status) == (EventKind.IMPORTED, Status.DRAFTING)
    assert set(origins_of(work.store, other.id).values()) == {"import"}


def test_the_due_day_that_comes_with_a_case_is_that_of_the_notice(work: Workplace, case: Case) -> None:
    """Without one the rule of 长宁 gives three months: 22 April, a Monday."""
    assert (case.due_at, current_round(work, case).source) == (date(2024, 4, 21), "登记时填写")
    assert current_round(work, case).given
    ruled = create_case(work, replace(case, id=0, number="086", due_at=None))
    assert (ruled.due_at, current_round(work, ruled).given) == (date(2024, 4, 22), False)


def test_a_first_due_day_may_be_typed_later_and_counts_as_that_of_the_notice(
    work: Workplace, case: Case
) -> None:
    undated = create_case(work, replace(case, id=0, number="086", due_at=None, assigned_at=None))
    assert undated.due_at is None
    assert set_fields(work, undated.id, {"due_at": "2024-05-06"}).due_at == date(2024, 5, 6)
    present = current_round(work, undated)
    assert (present.given, present.source) == (True, "登记时填写")


def test_an_import_is_named_as_the_origin_of_just_the_fields_it_set(work: Workplace, case: Case) -> None:
    set_fields(work, case.id, {"经办人": "苏叶"}, origin="import")
    origins = origins_of(work.store, case.id)
    assert (origins["officer"], origins["section"]) == ("import", "officer")


def test_the_result_of_an_ask_stays_unless_another_is_given(work: Workplace, case: Case) -> None:
    link_ask(work, case.id, 1, "answer", "adopted")
    link_ask(work, case.id, 1, "next_steps")
    assert [(one.answered_in, one.result) for one in get_case(work, case.id).asks] == [
        ("next_steps", "adopted"),
        ("", ""),
    ]
    link_ask(work, case.id, 1, "", "")
    assert [(one.answered_in, one.result) for one in get_case(work, case.id).asks] == [("", ""), ("", "")]


@pytest.mark.parametrize("key", ["０８５", "＃1", "第０８５号"])
def test_digits_of_an_input_method_are_digits(work: Workplace, case: Case, key: str) -> None:
    assert find_case(work, key) == case


def test_plain_digits_are_an_id_before_they_are_a_number(work: Workplace, case: Case) -> None:
    second = create_case(work, replace(case, id=0, number="1"))
    assert find_case(work, "1") == case
    assert find_case(work, "第1号") == second
    assert find_case(work, "01") == second
    with pytest.raises(Refused, match="没有编号为 #9 的办件"):
        find_case(work, "#9")


def test_of_many_namesakes_five_are_named(work: Workplace, case: Case) -> None:
    for session in (1, 2, 3, 5):
        create_case(work, replace(case, id=0, session=session))
    add_case(work.store, replace(case, id=0, term=None, session=None))
    with pytest.raises(Refused, match="有 6 件都是“085”") as refusal:
        find_case(work, "085")
    assert refusal.value.what.count("#") == 5


def test_a_second_case_of_the_same_matter_is_refused_naming_the_first(work: Workplace, case: Case) -> None:
    with pytest.raises(Refused, match=f"十五届四次会议第085号提案已经在办件里，是 #{case.id}"):
        create_case(work, replace(case, id=0, subject="另一个案由"))


@pytest.mark.parametrize("key", ["1", "#1", "085", "85", "085号", "第85号", " 085 "])
def test_a_case_is_found_by_id_or_number(work: Workplace, case: Case, key: str) -> None:
    assert find_case(work, key) == case


def test_a_number_used_in_two_sessions_is_refused_listing_both(work: Workplace, case: Case) -> None:
    other = create_case(work, replace(case, id=0, session=3))
    with pytest.raises(
        Refused, match=rf"有 2 件.*#{case.id}（十五届四次会议）、#{other.id}（十五届三次会议）"
    ):
        find_case(work, "085")


def test_an_exact_number_wins_over_one_without_its_zeros(work: Workplace, case: Case) -> None:
    plain = create_case(work, replace(case, id=0, number="85"))
    assert find_case(work, "第85号") == plain
    assert find_case(work, "085") == case


@pytest.mark.parametrize("key", ["#99", "999", "没有", ""])
def test_an_unknown_case_is_refused(work: Workplace, case: Case, key: str) -> None:
    with pytest.raises(Refused, match="没有"):
        find_case(work, key)
    assert case.id == 1


def test_fields_are_set_by_key_or_label_with_origin_officer(work: Workplace, case: Case) -> None:
    texts = {"经办人": "苏叶", "签收日期": "2024年1月23日", "会办单位": "区财政局，区教育局", "is_key": "是"}
    changed = set_fields(work, case.id, texts)
    assert changed == get_case(work, case.id)
    assert (changed.officer, changed.acknowledged_at, changed.is_key) == ("苏叶", date(2024, 1, 23), True)
    assert changed.co_units == ("区财政局", "区教育局")
    assert origins_of(work.store, case.id)["officer"] == "officer"


@pytest.mark.parametrize(
    ("texts", "words"),
    [  # assigned 22 January, today 9 April 2024
        ({"replied_at": "2024-01-21"}, "答复日期2024年1月21日早于交办日期2024年1月22日"),
        ({"replied_at": "2024-04-10"}, "答复日期2024年4月10日还没到"),
        ({"acknowledged_at": "2024-01-20"}, "签收日期2024年1月20日早于交办日期"),
        (
            {"acknowledged_at": "2024-03-01", "replied_at": "2024-02-01"},
            "答复日期2024年2月1日早于签收日期2024年3月1日",
        ),
        ({"assigned_at": "2024-05-01"}, "交办日期2024年5月1日还没到"),
        ({"due_at": "2028-12-31"}, "期限已经是2024年4月21日，不能直接改写"),
    ],
)
def test_days_that_contradict_each_other_are_refused(
    work: Workplace, case: Case, texts: dict[str, str], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        set_fields(work, case.id, texts)
    assert get_case(work, case.id) == case


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("due_at", "5月8日"),
        ("due_at", "2024-02-30"),
        ("term", "很多"),
        ("is_key", "也许"),
        ("办理方式", "帮办"),
        ("体重", "1"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_set(
    work: Workplace, case: Case, key: str, text: str
) -> None:
    with pytest.raises(Refused):
        set_fields(work, case.id, {"officer": "苏叶", key: text})
    assert get_case(work, case.id) == case


def test_a_number_cannot_be_changed_into_another_cases_number(work: Workplace, case: Case) -> None:
    other = create_case(work, replace(case, id=0, number="096"))
    with pytest.raises(Refused, match="已经在办件里"):
        set_fields(work, other.id, {"number": "085"})


def test_proposers_kept_in_a_new_list_keep_their_details(work: Workplace, case: Case) -> None:
    known = replace(
        case, id=0, number="7", proposers=(Proposer("沈亦澄", phone="021-5550 0101"), Proposer("白露"))
    )
    stored = create_case(work, known)
    changed = set_fields(work, stored.id, {"proposers": "钟灵、沈亦澄"})
    assert [(p.name, p.phone) for p in changed.proposers] == [("钟灵", ""), ("沈亦澄", "021-5550 0101")]


def test_asks_are_linked_to_sections_one_by_one(work: Workplace, case: Case) -> None:
    link_ask(work, case.id, 2, "next_steps")
    assert [ask.answered_in for ask in get_case(work, case.id).asks] == ["", "next_steps"]
    with pytest.raises(Refused, match="没有第 3 条"):
        link_ask(work, case.id, 3, "answer")


def test_the_list_shows_the_next_step_of_each_case(work: Workplace, case: Case) -> None:
    add_case(work.store, replace(case, id=0, number="1", status=Status.LEADER_REVIEW))
    draft = add_case(work.store, replace(case, id=0, number="2", status=Status.DRAFTING))
    reply = open_reply(work, draft.id)
    written = reply
    for section in reply.sections:
        written = written.with_section(section.key, "" if section.key == "answer" else "已经写好。")
    save_reply(work, written)
    steps = {row.number: row.next_step for row in list_cases(work, CaseQuery()).rows}
    place = [section.key for section in reply.sections].index("answer") + 1
    assert steps == {"085": "签收", "1": "等待签发", "2": f"续写第 {place} 节"}


def test_a_list_without_counted_drafts_reads_no_template(work: Workplace, case: Case) -> None:
    draft = add_case(work.store, replace(case, id=0, number="2", status=Status.DRAFTING))
    open_reply(work, draft.id)
    work.template_cache.invalidate()
    steps = {row.number: row.next_step for row in list_cases(work, CaseQuery(), count_drafts=False).rows}
    assert steps == {"085": "签收", "2": ""}
    assert "library" not in vars(work.template_cache)


def test_lists_and_sessions_are_counted(work: Workplace, case: Case) -> None:
    add_case(work.store, replace(case, id=0, number="9", due_at=date(2024, 4, 7)))
    assert smart_counts(work)[SmartList.LATE] == 1
    assert session_counts(work) == [(15, 4, "十五届四次会议", 2)]


def test_the_overview_counts_cases_by_what_they_wait_for(work: Workplace, case: Case) -> None:
    for number, status, due in (
        ("1", Status.DRAFTING, date(2024, 4, 7)),
        ("2", Status.CONTACTING, date(2024, 4, 12)),
        ("3", Status.LEADER_REVIEW, date(2024, 5, 1)),
    ):
        add_case(work.store, replace(case, id=0, number=number, status=status, due_at=due))
    add_case(work.store, replace(case, id=0, number="4", status=Status.CLOSED, replied_at=date(2024, 4, 1)))
    seen = overview(work)
    assert (seen.late, seen.late_detail) == (1, "1")
    assert (seen.soon, seen.soon_detail) == (1, "2")
    assert (seen.waiting, seen.waiting_detail) == (1, "签发 1")
    assert seen.mine == 3
    assert (seen.replied, seen.counted, seen.scope) == (1, 5, "十五届四次会议")
    assert seen.replied_detail == "按时率 20.0% · 采纳率 0%"
