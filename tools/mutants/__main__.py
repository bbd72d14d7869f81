"""Mutation run over domain, typesetting and services: small faults are put in, one at a time; do the tests notice?

python3 dev.py mutants                            a sample of every room, about 20 minutes; the same one every time
python3 dev.py mutants --sample 100               more of them (default: 25 a room); --all takes every mutant
python3 dev.py mutants --package domain/letter    some rooms (may be repeated); `domain` for a whole layer
python3 dev.py mutants --list-survivors           after the table, the mutants that no test noticed
python3 dev.py mutants --again                    only those that survived last time
python3 dev.py mutants --tests tests/domain       count only these tests (may be repeated)

The checkout is copied; nothing in it is changed. out/mutants keeps which test runs which line, and the last results.
A mutant that runs into its time limit counts as killed. tools/mutants/equal.toml lists those that nobody can notice.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from tools.mutants.choice import Choice, Readers, Record
from tools.mutants.equal import FILE, EqualMutants
from tools.mutants.mutant import Mutant, mutants_of, sample
from tools.mutants.rooms import LAYERS, TESTS
from tools.mutants.table import RoomScore, table
from tools.mutants.trial import Answer, Order

ROOT = Path(__file__).resolve().parent.parent.parent
OUT = ROOT / "out" / "mutants"
LAST = OUT / "last.jsonl"
STEADY = {"QT_QPA_PLATFORM": "offscreen"}


@dataclass(frozen=True)
class Result:
    """`outcome` is killed, timeout, survived or untested; `test` is the first that noticed."""

    path: str
    removed: str
    added: str
    nth: int
    line: int
    room: str
    outcome: str
    test: str
    seconds: float

    @property
    def is_killed(self) -> bool:
        return self.outcome in {"killed", "timeout"}

    def difference(self) -> str:
        marked = [f"  - {line}" for line in self.removed.splitlines()] + [
            f"  + {line}" for line in self.added.splitlines()
        ]
        return "\n".join([f"{self.path}:{self.line} {self.outcome}", *marked])


def main(words: list[str]) -> int:
    options = _options(words)
    OUT.mkdir(parents=True, exist_ok=True)
    with _copy() as copy:
        sources = {
            path.relative_to(copy).as_posix(): path.read_text(encoding="utf-8")
            for layer in LAYERS
            for path in sorted((copy / "desktop" / layer).rglob("*.py"))
        }
        record = Record(_record(copy, options.tests))
        found = _found(sources, options.package)
        drawn = _drawn(found, options)
        choice = Choice(record, Readers(sources), options.seconds)
        results = list(_results(copy, drawn, sources, choice, record))
    print("\n" + table(_scores(found, results, record)))
    survivors = "\n".join(result.difference() for result in results if not result.is_killed)
    (OUT / "survivors.txt").write_text(survivors + "\n", encoding="utf-8")
    print(
        f"\n{survivors}"
        if options.list_survivors
        else f"\nSurvivors: {OUT.relative_to(ROOT) / 'survivors.txt'}"
    )
    return 0


def _options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="dev.py mutants", usage=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sample", type=int, default=25)
    parser.add_argument("--all", action="store_const", dest="sample", const=1_000_000)
    parser.add_argument("--seed", type=int, default=18)
    parser.add_argument("--package", action="append", default=[])
    parser.add_argument("--tests", action="append", default=[])
    parser.add_argument("--seconds", type=float, default=6.0)  # of tests for one mutant
    parser.add_argument("--list-survivors", action="store_true")
    parser.add_argument("--again", action="store_true")
    options = parser.parse_args(words)
    options.tests = options.tests or list(TESTS)
    return options


@contextmanager
def _copy() -> Iterator[Path]:
    """The files that git knows or does not ignore, as they are now, in a folder that is thrown away."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    with tempfile.TemporaryDirectory(prefix="chengban-mutants-") as folder:
        copy = Path(folder) / "copy"
        for name in filter(None, names):
            if (ROOT / name).is_file():
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, copy / name)
        yield copy


def _record(copy: Path, tests: Sequence[str]) -> Path:
    """Which test runs which line, from an earlier run if no file has changed since."""
    digest = hashlib.sha256(repr(tests).encode())
    for path in sorted(
        path for folder in ("desktop", "tests", "templates") for path in (copy / folder).rglob("*")
    ):
        if path.is_file():
            digest.update(path.relative_to(copy).as_posix().encode() + path.read_bytes())
    target = OUT / f"record-{digest.hexdigest()[:16]}.json"
    if not target.exists():
        print("Running the tests once, to see which lines each of them runs", flush=True)
        for old in OUT.glob("record-*.json"):
            old.unlink()
        command = [sys.executable, "-m", "tools.mutants.record", str(target), *tests]
        status = subprocess.run(command, cwd=copy, env=os.environ | STEADY, check=False).returncode
        if status == 1:
            print("Tests that fail without a mutant, as named above, do not count in this run.", flush=True)
        if not target.exists():
            raise SystemExit("The tests could not be run.")
    return target


def _found(sources: dict[str, str], packages: Sequence[str]) -> dict[str, list[Mutant]]:
    """The mutants of every room asked for, without those that are equal to the original."""
    print("Looking for places to change", flush=True)
    equal = EqualMutants(FILE.read_text(encoding="utf-8"))
    rooms: defaultdict[str, list[Mutant]] = defaultdict(list)
    for path, source in sources.items():
        room = "/".join(Path(path).parts[1:-1])
        if not packages or any(f"{room}/".startswith(f"{package.strip('/')}/") for package in packages):
            rooms[room] += mutants_of(path, source)
    everything = [mutant for mutants in rooms.values() for mutant in mutants]
    if not packages:
        for words in equal.stale(everything):
            print(f"equal.toml lists what is no mutant any more: {words}")
    return {room: [mutant for mutant in mutants if mutant not in equal] for room, mutants in rooms.items()}


def _drawn(found: dict[str, list[Mutant]], options: argparse.Namespace) -> list[Mutant]:
    if not options.again:
        return [
            mutant for mutants in found.values() for mutant in sample(mutants, options.sample, options.seed)
        ]
    last = [Result(**json.loads(line)) for line in LAST.read_text(encoding="utf-8").splitlines()]
    survived = {
        (result.path, result.removed, result.added, result.nth) for result in last if not result.is_killed
    }
    return [mutant for mutants in found.values() for mutant in mutants if mutant.identity in survived]


def _results(
    copy: Path, drawn: Sequence[Mutant], sources: dict[str, str], choice: Choice, record: Record
) -> Iterator[Result]:
    command = [sys.executable, "-m", "tools.mutants.trial", str(copy.parent / "log.txt")]
    with (
        subprocess.Popen(
            command,
            cwd=copy,
            env=os.environ | STEADY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as trials,
        LAST.open("w", encoding="utf-8") as last,
    ):
        _warm_up(trials, record, copy.parent / "log.txt")
        killed = 0
        for number, mutant in enumerate(drawn, start=1):
            result = _result(trials, mutant, sources[mutant.path], choice)
            killed += result.is_killed
            last.write(json.dumps(asdict(result), ensure_ascii=False) + "\n")
            last.flush()
            if sys.stdout.isatty() or number % 25 == 0 or number == len(drawn):
                end = "\r" if sys.stdout.isatty() else "\n"
                print(
                    f"{number}/{len(drawn)} tried, {killed} killed, now {mutant.room:<24}",
                    end=end,
                    flush=True,
                )
            yield result


def _warm_up(trials: subprocess.Popen[str], record: Record, log: Path) -> None:
    """One test of every file, without a mutant: compiles the tests, and shows that they pass in a fork."""
    first = {test.partition("::")[0]: test for test in reversed(record.tests)}
    answer = _tried(trials, Order("", "", sorted(first.values()), 300))
    if answer.outcome != "survived":
        raise SystemExit(f"{answer.test} fails without any mutant:\n{log.read_text(encoding='utf-8')}")


def _result(trials: subprocess.Popen[str], mutant: Mutant, source: str, choice: Choice) -> Result:
    tests, seconds = choice.tests(mutant)
    answer = Answer("untested", "", 0.0)
    if tests:
        answer = _tried(trials, Order(mutant.path, mutant.change.made(source), tests, seconds))
    return Result(*mutant.identity, mutant.line, mutant.room, answer.outcome, answer.test, answer.seconds)


def _tried(trials: subprocess.Popen[str], order: Order) -> Answer:
    assert trials.stdin
    assert trials.stdout
    print(json.dumps(asdict(order)), file=trials.stdin, flush=True)
    answer = trials.stdout.readline()
    if not answer:
        raise SystemExit("The process that tries mutants has ended.")
    return Answer(**json.loads(answer))


def _scores(found: dict[str, list[Mutant]], results: Sequence[Result], record: Record) -> Iterator[RoomScore]:
    for room, mutants in found.items():
        here = [result for result in results if result.room == room]
        counts = [
            counts for path, counts in record.statements.items() if "/".join(Path(path).parts[1:-1]) == room
        ]
        yield RoomScore(
            room,
            len(mutants),
            len(here),
            sum(result.is_killed for result in here),
            sum(result.outcome == "untested" for result in here),
            sum(lines for lines, _ in counts),
            sum(missed for _, missed in counts),
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
