"""The figures of a package: sizes, importers, folders, and the lists of members behind them."""

from __future__ import annotations

import ast
import math
import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tools.house import smells
from tools.house.code import FunctionNode, Module, Package, cycles, floors

Figure: TypeAlias = int | float | str | None
FULL_FOLDER = 20
LONG_MODULE = 500
LONG_FUNCTION = 25
COMPLEX_FUNCTION = 10
CROWDED_CLASS = 20
_FORKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, FunctionNode)


@dataclass(frozen=True)
class House:
    """Figures by their label, in the order of the table, and lists of members by kind."""

    figures: dict[str, Figure]
    lists: dict[str, list[str]]


def measure(package: Package) -> House:
    """Count `package`. Lists of sizes read "number name", the largest first."""
    lists = {kind: find(package) for kind, find in KINDS.items()}
    figures = _modules(package) | _functions(package) | _imports(package, lists) | _smells(lists)
    return House(figures, lists)


def percentile(share: float, sizes: Sequence[int]) -> int:
    """The smallest of `sizes` that at least `share` (0 to 1) of them do not exceed; 0 without sizes."""
    return sorted(sizes)[max(0, math.ceil(share * len(sizes)) - 1)] if sizes else 0


def complexity(function: FunctionNode) -> int:
    """Cyclomatic complexity as ruff's C901 counts it: one, plus one for each branch, loop, handler and case.

    Nested functions count with the one that holds them; `x if y else z`, `and` and comprehensions do not count.
    """
    inside = list(ast.walk(function))[1:]
    cases = [case for node in inside if isinstance(node, ast.Match) for case in node.cases]
    others = sum(isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None for case in cases)
    elses = sum(isinstance(node, ast.Try) and bool(node.orelse) for node in inside)
    return 1 + len(cases) - others + elses + sum(isinstance(node, _FORKS) for node in inside)


def module_sizes(package: Package) -> list[tuple[int, str]]:
    return [(module.lines, module.path) for module in filled(package)]


def function_sizes(package: Package) -> list[tuple[int, str]]:
    """(lines from `def` to the end, `path:line name`) of every function and method; decorators do not count."""
    return _of_functions(package, lambda node: (node.end_lineno or node.lineno) - node.lineno + 1)


def complexities(package: Package) -> list[tuple[int, str]]:
    return _of_functions(package, complexity)


def class_sizes(package: Package) -> list[tuple[int, str]]:
    """(methods, `path:line name`) of every class."""
    return [
        (sum(isinstance(item, FunctionNode) for item in node.body), _at(module, node))
        for module in package.modules
        for node in module.classes
    ]


def folder_sizes(package: Package) -> list[tuple[int, str]]:
    """(.py files directly in it, __init__.py not counted, path) of every folder."""
    files = Counter(module.folder for module in package.modules if not module.is_package_file)
    return [(files[folder], folder) for folder in {module.folder for module in package.modules}]


def filled(package: Package) -> list[Module]:
    """Every module but the __init__.py files without code."""
    return [module for module in package.modules if not module.is_empty_package_file]


def one_importer(package: Package) -> list[tuple[Module, Module]]:
    """Modules that exactly one other module imports, each with that one."""
    return [
        (package.by_name[name], package.by_name[next(iter(importers))])
        for name, importers in package.importers.items()
        if len(importers) == 1
    ]


def one_importer_beside(package: Package) -> list[tuple[Module, Module]]:
    """Those of `one_importer` whose importer is in the same folder."""
    return [(module, user) for module, user in one_importer(package) if module.folder == user.folder]


KINDS: dict[str, Callable[[Package], list[str]]] = {
    "modules": lambda package: _ranked(module_sizes(package)),
    "functions": lambda package: _ranked(function_sizes(package), LONG_FUNCTION),
    "complexity": lambda package: _ranked(complexities(package), COMPLEX_FUNCTION + 1),
    "classes": lambda package: _ranked(class_sizes(package), CROWDED_CLASS - 5),
    "folders": lambda package: _ranked(folder_sizes(package)),
    "one-importer": lambda package: _pairs(one_importer(package)),
    "one-importer-beside": lambda package: _pairs(one_importer_beside(package)),
    "no-importer": lambda package: [
        module.path for module in filled(package) if not package.importers[module.name]
    ],
    "cycles": lambda package: [" ".join(group) for group in cycles(package.running_imports)],
    "cycles-with-types": lambda package: [" ".join(group) for group in cycles(package.imports)],
    "forwards": smells.forwards,
    "one-call": smells.one_call,
    "re-exports": smells.re_exports,
    "broad-excepts": smells.broad_excepts,
}


def _of_functions(package: Package, measure_one: Callable[[FunctionNode], int]) -> list[tuple[int, str]]:
    return [
        (measure_one(node), f"{module.path}:{node.lineno} {name}")
        for module in package.modules
        for name, node, _ in module.functions
    ]


def _at(module: Module, node: ast.ClassDef) -> str:
    return f"{module.path}:{node.lineno} {node.name}"


def _ranked(sizes: list[tuple[int, str]], least: int = 0) -> list[str]:
    kept = [(size, name) for size, name in sizes if size >= least]
    return [f"{size:>4} {name}" for size, name in sorted(kept, key=lambda item: (-item[0], item[1]))]


def _pairs(pairs: list[tuple[Module, Module]]) -> list[str]:
    return [f"{module.path} <- {user.path}" for module, user in pairs]


def _modules(package: Package) -> dict[str, Figure]:
    modules = filled(package)
    sizes = [module.lines for module in modules]
    total = sum(module.lines for module in package.modules)
    folders = [size for size, _ in folder_sizes(package)]
    return {
        "modules, every .py file": len(package.modules),
        "modules, without empty __init__.py": len(modules),
        "lines": total,
        "modules per 1,000 lines, without empty __init__.py": round(1000 * len(modules) / max(total, 1), 1),
        "module lines, median (without empty __init__.py)": round(statistics.median(sizes or [0])),
        "module lines, p95": percentile(0.95, sizes),
        "module lines, largest": max(sizes, default=0),
        f"modules over {LONG_MODULE} lines": sum(size > LONG_MODULE for size in sizes),
        "folders": len(folders),
        "files in the fullest folder (without __init__.py)": max(folders, default=0),
        f"folders over {FULL_FOLDER} files": sum(size > FULL_FOLDER for size in folders),
    }


def _functions(package: Package) -> dict[str, Figure]:
    sizes = [size for size, _ in function_sizes(package)]
    short = sum(size < LONG_FUNCTION for size in sizes)
    return {
        "functions and methods": len(sizes),
        "function lines, median": round(statistics.median(sizes or [0])),
        "function lines, p95": percentile(0.95, sizes),
        "function lines, longest": max(sizes, default=0),
        f"functions under {LONG_FUNCTION} lines, %": round(100 * short / max(len(sizes), 1), 1),
        "highest complexity (as ruff's C901)": max((size for size, _ in complexities(package)), default=0),
        "classes": len(class_sizes(package)),
        "most methods in a class": max((size for size, _ in class_sizes(package)), default=0),
    }


def _imports(package: Package, lists: dict[str, list[str]]) -> dict[str, Figure]:
    verbs = {name for name in package.by_name if name.startswith(f"{package.name}.services")}
    return {
        "modules with exactly one importer": len(lists["one-importer"]),
        "    of these in the importer's folder": len(lists["one-importer-beside"]),
        "modules without importer": len(lists["no-importer"]),
        "import cycles": len(lists["cycles"]),
        "import cycles, imports for type hints counted": len(lists["cycles-with-types"]),
        "longest chain of imports inside services": floors(package.imports, verbs),
    }


def _smells(lists: dict[str, list[str]]) -> dict[str, Figure]:
    return {
        "forwards: functions that only pass their parameters on": len(lists["forwards"]),
        "    one call on parameters or parts of them (wider)": len(lists["one-call"]),
        "re-exports": len(lists["re-exports"]),
        "broad excepts": len(lists["broad-excepts"]),
    }
