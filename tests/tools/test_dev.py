"""dev.py runs before anything is installed, so it may use only the standard library."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import dev

ROOT = Path(dev.__file__).resolve().parent
BEFORE_SETUP = ("dev.py", "tools/machine.py", "tools/environment.py")


def imported(file: Path) -> set[str]:
    """The top-level packages that a file imports anywhere."""
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    named = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.split(".")[0] for name in plain | named}


@pytest.mark.parametrize("name", BEFORE_SETUP)
def test_modules_that_run_before_setup_import_only_the_standard_library(name: str) -> None:
    assert imported(ROOT / name) - set(sys.stdlib_module_names) <= {"tools"}


def test_without_a_verb_every_verb_is_explained() -> None:
    done = subprocess.run([sys.executable, ROOT / "dev.py"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert all(f"dev.py {verb}" in done.stdout for verb in dev.VERBS)


def test_ci_runs_the_tests_and_every_check() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "dev.py test" in script
    assert "dev.py check" in script
    assert "CHENGBAN_MUST_RENDER" in script
