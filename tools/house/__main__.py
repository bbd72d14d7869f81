"""Print figures of the code: number and sizes of modules, imports, pass-through functions.

python3 dev.py house                    the table, the largest modules and the fullest folders
python3 dev.py house --list KIND        the members of one kind, for example one-importer-beside
python3 dev.py house --json > FILE      figures and lists
python3 dev.py house --against FILE     two columns: FILE, written earlier by --json, and now
python3 dev.py house --root DIR         count another checkout, such as an older commit's worktree
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from tools.house import contracts
from tools.house.code import read_package
from tools.house.figures import KINDS, Figure, House, measure

ROOT = Path(__file__).resolve().parent.parent.parent
LABEL = 60
SHOWN = 10


def main(words: list[str]) -> int:
    options = _options(words)
    package = read_package(options.root)
    if not package.modules:
        print(f"No Python files in {options.root / package.name}", file=sys.stderr)
        return 2
    if options.list:
        members = KINDS[options.list](package)
        print("\n".join(members))
        return 0
    house = measure(package)
    house = House(house.figures | contracts.measure(options.root), house.lists)
    if options.json:
        print(json.dumps(asdict(house), ensure_ascii=False, indent=1))
    elif options.against:
        before = json.loads(options.against.read_text(encoding="utf-8"))
        print(compared(before["figures"], house.figures))
    else:
        print(table(house))
    return 0


def table(house: House) -> str:
    """All figures, then the largest modules and the fullest folders, at most 100 columns wide."""
    lines = [f"{label:<{LABEL}}{_shown(value):>12}" for label, value in house.figures.items()]
    for title, kind in (("Largest modules", "modules"), ("Fullest folders", "folders")):
        lines += ["", title, *(line[:100] for line in house.lists[kind][:SHOWN])]
    return "\n".join(lines)


def compared(before: dict[str, Figure], now: dict[str, Figure]) -> str:
    """The figures in two columns; a figure missing on one side is blank."""
    labels = [*now, *(label for label in before if label not in now)]
    lines = [f"{'':<{LABEL}}{'before':>12}{'now':>12}"]
    lines += [
        f"{label:<{LABEL}}{_cell(before, label):>12}{_cell(now, label):>12}".rstrip() for label in labels
    ]
    return "\n".join(lines)


def _cell(figures: dict[str, Figure], label: str) -> str:
    return _shown(figures[label]) if label in figures else ""


def _shown(value: Figure) -> str:
    if value is None:
        return "not measured"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="dev.py house", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--root", type=Path, default=ROOT, metavar="DIR")
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--json", action="store_true")
    one.add_argument("--list", choices=sorted(KINDS), metavar="KIND", help=", ".join(sorted(KINDS)))
    one.add_argument("--against", type=Path, metavar="FILE")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
