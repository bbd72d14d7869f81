"""The work list with 100,000 cases compared with 1,000, and a durable save compared with a plain SQLite commit.

Aim: at most 1.5 times as long to the first rows. The large store is the demo copied by SQL, which takes only seconds.
"""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path

from desktop.domain.case.work_list import CaseQuery, SmartList
from desktop.services.cases.cases import find_case
from desktop.services.cases.work_list import list_cases, smart_counts
from desktop.services.demo import fill_demo
from desktop.services.office.workplace import Workplace, open_workplace
from desktop.services.writing.drafting import open_reply, save_reply

SMALL, LARGE = 1_000, 100_000
RUNS = 15
TABLES = ("cases", "case_bodies", "proposers")


def milliseconds(job: Callable[[], object]) -> float:
    found = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        job()
        found.append((time.perf_counter() - begin) * 1000)
    return statistics.median(found)


def filled(folder: Path, size: int) -> Workplace:
    """A store of at least `size` cases: the demo and copies of it with other numbers."""
    work = open_workplace(folder, now=datetime.now)
    known = fill_demo(work)
    with work.store.writing(), work.store.reading() as connection:
        for turn in range(1, -(-size // known)):
            for table in TABLES:
                multiply(connection, table, turn, known)
    return work


def multiply(connection: sqlite3.Connection, table: str, turn: int, known: int) -> None:
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    key = "id" if table == "cases" else "case_id"
    changed = {
        key: f"{key} + {turn * known}",
        "number": f"number || '-{turn}'",
        "work_order": f"substr(work_order, 1, 1) || date('now', '{turn % 300} days')",
    }
    values = ", ".join(changed.get(name, name) for name in names)
    connection.execute(
        f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {table} WHERE {key} <= {known}"
    )


def compare(what: str, small: Callable[[], object], large: Callable[[], object]) -> None:
    few, many = milliseconds(small), milliseconds(large)
    print(f"{what}, {LARGE:,} cases (peer: {SMALL:,}) | {many:.1f} ms | {few:.1f} ms | {many / few:.2f}")


def bare_commit(folder: Path) -> Callable[[], object]:
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE sections (key TEXT PRIMARY KEY, text TEXT)")
    turns = count()
    return lambda: connection.execute(
        "INSERT INTO sections VALUES ('answer', ?) ON CONFLICT DO UPDATE SET text = excluded.text",
        (f"第{next(turns)}稿。" * 60,),
    )


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="chengban-bench-") as place:
        folder = Path(place)
        small, large = filled(folder / "small", SMALL), filled(folder / "large", LARGE)
        for what, query in (
            ("first 200 rows of the work list", CaseQuery(smart=SmartList.ALL)),
            ("the same sorted by subject", CaseQuery(sort="subject")),
            ("the same from the middle on", CaseQuery(offset=SMALL // 2)),
        ):
            compare(what, lambda q=query: list_cases(small, q), lambda q=query: list_cases(large, q))  # type: ignore[misc]
        compare("counts of all smart lists", lambda: smart_counts(small), lambda: smart_counts(large))
        reply = open_reply(large, find_case(large, "#2").id)
        turns = count()
        ours = milliseconds(
            lambda: save_reply(large, replace(reply).with_section("answer", f"第{next(turns)}稿。" * 60))
        )
        bare = milliseconds(bare_commit(folder))
        print(
            f"durable save of a section (peer: bare SQLite commit) | {ours:.2f} ms | {bare:.2f} ms | {ours / bare:.2f}"
        )
        small.close()
        large.close()


if __name__ == "__main__":
    main()
