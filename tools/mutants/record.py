"""Run tests once and write down which lines each of them runs: python -m tools.mutants.record FILE [FOLDER...].

Runs in a copy of the checkout. A line that a fixture of wider scope runs counts for every test below that uses it.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import coverage
import pytest

from tools.mutants.rooms import LAYERS

SEPARATOR = "\t"


class Recorder:
    """A pytest plugin that gives every test, and every wide fixture, a coverage context of its own."""

    def __init__(self, measured: coverage.Coverage) -> None:
        self.measured = measured
        self.context = ""
        self.fixtures: dict[str, list[str]] = {}
        self.seconds: dict[str, float] = {}
        self.unsound: set[str] = set()

    def _switch(self, context: str) -> str:
        before, self.context = self.context, context
        self.measured.switch_context(context)
        return before

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        self.fixtures = {item.nodeid: list(getattr(item, "fixturenames", ())) for item in items}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        before = self._switch(item.nodeid)
        begin = time.process_time()
        try:
            return (yield)
        finally:
            self.seconds[item.nodeid] = round(time.process_time() - begin, 4)
            self._switch(before)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
    ) -> Generator[None, Any, Any]:
        if fixturedef.scope == "function":
            return (yield)
        before = self._switch(f"{fixturedef.argname}{SEPARATOR}{request.node.nodeid}")
        try:
            return (yield)
        finally:
            self._switch(before)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed or report.skipped:
            self.unsound.add(report.nodeid)

    def tests(self) -> list[str]:
        """Those that passed; only they can tell whether a mutant is there."""
        return [test for test in self.seconds if test not in self.unsound]

    def users(self, context: str) -> list[str]:
        """The tests that ran a line which was run in `context`."""
        if SEPARATOR not in context:
            return [context]
        fixture, _, below = context.partition(SEPARATOR)
        return [test for test, used in self.fixtures.items() if fixture in used and test.startswith(below)]


def report(recorder: Recorder, measured: coverage.Coverage, root: Path) -> dict[str, Any]:
    """What `tools.mutants.choice.Record` reads."""
    tests = recorder.tests()
    number = {test: place for place, test in enumerate(tests)}
    data = measured.get_data()
    lines: dict[str, dict[int, list[int]]] = {}
    statements: dict[str, tuple[int, int]] = {}
    for file in sorted(data.measured_files()):
        path = Path(file).relative_to(root).as_posix()
        contexts = data.contexts_by_lineno(file)
        lines[path] = {}
        for line, names in contexts.items():
            users = {
                number[test] for name in names if name for test in recorder.users(name) if test in number
            }
            if users:
                lines[path][line] = sorted(users)
        _, executable, _, missing, _ = measured.analysis2(file)
        statements[path] = (len(executable), len(missing))
    return {
        "tests": [(test, recorder.seconds[test]) for test in tests],
        "lines": lines,
        "statements": statements,
    }


def main(words: list[str]) -> int:
    """Write the record; return 1 if a test failed: it is named, and not counted."""
    target, *folders = words
    root = Path.cwd()
    measured = coverage.Coverage(
        data_file=None,
        config_file=False,
        source=[f"desktop/{layer}" for layer in LAYERS],
        concurrency="thread",
    )
    recorder = Recorder(measured)
    measured.start()
    status = pytest.main(
        ["-q", "-p", "no:cacheprovider", "-m", "not rendering", *folders], plugins=[recorder]
    )
    measured.stop()
    if status not in (0, 1):
        return int(status)
    Path(target).write_text(json.dumps(report(recorder, measured, root)), encoding="utf-8")
    return int(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
