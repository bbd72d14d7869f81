"""Search and sorting by pinyin in the work list: the slowest of twenty answers (p95) with 5,000 and with 100,000 cases.

Aim: the first 200 rows within 300 ms with 5,000 cases and within a second with 100,000. The stores are the demo copied by SQL.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.bench_store import filled
from desktop.domain.case.work_list import CaseQuery, SortKey, TextOrder
from desktop.domain.words.finding import tokens
from desktop.services.cases.work_list import list_cases
from desktop.services.office.workplace import Workplace
from desktop.store.schema.version_6 import FACTS, indexed_row

SIZES = (5_000, 100_000)
RUNS = 20
TYPED = (
    "孵化",
    "养老服务 拟稿",
    "科创科",
    "十五届四次",
    "第085号",
    "gs",
    "gaishan",
    "shujugongxiang",
    "没有的词",
)


def index_all(work: Workplace) -> None:
    """Fill both indexes for the copies, whose texts are those of the demo."""
    with work.store.writing() as database, work.store.reading() as connection:
        known = {
            row["subject"]: row
            for row in connection.execute("SELECT subject, number FROM cases WHERE id <= 12")
        }
        bodies = {row[0]: " ".join(tokens(row[1])) for row in connection.execute(
            "SELECT c.subject, b.body FROM cases c JOIN case_bodies b ON b.case_id = c.id WHERE c.id <= 12")}  # fmt: skip
        rows = connection.execute("SELECT id, number, subject FROM cases WHERE id > 12").fetchall()
        connection.executemany(
            "INSERT INTO case_words (rowid, number, subject, body) VALUES (?, ?, ?, ?)",
            ((row["id"], " ".join(tokens(row["number"])), " ".join(tokens(row["subject"])), bodies.get(row["subject"], ""))
             for row in rows),
        )  # fmt: skip
        made = dict.fromkeys(known)
        index = "INSERT INTO case_facts (rowid, facts, initials, syllables) VALUES (?, ?, ?, ?)"
        for row in database.execute(FACTS + "WHERE c.id > 12").fetchall():
            facts = made[row["subject"]] or indexed_row(tuple(row))
            made[row["subject"]] = facts
            connection.execute(index, (row["id"], facts["facts"], facts["initials"], facts["syllables"]))


def slowest(work: Workplace, query: CaseQuery) -> tuple[float, int]:
    """The 95th percentile in milliseconds of processor time, and the number of cases found."""
    times, total = [], 0
    for _ in range(RUNS):
        begin = time.thread_time()
        total = list_cases(work, query).total
        times.append((time.thread_time() - begin) * 1000)
    return sorted(times)[int(RUNS * 0.95) - 1], total


def main() -> None:
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    with tempfile.TemporaryDirectory(prefix="chengban-bench-") as place:
        for size in sizes:
            work = filled(Path(place) / str(size), size)
            index_all(work)
            for typed in TYPED:
                took, total = slowest(work, CaseQuery(text=typed))
                print(f"search {typed}, {size:,} cases, {total:,} found | p95 {took:.0f} ms")
            for by in TextOrder:
                took, _ = slowest(work, CaseQuery(sort=SortKey.SUBJECT, by=by))
                print(f"subjects {by}, {size:,} cases | p95 {took:.0f} ms")
            work.close()


if __name__ == "__main__":
    main()
