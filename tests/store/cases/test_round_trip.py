"""Cases and replies are read exactly as written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from desktop.domain.case.case import Case
from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.reply import Reply, Section
from desktop.store.cases.case_files import Purpose, store_file
from desktop.store.cases.cases import (
    add_case,
    merged_with,
    note_origins,
    origins_of,
    read_case,
    same_matter,
    update_case,
)
from desktop.store.file.settings import write_setting
from desktop.store.file.store import Store
from desktop.store.history.events import add_event
from desktop.store.letters.replies import add_reply, read_reply, update_reply
from tests.store.facts import NOON, cases, incubator_case, replies


@given(cases)
def test_every_case_is_read_as_written(case: Case) -> None:
    store = Store.in_memory()
    stored = add_case(store, case)
    assert read_case(store, stored.id) == replace(case, id=stored.id)


@given(cases, cases)
def test_a_changed_case_keeps_nothing_of_the_old_one(before: Case, after: Case) -> None:
    store = Store.in_memory()
    changed = replace(after, id=add_case(store, before).id)
    update_case(store, changed)
    assert read_case(store, changed.id) == changed


def test_a_changed_case_is_written_where_it_changed(store: Store) -> None:
    case = add_case(store, incubator_case())
    statements: list[str] = []
    with store.reading() as connection:
        connection.set_trace_callback(statements.append)
        update_case(store, replace(case, remark="急件", asks=()))
        connection.set_trace_callback(None)
    writes = [words for words in statements if words.split()[0].upper() in {"INSERT", "UPDATE", "DELETE"}]
    assert [words.split(" where ")[0].split(" WHERE ")[0] for words in writes] == [
        'update "cases" set "remark" = \'急件\', "work_order" = \'12024-04-21\', "first_proposer" = \'沈亦澄\'',
        'delete from "asks"',
    ]


def test_sort_keys_of_an_older_program_are_replaced_even_if_nothing_changed(store: Store) -> None:
    case = add_case(store, incubator_case())
    with store.writing() as database:
        database.execute("UPDATE cases SET work_order = '9', first_proposer = ''")
    update_case(store, case)
    row = store.database.table("cases").get(case.id)
    assert (row["work_order"], row["first_proposer"]) == ("12024-04-21", "沈亦澄")


@given(replies)
def test_every_reply_is_read_as_written(reply: Reply) -> None:
    store = Store.in_memory()
    add_case(store, Case())
    stored = add_reply(store, reply, NOON)
    assert read_reply(store, 1) == replace(reply, id=stored.id)


@given(replies, replies)
def test_a_saved_reply_is_exactly_what_was_given(before: Reply, after: Reply) -> None:
    store = Store.in_memory()
    add_case(store, Case())
    changed = replace(after, id=add_reply(store, before, NOON).id, round=before.round)
    assert update_reply(store, changed, NOON) == (replace(changed) != replace(before, id=changed.id))
    assert read_reply(store, 1) == changed


def test_saving_the_same_words_again_changes_nothing(store: Store) -> None:
    add_case(store, Case())
    reply = add_reply(store, Reply(case_id=1, sections=(Section("opening", "您好！"),)), NOON)
    assert not update_reply(store, reply, NOON)


def test_the_newest_round_is_read_unless_another_is_named(store: Store) -> None:
    add_case(store, Case())
    first = add_reply(store, Reply(case_id=1, round=1, template="a"), NOON)
    second = add_reply(store, Reply(case_id=1, round=2, template="b"), NOON)
    assert read_reply(store, 1) == second
    assert read_reply(store, 1, 1) == first


def test_the_same_matter_is_found_by_type_level_region_session_and_number(store: Store) -> None:
    stored = add_case(store, incubator_case())
    assert same_matter(store, incubator_case()) == stored.id
    assert same_matter(store, replace(incubator_case(), session=5)) is None
    assert same_matter(store, stored) is None
    assert same_matter(store, Case(subject="没有编号")) is None


def test_two_cases_without_a_number_are_different_matters(store: Store) -> None:
    assert add_case(store, Case(subject="甲")).id != add_case(store, Case(subject="甲")).id


def test_merged_cases_are_found_from_each_other(store: Store) -> None:
    main = add_case(store, Case(number="1"))
    second = add_case(store, Case(number="2", merged_into=main.id))
    third = add_case(store, Case(number="3", merged_into=main.id))
    assert merged_with(store, main.id) == (second.id, third.id)
    assert merged_with(store, second.id) == (main.id, third.id)
    assert merged_with(store, add_case(store, Case(number="4")).id) == ()


def test_the_last_origin_of_a_field_is_stored(store: Store) -> None:
    stored = add_case(store, incubator_case())
    note_origins(store, stored.id, ["number", "subject"], "import", NOON)
    note_origins(store, stored.id, ["subject"], "officer", NOON)
    assert origins_of(store, stored.id) == {"number": "import", "subject": "officer"}


def test_a_failed_block_leaves_nothing_behind(store: Store) -> None:
    def add_and_fail() -> None:
        with store.writing():
            add_case(store, incubator_case())
            raise KeyError

    with pytest.raises(KeyError):
        add_and_fail()
    assert read_case(store, 1) is None


def test_surrogates_and_nul_do_not_break_a_save(store: Store) -> None:
    case = add_case(store, replace(incubator_case(), subject="关于\0道路\ud800的提案", body="\ud83d\ude00"))
    add_reply(store, Reply(case_id=case.id, sections=(Section("a", "好\udc00"),)), NOON)
    add_event(store, Event(case.id, NOON, EventKind.EXPORTED, "甲\ud800", note="\udcff.docx"))
    store_file(store, case.id, "\udcff.docx", b"x", Purpose.SOURCE, NOON)
    write_setting(store, "office.unit", "科委\ud800")
    read = read_case(store, case.id)
    reply = read_reply(store, case.id)
    assert read is not None
    assert (read.subject, read.body) == ("关于道路\ufffd的提案", "\U0001f600")
    assert reply is not None
    assert reply.sections[0].text == "好\ufffd"
