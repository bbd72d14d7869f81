"""The fields of a dataclass as a row, and a row as fields again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop.store.file.store import Store
from desktop.store.file.values import Columns


class Way(StrEnum):
    PHONE = "phone"
    VISIT = "visit"


@dataclass(frozen=True)
class Call:
    way: Way
    day: date | None
    at: datetime
    people: tuple[str, ...]
    answered: bool
    urgent: bool | None
    minutes: int | None
    note: str
    id: int = 0


CALL = Call(Way.VISIT, date(2026, 3, 12), datetime(2026, 3, 12, 9, 30), ("王科长",), False, None, None, "好")


def stored(call: Call) -> dict[str, object]:
    """The row as SQLite keeps it."""
    store = Store.in_memory()
    with store.writing() as database:
        database.execute(
            "CREATE TABLE calls (id INTEGER PRIMARY KEY, way TEXT, day TEXT, at TEXT, people TEXT, answered INTEGER,"
            " urgent INTEGER, minutes INTEGER, note TEXT) STRICT"
        )
        database.table("calls").insert(Columns(Call).of(call))
        row = database.table("calls").get(1)
    store.close()
    return row


def test_days_times_lists_and_flags_have_the_forms_of_every_earlier_version() -> None:
    assert stored(CALL) == {
        "id": 1,
        "way": "visit",
        "day": "2026-03-12",
        "at": "2026-03-12T09:30:00",
        "people": '["王科长"]',
        "answered": 0,
        "urgent": None,
        "minutes": None,
        "note": "好",
    }


def test_a_row_is_read_back_by_type() -> None:
    read = Call(**Columns(Call).read(stored(CALL)))
    assert read == CALL
    assert (type(read.way), read.answered, read.urgent) == (Way, False, None)
    assert isinstance(read.answered, bool)


def test_only_the_named_fields_are_columns() -> None:
    columns = Columns(Call, ["note", "day"])
    assert columns.of(CALL) == {"note": "好", "day": date(2026, 3, 12)}
    assert columns.read({"id": 1, "note": "", "day": None}) == {"note": "", "day": None}


def test_what_sqlite_cannot_store_is_taken_out_of_texts_and_lists() -> None:
    broken = Call(Way.PHONE, None, CALL.at, ("甲\0", "乙\ud800"), True, True, 3, "\ud83d\ude00")
    row = stored(broken)
    assert row["people"] == '["甲", "乙\ufffd"]'
    assert row["note"] == "\U0001f600"
