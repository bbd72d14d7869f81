"""Which tests could notice a mutant: those that ran its line, and those that ran functions reading what the line binds."""

from __future__ import annotations

import ast
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tools.mutants.mutant import Mutant


@dataclass(frozen=True)
class Span:
    """Lines `first` to `last` of the module `path`."""

    path: str
    first: int
    last: int


class Record:
    """What `tools.mutants.record` wrote down: tests with their seconds, and the tests of every line."""

    def __init__(self, file: Path) -> None:
        plain = json.loads(file.read_text(encoding="utf-8"))
        self.tests: list[str] = [test for test, _ in plain["tests"]]
        self.seconds: list[float] = [seconds for _, seconds in plain["tests"]]
        self.lines: dict[str, dict[int, list[int]]] = {
            path: {int(line): tests for line, tests in lines.items()}
            for path, lines in plain["lines"].items()
        }
        self.statements: dict[str, tuple[int, int]] = {
            path: tuple(counts) for path, counts in plain["statements"].items()
        }

    def of(self, span: Span) -> set[int]:
        lines = self.lines.get(span.path, {})
        return {test for line in range(span.first, span.last + 1) for test in lines.get(line, ())}

    def of_module(self, path: str) -> set[int]:
        return {test for tests in self.lines.get(path, {}).values() for test in tests}


class Readers:
    """Who reads a name that a module binds: functions, and statements of the import that bind further names."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._functions: defaultdict[str, list[Span]] = defaultdict(list)
        self._binders: defaultdict[str, set[str]] = defaultdict(set)
        for path, source in sources.items():
            self._read(path, ast.parse(source).body)

    def _read(self, path: str, body: Iterable[ast.stmt]) -> None:
        for statement in body:
            match statement:
                case ast.FunctionDef():
                    span = Span(path, statement.body[0].lineno, statement.end_lineno or statement.lineno)
                    for name in _identifiers(statement):
                        self._functions[name].append(span)
                case ast.ClassDef():
                    for base in statement.bases:
                        self._bind(_identifiers(base), [statement.name])
                    self._read(path, statement.body)
                case ast.Assign() | ast.AnnAssign():
                    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
                    self._bind(
                        _identifiers(statement), [name for target in targets for name in _identifiers(target)]
                    )
                case _:
                    pass

    def _bind(self, read: Iterable[str], bound: Iterable[str]) -> None:
        for name in read:
            self._binders[name].update(bound)

    def of(self, names: Iterable[str]) -> list[Span]:
        """Functions that read one of `names`, or a constant built from it."""
        known = set(names)
        fresh = set(known)
        while fresh:
            fresh = {bound for name in fresh for bound in self._binders[name]} - known
            known |= fresh
        return [span for name in sorted(known) for span in self._functions[name]]


def _identifiers(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            yield inner.id
        elif isinstance(inner, ast.Attribute):
            yield inner.attr


class Choice:
    """Picks tests up to `seconds` a mutant: of its own room first, then of its layer, then all others."""

    def __init__(self, record: Record, readers: Readers, seconds: float) -> None:
        self._record = record
        self._readers = readers
        self._seconds = seconds

    def tests(self, mutant: Mutant) -> tuple[list[str], float]:
        """The tests, file by file and quick ones first, and the seconds they took; empty if no test runs the line."""
        near = self._record.of(Span(mutant.path, mutant.first, mutant.last))
        if mutant.names:
            near |= {test for span in self._readers.of(mutant.names) for test in self._record.of(span)}
        around = self._around(mutant)
        if not near and not (mutant.names and around):
            return [], 0.0
        chosen: list[int] = []
        spent = 0.0
        for test in sorted(near | around, key=lambda test: self._rank(mutant, test, near)):
            if not chosen or spent + self._record.seconds[test] <= self._seconds:
                chosen.append(test)
                spent += self._record.seconds[test]
        chosen.sort(
            key=lambda test: (self._rank(mutant, test, near)[0], self._record.tests[test].partition("::")[0])
        )
        return [self._record.tests[test] for test in chosen], spent

    def _around(self, mutant: Mutant) -> set[int]:
        """Tests of the mutant's room that may look without having run the line.

        A cached function runs in whichever test comes first. What an import binds, such as the default of a field, may be
        looked at without running any line.
        """
        looking = range(len(self._record.tests)) if mutant.names else self._record.of_module(mutant.path)
        return {test for test in looking if _nearness(mutant, self._record.tests[test]) == 0}

    def _rank(self, mutant: Mutant, test: int, near: set[int]) -> tuple[int, bool, float, str]:
        """Near tests first, those that ran the line before those that did not, quick ones before slow ones."""
        name = self._record.tests[test]
        return _nearness(mutant, name), test not in near, self._record.seconds[test], name


def _nearness(mutant: Mutant, test: str) -> int:
    """0 in the folder that mirrors the mutant's, 1 in its layer's, 2 elsewhere."""
    if PurePosixPath(test.partition("::")[0]).is_relative_to(f"tests/{mutant.room}"):
        return 0
    return 1 if test.startswith(f"tests/{mutant.room.partition('/')[0]}/") else 2
