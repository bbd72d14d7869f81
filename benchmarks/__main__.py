"""Run benchmarks and print their rows in one table: `python -m benchmarks [NAME...]`.

A benchmark is a file bench_NAME.py whose main() prints rows `what | ours | peer | ratio`, one per line.
Each runs in a process of its own, so that it does not profit from the caches of another.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
HEADER = ("what", "ours", "peer", "ratio")


def names() -> list[str]:
    return sorted(file.stem.removeprefix("bench_") for file in FOLDER.glob("bench_*.py"))


def rows_of(name: str) -> tuple[list[tuple[str, ...]], int]:
    """Return the rows that one benchmark printed, and its exit status; other lines are passed through."""
    command = [sys.executable, "-m", f"benchmarks.bench_{name}"]
    done = subprocess.run(command, cwd=FOLDER.parent, stdout=subprocess.PIPE, text=True, check=False)
    rows = []
    for line in done.stdout.splitlines():
        cells = tuple(cell.strip() for cell in line.split("|"))
        if len(cells) == len(HEADER):
            rows.append(cells)
        else:
            print(line)
    return rows, done.returncode


def main(wanted: list[str]) -> int:
    unknown = set(wanted) - set(names())
    if unknown:
        print(
            f"No benchmark {', '.join(sorted(unknown))}. There are: {', '.join(names()) or 'none yet'}",
            file=sys.stderr,
        )
        return 2
    rows: list[tuple[str, ...]] = []
    failed = []
    for name in wanted or names():
        print(f"{name} …", file=sys.stderr, flush=True)
        found, status = rows_of(name)
        rows += found
        if status or not found:
            failed.append(name)
    for row in (HEADER, *rows):
        print(" | ".join(row))
    if failed:
        print(f"gave no figure: {', '.join(failed)}", file=sys.stderr)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
