"""One mutant is one change of one module; here they are found, named and drawn by lot."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider, WhitespaceInclusivePositionProvider

from tools.mutants.operators import changed, is_left_alone


@dataclass(frozen=True)
class Change:
    """`text` in place of the characters `begin` to `end` of a source."""

    begin: int
    end: int
    text: str

    def made(self, source: str) -> str:
        return source[: self.begin] + self.text + source[self.end :]


@dataclass(frozen=True)
class Mutant:
    """A change of the module `path`: lines `added` in place of lines `removed`; `nth` tells equal ones apart.

    `first` to `last` are the lines of the statement, or of its head if it has a body. `names` are what the statement
    binds if it runs when the module is imported, else empty.
    """

    path: str
    removed: str
    added: str
    line: int
    first: int
    last: int
    names: tuple[str, ...]
    change: Change
    nth: int = 0

    @property
    def room(self) -> str:
        """`domain/letter`; `services` for a module that lies in no room."""
        return "/".join(Path(self.path).parts[1:-1])

    @property
    def identity(self) -> tuple[str, str, str, int]:
        """The same in every version of the code that has the same line."""
        return self.path, self.removed, self.added, self.nth

    def lot(self, seed: int) -> str:
        """A number drawn for this mutant. Changes elsewhere do not change it, so a sample stays nearly the same."""
        return hashlib.sha256(repr((seed, self.identity)).encode()).hexdigest()


def sample(mutants: Sequence[Mutant], size: int, seed: int) -> list[Mutant]:
    """`size` of them, or all if there are fewer, in the order of the code."""
    chosen = sorted(mutants, key=lambda mutant: mutant.lot(seed))[:size]
    return sorted(chosen, key=lambda mutant: (mutant.path, mutant.line, mutant.identity))


def mutants_of(path: str, source: str) -> list[Mutant]:
    """All mutants of the module `path`, in the order of its lines."""
    module = cst.parse_module(source)
    visitor = _Visitor(path, source, module)
    MetadataWrapper(module, unsafe_skip_copy=True).visit(visitor)
    seen: Counter[tuple[str, str]] = Counter()
    numbered = []
    for mutant in visitor.found:
        numbered.append(replace(mutant, nth=seen[mutant.removed, mutant.added]))
        seen[mutant.removed, mutant.added] += 1
    return numbered


class _Visitor(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider, WhitespaceInclusivePositionProvider)

    def __init__(self, path: str, source: str, module: cst.Module) -> None:
        super().__init__()
        self.module = module
        self.path = path
        self.source = source
        self.starts = [0, *itertools.accumulate(map(len, source.splitlines(keepends=True)))]
        self.above: list[cst.CSTNode] = []
        self.found: list[Mutant] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if is_left_alone(node, self.above):
            return False
        for new in changed(node, self.above):
            self.found.append(self._mutant(node, new))
        self.above.append(node)
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if self.above and self.above[-1] is original_node:
            self.above.pop()

    def _mutant(self, node: cst.CSTNode, new: cst.CSTNode) -> Mutant:
        change = self._change(node, new)
        removed, added, line = self._lines_changed(change)
        first, last = self._statement(node)
        return Mutant(self.path, removed, added, line, first, last, tuple(self._bound(node)), change)

    def _change(self, node: cst.CSTNode, new: cst.CSTNode) -> Change:
        if isinstance(node, cst.BaseCompoundStatement):  # its code depends on the indentation around it
            return Change(0, len(self.source), self._replaced(node, new))
        span = self.get_metadata(WhitespaceInclusivePositionProvider, node)
        begin, end = (
            self._offset(span.start.line, span.start.column),
            self._offset(span.end.line, span.end.column),
        )
        return Change(begin, end, self.module.code_for_node(new))

    def _replaced(self, node: cst.CSTNode, new: cst.CSTNode) -> str:
        module = self.module.deep_replace(node, new)
        assert isinstance(module, cst.Module)
        return module.code

    def _lines_changed(self, change: Change) -> tuple[str, str, int]:
        """The lines that go and those that come, without indentation, and the number of the first of them."""
        begin = self.source.rfind("\n", 0, change.begin) + 1
        end = (self.source.find("\n", change.end) + 1 or len(self.source) + 1) - 1
        old = self.source[begin:end].splitlines()
        new = (self.source[begin : change.begin] + change.text + self.source[change.end : end]).splitlines()
        same = sum(
            1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
        )
        rest = list(zip(reversed(old[same:]), reversed(new[same:]), strict=False))
        tail = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], rest))
        removed, added = old[same : len(old) - tail], new[same : len(new) - tail]
        line = self.source.count("\n", 0, begin) + 1 + same
        return "\n".join(map(str.strip, removed)), "\n".join(map(str.strip, added)), line

    def _offset(self, line: int, column: int) -> int:
        return self.starts[line - 1] + column

    def _statement(self, node: cst.CSTNode) -> tuple[int, int]:
        """First and last line of the innermost statement, without the body of a compound one."""
        for holder in reversed([*self.above, node]):
            if isinstance(holder, cst.SimpleStatementLine | cst.ExceptHandler | cst.MatchCase):
                return self._lines(holder)
            if isinstance(holder, cst.BaseCompoundStatement):
                return self._lines(holder)
        return self._lines(node)

    def _lines(self, node: cst.CSTNode) -> tuple[int, int]:
        span = self._range(node)
        body = getattr(node, "body", None)
        if isinstance(body, cst.IndentedBlock) and body.body:
            return span.start.line, max(span.start.line, self._range(body.body[0]).start.line - 1)
        return span.start.line, span.end.line

    def _range(self, node: cst.CSTNode) -> CodeRange:
        found = self.get_metadata(PositionProvider, node)
        assert isinstance(found, CodeRange)
        return found

    def _bound(self, node: cst.CSTNode) -> Iterator[str]:
        """Names that an import binds by the statement around `node`; none inside a function's body."""
        chain = [*self.above, node]
        for place, holder in enumerate(chain):
            match holder:
                case cst.FunctionDef():
                    if holder.body not in chain[place:]:
                        yield holder.name.value
                        continue
                    return
                case cst.ClassDef():
                    yield holder.name.value
                case cst.Assign():
                    for target in holder.targets:
                        if isinstance(target.target, cst.Name):
                            yield target.target.value
                case cst.AnnAssign(target=cst.Name(name)):
                    yield name
                case _:
                    pass
