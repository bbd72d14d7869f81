"""Try mutants one after another, in a copy of the checkout: python -m tools.mutants.trial, orders as JSON on standard input.

Heavy libraries are imported once; every mutant is tried in a fork of this process, which imports `desktop` afresh, so
constants, decorators and enums can be mutated like any function. The module is written into the copy before and put back after,
so that child processes of a test meet the mutant as well.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import hypothesis
import pytest

# fmt: off
HEAVY = (
    "PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtTest", "click", "docx",
    "hypothesis.internal.conjecture.engine", "hypothesis.strategies", "lxml.etree", "openpyxl",
    "pdfplumber", "platformdirs", "pypdfium2", "python_calamine", "sqlite_utils",
)
# fmt: on
GIB = 1024**3
# pytest imports its plugins to rewrite their asserts; some have been imported above.
QUIET = (
    "-q",
    "-x",
    "--no-header",
    "--tb=line",
    "-p",
    "no:cacheprovider",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
)


class Chosen:
    """A pytest plugin that runs only `tests`, in this order, and tells the name of the first that failed."""

    def __init__(self, tests: list[str], told: int) -> None:
        self.place = {test: number for number, test in enumerate(tests)}
        self.told = told

    def pytest_configure(self) -> None:
        """One failing example is enough: no shrinking, no memory of earlier runs, the same examples every time."""
        hypothesis.settings.register_profile(
            "mutants",
            phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(hypothesis.HealthCheck),
        )
        hypothesis.settings.load_profile("mutants")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self.place), key=lambda item: self.place[item.nodeid]
        )

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            os.write(self.told, report.nodeid.encode())


@dataclass(frozen=True)
class Order:
    """Module `path` with `source`, or the code as it is if `path` is empty; `tests` took `seconds` without a mutant."""

    path: str
    source: str
    tests: list[str]
    seconds: float


@dataclass(frozen=True)
class Answer:
    """`outcome` is killed, survived or timeout; `test` noticed the mutant, empty if it cannot even be imported."""

    outcome: str
    test: str
    seconds: float


def tried(order: Order, log: Path) -> Answer:
    """Run the tests of `order` in a fork; their output goes to `log`."""
    begin = time.monotonic()
    with _module(order):
        ends = os.pipe()
        child = os.fork()
        if child == 0:
            _run(order, log, ends[1])
        os.close(ends[1])
        status = _waited(child, 30 + 12 * order.seconds)
    with os.fdopen(ends[0], "rb") as told:
        test = told.read().decode()
    return Answer(_outcome(status), test, round(time.monotonic() - begin, 2))


def _outcome(status: int | None) -> str:
    if status is None or (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU):
        return "timeout"
    return "survived" if status == 0 else "killed"


@contextlib.contextmanager
def _module(order: Order) -> Iterator[None]:
    """The mutant lies in the copy meanwhile. Compiled files are told apart by seconds and size, so none may be left."""
    if not order.path:
        yield
        return
    path = Path(order.path)
    original = path.read_bytes()
    compiled = Path(importlib.util.cache_from_source(path))
    compiled.unlink(missing_ok=True)
    path.write_text(order.source, encoding="utf-8")
    try:
        yield
    finally:
        path.write_bytes(original)


def _run(order: Order, log: Path, told: int) -> None:
    """The child: never returns."""
    os.setsid()
    if order.path:
        sys.dont_write_bytecode = True
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    limit = int(5 + 4 * order.seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (6 * GIB, 6 * GIB))
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    status = 99
    try:
        files = list(dict.fromkeys(test.partition("::")[0] for test in order.tests))
        words = [*QUIET, f"--basetemp={log.parent / 'base'}", *files]
        status = int(pytest.main(words, plugins=[Chosen(order.tests, told)]))
        sys.stdout.flush()
    finally:
        os._exit(status)


def _waited(child: int, seconds: float) -> int | None:
    """The status of the child, None if it had to be ended; whatever it started is ended too."""
    end = time.monotonic() + seconds
    status: int | None = None
    pause = 0.005
    while time.monotonic() < end:
        gone, found = os.waitpid(child, os.WNOHANG)
        if gone:
            status = found
            break
        time.sleep(pause)
        pause = min(pause * 1.5, 0.05)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    if status is None:
        os.waitpid(child, 0)
    return status


def main(words: list[str]) -> int:
    for name in HEAVY:
        importlib.import_module(name)
    log = Path(words[0])
    for line in sys.stdin:
        print(json.dumps(asdict(tried(Order(**json.loads(line)), log))), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
