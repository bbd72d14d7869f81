"""Walk cases at random through statuses, roles and facts and judge each step: `python -m tools.gate_walks WALKS [FIRST_SEED]`."""

from __future__ import annotations

import sys

from tests.gate_walks import walk


def main(arguments: list[str]) -> int:
    """Print what so many walks saw; 1 if a case was outside the house without its records."""
    count, first = int(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1
    seen = walk(count, first)
    print(seen.words)
    for what, times in sorted(seen.seen.items()):
        print(f"  {what}: {times}")
    for seed, words, trail in seen.faults[:5]:
        print(seed, words, *trail, sep="\n    ")
    return int(bool(seen.faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
