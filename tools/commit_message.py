"""Check the first line of a commit message: at most 72 characters, no full stop at its end, a blank line after it.

python3 tools/commit_message.py FILE    as called by git's commit-msg hook
"""

from __future__ import annotations

import sys
from pathlib import Path

LONGEST = 72
WRITTEN_BY_GIT = ("Merge ", "Revert ", "fixup! ", "squash! ", "amend! ")


def faults(message: str) -> list[str]:
    """Return the faults of `message`, [] if there are none; git's comment lines are ignored."""
    lines = [line.rstrip() for line in message.splitlines() if not line.startswith("#")]
    while lines and not lines[0]:
        del lines[0]
    if not lines:
        return []  # git refuses an empty message itself
    subject, *body = lines
    if subject.startswith(WRITTEN_BY_GIT):
        return []
    found = []
    if len(subject) > LONGEST:
        found.append(f"the first line has {len(subject)} characters, at most {LONGEST} fit")
    if subject.endswith((".", "。")):
        found.append("the first line ends with a full stop")
    if body and body[0]:
        found.append("the second line is not blank")
    return found


def main(words: list[str]) -> int:
    found = faults(Path(words[0]).read_text(encoding="utf-8"))
    for fault in found:
        print(f"commit message: {fault}", file=sys.stderr)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
