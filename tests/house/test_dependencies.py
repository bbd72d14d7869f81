"""docs/DEPENDENCIES.md says what each library does; pyproject.toml and the imports of the package agree with it."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "DEPENDENCIES.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| ([\w-]+) \| (.+) \|$", re.MULTILINE)


def rows(part: str) -> dict[str, list[str]]:
    """The table under that heading: package -> its other cells."""
    text = PAGE.split(f"## {part}\n")[1].split("\n## ")[0]
    return {name: cells.split(" | ") for name, cells in ROW.findall(text) if name != "package"}


IN_PROGRAM, FOR_DEVELOPERS = rows("In the program"), rows("For developers")


def names(requirements: list[object]) -> set[str]:
    """Package names of a list in pyproject.toml, without versions and markers; included groups are left out."""
    return {re.split(r"[<>=!~;\[ ]", text)[0] for text in requirements if isinstance(text, str)}


def outside_imports() -> dict[str, list[str]]:
    """Each outside package that `desktop` imports, at any depth of the code -> the files that do, relative to `desktop`."""
    found: dict[str, list[str]] = {}
    for file in sorted((ROOT / "desktop").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            modules = [item.name for item in node.names] if isinstance(node, ast.Import) else []
            modules += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            for package in (
                {module.split(".")[0] for module in modules} - sys.stdlib_module_names - {"desktop"}
            ):
                found.setdefault(package, []).append(file.relative_to(ROOT / "desktop").as_posix())
    return found


IMPORTS = outside_imports()


def test_the_tables_name_what_is_declared() -> None:
    groups = PROJECT["dependency-groups"]
    assert set(IN_PROGRAM) == names(PROJECT["project"]["dependencies"])
    assert set(FOR_DEVELOPERS) == names(groups["dev"]) | names(groups["checkout"])


def test_what_they_bring_along_is_named() -> None:
    locked = re.findall(
        r"^([\w-]+)==", (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8"), re.MULTILINE
    )
    along = PAGE.split("They bring along, unchanged:")[1].split("\n\n")[0]
    declared = {name.lower().replace("_", "-") for name in (*IN_PROGRAM, "flit_core")}
    assert set(re.findall(r"`([\w-]+)`", along)) == set(locked) - declared


def test_the_package_imports_nothing_else() -> None:
    assert {cells[0].strip("`") for cells in IN_PROGRAM.values()} == set(IMPORTS)


@pytest.mark.parametrize("package", sorted(IN_PROGRAM))
def test_a_library_is_imported_where_the_table_says_and_nowhere_else(package: str) -> None:
    module, where, *_ = IN_PROGRAM[package]
    places = tuple(place.strip("`") for place in where.split(", "))
    users = IMPORTS.get(module.strip("`"), [])
    assert [user for user in users if not user.startswith(places)] == []
    assert [place for place in places if not any(user.startswith(place) for user in users)] == []


@pytest.mark.parametrize(
    "cells", [*IN_PROGRAM.values(), *FOR_DEVELOPERS.values()], ids=lambda cells: cells[-2][:40]
)
def test_a_row_says_what_the_library_does_and_its_licence(cells: list[str]) -> None:
    assert all(cell.strip() for cell in cells)
    assert re.search(r"MIT|BSD|Apache|GPL|MPL", cells[-1])
