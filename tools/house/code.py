"""The modules of a Python package, parsed, and which of them imports which. Standard library only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

FunctionNode: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One .py file: its dotted name, its path from the checkout's root, its number of lines and its syntax tree."""

    name: str
    path: str
    lines: int
    tree: ast.Module

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]

    @property
    def is_package_file(self) -> bool:
        return self.path.endswith("__init__.py")

    @property
    def is_empty_package_file(self) -> bool:
        """True for an __init__.py that holds nothing or only a docstring."""
        return self.is_package_file and not without_docstring(self.tree.body)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        return tuple(ast.walk(self.tree))

    @cached_property
    def functions(self) -> tuple[tuple[str, FunctionNode, ast.AST], ...]:
        """Every function and method: its dotted name inside the module, and the node that holds it."""
        return tuple(_functions(self.tree, ""))

    @cached_property
    def classes(self) -> tuple[ast.ClassDef, ...]:
        return tuple(node for node in self.nodes if isinstance(node, ast.ClassDef))


@dataclass(frozen=True)
class Package:
    """All modules of one package, sorted by path."""

    name: str
    modules: tuple[Module, ...]

    @cached_property
    def by_name(self) -> dict[str, Module]:
        return {module.name: module for module in self.modules}

    @cached_property
    def imports(self) -> dict[str, set[str]]:
        """For each module the other modules of the package that it imports, at any depth of its code.

        Imports inside functions and under TYPE_CHECKING count; a module that names only a sub-module does not
        import the packages around it.
        """
        return {
            module.name: {source for source, _, _ in self.imported_names(module)} - {module.name}
            for module in self.modules
        }

    @cached_property
    def running_imports(self) -> dict[str, set[str]]:
        """The same without imports under TYPE_CHECKING: what can fail when the program starts."""
        return {
            module.name: {source for source, _, _ in self.imported_names(module, for_types=False)}
            - {module.name}
            for module in self.modules
        }

    @cached_property
    def importers(self) -> dict[str, set[str]]:
        """For each module those that import it."""
        found: dict[str, set[str]] = {module.name: set() for module in self.modules}
        for importer, targets in self.imports.items():
            for target in targets:
                found[target].add(importer)
        return found

    def imported_names(self, module: Module, *, for_types: bool = True) -> Iterator[tuple[str, str, str]]:
        """Yield (module of the package, name in it or "" for the module itself, name it is bound to)."""
        only_for_types = set() if for_types else _only_for_types(module)
        for node in module.nodes:
            if node in only_for_types:
                continue
            if isinstance(node, ast.Import):
                for alias in node.names:
                    if alias.name in self.by_name:
                        yield alias.name, "", alias.asname or alias.name
            elif isinstance(node, ast.ImportFrom):
                source = _source(node, module)
                for alias in node.names:
                    bound = alias.asname or alias.name
                    if f"{source}.{alias.name}" in self.by_name:
                        yield f"{source}.{alias.name}", "", bound
                    elif source in self.by_name:
                        yield source, alias.name, bound


def read_package(root: Path, name: str = "desktop") -> Package:
    """Parse every .py file below `root`/`name`."""
    return Package(name, tuple(_read(file, root) for file in sorted((root / name).rglob("*.py"))))


def without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    first = body[0] if body else None
    is_docstring = (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    )
    return body[1:] if is_docstring else body


def cycles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Return the groups of nodes that reach each other (strongly connected, two or more), sorted."""
    return sorted(sorted(group) for group in _components(graph) if len(group) > 1)


def floors(graph: dict[str, set[str]], names: set[str]) -> int:
    """Return how many nodes the longest chain of imports among `names` has; a cycle counts as one node."""
    inner = {name: graph[name] & names for name in names}
    height: dict[str, int] = {}
    for group in _components(inner):  # those that are imported come before those that import them
        below = [height[target] for name in group for target in inner[name] - group]
        height |= dict.fromkeys(group, 1 + max(below, default=0))
    return max(height.values(), default=0)


def _read(file: Path, root: Path) -> Module:
    text = file.read_text(encoding="utf-8")
    path = file.relative_to(root)
    parts = path.with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(name, path.as_posix(), len(text.splitlines()), ast.parse(text, filename=str(path)))


def _source(node: ast.ImportFrom, module: Module) -> str:
    """The absolute dotted name that `from … import` names in `module`."""
    if not node.level:
        return node.module or ""
    parts = module.name.split(".")
    steps = node.level - 1 if module.is_package_file else node.level
    return ".".join([*parts[: len(parts) - steps], *filter(None, [node.module])])


def _only_for_types(module: Module) -> set[ast.AST]:
    """Every node below an `if TYPE_CHECKING:`."""
    return {
        inner
        for node in module.nodes
        if isinstance(node, ast.If) and ast.unparse(node.test).rpartition(".")[2] == "TYPE_CHECKING"
        for statement in node.body
        for inner in ast.walk(statement)
    }


def _functions(node: ast.AST, prefix: str) -> Iterator[tuple[str, FunctionNode, ast.AST]]:
    for child in ast.iter_child_nodes(node):
        inside = prefix
        if isinstance(child, FunctionNode | ast.ClassDef):
            inside = f"{prefix}{child.name}."
            if not isinstance(child, ast.ClassDef):
                yield f"{prefix}{child.name}", child, node
        yield from _functions(child, inside)


def _components(graph: dict[str, set[str]]) -> list[set[str]]:
    """Tarjan's strongly connected components, each after those that it points to."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[set[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for target in sorted(graph[name]):
            if target not in index:
                visit(target)
                low[name] = min(low[name], low[target])
            elif target in stack:
                low[name] = min(low[name], index[target])
        if low[name] == index[name]:
            group: set[str] = set()
            while name not in group:
                group.add(stack.pop())
            found.append(group)

    for name in sorted(graph):
        if name not in index:
            visit(name)
    return found
