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


def test_the_least_covered_modules_come_first_and_the_total_last() -> None:
    files = {f"desktop/m{n:02}.py": {"summary": summary(100, n)} for n in range(20)}
    modules, rooms = table({"files": files, "totals": summary(2000, 190)}).split("\n\n")
    lines = modules.splitlines()
    assert len(lines) == 1 + SHOWN
    assert lines[1].split() == ["81.0", "%", "100", "19", "desktop/m19.py"]
    assert lines[SHOWN].split()[-1] == "desktop/m05.py"
    assert rooms.splitlines()[-1].split() == ["90.5", "%", "2,000", "190", "total"]


def test_the_rooms_follow_in_order_and_those_below_90_percent_are_marked() -> None:
    files = {
        "desktop/ui/desk/tabs/a.py": {"summary": summary(50, 10)},
        "desktop/ui/desk/b.py": {"summary": summary(50, 0)},
        "desktop/domain/case/c.py": {"summary": summary(30, 2)},
        "desktop/domain/case/d.py": {"summary": summary(10, 3)},
        "desktop/domain/errors.py": {"summary": summary(10, 0)},
    }
    rooms = table({"files": files, "totals": summary(150, 15)}).split("\n\n")[1]
    assert [line.split() for line in rooms.splitlines()[1:]] == [
        ["100.0", "%", "10", "0", "desktop/domain"],
        ["87.5", "%", "40", "5", "desktop/domain/case", "<"],
        ["90.0", "%", "100", "10", "desktop/ui/desk"],
        ["90.0", "%", "150", "15", "total"],
    ]


def test_with_some_tests_only_modules_that_ran_are_named() -> None:
    files = {"desktop/a.py": {"summary": summary(10, 10)}, "desktop/b.py": {"summary": summary(10, 4)}}
    modules, rooms = table({"files": files, "totals": summary(20, 14)}, only_touched=True).split("\n\n")
    assert [line.split()[-1] for line in modules.splitlines()[1:]] == ["desktop/b.py"]
    assert [line.split()[4] for line in rooms.splitlines()[1:]] == ["desktop", "total"]
