"""Tests wait for facts: no call names a time of its own, none sleeps, and no clock on the wall measures speed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
FILES = [file for file in sorted(TESTS.rglob("*.py")) if file.name != "waiting.py"]
WAITING = {"waitUntil", "waitSignal"}
OTHERS = {"waitSignals", "waitExposed", "waitActive", "waitCallback"}
"""They have pytest-qt's 5 s; one who needs them gives them the ceiling in tests/waiting.py first."""
FIXED = {"sleep", "qWait", "qSleep", "msleep", "processEvents"}


def calls(file: Path) -> Iterator[tuple[str, ast.Call]]:
    """Name and node of each call of a method or function."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            yield node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id, node


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(TESTS).as_posix())
def test_a_test_waits_for_facts_with_the_one_ceiling(file: Path) -> None:
    own = [
        f"line {node.lineno}: {name}"
        for name, node in calls(file)
        if name in FIXED | OTHERS
        or name == "perf_counter"
        or (name in WAITING and "timeout" in {k.arg for k in node.keywords})
    ]
    assert own == []
