"""What CONTRIBUTING tells an engineer to type or open is there."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

import dev

ROOT = Path(dev.__file__).resolve().parent
TEXT = (ROOT / "docs" / "CONTRIBUTING.md").read_text(encoding="utf-8")
VERBS = sorted(set(re.findall(r"python3 dev\.py ([a-z-]+)", TEXT)))
# A path from the root; those with a part to be filled in (NAME, version_N, …) are no match.
PATHS = sorted(
    set(re.findall(r"(?<![\w/])((?:desktop|tests|tools|templates|resources)/[a-z_./]+)(?![\w…])", TEXT))
)
IMPORTS = sorted(set(re.findall(r"^from desktop\S* import \w+", TEXT, re.MULTILINE)))


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_of_dev_py_exists(verb: str) -> None:
    assert verb in dev.VERBS


@pytest.mark.parametrize("path", PATHS)
def test_a_path_exists(path: str) -> None:
    assert (ROOT / path.rstrip(".")).exists()


@pytest.mark.parametrize("line", IMPORTS)
def test_an_import_works(line: str) -> None:
    (node,) = ast.parse(line).body
    assert isinstance(node, ast.ImportFrom)
    assert hasattr(import_module(node.module or ""), node.names[0].name)


def test_the_page_was_found_and_has_all_three() -> None:
    assert min(map(len, (VERBS, PATHS, IMPORTS))) >= 3
