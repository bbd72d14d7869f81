"""Imports with a full disk or a killed process leave the store unchanged; own ledgers are imported without changes."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from desktop.domain.case.work_list import CaseQuery
from desktop.domain.errors import StoreProblem
from desktop.domain.importing.plan import ImportStatus
from desktop.services.cases.work_list import list_cases
from desktop.services.demo import fill_demo
from desktop.services.importing.batch import apply_plan
from desktop.services.importing.intake import import_files
from desktop.services.importing.plan import plan_import
from desktop.services.importing.undo import past_imports
from desktop.services.office.backup import verify
from desktop.services.office.workplace import Workplace, open_workplace
from desktop.services.reporting.ledger import export_ledger, ledger_columns
from tests.services.importing.test_import_plan import listed

ROOT = Path(__file__).resolve().parents[3]
MANY = [
    (f"{number:03d}", f"关于第{number}条道路整治优化的提案", "白露", "区建管委", "2024.1.22", "")
    for number in range(1, 301)
]


def opened(folder: Path) -> Workplace:
    return open_workplace(folder, now=lambda: datetime(2024, 4, 9, 10, 42))


def test_a_full_disk_is_reported_and_nothing_is_written(tmp_path: Path) -> None:
    work = opened(tmp_path)
    plan = plan_import(work, [listed(*MANY)])
    with work.store.reading() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 3}")
    with pytest.raises(StoreProblem, match="磁盘已满"):
        apply_plan(work, plan)
    assert list_cases(work, CaseQuery()).total == 0
    assert past_imports(work) == ()
    with work.store.reading() as connection:
        connection.execute("PRAGMA max_page_count = 1073741823")
    assert apply_plan(work, plan).count(ImportStatus.NEW) == len(MANY)
    assert verify(work).sound
    work.close()


@pytest.mark.parametrize("after", ["cases", "items"])
def test_a_killed_import_leaves_no_rows(tmp_path: Path, after: str) -> None:
    importer = subprocess.run(
        [sys.executable, "-m", "tests.services.importing.killed_import", str(tmp_path), after],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert importer.returncode == -9
    assert importer.stdout.startswith("half way")
    work = opened(tmp_path)
    assert list_cases(work, CaseQuery()).total == 0
    assert past_imports(work) == ()
    assert verify(work).sound
    work.close()


@pytest.mark.parametrize("private", [False, True])
def test_importing_the_own_ledger_changes_nothing(tmp_path: Path, private: bool) -> None:
    work = opened(tmp_path / "数据")
    count = fill_demo(work)
    export_ledger(work, tmp_path / "台账.xlsx", columns=ledger_columns(private=private))
    outcomes = import_files(work, [tmp_path / "台账.xlsx"])
    assert Counter(outcome.status for outcome in outcomes) == {ImportStatus.UNCHANGED: count}
    assert past_imports(work) == ()
    work.close()


def test_our_own_ledger_makes_the_same_cases_on_another_pc(tmp_path: Path) -> None:
    first, second = opened(tmp_path / "甲"), opened(tmp_path / "乙")
    count = fill_demo(first)
    export_ledger(first, tmp_path / "台账.xlsx", columns=ledger_columns(private=True))
    outcomes = import_files(second, [tmp_path / "台账.xlsx"])
    assert Counter(outcome.status for outcome in outcomes) == {ImportStatus.NEW: count}
    pages = [list_cases(work, CaseQuery(limit=100)).rows for work in (first, second)]
    told = [
        {(row.number, row.subject, row.role, row.status, row.due.due_at, row.is_key) for row in rows}
        for rows in pages
    ]
    assert told[0] == told[1]
    first.close()
    second.close()
