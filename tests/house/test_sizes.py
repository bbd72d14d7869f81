"""The house stays readable: small files, small functions, small classes, names that say what is inside."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCES = sorted((ROOT / "desktop").rglob("*.py"))
BANNED_NAMES = {"utils", "util", "helpers", "helper", "misc", "common", "base", "manager", "widgets"}
# Words that tell of two-way binding and of work done on the wrong thread.
BANNED_CODE = re.compile(r"\.blockSignals\(|\.processEvents\(")
BROAD = {"Exception", "BaseException"}
LAST_RESORT = "last_resort"


def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def length(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def swallows_everything(handler: ast.ExceptHandler) -> bool:
    """True for a broad handler that does not pass the error on; one that only cleans up and raises again is fine."""
    named = (
        {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)} if handler.type else BROAD
    )
    last = handler.body[-1]
    return bool(named & BROAD) and not (isinstance(last, ast.Raise) and last.exc is None)


def share_below(limit: int, sizes: list[int]) -> float:
    return sum(size < limit for size in sizes) / len(sizes)


def test_nineteen_files_of_twenty_stay_below_200_lines() -> None:
    sizes = {
        str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines()) for file in SOURCES
    }
    largest = sorted(sizes.items(), key=lambda item: -item[1])[:8]
    assert share_below(200, list(sizes.values())) >= 0.95, largest
    assert largest[0][1] < 400, largest


def test_nineteen_functions_of_twenty_stay_below_25_lines() -> None:
    sizes = {
        f"{file.relative_to(ROOT)}:{node.lineno} {node.name}": length(node)
        for file in SOURCES
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.FunctionDef)
    }
    largest = sorted(sizes.items(), key=lambda item: -item[1])[:8]
    assert share_below(25, list(sizes.values())) >= 0.95, largest
    assert largest[0][1] < 60, largest


def test_no_class_has_twenty_methods() -> None:
    crowded = {
        f"{file.relative_to(ROOT)}:{node.name}": count
        for file in SOURCES
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.ClassDef)
        and (count := sum(isinstance(item, ast.FunctionDef) for item in node.body)) >= 20
    }
    assert crowded == {}


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_file_is_named_for_what_it_holds_and_hides_no_error(file: Path) -> None:
    assert not BANNED_NAMES & {*file.relative_to(ROOT).parts[:-1], file.stem}
    assert BANNED_CODE.findall(file.read_text(encoding="utf-8")) == []
    if LAST_RESORT not in file.stem:
        handlers = [node for node in ast.walk(parsed(file)) if isinstance(node, ast.ExceptHandler)]
        assert [handler.lineno for handler in handlers if swallows_everything(handler)] == []


@pytest.mark.parametrize(
    "file", [file for file in SOURCES if file.name == "__init__.py"], ids=lambda file: file.parent.name
)
def test_a_package_file_holds_at_most_one_docstring(file: Path) -> None:
    assert all(isinstance(node, ast.Expr) for node in parsed(file).body)
    assert len(parsed(file).body) <= 1
