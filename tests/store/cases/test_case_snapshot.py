"""What an import finds again when it is undone: the rows of a case, and whether anybody changed them since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.reply import Reply, Section
from desktop.domain.records.contact import Contact, ContactWay
from desktop.store.cases.case_files import Purpose, store_file
from desktop.store.cases.case_snapshot import fingerprint, restore, snapshot
from desktop.store.cases.cases import add_case, note_origins, read_case, update_case
from desktop.store.file.store import Store
from desktop.store.history.events import add_event
from desktop.store.history.handling import CONTACTS
from desktop.store.history.rule_books import store_rules
from desktop.store.letters.replies import add_reply, read_reply, update_reply
from tests.store.facts import NOON, incubator_case

CASE = replace(incubator_case(), id=1)


@pytest.fixture
def filled(store: Store) -> Store:
    add_case(store, CASE)
    add_case(store, replace(CASE, number="086"))
    add_reply(store, Reply(case_id=1, sections=(Section("a", "甲"), Section("b", "乙"))), NOON)
    return store


def rewrite(store: Store) -> None:
    reply = read_reply(store, 1)
    assert reply is not None
    update_reply(store, reply.with_section("b", "改"), NOON)


CHANGES: dict[str, Callable[[Store], object]] = {
    "a field": lambda store: update_case(store, replace(CASE, remark="急件")),
    "the text": lambda store: update_case(store, replace(CASE, body="另一份正文")),
    "a proposer": lambda store: update_case(store, replace(CASE, proposers=CASE.proposers[:1])),
    "an ask": lambda store: update_case(store, replace(CASE, asks=())),
    "who set a field": lambda store: note_origins(store, 1, ["subject"], "officer", NOON),
    "the rules": lambda store: store_rules(store, 1, "linjiang", 1, "规则", NOON),
    "a file": lambda store: store_file(store, 1, "附件.txt", b"x", Purpose.ATTACHMENT, NOON),
    "a section of the reply": rewrite,
    "a second reply": lambda store: add_reply(store, Reply(case_id=1, round=2), NOON),
    "a contact": lambda store: CONTACTS.add(store, Contact(1, date(2026, 3, 12), ContactWay.PHONE)),
    "an event": lambda store: add_event(store, Event(1, NOON, EventKind.EXPORTED)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_fingerprint_tells_that_something_changed(
    filled: Store, change: Callable[[Store], object]
) -> None:
    before = fingerprint(filled, 1), fingerprint(filled, 2)
    change(filled)
    assert fingerprint(filled, 1) != before[0]
    assert fingerprint(filled, 2) == before[1]


def test_imports_in_the_history_do_not_count_and_the_reply_only_if_asked(filled: Store) -> None:
    before, without = fingerprint(filled, 1), fingerprint(filled, 1, without_reply=True)
    add_event(filled, Event(1, NOON, EventKind.IMPORTED))
    assert fingerprint(filled, 1) == before
    rewrite(filled)
    assert fingerprint(filled, 1, without_reply=True) == without
    assert fingerprint(filled, 99) == ""


def test_a_restored_case_has_the_fingerprint_of_its_snapshot(filled: Store) -> None:
    kept, before = snapshot(filled, 1), fingerprint(filled, 1)
    for name in ("a field", "the text", "a proposer", "an ask", "who set a field", "the rules", "a file"):
        CHANGES[name](filled)
    rewrite(filled)
    restore(filled, 1, kept)
    assert fingerprint(filled, 1) == before
    assert read_case(filled, 1) == CASE
