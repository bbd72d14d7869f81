"""A frozen store holds a row in every table and a value in every field, and is never written twice."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from desktop.domain.case.case_field import CASE_FIELDS, REPLY_FIELDS, show_field
from desktop.store.cases.cases import read_case
from desktop.store.file.store import STORE_NAME, open_store
from desktop.store.letters.replies import read_reply
from desktop.store.schema.schema import SCHEMA_VERSION
from tests.store.schema import test_old_versions as frozen
from tools.frozen_store import FOLDER, freeze

PASSING = {"leaving_cases"}  # filled and emptied within one transaction


@pytest.fixture(scope="module")
def store_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return freeze(tmp_path_factory.mktemp("frozen"))


def test_it_is_named_for_the_present_version(store_file: Path) -> None:
    assert store_file.name == f"version_{SCHEMA_VERSION}.db"
    assert [file.name for file in store_file.parent.iterdir()] == [store_file.name]


def test_no_table_is_empty(store_file: Path) -> None:
    connection = sqlite3.connect(store_file)
    tables = [row[0] for row in connection.execute(frozen._OWN_TABLES)]
    empty = {table for table in tables if not connection.execute(f"SELECT 1 FROM {table}").fetchone()}
    connection.close()
    assert empty == PASSING


def test_every_field_is_filled_and_the_tests_of_old_versions_hold(store_file: Path, tmp_path: Path) -> None:
    shutil.copy(store_file, tmp_path / STORE_NAME)
    store = open_store(tmp_path)
    case, reply = read_case(store, 1), read_reply(store, 1)
    assert case is not None
    assert reply is not None
    assert [key for key in CASE_FIELDS if not show_field(case, key)] == ["replied_at", "locality"]
    assert [key for key in REPLY_FIELDS if not show_field(reply.fields, key)] == ["handling_result"]
    frozen.test_the_frozen_case_keeps_every_field(store)
    frozen.test_the_frozen_reply_keeps_its_words(store)
    frozen.test_the_frozen_history_is_complete(store)
    frozen.test_the_frozen_store_has_a_second_case_of_another_type(store)
    frozen.test_the_newer_tables_are_there_and_can_be_read(store)
    store.close()


def test_what_is_frozen_is_never_written_again() -> None:
    kept = (FOLDER / f"version_{SCHEMA_VERSION}.db").read_bytes()
    with pytest.raises(FileExistsError, match="frozen already"):
        freeze()
    assert (FOLDER / f"version_{SCHEMA_VERSION}.db").read_bytes() == kept
