"""The window never waits for the store but at these places: everywhere else it asks, goes on, and takes the answer by a signal."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WAITS = {
    "desktop/ui/desk/writing/reply_session.py flush": "the window closes, or the last resort saves the draft",
}
STARTS = {
    "desktop/ui/store_worker.py result": "the workplace's constant parts; opened before the window is",
    "desktop/ui/store_worker.py wait": "the window closes when all that was asked for is written",
}


def calls(tree: ast.Module, name: str) -> list[str]:
    """The functions in which a method of that name is called."""
    return [
        function.name
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name
    ]


def test_the_window_waits_for_an_answer_only_at_its_end() -> None:
    found = {
        f"{file.relative_to(ROOT)} {function}"
        for file in (ROOT / "desktop" / "ui").rglob("*.py")
        for function in calls(ast.parse(file.read_text(encoding="utf-8")), "wait_for")
    }
    assert found == WAITS.keys()


def test_no_page_waits_for_a_thread_by_itself() -> None:
    """`Future.result`, `join`, `acquire` and the like belong to the store worker and to what ends a thread."""
    waits = {"result", "join", "acquire", "wait"}
    found = {
        f"{file.relative_to(ROOT)} {name}"
        for file in (ROOT / "desktop" / "ui").rglob("*.py")
        for name in waits
        if _calls_without_text(ast.parse(file.read_text(encoding="utf-8")), name)
    }
    assert found == STARTS.keys()


def test_no_page_sleeps_or_turns_the_event_loop_by_itself() -> None:
    """What the watch over the journeys cannot see, because it counts processor time: a page that stands still without working."""
    standing = {
        "sleep",
        "msleep",
        "usleep",
        "processEvents",
        "waitForFinished",
        "waitForReadyRead",
        "waitForStarted",
    }
    found = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in (ROOT / "desktop" / "ui").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Attribute) and node.attr in standing)
        or (isinstance(node, ast.Name) and node.id in standing)
    ]
    assert found == []


def _calls_without_text(tree: ast.Module, name: str) -> bool:
    """True if a method of that name is called on something other than a literal: `",".join(words)` waits for nothing."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == name
        and not isinstance(node.func.value, ast.Constant | ast.JoinedStr)
        for node in ast.walk(tree)
    )
