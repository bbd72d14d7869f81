"""Settings in the store: short texts by key."""

from __future__ import annotations

from desktop.store.file.store import Store
from desktop.store.file.values import storable

PRACTICE = "practice"
"""The setting of a store of the practice 「练习」: "yes"; "" or absent in every other one."""


def read_setting(store: Store, key: str, default: str = "") -> str:
    with store.reading() as connection:  # by hand: a start reads settings, and does not import sqlite-utils
        row = connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
    return str(row["value"]) if row else default


def write_setting(store: Store, key: str, value: str) -> None:
    with store.writing() as database:
        database.table("settings").upsert(storable({"key": key, "value": value}))
