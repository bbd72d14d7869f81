"""The house stays readable: modules one can read at a sitting, small functions and classes, names that say what is inside.

`python3 dev.py house` prints the same counts; tests/tools/test_house.py shows that they count what they should.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.house import figures
from tools.house.code import read_package
from tools.house.figures import KINDS, LONG_FUNCTION, LONG_MODULE

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = read_package(ROOT)
PATHS = [module.path for module in PACKAGE.modules]
BANNED_NAMES = {"utils", "util", "helpers", "helper", "misc", "common", "base", "manager", "widgets"}
# Words that tell of two-way binding and of work done on the wrong thread.
BANNED_CODE = re.compile(r"\.blockSignals\(|\.processEvents\(")
LAST_RESORT = "last_resort"


def above(limit: int, sizes: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Those larger than `limit`, the largest first."""
    return sorted((item for item in sizes if item[0] > limit), reverse=True)


def test_no_module_is_longer_than_500_lines() -> None:
    assert above(LONG_MODULE, figures.module_sizes(PACKAGE)) == []


def test_nineteen_functions_of_twenty_stay_below_25_lines() -> None:
    sizes = figures.function_sizes(PACKAGE)
    assert len(above(LONG_FUNCTION - 1, sizes)) <= 0.05 * len(sizes), above(40, sizes)
    assert above(59, sizes) == []


def test_no_class_has_twenty_methods() -> None:
    assert above(19, figures.class_sizes(PACKAGE)) == []


def test_no_modules_import_each_other_in_a_ring() -> None:
    assert KINDS["cycles"](PACKAGE) == []
    assert KINDS["cycles-with-types"](PACKAGE) == []


@pytest.mark.parametrize("path", PATHS)
def test_a_module_is_named_for_what_it_holds(path: str) -> None:
    *folders, file = Path(path).parts
    assert not BANNED_NAMES & {*folders, Path(file).stem}


@pytest.mark.parametrize("path", PATHS)
def test_a_module_neither_silences_signals_nor_pumps_events(path: str) -> None:
    assert BANNED_CODE.findall((ROOT / path).read_text(encoding="utf-8")) == []


def test_only_the_last_resort_catches_every_error() -> None:
    assert [place for place in KINDS["broad-excepts"](PACKAGE) if LAST_RESORT not in place] == []


def test_a_package_file_holds_at_most_one_docstring() -> None:
    files = [module for module in PACKAGE.modules if module.is_package_file]
    assert [module.path for module in files if not module.is_empty_package_file] == []
