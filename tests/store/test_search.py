"""Full-text search finds any text of a case, from two characters on, in its latest version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.case.case import Case, Proposer
from desktop.domain.case.reply import Reply, Section
from desktop.domain.case.work_list import CaseQuery
from desktop.store.cases.case_list import list_rows
from desktop.store.cases.cases import add_case, update_case
from desktop.store.file.store import Store
from desktop.store.letters.replies import add_reply, update_reply
from desktop.store.search import match_expression
from tests.store.facts import NOON, cases, incubator_case, replies

TODAY = date(2024, 4, 9)


def found(store: Store, text: str) -> list[int]:
    return [row.id for row in list_rows(store, CaseQuery(text=text), TODAY)[0]]


@pytest.mark.parametrize(
    "text",
    [
        "孵化",
        "孵",
        "生物医药孵化器",
        "沈亦澄",
        "亦澄",
        "民盟",
        "某医院",
        "085",
        "85",
        "０８５",
        "U-CUBE",
        "u-cu",
        "基金",
        "孵化 沈亦澄 基金",
    ],
)
def test_a_case_is_found_by_any_part_of_its_text(store: Store, text: str) -> None:
    case = add_case(store, incubator_case())
    add_case(store, Case(number="199", subject="关于修缮道路的提案"))
    assert found(store, text) == [case.id]


@pytest.mark.parametrize("text", ["化孵", "孵化 道路", "，", "“”", "1985"])
def test_absent_text_is_not_found(store: Store, text: str) -> None:
    add_case(store, incubator_case())
    assert found(store, text) == []


@pytest.mark.parametrize("name", ["𠮷野", "龘龘", "镕基", "赵\ue000", "㛃喆"])
def test_rare_characters_of_a_name_are_found(store: Store, name: str) -> None:
    case = add_case(store, Case(proposers=(Proposer(name),)))
    assert found(store, name) == [case.id]
    assert found(store, name[0]) == [case.id]


def test_words_of_the_reply_are_found_until_they_are_rewritten(store: Store) -> None:
    case = add_case(store, incubator_case())
    reply = add_reply(store, Reply(case_id=case.id, sections=(Section("a", "已经纳入计划"),)), NOON)
    assert found(store, "纳入计划") == [case.id]
    update_reply(store, reply.with_section("a", "已经办妥"), NOON)
    assert found(store, "纳入计划") == []
    assert found(store, "办妥") == [case.id]


def test_a_replaced_subject_is_not_found(store: Store) -> None:
    case = add_case(store, incubator_case())
    update_case(store, replace(case, subject="关于发展体育的提案"))
    assert found(store, "孵化器") == []
    assert found(store, "体育") == [case.id]


def test_a_change_of_no_searched_word_leaves_the_index_alone(store: Store) -> None:
    case = add_case(store, incubator_case())
    statements: list[str] = []
    with store.reading() as connection:
        connection.set_trace_callback(statements.append)
        update_case(store, replace(case, remark="急件", officer="沈亦澄"))
        connection.set_trace_callback(None)
    assert [statement for statement in statements if "case_words" in statement] == []
    assert found(store, "孵化器") == [case.id]


@given(cases, cases, replies)
def test_the_index_stays_consistent_through_any_change(before: Case, after: Case, reply: Reply) -> None:
    store = Store.in_memory()
    case = add_case(store, before)
    add_reply(store, reply, NOON)
    update_case(store, replace(after, id=case.id))
    with store.reading() as connection:
        connection.execute("INSERT INTO case_words(case_words) VALUES ('integrity-check')")
        rows = connection.execute("SELECT count(*) FROM case_words").fetchone()
    assert rows[0] == 1


@given(st.text(max_size=30))
def test_any_typed_text_is_a_valid_search(text: str) -> None:
    store = Store.in_memory()
    found(store, text.encode("utf-8", "replace").decode())
    assert isinstance(match_expression(text), str)
