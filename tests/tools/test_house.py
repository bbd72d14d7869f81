"""`dev.py house` counts small packages correctly."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from tools.house import contracts
from tools.house.__main__ import compared, main, table
from tools.house.code import Package, cycles, floors, read_package
from tools.house.figures import (
    KINDS,
    class_sizes,
    complexities,
    folder_sizes,
    function_sizes,
    measure,
    one_importer,
    one_importer_beside,
    percentile,
)

ROOT = Path(__file__).resolve().parent.parent.parent


def package(root: Path, **modules: str) -> Package:
    """A package `desktop` below `root`; `store__file` stands for store/file.py, an empty text for an empty file."""
    for name, text in modules.items():
        file = root / "desktop" / f"{name.replace('__', '/')}.py"
        if name.endswith("_init"):
            file = root / "desktop" / name.removesuffix("_init").replace("__", "/") / "__init__.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text), encoding="utf-8")
    return read_package(root)


@pytest.fixture
def tree(tmp_path: Path) -> Package:
    """Two rooms: `case` is used by `store.cases` alone, `status` by two, `rows` by its neighbour alone, `cases` by none."""
    return package(
        tmp_path,
        domain_init="",
        store_init='"""The only SQL."""\n',
        domain__case="class Case:\n    def late(self):\n        return True\n\n    def early(self):\n        return False\n",
        domain__status="OPEN = 1\n",
        store__rows="from desktop.domain.status import OPEN\n\n\ndef row():\n    return OPEN\n",
        store__cases="""\
            from desktop.domain import status
            from desktop.domain.case import Case
            from desktop.store.rows import row


            def read():
                if row():
                    return Case(status)
                return None
            """,
    )


def test_every_file_is_a_module_and_an_empty_package_file_is_told_apart(tree: Package) -> None:
    figures = measure(tree).figures
    assert figures["modules, every .py file"] == 6
    assert figures["modules, without empty __init__.py"] == 4
    assert figures["lines"] == 1 + 6 + 1 + 5 + 9
    assert figures["module lines, largest"] == 9
    assert figures["modules per 1,000 lines, without empty __init__.py"] == pytest.approx(4000 / 22, abs=0.05)


def test_an_importer_is_counted_once_per_module(tree: Package) -> None:
    assert {name: len(users) for name, users in tree.importers.items() if users} == {
        "desktop.domain.case": 1,
        "desktop.domain.status": 2,
        "desktop.store.rows": 1,
    }
    pairs = [(module.path, user.path) for module, user in one_importer(tree)]
    assert pairs == [
        ("desktop/domain/case.py", "desktop/store/cases.py"),
        ("desktop/store/rows.py", "desktop/store/cases.py"),
    ]
    assert [module.name for module, _ in one_importer_beside(tree)] == ["desktop.store.rows"]
    assert KINDS["no-importer"](tree) == ["desktop/store/cases.py"]


def test_relative_imports_and_imports_inside_functions_count(tmp_path: Path) -> None:
    built = package(
        tmp_path,
        store__rows="",
        store__cases="from .rows import row\nfrom ..domain import case\n",
        domain__case="def late():\n    import desktop.store.rows\n",
    )
    assert built.imports["desktop.store.cases"] == {"desktop.store.rows", "desktop.domain.case"}
    assert built.imports["desktop.domain.case"] == {"desktop.store.rows"}


def test_functions_classes_and_folders_have_sizes(tree: Package) -> None:
    assert sorted(function_sizes(tree)) == [
        (2, "desktop/domain/case.py:2 Case.late"),
        (2, "desktop/domain/case.py:5 Case.early"),
        (2, "desktop/store/rows.py:4 row"),
        (4, "desktop/store/cases.py:6 read"),
    ]
    assert class_sizes(tree) == [(2, "desktop/domain/case.py:1 Case")]
    assert sorted(folder_sizes(tree)) == [(2, "desktop/domain"), (2, "desktop/store")]


def test_complexity_counts_branches_loops_handlers_and_cases(tmp_path: Path) -> None:
    built = package(
        tmp_path,
        ways="""\
            def straight(): return [x for x in (1, 2) if x and x]

            def branching(x):
                if x: return 1
                elif x is None: return 2
                for y in x:
                    while y: pass
                try: pass
                except ValueError: pass
                except OSError: pass

            def choosing(x):
                match x:
                    case 1: return 1
                    case 2: return 2
                    case _: return 3
            """,
    )
    assert {name.split()[1]: size for size, name in complexities(built)} == {
        "straight": 1,
        "branching": 7,
        "choosing": 3,
    }


@pytest.mark.parametrize(
    ("share", "sizes", "expected"),
    [(0.95, range(1, 101), 95), (0.95, range(1, 11), 10), (0.5, [3], 3), (0.95, [], 0), (0, [2, 1], 1)],
)
def test_a_percentile_is_one_of_the_sizes(share: float, sizes: list[int], expected: int) -> None:
    assert percentile(share, list(sizes)) == expected


def test_cycles_are_groups_that_reach_each_other() -> None:
    graph: dict[str, set[str]] = {"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set(), "e": {"e"}}
    assert cycles(graph) == [["b", "c"]]
    assert floors(graph, {"a", "b", "c", "d"}) == 3
    assert floors(graph, {"a", "d"}) == 1


def test_cycles_of_type_hint_imports_are_counted_separately(tmp_path: Path) -> None:
    built = package(
        tmp_path,
        a="from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from desktop.b import B\n",
        b="from desktop import a\nclass B: pass\n",
    )
    assert KINDS["cycles"](built) == []
    assert KINDS["cycles-with-types"](built) == ["desktop.a desktop.b"]


FORWARDS = """\
    def plain(store, key): return store_rows.read(store, key)
    def renamed(store, key):
        '''Read a row.'''
        return store_rows.read(key=key, store=store)
    def everything(*words, **options): print(*words, **options)
    def through_a_parameter(store, key): return store.read(key)
    class Shelf:
        def clear(self): self._pictures.clear()
        @staticmethod
        def read(key): return store_rows.read(key)
        async def wait(self, key): await self.loop.wait(key)
"""
NOT_FORWARDS = """\
    class Shelf(Base):
        def __len__(self): return len(self._rows)
        def sizeHint(self): return self._inner.size_hint()
        def rows_of(self, key): return self._rows.of(key)
        @property
        def first(self): return self._first()
        def two(self): self.a(); self.b()
    class Base:
        def rows_of(self, key): raise NotImplementedError
    def with_a_constant(key): return read(key, 1)
    def with_a_part(case): return read(case.term)
    def changed(key): return read(key + 1)
    def dropping(key, _other): return read(key)
    def computed(key): return reader()(key)
    def builds(key): return Case(key)
    def changes(case, term): return replace(case, term=term)
    def not_a_call(key): return key
"""


def test_a_forward_only_passes_its_own_parameters_on(tmp_path: Path) -> None:
    built = package(tmp_path, forwards=FORWARDS, others=NOT_FORWARDS)
    assert [line.split(" ", 1)[1] for line in KINDS["forwards"](built)] == [
        "plain -> store_rows.read",
        "renamed -> store_rows.read",
        "everything -> print",
        "through_a_parameter -> store.read",
        "Shelf.clear -> self._pictures.clear",
        "Shelf.read -> store_rows.read",
        "Shelf.wait -> self.loop.wait",
    ]


def test_one_call_also_counts_attributes_of_parameters_and_dropped_parameters(tmp_path: Path) -> None:
    built = package(tmp_path, others=NOT_FORWARDS)
    assert [line.split()[1] for line in KINDS["one-call"](built)] == ["with_a_part", "dropping"]


def test_a_re_export_is_a_name_not_defined_in_its_module(tmp_path: Path) -> None:
    built = package(
        tmp_path,
        domain__case="class Case: ...\nclass Ask: ...\nclass Opinion: ...\nclass Promise: ...\nLATE = 1\n",
        services__listed="from desktop.domain.case import Case\n__all__ = ['Case']\n",
        services__itself="from desktop.domain.case import Ask as Ask\n",
        services__alias="from desktop.domain import case\nfrom desktop.domain.case import Opinion\nLate = case.LATE\nO = Opinion\n",
        services__used="from desktop.domain.case import Promise\ndef promise(): return Promise()\n",
        ui__page="from desktop.services.used import Promise\ndef page(): return Promise()\n",
        ui_init="def build(): ...\n",
    )
    assert KINDS["re-exports"](built) == [
        "desktop/services/alias.py Late (second name of case.LATE)",
        "desktop/services/alias.py O (second name of Opinion)",
        "desktop/services/itself.py Ask (imported as itself)",
        "desktop/services/itself.py Ask (imported, not used)",
        "desktop/services/listed.py Case (in __all__)",
        "desktop/services/used.py Promise (taken from here by desktop/ui/page.py)",
        "desktop/ui/__init__.py (code in a package file)",
    ]


def test_a_broad_handler_that_raises_again_is_fine(tmp_path: Path) -> None:
    built = package(
        tmp_path,
        faults="""\
            def f():
                try: pass
                except ValueError: pass
                try: pass
                except Exception: pass
                try: pass
                except (OSError, BaseException):
                    raise
                try: pass
                except: pass
            """,
    )
    assert KINDS["broad-excepts"](built) == ["desktop/faults.py:5", "desktop/faults.py:10"]


def test_layers_inside_services_are_read_from_the_contracts(tmp_path: Path) -> None:
    (tmp_path / ".importlinter").write_text(
        "[importlinter]\nroot_package = desktop\n"
        "[importlinter:contract:all]\ntype = layers\ncontainers = desktop\nlayers =\n    ui\n    domain\n"
        "[importlinter:contract:rooms]\ntype = layers\ncontainers = desktop.services\n"
        "layers =\n    paper | memory\n    cases\n    office\n",
        encoding="utf-8",
    )
    tool = tmp_path / ".venv" / "bin" / "lint-imports"
    tool.parent.mkdir(parents=True)
    tool.write_text("#!/bin/sh\necho 'Contracts: 1 kept, 1 broken.'\nexit 1\n", encoding="utf-8")
    tool.chmod(0o755)
    assert contracts.measure(tmp_path) == {
        "import contracts": 2,
        "    kept": 1,
        "    broken": 1,
        "layers inside services that a contract holds": 3,
    }


def test_the_table_fits_100_columns_and_shows_every_figure(tree: Package) -> None:
    house = measure(tree)
    lines = table(house).splitlines()
    assert max(map(len, lines)) <= 100
    assert all(any(line.startswith(label) for line in lines) for label in house.figures)


def test_before_and_after_are_shown_side_by_side() -> None:
    lines = compared({"lines": 1200, "gone": 1}, {"lines": 900, "new": None}).splitlines()
    assert [line.split() for line in lines] == [
        ["before", "now"],
        ["lines", "1,200", "900"],
        ["new", "not", "measured"],
        ["gone", "1"],
    ]


@pytest.mark.usefixtures("tree")
def test_the_json_of_one_checkout_can_be_compared_with_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(tmp_path), "--json"]) == 0
    written = capsys.readouterr().out
    assert set(json.loads(written)["lists"]) == set(KINDS)
    (tmp_path / "before.json").write_text(written, encoding="utf-8")
    assert main(["--root", str(tmp_path), "--against", str(tmp_path / "before.json")]) == 0
    row = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("lines"))
    assert row.split() == ["lines", "22", "22"]


def test_a_folder_without_the_package_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tmp_path)]) == 2
    assert "No Python files" in capsys.readouterr().err


def test_the_command_runs_without_the_environment() -> None:
    done = subprocess.run(
        [sys.executable, "-S", ROOT / "dev.py", "house", "--list", "cycles"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")
