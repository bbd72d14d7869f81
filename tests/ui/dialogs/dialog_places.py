"""Where the program makes a dialog, read from its source, so that none can be forgotten."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

UI = Path(__file__).resolve().parents[3] / "desktop" / "ui"


def dialog_places() -> frozenset[str]:
    """`module:Class.function` for each function in desktop/ui that makes a dialog of the program's own; Qt's are not ours."""
    return frozenset(f"{_module(file)}:{place}" for file, tree in _sources() for place in _within(tree, ()))


@cache
def _sources() -> tuple[tuple[Path, ast.Module], ...]:
    return tuple((file, ast.parse(file.read_text(encoding="utf-8"))) for file in sorted(UI.rglob("*.py")))


def _module(file: Path) -> str:
    return ".".join(file.relative_to(UI).with_suffix("").parts)


@cache
def _dialogs() -> frozenset[str]:
    """The names of all classes that are dialogs, however far from QDialog."""
    classes = [node for _, tree in _sources() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    known = {"QDialog"}
    while more := {one.name for one in classes if known & {ast.unparse(base) for base in one.bases}} - known:
        known |= more
    return frozenset(known - {"QDialog"})


def _within(node: ast.AST, names: tuple[str, ...]) -> Iterator[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _dialogs():
        yield ".".join(names)
    inner = (*names, node.name) if isinstance(node, (ast.ClassDef, ast.FunctionDef)) else names
    for child in ast.iter_child_nodes(node):
        yield from _within(child, inner)
