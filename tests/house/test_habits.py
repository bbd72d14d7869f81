"""docs/HABITS.md names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = (ROOT / "docs" / "HABITS.md").read_text(encoding="utf-8")
FILES = tuple((ROOT / "tests").rglob("test_*.py"))


def test_every_test_named_in_the_table_of_habits_exists() -> None:
    known = {file.stem for file in FILES}
    for file in FILES:
        known |= set(re.findall(r"def (test_\w+)", file.read_text(encoding="utf-8")))
    assert set(re.findall(r"test_\w+", TABLE)) - known == set()


def test_every_habit_names_what_tries_it() -> None:
    rows = [line.split(" | ") for line in TABLE.splitlines() if line.startswith("| ") and "---" not in line]
    assert len(rows) > 60
    assert [row[0] for row in rows if len(row) != 4 or not row[2].strip(" -")] == []
