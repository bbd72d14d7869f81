"""Settings in the store: short texts by key."""

from __future__ import annotations

from desktop.store.file.store import Store
from desktop.store.file.values import from_text


def read_setting(store: Store, key: str, default: str = "") -> str:
    with store.reading() as connection:
        row = connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
    return str(row["value"]) if row else default


def write_setting(store: Store, key: str, value: str) -> None:
    with store.writing() as connection:
        connection.execute(
            "INSERT INTO settings VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            (key, from_text(value)),
        )
