"""sqlite-utils within the store's rules: one transaction a verb, nothing half stored, no table or column by accident."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils.db import NotFoundError, TransactionError

from desktop.domain.case.case import Case
from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.field_change import FieldChange
from desktop.domain.case.reply import Reply, Section
from desktop.domain.records.contact import Contact, ContactWay
from desktop.store.cases.case_files import Purpose, store_file
from desktop.store.cases.case_snapshot import remove, restore, snapshot
from desktop.store.cases.cases import add_case, note_origins, read_case, update_case
from desktop.store.file.settings import read_setting, write_setting
from desktop.store.file.store import Store, open_store
from desktop.store.history.events import add_event, events_of
from desktop.store.history.handling import CONTACTS
from desktop.store.history.import_batches import BatchItem, add_batch, mark_undone
from desktop.store.history.rule_books import store_rules
from desktop.store.letters.replies import add_reply, read_reply, update_reply
from tests.store.facts import NOON, incubator_case

CALL = Contact(1, date(2026, 3, 12), ContactWay.PHONE, our_people=("周经办", "王科长"), leader_joined=True)
LETTER = Reply(case_id=1, sections=(Section("a", "甲"), Section("b", "乙")))


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables."""
    with store.reading() as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {
            name: [tuple(row) for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY 1')]
            for name in names
        }


def change_reply(store: Store) -> None:
    reply = read_reply(store, 1)
    assert reply is not None
    fields = replace(reply.fields, signer="沈亦澄", attachments=("附表",))
    update_reply(store, replace(reply, fields=fields).with_section("b", "乙改"), NOON)


def restore_case(store: Store) -> None:
    restore(store, 1, snapshot(store, 1).replace("孵化器", "加速器"))


VERBS: dict[str, Callable[[Store], object]] = {
    "add a case": lambda store: add_case(store, replace(incubator_case(), number="086")),
    "change a case": lambda store: update_case(store, replace(incubator_case(), id=1, subject="改过的案由")),
    "note origins": lambda store: note_origins(store, 1, ["number", "subject"], "officer", NOON),
    "add a reply": lambda store: add_reply(store, replace(LETTER, round=2), NOON),
    "change a reply": change_reply,
    "add an event": lambda store: add_event(
        store,
        Event(1, NOON, EventKind.CHANGED, note="更正", changes=(FieldChange("level", "区", "市"),)),
    ),
    "store a file": lambda store: store_file(store, 1, "来文.txt", b"x", Purpose.SOURCE, NOON),
    "store a rule book": lambda store: store_rules(store, 1, "linjiang", 1, "规则", NOON),
    "write a setting": lambda store: write_setting(store, "office.unit", "临江区科委"),
    "add a record": lambda store: CONTACTS.add(store, CALL),
    "change a record": lambda store: CONTACTS.change(store, replace(CALL, id=1, place="会议室")),
    "remove a record": lambda store: CONTACTS.remove(store, 1),
    "note an import": lambda store: add_batch(
        store, NOON, "甲", ["单.xlsx"], [BatchItem(1, "单.xlsx", 3, "一件", None, "f")]
    ),
    "undo an import": lambda store: mark_undone(store, 1, NOON, "甲"),
    "restore a case": restore_case,
    "remove a case": lambda store: remove(store, 1, 1),
}


def fill(store: Store) -> None:
    add_case(store, incubator_case())
    add_reply(store, LETTER, NOON)
    CONTACTS.add(store, CALL)
    add_batch(store, NOON, "甲", ["单.xlsx"], [])


@pytest.fixture
def reopened(data_dir: Path) -> Store:
    """A filled store of which nothing has been asked yet, so that what the library asks first is seen too."""
    store = open_store(data_dir)
    fill(store)
    store.close()
    return open_store(data_dir)


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_a_verb_is_one_transaction_and_changes_no_schema(
    reopened: Store, verb: Callable[[Store], object]
) -> None:
    statements: list[str] = []
    with reopened.reading() as connection:
        before = connection.execute("PRAGMA schema_version").fetchone()[0]
        connection.set_trace_callback(statements.append)
        verb(reopened)
        connection.set_trace_callback(None)
        assert connection.execute("PRAGMA schema_version").fetchone()[0] == before
    said = [statement.split(maxsplit=1)[0].upper() for statement in statements if statement[:2] != "--"]
    control = [
        word for word in said if word in {"BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE"}
    ]
    writes = [place for place, word in enumerate(said) if word in {"INSERT", "UPDATE", "DELETE"}]
    assert control == ["BEGIN", "COMMIT"]
    assert "BEGIN IMMEDIATE" in statements  # not refused half way by another program that writes first
    assert said.index("BEGIN") < writes[0]
    assert writes[-1] < said.index("COMMIT")
    assert said[-1] == "COMMIT"
    reopened.close()


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_a_verb_inside_a_block_that_fails_leaves_nothing(
    store: Store, verb: Callable[[Store], object]
) -> None:
    fill(store)
    before = everything(store)
    with suppress(ZeroDivisionError), store.writing():
        verb(store)
        assert everything(store) != before
        raise ZeroDivisionError
    assert everything(store) == before


def test_a_refused_row_takes_the_whole_block_back(store: Store) -> None:
    """150 rows are two statements of the library, the second of which fails."""

    def add_too_many() -> None:
        rows = [{"reply_id": 1, "position": place, "key": str(place), "text": ""} for place in range(3, 150)]
        with store.writing() as database:
            add_case(store, Case(number="086"))
            database.table("reply_sections").insert_all([*rows, {**rows[0], "key": "140"}])

    fill(store)
    before = everything(store)
    with pytest.raises(sqlite3.IntegrityError):
        add_too_many()
    assert everything(store) == before


def test_a_block_in_a_block_belongs_to_the_outer_one(store: Store) -> None:
    def fail_in_the_third() -> None:
        with store.writing():
            add_case(store, Case(number="085"))
            with store.writing():
                write_setting(store, "office.unit", "临江区科委")
            CONTACTS.add(store, replace(CALL, case_id=99))

    with pytest.raises(sqlite3.IntegrityError):
        fail_in_the_third()
    assert read_case(store, 1) is None
    assert read_setting(store, "office.unit") == ""


@pytest.mark.parametrize(
    "write",
    [
        lambda table: table.insert({"key": "a", "value": "b"}),
        lambda table: table.insert_all([{"key": "a", "value": "b"}]),
        lambda table: table.upsert({"key": "a", "value": "b"}),
        lambda table: table.update("office.unit", {"value": "b"}),
        lambda table: table.delete("office.unit"),
        lambda table: table.delete_where(),
    ],
    ids=["insert", "insert_all", "upsert", "update", "delete", "delete_where"],
)
def test_nothing_is_written_outside_a_block(store: Store, write: Callable[[object], object]) -> None:
    write_setting(store, "office.unit", "临江区科委")
    before = everything(store)
    with pytest.raises(TransactionError, match=r"Store\.writing"):
        write(store.database.table("settings"))
    assert everything(store) == before


def put(store: Store, table: str, row: dict[str, object], *, replace: bool = False) -> None:
    with store.writing() as database:
        database.table(table).insert(row, replace=replace)


def test_rows_of_different_columns_and_upserts_are_stored(store: Store) -> None:
    add_case(store, Case())
    batch = {"at": "x", "who": "甲", "sources": ("单.xlsx",), "undone_by": ""}
    with store.writing() as database:
        batches, leaving = database.table("import_batches"), database.table("leaving_cases")
        batches.insert_all([batch, batch | {"undone_at": NOON}])
        batches.insert_all([batch | {"who": "乙"}, batch | {"who": "丙"}])
        assert batches.insert(batch | {"who": "丁"}).last_rowid == 5
        found = [(row["who"], row["sources"], row["undone_at"]) for row in batches.rows]
        for number in (1, 1, 2):
            leaving.upsert({"case_id": 1, "batch_id": number})
            assert list(leaving.rows) == [{"case_id": 1, "batch_id": number}]
    said = '["单.xlsx"]'
    assert found == [
        ("甲", said, None), ("甲", said, NOON.isoformat()), ("乙", said, None), ("丙", said, None), ("丁", said, None)
    ]  # fmt: skip


def test_a_misspelt_table_or_column_is_an_error_and_not_made(store: Store) -> None:
    before = everything(store).keys()
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        put(store, "setings", {"key": "a", "value": "b"})
    with pytest.raises(sqlite3.OperationalError, match="no column named worth"):
        put(store, "settings", {"key": "a", "value": "b", "worth": "c"})
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        list(store.database.table("setings").rows)
    assert everything(store).keys() == before


def test_changing_what_is_not_there_is_an_error(store: Store) -> None:
    with pytest.raises(NotFoundError):
        update_case(store, replace(incubator_case(), id=7))
    assert read_case(store, 7) is None


def test_a_row_that_replaces_an_event_is_refused(store: Store) -> None:
    add_case(store, Case())
    event = add_event(store, Event(1, NOON, EventKind.CREATED, "甲"))
    row = {"id": event.id, "case_id": 1, "at": "x", "kind": "moved", "who": "乙", "note": "", "jump": 0}
    with pytest.raises(sqlite3.IntegrityError, match="append only"):
        put(store, "events", row, replace=True)
    assert events_of(store, 1) == (event,)


def test_a_second_program_looks_records_up(disk_store: Store, data_dir: Path) -> None:
    fill(disk_store)
    looker = open_store(data_dir, read_only=True)
    assert CONTACTS.of(looker, 1) == (replace(CALL, id=1),)
    with pytest.raises(TransactionError):
        looker.database.table("contacts").delete_where()
    looker.close()


@pytest.mark.parametrize("options", [{}, {"upsert": True}])
def test_rows_whose_columns_stand_in_another_order_keep_their_values(
    store: Store, options: dict[str, bool]
) -> None:
    with store.writing() as database:
        database.table("settings").insert_all(
            [{"key": "office.unit", "value": "临江区科委"}, {"value": "林越", "key": "office.officer"}],
            **options,
        )
    assert read_setting(store, "office.unit") == "临江区科委"
    assert read_setting(store, "office.officer") == "林越"
