"""What only one place may import, where import-linter sees whole outside packages only; and tests lie as the code lies."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OWNERS = {
    "PySide6.QtWidgets": ("desktop/ui/",),
    "tomllib": ("desktop/documents/templates/toml_template.py",),
}


def imported(file: Path) -> set[str]:
    """The modules a file imports, wherever the import stands; `from a import b` counts as `a` and `a.b`."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {item.name for item in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{item.name}" for item in node.names)}
    return names


@pytest.mark.parametrize("module", sorted(OWNERS))
def test_only_its_owners_import_a_module(module: str) -> None:
    users = [
        file.relative_to(ROOT).as_posix()
        for file in sorted((ROOT / "desktop").rglob("*.py"))
        if module in imported(file)
    ]
    assert [user for user in users if not user.startswith(OWNERS[module])] == []
    assert [owner for owner in OWNERS[module] if not any(user.startswith(owner) for user in users)] == []


@pytest.mark.parametrize("layer", ["domain", "typesetting", "store", "documents", "services", "ui"])
def test_every_folder_of_tests_is_a_folder_of_the_package(layer: str) -> None:
    folders = {file.parent.relative_to(ROOT / "tests") for file in (ROOT / "tests" / layer).rglob("*.py")}
    assert sorted(folder.as_posix() for folder in folders if not (ROOT / "desktop" / folder).is_dir()) == []
