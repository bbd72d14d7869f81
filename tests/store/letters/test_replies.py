"""Replies: one for each round, the newest unless another is asked for, and what a list of drafts needs of them."""

from __future__ import annotations

import sqlite3
from datetime import datetime

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.reply import Reply, ReplyFields, Section
from desktop.domain.letter.unwritten import open_marks
from desktop.store.cases.cases import add_case
from desktop.store.file.store import Store
from desktop.store.letters.replies import (
    DraftLengths,
    add_reply,
    read_reply,
    reply_fields,
    saved_at,
    section_lengths,
    update_reply,
)

NOON, LATER = datetime(2026, 4, 9, 12), datetime(2026, 4, 9, 12, 5)


def letter(case_id: int, number: int, *texts: str) -> Reply:
    sections = tuple(Section(f"s{place}", text) for place, text in enumerate(texts))
    return Reply(case_id=case_id, round=number, template="district-cppcc", sections=sections)


def test_the_newest_round_is_read_unless_another_is_asked_for(store: Store) -> None:
    case = add_case(store, Case()).id
    first, second = (add_reply(store, letter(case, number, f"第{number}次"), NOON) for number in (1, 2))
    assert read_reply(store, case) == second
    assert read_reply(store, case, 1) == first
    assert read_reply(store, case, 3) is None
    assert read_reply(store, case + 1) is None


def test_a_case_has_one_reply_a_round(store: Store) -> None:
    case = add_case(store, Case()).id
    add_reply(store, letter(case, 1), NOON)
    with pytest.raises(sqlite3.IntegrityError):
        add_reply(store, letter(case, 1), NOON)


def test_saving_what_is_stored_already_changes_neither_text_nor_time(store: Store) -> None:
    reply = add_reply(store, letter(add_case(store, Case()).id, 1, "甲", "乙"), NOON)
    assert not update_reply(store, reply, LATER)
    assert saved_at(store, reply.id) == NOON
    assert update_reply(store, reply.with_section("s1", "丙"), LATER)
    assert saved_at(store, reply.id) == LATER


def test_the_fields_of_a_letter_that_is_gone_are_none(store: Store) -> None:
    reply = add_reply(store, letter(add_case(store, Case()).id, 1), NOON)
    assert reply_fields(store, reply.id) == ReplyFields()
    assert reply_fields(store, reply.id + 1) is None


def test_a_list_of_drafts_gets_the_lengths_of_the_newest_round_in_order(store: Store) -> None:
    one, two, without = (add_case(store, Case(number=number)).id for number in ("1", "2", "3"))
    add_reply(store, letter(one, 1, "旧稿很长很长"), NOON)
    add_reply(store, letter(one, 2, "新稿", ""), NOON)
    add_reply(store, letter(two, 1, "一二三"), NOON)
    assert section_lengths(store, [one, two, without]) == {
        one: DraftLengths("district-cppcc", (("s0", 2), ("s1", 0))),
        two: DraftLengths("district-cppcc", (("s0", 3),)),
    }
    assert section_lengths(store, []) == {}


@pytest.mark.parametrize("text", ["于××月走访", "由＿＿牵头", "投入【待核实】万元"])
def test_a_section_with_a_sign_for_what_is_to_be_written_has_no_length(store: Store, text: str) -> None:
    case_id = add_case(store, Case(number="1")).id
    add_reply(store, letter(case_id, 1, "写好了", text), NOON)
    assert section_lengths(store, [case_id])[case_id].sections == (("s0", 3), ("s1", 0))
    assert open_marks(text)  # what readiness asks for
