"""The bin 「回收站」: a case entered by mistake goes there with a reason, comes back whole, or leaves the store for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case.case import Case, Proposer
from desktop.domain.case.event import EventKind
from desktop.domain.case.status import Status
from desktop.domain.errors import InBin, Refused
from desktop.domain.records.contact import ContactWay
from desktop.services.cases.bin import bin_list, delete_case, delete_for_ever, find_binned, put_back
from desktop.services.cases.cases import create_case, find_case, get_case, set_fields
from desktop.services.cases.merging import merge_case
from desktop.services.handling.case_view import view_case
from desktop.services.handling.contacts import record_contact
from desktop.services.handling.progress import events, move_case
from desktop.services.handling.promises import add_promise
from desktop.services.many_cases import delete_cases, delete_cases_for_ever, put_back_cases
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply, write_section
from desktop.store.cases.case_files import Purpose, files_of, store_file
from desktop.store.cases.cases import merged_with, update_case
from tests.services.many_steps import all_steps as finished

WHY = "重复录入"


def another(work: Workplace, like: Case, number: str, **facts: object) -> Case:
    return create_case(work, replace(like, id=0, number=number, **facts))  # type: ignore[arg-type]


def rows_of(work: Workplace, case_id: int) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the case in every table, without its events."""
    tables = [table for table in work.store.database.tables_with("case_id") if table != "events"]
    found = {}
    with work.store.reading() as connection:
        for table in tables:
            found[table] = [
                tuple(row)
                for row in connection.execute(f"SELECT * FROM {table} WHERE case_id = ?", (case_id,))
            ]
        found["cases"] = [
            tuple(row) for row in connection.execute("SELECT * FROM cases WHERE id = ?", (case_id,))
        ]
        found["sections"] = [
            tuple(row)
            for row in connection.execute(
                "SELECT * FROM reply_sections WHERE reply_id IN (SELECT id FROM replies WHERE case_id = ?)",
                (case_id,),
            )
        ]
    return found


def worked_on(work: Workplace, case: Case) -> None:
    record_contact(work, case.id, ContactWay.PHONE, points="听取意见")
    add_promise(work, case.id, "年底前建成", due_at=date(2024, 12, 1))
    store_file(work.store, case.id, "原件.docx", b"words", Purpose.SOURCE, work.now())
    reply = open_reply(work, case.id)
    write_section(work, case.id, reply.sections[0].key, "您提出的提案收悉。")


def test_a_deleted_case_comes_back_with_every_row(work: Workplace, case: Case) -> None:
    worked_on(work, case)
    before, history = rows_of(work, case.id), events(work, case.id)
    delete_case(work, case.id, WHY)
    put_back(work, case.id)
    assert rows_of(work, case.id) == before
    assert files_of(work.store, case.id)[0].name == "原件.docx"
    after = events(work, case.id)
    assert after[: len(history)] == history
    assert [(one.kind, one.note, one.who) for one in after[len(history) :]] == [
        (EventKind.DELETED, WHY, "林越"),
        (EventKind.PUT_BACK, "", "林越"),
    ]


def test_a_reason_is_asked_for(work: Workplace, case: Case) -> None:
    with pytest.raises(Refused, match="没有写为什么删除"):
        delete_case(work, case.id, "  ")
    with pytest.raises(Refused, match="没有写为什么删除"):
        delete_cases(work, [case.id], "")
    assert get_case(work, case.id) == case


def test_the_bin_says_what_lies_in_it_and_why(work: Workplace, case: Case) -> None:
    delete_case(work, case.id, WHY)
    (line,) = bin_list(work)
    assert (line.id, line.number, line.proposer, line.reason, line.who) == (
        case.id,
        "085",
        "沈亦澄",
        WHY,
        "林越",
    )
    assert line.deleted_at == work.now()
    assert view_case(work, find_binned(work, "85")).case == case


def test_every_verb_refuses_a_case_in_the_bin(work: Workplace, case: Case) -> None:
    delete_case(work, case.id, WHY)
    for verb in (
        lambda: move_case(work, case.id, Status.SIGNED),
        lambda: set_fields(work, case.id, {"remark": "急"}),
        lambda: record_contact(work, case.id, ContactWay.PHONE, points="听取意见"),
        lambda: open_reply(work, case.id),
        lambda: delete_case(work, case.id, WHY),
        lambda: find_case(work, "085"),
        lambda: find_case(work, f"#{case.id}"),
    ):
        with pytest.raises(InBin, match="第085号在回收站里") as told:
            verb()
        assert told.value.case_id == case.id


@pytest.mark.parametrize(
    "status",
    [
        Status.REPLIED,
        Status.SENT_TO_LEAD,
        Status.FEEDBACK_WAIT,
        Status.CLOSED,
        Status.FOLLOWUP,
        Status.ARCHIVED,
    ],
)
def test_a_case_whose_reply_is_out_is_withdrawn_instead(work: Workplace, case: Case, status: Status) -> None:
    update_case(work.store, replace(case, status=status))
    with pytest.raises(Refused, match=r"已经答复过，不能删除.*撤案"):
        delete_case(work, case.id, WHY)


def test_a_second_round_keeps_the_case_too(work: Workplace, case: Case) -> None:
    update_case(work.store, replace(case, status=Status.DRAFTING, replied_at=date(2024, 3, 1)))
    with pytest.raises(Refused, match="已经答复过"):
        delete_case(work, case.id, WHY)


@pytest.mark.parametrize("status", [Status.RETURN_REQUESTED, Status.RETURNED])
def test_what_the_assigning_office_knows_of_stays(work: Workplace, case: Case, status: Status) -> None:
    update_case(work.store, replace(case, status=status))
    with pytest.raises(Refused, match="交办单位已经知道"):
        delete_case(work, case.id, WHY)


# Its number.
def test_a_new_case_of_the_same_number_is_told_of_the_bin(work: Workplace, case: Case) -> None:
    delete_case(work, case.id, WHY)
    with pytest.raises(InBin, match="第085号在回收站里") as told:
        create_case(work, replace(case, id=0, subject="另一件"))
    put_back(work, told.value.case_id)
    assert find_case(work, "085") == case


def test_another_case_does_not_take_the_number_of_one_in_the_bin(work: Workplace, case: Case) -> None:
    other = another(work, case, "086")
    delete_case(work, case.id, WHY)
    with pytest.raises(InBin):
        set_fields(work, other.id, {"number": "085"})
    delete_for_ever(work, case.id)
    assert set_fields(work, other.id, {"number": "085"}).number == "085"


def test_the_number_of_a_case_in_use_finds_that_one(work: Workplace, case: Case) -> None:
    """Of two cases of one number in two sessions one is in the bin."""
    other = another(work, case, "085", session=3)
    delete_case(work, case.id, WHY)
    assert find_case(work, "085").id == other.id
    assert find_binned(work, "085").id == case.id


# Merged cases 「并案」.
def test_a_lead_case_is_parted_first(work: Workplace, case: Case) -> None:
    other = another(work, case, "086")
    merge_case(work, other.id, into=case.id)
    with pytest.raises(Refused, match="有 1 件并入，不能删除"):
        delete_case(work, case.id, WHY)


def test_the_lead_case_is_told_of_a_merged_one(work: Workplace, case: Case) -> None:
    other = another(work, case, "086")
    merge_case(work, other.id, into=case.id)
    delete_case(work, other.id, WHY)
    assert events(work, case.id)[-1].note == "第086号（并入本件）已删除，放进回收站"
    assert merged_with(work.store, case.id) == ()
    assert put_back(work, other.id).merged_into == case.id
    assert get_case(work, other.id).merged_into == case.id
    assert events(work, case.id)[-1].note == "第086号（并入本件）已从回收站放回"


def test_a_merged_case_of_a_signed_letter_stays(work: Workplace, case: Case) -> None:
    other = another(work, case, "086")
    merge_case(work, other.id, into=case.id)
    update_case(work.store, replace(get_case(work, other.id), status=Status.SIGNED_OFF))
    with pytest.raises(Refused, match="随主件已经签发"):
        delete_case(work, other.id, WHY)


def test_it_comes_back_alone_where_the_lead_case_has_gone_on(work: Workplace, case: Case) -> None:
    other = another(work, case, "086")
    merge_case(work, other.id, into=case.id)
    delete_case(work, other.id, WHY)
    update_case(work.store, replace(case, status=Status.SIGNED_OFF))
    assert put_back(work, other.id).merged_into == 0
    assert get_case(work, other.id).merged_into == 0
    assert "不再并案，单独办理" in events(work, other.id)[-1].note


# Many at once.
def test_a_merger_goes_and_comes_back_as_a_whole(work: Workplace, case: Case) -> None:
    other = another(work, case, "086")
    merge_case(work, other.id, into=case.id)
    gone = finished(delete_cases(work, (case.id, other.id), WHY))
    assert gone.done == (other.id, case.id)
    assert {line.id for line in bin_list(work)} == {case.id, other.id}
    assert finished(put_back_cases(work, gone.done)).done == (case.id, other.id)
    assert get_case(work, other.id).merged_into == case.id


def test_what_may_not_be_deleted_is_named_and_stays(work: Workplace, case: Case) -> None:
    other = another(work, case, "086")
    update_case(work.store, replace(other, status=Status.CLOSED))
    outcome = finished(delete_cases(work, (case.id, other.id), WHY))
    assert outcome.done == (case.id,)
    assert outcome.refused == (("086", "第086号已经答复过，不能删除。"),)


# For ever.
def test_deleted_for_ever_nothing_of_it_is_left(work: Workplace, case: Case) -> None:
    worked_on(work, case)
    other = another(work, case, "086", proposers=(Proposer("何青"),))
    kept = rows_of(work, other.id)
    delete_case(work, case.id, WHY)
    finished(delete_cases_for_ever(work, [case.id]))
    assert bin_list(work) == ()
    assert not any(rows_of(work, case.id).values())
    assert events(work, case.id) == ()
    with work.store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM files").fetchone()[0] == 0
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert rows_of(work, other.id) == kept


def test_only_what_lies_in_the_bin_can_leave_for_ever_or_come_back(work: Workplace, case: Case) -> None:
    for verb in (delete_for_ever, put_back):
        with pytest.raises(Refused, match="回收站里没有"):
            verb(work, case.id)
    assert get_case(work, case.id) == case


def test_a_lead_case_leaves_its_merged_ones_in_the_bin(work: Workplace, case: Case) -> None:
    other = another(work, case, "086")
    merge_case(work, other.id, into=case.id)
    finished(delete_cases(work, (case.id, other.id), WHY))
    assert view_case(work, find_binned(work, "086")).merger == "并入的主件已经删除"
    delete_for_ever(work, case.id)
    assert put_back(work, other.id).merged_into == 0
