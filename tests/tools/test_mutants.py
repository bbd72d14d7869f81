"""`dev.py mutants` puts small faults into the code and counts those that the tests notice."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.mutants.choice import Choice, Readers, Record
from tools.mutants.equal import FILE, EqualMutants
from tools.mutants.mutant import Mutant, mutants_of, sample
from tools.mutants.table import RoomScore, table, weighted

ROOT = Path(__file__).resolve().parent.parent.parent


def changes(source: str) -> list[str]:
    """The lines that stand in place of others, one for each mutant of a module."""
    return [mutant.added for mutant in mutants_of("desktop/domain/letter/x.py", source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a < 3", ["a <= 3", "a < 4"]),
        ("x = a and b", ["x = a or b"]),
        ("x = not a", ["x = a"]),
        ("x = a is None", ["x = a is not None"]),
        ("x = True", ["x = False"]),
        ("x += y", ["x = y", "x -= y"]),
        ("if a:\n    f()", ["if (not (a)):", "pass"]),
        ("[a for a in b if c(a)]", ["[a for a in b if (not (c(a)))]"]),
        ("X = {A, B}", ["X = {B,}", "X = {A,}"]),
        ("X = f(a, b=c)", ["X = f(a, )"]),
        ("X = zip(a, b, strict=True)", ["X = zip(a, b, strict=False)"]),
        ('x = a.lstrip("ab")', ['x = a.rstrip("ab")', 'x = a.lstrip("a")']),
        ('x = a in "。！"', ['x = a not in "。！"', 'x = a in "。"']),
        ('X = "key"', ['X = "XXkeyXX"']),
        ('X = ("a", "b", "c")', ['X = ("a", "b",)']),
        ('X = {"a": "b", "c": "d"}', ['X = {"a": "b",}']),
        ('X = InList("a", 12)', ['X = InList("XXaXX", 12)']),
        ("match a:\n    case 1:\n        b\n    case _:\n        c", ["", "", "case 2:"]),
    ],
)
def test_each_operator_makes_its_mutants(source: str, expected: list[str]) -> None:
    assert changes(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        '"""Words about the module."""',
        "import a.b",
        "def f(a: int | None) -> list[int]: ...",
        "@dataclass(frozen=True)\nclass A: ...",
        "assert a < 3",
        'raise DeskError("读不了", "请重试")',
        'label = "办结"',
        'label = "、".join(names)',
        'label = {A: "办结"}[self]',
        'class A(StrEnum):\n    B = "b"',
        'class A:\n    b: str = ""',
        'place = InForm(42, "x")',
    ],
)
def test_types_imports_docstrings_and_wording_are_left_alone(source: str) -> None:
    assert changes(source) == []


@pytest.mark.parametrize(
    "source",
    [
        'x = a == "办结"',
        'x = "办结" in a',
        'x = a.startswith("办结")',
        'x = {"办结": 0}',
        're.compile("办结")',
    ],
)
def test_chinese_that_the_program_reads_is_mutated(source: str) -> None:
    assert any("XX办结XX" in added for added in changes(source))


def test_every_mutant_is_a_module_that_python_can_compile() -> None:
    source = (ROOT / "desktop/domain/case/moves.py").read_text(encoding="utf-8")
    mutants = mutants_of("desktop/domain/case/moves.py", source)
    assert len(mutants) > 50
    for mutant in mutants:
        changed = mutant.change.made(source)
        assert changed != source
        compile(changed, mutant.path, "exec", dont_inherit=True)


def test_a_sample_is_the_same_every_time_and_hardly_moves_when_code_is_added() -> None:
    source = "".join(f"a{n} = b{n} < {n}\n" for n in range(50))
    mutants = mutants_of("desktop/domain/x.py", source)
    first = {mutant.identity for mutant in sample(mutants, 20, seed=1)}
    assert len(first) == 20
    assert first == {mutant.identity for mutant in sample(mutants, 20, seed=1)}
    assert first != {mutant.identity for mutant in sample(mutants, 20, seed=2)}
    more = mutants_of("desktop/domain/x.py", "new = old < 7\n" + source)
    assert len(first & {mutant.identity for mutant in sample(more, 20, seed=1)}) >= 18


SOURCE = """LIMIT = 3

def is_long(a):
    return a > LIMIT

def other(a):
    return a
"""
OWN, LAYER, FAR = "tests/domain/letter/t.py::a", "tests/domain/t.py::b", "tests/services/t.py::c"


def chosen(mutant: Mutant, tmp_path: Path, *, seconds: float = 10.0) -> list[str]:
    lines = {"4": [0, 1, 2], "7": [3]}
    record = {
        "tests": [(FAR, 1.0), (OWN, 2.0), (LAYER, 4.0), (OWN + "2", 1.0), (OWN + "3", 1.0)],
        "lines": {"desktop/domain/letter/x.py": lines},
        "statements": {},
    }
    (tmp_path / "record.json").write_text(json.dumps(record), encoding="utf-8")
    readers = Readers({"desktop/domain/letter/x.py": SOURCE})
    return Choice(Record(tmp_path / "record.json"), readers, seconds).tests(mutant)[0]


def mutant_on(line: int) -> Mutant:
    return next(m for m in mutants_of("desktop/domain/letter/x.py", SOURCE) if m.line == line)


def test_tests_that_ran_the_line_are_chosen_with_those_of_its_room_first(tmp_path: Path) -> None:
    # OWN + "2" ran the module, not the line: it comes after the test of the room that did.
    assert chosen(mutant_on(4), tmp_path) == [OWN, OWN + "2", LAYER, FAR]


def test_a_constant_is_tried_by_the_tests_of_its_room_and_of_the_functions_that_read_it(
    tmp_path: Path,
) -> None:
    assert mutant_on(1).names == ("LIMIT",)
    # OWN + "3" runs no line of the module: it may look at the constant itself.
    assert chosen(mutant_on(1), tmp_path) == [OWN, OWN + "2", OWN + "3", LAYER, FAR]


def test_tests_beyond_the_seconds_are_left_out(tmp_path: Path) -> None:
    assert chosen(mutant_on(4), tmp_path, seconds=4.5) == [OWN, OWN + "2", FAR]


def test_a_layer_is_weighed_by_the_mutants_of_its_rooms() -> None:
    rooms = [
        RoomScore("domain/a", mutants=900, tried=10, killed=10, untested=0, lines=10, missed=0),
        RoomScore("domain/b", mutants=100, tried=10, killed=5, untested=2, lines=10, missed=5),
    ]
    assert weighted(rooms) == pytest.approx(0.95)
    lines = [line.split() for line in table(rooms).splitlines()]
    assert lines[2] == ["domain/b", "100", "10", "5", "5", "2", "50.0", "%", "50.0", "%"]
    assert lines[3] == ["=", "domain", "1,000", "20", "15", "5", "2", "95.0", "%", "75.0", "%"]


def test_every_equal_mutant_still_exists_and_says_why_it_is_equal() -> None:
    equal = EqualMutants(FILE.read_text(encoding="utf-8"))
    paths = sorted({entry["path"] for entry in equal.entries})
    mutants = [m for path in paths for m in mutants_of(path, (ROOT / path).read_text(encoding="utf-8"))]
    assert equal.stale(mutants) == []
    assert all(len(entry["reason"]) > 20 for entry in equal.entries)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A checkout with one module, a test of some of it, and this tool."""
    for folder in (
        "desktop/domain/room",
        "desktop/typesetting",
        "desktop/services",
        "tests/domain/room",
        "templates",
    ):
        (tmp_path / folder).mkdir(parents=True)
    for package in ("desktop", "desktop/domain", "desktop/domain/room"):
        (tmp_path / package / "__init__.py").touch()
    (tmp_path / "desktop/domain/room/sums.py").write_text(
        "CHOICE = frozenset({1, 2})\n\n\ndef chosen(a: int) -> bool:\n    return a in CHOICE\n\n\n"
        "def halved(a: int) -> int:\n    while a > 1:\n        a //= 2\n    return a\n\n\n"
        "def unknown(a: int) -> int:\n    return a + 1\n",
        encoding="utf-8",
    )
    (tmp_path / "tests/domain/room/test_sums.py").write_text(
        "from desktop.domain.room.sums import chosen, halved\n\n\n"
        "def test_choice():\n    assert chosen(1)\n\n\ndef test_broken():\n    assert chosen(5)\n\n\n"
        "def test_halved():\n    assert halved(6) == 1\n",
        encoding="utf-8",
    )
    (tmp_path / "pyproject.toml").write_text(
        '[tool.pytest.ini_options]\npythonpath = ["."]\naddopts = ["--import-mode=importlib"]\n'
        'filterwarnings = ["error"]\nqt_api = "pyside6"\n',
        encoding="utf-8",
    )
    shutil.copytree(ROOT / "tools" / "mutants", tmp_path / "tools" / "mutants")
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    return tmp_path


def test_a_run_tells_what_the_tests_notice_and_leaves_the_checkout_alone(project: Path) -> None:
    module = project / "desktop/domain/room/sums.py"
    before = module.read_bytes()
    command = [sys.executable, "-m", "tools.mutants", "--all", "--tests", "tests/domain", "--list-survivors"]
    done = subprocess.run(
        command, cwd=project, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": ""}, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    results = [json.loads(line) for line in (project / "out/mutants/last.jsonl").read_text().splitlines()]
    outcomes = {(result["removed"], result["added"]): result["outcome"] for result in results}
    # A constant is mutated too: without 1 the test fails, without 2 nobody notices.
    assert outcomes["CHOICE = frozenset({1, 2})", "CHOICE = frozenset({2,})"] == "killed"
    assert outcomes["CHOICE = frozenset({1, 2})", "CHOICE = frozenset({1,})"] == "survived"
    assert outcomes["while a > 1:", "while a >= 1:"] == "killed"
    # Never ends by itself.
    assert outcomes["a //= 2", "a = 2"] == "timeout"
    assert outcomes["return a + 1", "return a - 1"] == "untested"
    assert "  + CHOICE = frozenset({1,})" in done.stdout
    row = next(line.split() for line in done.stdout.splitlines() if line.startswith("domain/room"))
    killed = sum(outcome in {"killed", "timeout"} for outcome in outcomes.values())
    assert row[2:4] == [str(len(results)), str(killed)]
    assert module.read_bytes() == before
