"""Stores of every released version open in this program with all rows."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from desktop.domain.case.case import Ask, Case, HandlingRole
from desktop.domain.case.status import Status
from desktop.store.cases.cases import read_case
from desktop.store.file.store import STORE_NAME, Store, open_store
from desktop.store.history.events import events_of
from desktop.store.history.handling import CONTACTS
from desktop.store.letters.replies import read_reply
from desktop.store.schema.schema import SCHEMA_VERSION, migrate

_OWN_TABLES = (
    "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND strict"
    " AND name NOT LIKE '\\_%' ESCAPE '\\'"
)
_ADDED_TO = {"rounds", "extensions"}
"""Version 4 adds rows here: due days that a notice named, or that somebody typed over an extended one."""
FROZEN = Path(__file__).parents[2] / "golden" / "stores"


@pytest.fixture(params=range(1, SCHEMA_VERSION + 1), ids=lambda version: f"version_{version}")
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    shutil.copy(FROZEN / f"version_{request.param}.db", tmp_path / STORE_NAME)
    store = open_store(tmp_path)
    yield store
    store.close()


def case_of(store: Store, number: int) -> Case:
    case = read_case(store, number)
    assert case is not None
    return case


def test_the_frozen_case_keeps_every_field(opened: Store) -> None:
    case = case_of(opened, 1)
    assert (case.number, case.region, case.term, case.session) == ("031", "示例区", 15, 4)
    assert case.subject == "关于完善社区科普场馆延时开放的提案"
    assert [proposer.name for proposer in case.proposers] == ["林一帆", "何青"]
    assert case.proposers[0].phone == "13900000000"
    assert case.asks == (Ask(1, "延长周末开放时间"), Ask(2, "建立志愿讲解队", "answers"))
    assert case.body.endswith("一是延长开放时间。")
    assert case.co_units == ("区文旅局", "区教育局")
    assert case.status is Status.DRAFTING
    assert case.is_key
    assert case.proposal_open is True


def test_the_frozen_reply_keeps_its_words(opened: Store) -> None:
    reply = read_reply(opened, 1)
    assert reply is not None
    assert reply.sections[-1].text == "感谢您对科普工作的关心。\n“延时开放”自2026年5月起试行。"


def test_the_frozen_history_is_complete(opened: Store) -> None:
    moves = [event.to_status for event in events_of(opened, 1) if event.to_status]
    assert moves == [Status.ASSIGNED, Status.SIGNED, Status.DISTRIBUTED, Status.CONTACTING, Status.DRAFTING]


def test_the_frozen_store_has_a_second_case_of_another_type(opened: Store) -> None:
    case = case_of(opened, 2)
    assert (case.number, case.handling_role, case.lead_unit) == ("0112", HandlingRole.CO_HANDLING, "区城管局")


def test_the_newer_tables_are_there_and_can_be_read(opened: Store) -> None:
    assert all(contact.points for contact in CONTACTS.all(opened))


def test_contacts_came_with_version_2(opened: Store, request: pytest.FixtureRequest) -> None:
    assert bool(CONTACTS.all(opened)) is (request.node.callspec.params["opened"] >= 2)


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_no_upgrade_loses_or_changes_a_single_row(version: int, tmp_path: Path) -> None:
    for name in ("before.db", STORE_NAME):
        shutil.copy(FROZEN / f"version_{version}.db", tmp_path / name)
    open_store(tmp_path).close()
    before, after = sqlite3.connect(tmp_path / "before.db"), sqlite3.connect(tmp_path / STORE_NAME)
    tables = [row[0] for row in before.execute(_OWN_TABLES)]
    for table in tables:
        columns = ", ".join(row[1] for row in before.execute(f"PRAGMA table_info({table})"))
        query = f"SELECT {columns} FROM {table} ORDER BY 1, 2"
        rows = after.execute(query).fetchall()
        if table in _ADDED_TO:
            rows = [
                row
                for row in rows
                if row[0] <= before.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]
            ]
        assert rows == before.execute(query).fetchall(), table
    before.close()
    after.close()
    assert {"cases", "proposers", "reply_sections", "events"} <= set(tables)


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_what_a_released_version_adds_is_never_edited(version: int) -> None:
    """A store built by this program up to that version has the same tables as the frozen one."""
    frozen = sqlite3.connect(f"{(FROZEN / f'version_{version}.db').as_uri()}?mode=ro", uri=True)
    built = sqlite3.connect(":memory:")
    database = Database(built, strict=True, execute_plugins=False)
    for number in range(1, version + 1):
        migrate(number, database)
    schema = (
        "SELECT type, name, sql FROM sqlite_schema WHERE tbl_name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY 1, 2"
    )
    assert built.execute(schema).fetchall() == frozen.execute(schema).fetchall()
    frozen.close()
    built.close()
