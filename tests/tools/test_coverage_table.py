"""`dev.py coverage` lists the modules with the lowest coverage."""

from __future__ import annotations

from typing import Any

from tools.coverage_table import SHOWN, table


def summary(lines: int, missed: int) -> dict[str, Any]:
    return {
        "percent_covered": 100 * (lines - missed) / lines,
        "num_statements": lines,
        "missing_lines": missed,
        "covered_lines": lines - missed,
    }


def test_the_least_covered_come_first_and_the_total_last() -> None:
    files = {f"desktop/m{n:02}.py": {"summary": summary(100, n)} for n in range(20)}
    lines = table({"files": files, "totals": summary(2000, 190)}).splitlines()
    assert len(lines) == 1 + SHOWN + 1
    assert lines[1].split() == ["81.0", "%", "100", "19", "desktop/m19.py"]
    assert lines[SHOWN].split()[-1] == "desktop/m05.py"
    assert lines[-1].split() == ["90.5", "%", "2,000", "190", "total"]


def test_with_some_tests_only_modules_that_ran_are_named() -> None:
    files = {"desktop/a.py": {"summary": summary(10, 10)}, "desktop/b.py": {"summary": summary(10, 4)}}
    lines = table({"files": files, "totals": summary(20, 14)}, only_touched=True).splitlines()
    assert [line.split()[-1] for line in lines[1:]] == ["desktop/b.py", "total"]
