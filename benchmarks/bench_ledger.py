"""The ledger compared with plain openpyxl writing the same cells, and a year's figures of many cases compared with few.

Aims: the ledger takes at most twice as long; the time for figures grows no faster than the number of cases.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl

from benchmarks.bench_store import filled
from desktop.services.reporting.ledger import export_ledger, ledger_columns, ledger_rows
from desktop.services.reporting.statistics import gather_statistics

CASES, MANY = 1_000, 20_000


def seconds(job: Callable[[], object], runs: int = 3) -> float:
    found = []
    for _ in range(runs):
        begin = time.perf_counter()
        job()
        found.append(time.perf_counter() - begin)
    return min(found)


def write_bare(rows: list[list[object]], out: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(out)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="chengban-bench-") as place:
        folder = Path(place)
        few = filled(folder / "few", CASES)
        columns = ledger_columns()
        rows: list[list[object]] = [[row.get(column.key) for column in columns] for row in ledger_rows(few)]
        ours = seconds(lambda: export_ledger(few, folder / "ours.xlsx"))
        bare = seconds(lambda: write_bare(rows, folder / "bare.xlsx"))
        print(
            f"ledger of {len(rows):,} cases (peer: bare openpyxl, cells given) | {ours:.2f} s | {bare:.2f} s | {ours / bare:.2f}"
        )
        many = filled(folder / "many", MANY)
        one, all_of_them = seconds(lambda: gather_statistics(few)), seconds(lambda: gather_statistics(many))
        print(
            f"figures of {MANY:,} cases (peer: {CASES:,}, times {MANY // CASES}) | {all_of_them * 1000:.0f} ms |"
            f" {one * 1000 * MANY / CASES:.0f} ms | {all_of_them / one / (MANY / CASES):.2f}"
        )
        few.close()
        many.close()


if __name__ == "__main__":
    main()
