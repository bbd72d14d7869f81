"""Section history, event log and stored files."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.reply import Reply, Section
from desktop.domain.case.status import Status
from desktop.store.cases.case_files import Purpose, content_of, files_of, store_file
from desktop.store.cases.cases import add_case
from desktop.store.file.settings import read_setting, write_setting
from desktop.store.file.store import Store
from desktop.store.history.events import add_event, events_of
from desktop.store.letters.replies import add_reply, saved_at, section_lengths, update_reply
from desktop.store.letters.section_history import versions_of
from tests.store.facts import NOON

LONG = "一、办理概述\n" + "提案交办后，我委高度重视。" * 12


@pytest.fixture
def reply(store: Store) -> Reply:
    add_case(store, Case())
    return add_reply(store, Reply(case_id=1, sections=(Section("a", LONG), Section("b", ""))), NOON)


def wordings(store: Store, reply: Reply) -> list[str]:
    return [version.text for version in versions_of(store, reply.id, "a")]


def test_a_stream_of_small_saves_keeps_the_first_wording_and_one_every_three_minutes(
    store: Store, reply: Reply
) -> None:
    for second in range(0, 600, 10):
        update_reply(store, reply.with_section("a", f"{LONG}{second}"), NOON + timedelta(seconds=second))
    kept = wordings(store, reply)
    assert kept[-1] == LONG
    assert 3 <= len(kept) <= 5


def test_a_big_cut_keeps_what_was_cut_at_once(store: Store, reply: Reply) -> None:
    update_reply(store, reply.with_section("a", LONG + "好。"), NOON)
    update_reply(store, reply.with_section("a", ""), NOON + timedelta(seconds=1))
    assert wordings(store, reply)[0] == LONG + "好。"


def test_a_removed_section_stays_in_the_history(store: Store, reply: Reply) -> None:
    update_reply(store, Reply(id=reply.id, case_id=1, sections=reply.sections[1:]), NOON)
    assert wordings(store, reply) == [LONG]
    assert section_lengths(store, [1])[1].sections == (("b", 0),)


def test_the_time_of_the_last_save_is_known(store: Store, reply: Reply) -> None:
    update_reply(store, reply.with_section("b", "新"), NOON + timedelta(hours=1))
    assert saved_at(store, reply.id) == NOON + timedelta(hours=1)


def test_events_are_read_in_order(store: Store) -> None:
    add_case(store, Case())
    first = add_event(store, Event(1, NOON, EventKind.CREATED, "经办人甲", None, Status.ASSIGNED))
    second = add_event(
        store,
        Event(1, NOON, EventKind.MOVED, "经办人甲", Status.ASSIGNED, Status.DRAFTING, "急件", jump=True),
    )
    assert events_of(store, 1) == (first, second)
    assert second.label == "流转：待签收 → 拟稿（急件）"


@pytest.mark.parametrize("statement", ["UPDATE events SET note = 'x'", "DELETE FROM events"])
def test_events_can_neither_be_changed_nor_deleted(store: Store, statement: str) -> None:
    add_case(store, Case())
    add_event(store, Event(1, NOON, EventKind.CREATED))
    with store.writing() as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)


def test_files_are_kept_byte_for_byte_and_once(store: Store) -> None:
    add_case(store, Case())
    add_case(store, Case())
    content = bytes(range(256)) * 40
    for case_id in (1, 2, 1):
        store_file(store, case_id, "来文.docx", content, Purpose.SOURCE, NOON)
    kept = files_of(store, 1)
    assert [(file.name, file.size) for file in kept] == [("来文.docx", len(content))]
    assert content_of(store, kept[0].hash) == content
    with store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM files").fetchone()[0] == 1


def test_settings_are_stored(store: Store) -> None:
    assert read_setting(store, "office.unit", "未填") == "未填"
    write_setting(store, "office.unit", "临江区科学技术委员会")
    write_setting(store, "office.unit", "临江区科委")
    assert read_setting(store, "office.unit") == "临江区科委"
