"""From the command to a usable window, against a bare PySide6 window. Aim: at most twice as long."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 9


def seconds(*words: str) -> float:
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-m", "benchmarks.first_paint", *words], cwd=ROOT, check=True)
    return time.perf_counter() - begin


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="chengban-bench-") as data:
        seed = [sys.executable, "-m", "desktop", "demo", data]
        subprocess.run(seed, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        for kind in ("ours", data), ("bare",):
            seconds(*kind)  # byte code and file cache are warm for both
        pairs = [(seconds("ours", data), seconds("bare")) for _ in range(RUNS)]
    ours, bare = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(
        f"start to usable window (peer: bare PySide6 window) | {ours:.3f} s | {bare:.3f} s | {ours / bare:.2f}"
    )


if __name__ == "__main__":
    main()
