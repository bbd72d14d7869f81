#!/usr/bin/env python3
"""Commands for developers of this checkout. Standard library only, Python 3.11.

    python3 dev.py run          open the program on demo data (without a screen: write documents and pictures into out/)
    python3 dev.py test [...]   run the tests; further words go to pytest
    python3 dev.py check        format, lint, types, layers and tests   (--no-tests: without the tests)
    python3 dev.py setup        create the environment for development, enable the git hooks   (--render: with LibreOffice)
    python3 dev.py coverage     run the tests and list the least covered modules and every room   [further words go to pytest]
    python3 dev.py mutants      put small faults into the code and count those that the tests notice   (--help)
    python3 dev.py shots        pictures of every page into out/shots
    python3 dev.py house        sizes, importers and folders of the code in figures   (--help)
    python3 dev.py bench [NAME] run benchmarks against other programs and libraries
    python3 dev.py seed [DIR]   write demo data (default: out/demo)
    python3 dev.py freeze-store a store of the present schema version for the tests, into tests/golden/stores
    python3 dev.py build        the one-dir program, a .tar.gz and a .deb into dist/

Each command except `house` first installs what it needs: system libraries and fonts (apt, as root or with sudo), then
.venv from the lock file.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

# Before the imports below, which older versions cannot parse. Qt 6.8 has no wheels for newer versions.
if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    fitting = next(filter(None, map(shutil.which, ("python3.13", "python3.12", "python3.11"))), None)
    if fitting is None:
        sys.exit(f"This needs Python 3.11, 3.12 or 3.13; {sys.executable} is {sys.version.split()[0]}.")
    os.execv(fitting, [fitting, *sys.argv])

from tools import environment, machine

ROOT = Path(__file__).resolve().parent
OUT = ROOT / "out"
MOST_PROCESSES = 4
"""For tests side by side: each process takes up to 1 GB, and the tests that stop time want a core of their own."""


def say(words: str) -> None:
    print(f"\n==> {words}", flush=True)


def python(*arguments: str | Path, offscreen: bool = False) -> int:
    """Run the Python of .venv in the checkout and return its exit status."""
    surroundings = os.environ | ({"QT_QPA_PLATFORM": "offscreen"} if offscreen else {})
    command = [str(environment.interpreter()), *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=surroundings, check=False).returncode


def set_up(kind: str, needs: tuple[machine.Need, ...] = ()) -> None:
    machine.provide((*machine.TO_SET_UP, *machine.TO_RUN, *needs), say)
    environment.prepare(kind, say)


def run(arguments: list[str]) -> int:
    set_up("run")
    if not machine.has_display():
        return python("-m", "tools.headless", OUT, *arguments, offscreen=True)
    with tempfile.TemporaryDirectory(prefix="chengban-demo-") as folder:
        say(f"Writing demo data into {folder} (thrown away when the window closes)")
        status = python("-m", "desktop", "demo", folder)
        if status == 0:
            say("Opening the window")
            status = python("-m", "desktop", "--data", folder, *arguments)
    return status


def setup(arguments: list[str]) -> int:
    set_up("dev", machine.TO_RENDER if "--render" in arguments else ())
    environment.turn_on_hooks(say)
    say(f"Ready: {environment.interpreter().relative_to(ROOT)}")
    return 0


def test(arguments: list[str]) -> int:
    set_up("dev")
    say("Running the tests")
    return python("-m", "pytest", *side_by_side(arguments), *arguments)


def side_by_side(arguments: list[str]) -> list[str]:
    """The words that let pytest run whole files of tests side by side, one process a core; none for a debugger, which is one."""
    if {"--pdb", "--trace", "-s"} & set(arguments) or (os.cpu_count() or 1) == 1:
        return []
    return ["-n", str(min(os.cpu_count() or 1, MOST_PROCESSES)), "--dist", "loadfile"]


def check(arguments: list[str]) -> int:
    set_up("dev")
    tools = environment.interpreter().parent
    steps: dict[str, list[str | Path]] = {
        "format": [tools / "ruff", "format", "--check", "--quiet", "."],
        "lint": [tools / "ruff", "check", "--output-format", "concise", "."],
        "types": [tools / "mypy"],
        "layers": [tools / "lint-imports", "--no-logo"],
        "tests": [environment.interpreter(), "-m", "pytest", "-q", *side_by_side(arguments)],
    }
    if "--no-tests" in arguments:
        del steps["tests"]
    results = {name: timed(name, command) for name, command in steps.items()}
    say("   ".join(f"{name} {'ok' if status == 0 else 'FAILED'}" for name, status in results.items()))
    return int(any(results.values()))


def timed(name: str, command: list[str | Path]) -> int:
    say(name)
    begin = time.monotonic()
    status = subprocess.run([str(word) for word in command], cwd=ROOT, check=False).returncode
    print(
        f"    {name}: {'ok' if status == 0 else f'exit {status}'} in {time.monotonic() - begin:.1f} s",
        flush=True,
    )
    return status


def shots(arguments: list[str]) -> int:
    set_up("run")
    return python("-m", "tools.screenshots", OUT / "shots", *arguments, offscreen=True)


def coverage(arguments: list[str]) -> int:
    set_up("dev")
    return python("-m", "tools.coverage_table", *arguments, offscreen=True)


def mutants(arguments: list[str]) -> int:
    set_up("dev")
    return python("-m", "tools.mutants", *arguments, offscreen=True)


def house(arguments: list[str]) -> int:
    """Print the code figures with the running Python; only import-linter's row needs .venv."""
    return subprocess.run([sys.executable, "-m", "tools.house", *arguments], cwd=ROOT, check=False).returncode


def bench(arguments: list[str]) -> int:
    set_up("dev")
    return python("-m", "benchmarks", *arguments, offscreen=True)


def seed(arguments: list[str]) -> int:
    set_up("run")
    folder = Path(arguments[0]) if arguments else OUT / "demo"
    if not arguments:
        shutil.rmtree(folder, ignore_errors=True)
    status = python("-m", "desktop", "demo", folder)
    if status == 0:
        say(f"Demo data in {folder}. Open it with: .venv/bin/chengban --data {folder}")
    return status


def freeze_store(_arguments: list[str]) -> int:
    set_up("dev")
    return python("-m", "tools.frozen_store", offscreen=True)


def build(arguments: list[str]) -> int:
    set_up("dev", machine.TO_BUILD)
    return python("-m", "tools.packaging", ROOT / "dist", *arguments, offscreen=True)


VERBS: dict[str, Callable[[list[str]], int]] = {
    verb.__name__.replace("_", "-"): verb
    for verb in (run, test, check, setup, coverage, mutants, shots, house, bench, seed, freeze_store, build)
}


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in VERBS:
        print(__doc__)
        return 0 if arguments and arguments[0] in ("-h", "--help", "help") else 2
    try:
        return VERBS[arguments[0]](arguments[1:])
    except (machine.MachineError, environment.SetupError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Starting again is safe.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
