"""Run the tests with coverage.py for desktop/ in every process, then list the least covered modules and every room.

python3 dev.py coverage               all tests; about twice their usual time
python3 dev.py coverage tests/store   some of them; further words go to pytest
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "out" / "coverage"
SHOWN = 15
LOW = 90.0


def main(words: list[str]) -> int:
    """Return pytest's exit status; the table is printed even if a test failed."""
    OUT.mkdir(parents=True, exist_ok=True)
    coverage("erase")
    status = coverage("run", "-m", "pytest", "-q", *words)
    combine()
    coverage("json", "--quiet", "-o", str(OUT / "coverage.json"))
    print(table(json.loads((OUT / "coverage.json").read_text(encoding="utf-8")), only_touched=bool(words)))
    return status


def combine() -> None:
    """Combine the data of all processes. Child processes killed by a test leave incomplete files: their warnings are hidden."""
    command = [sys.executable, "-m", "coverage", "combine", "--quiet"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)


def coverage(*words: str) -> int:
    return subprocess.run([sys.executable, "-m", "coverage", *words], cwd=ROOT, check=False).returncode


def table(report: dict[str, Any], *, only_touched: bool = False) -> str:
    """The least covered modules, then the rooms and the total, from what `coverage json` writes.

    `only_touched` leaves out modules of which no line ran: with some of the tests these are most.
    A room is a folder of a layer; those below 90 % come with a mark, because they want a specification.
    """
    summaries = {
        path: entry["summary"]
        for path, entry in report["files"].items()
        if entry["summary"]["covered_lines"] or not only_touched
    }
    least = sorted(summaries.items(), key=lambda item: (item[1]["percent_covered"], item[0]))[:SHOWN]
    rooms = sorted(_rooms(summaries).items())
    modules = [_row(path, summary) for path, summary in least]
    folders = [_row(room, summary) + _mark(summary) for room, summary in rooms]
    head = f"{'covered':>8}{'lines':>8}{'missed':>8}  "
    return "\n".join(
        [head + "module", *modules, "", head + "room", *folders, _row("total", report["totals"])]
    )


def _rooms(summaries: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The sums of each room: desktop/domain/case; modules right in a layer count for the layer."""
    rooms: dict[str, dict[str, Any]] = {}
    for path, summary in summaries.items():
        room = "/".join(Path(path).parts[:-1][:3])
        known = rooms.setdefault(room, {"num_statements": 0, "missing_lines": 0})
        for key in ("num_statements", "missing_lines"):
            known[key] += summary[key]
    for known in rooms.values():
        lines = known["num_statements"]
        known["percent_covered"] = 100 * (lines - known["missing_lines"]) / lines if lines else 100.0
    return rooms


def _row(path: str, summary: dict[str, Any]) -> str:
    covered, lines, missed = (summary[key] for key in ("percent_covered", "num_statements", "missing_lines"))
    return f"{covered:>6.1f} %{lines:>8,}{missed:>8,}  {path}"


def _mark(summary: dict[str, Any]) -> str:
    return "  <" if summary["percent_covered"] < LOW else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
