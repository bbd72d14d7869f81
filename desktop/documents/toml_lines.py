"""Where each key of a TOML text stands; tomllib forgets it, and an officer wants to be told the line."""

from __future__ import annotations

import re

KeyPath = tuple[str | int, ...]
"""Names and, for [[tables]], indexes from 0: ("channels", 1, "results", 0, "code")."""

_HEAD = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*(?:"([^"]+)"|'([^']+)'|([A-Za-z0-9_.-]+))\s*=""")
_TRIPLE = re.compile(r"\"{3}|'{3}")


def key_lines(text: str) -> dict[KeyPath, int]:
    """The line, counted from 1, of every key and table head. Multi-line texts are stepped over."""
    lines: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    current: KeyPath = ()
    quote = ""
    for number, line in enumerate(text.splitlines(), start=1):
        inside = bool(quote)
        quote = _open_quote(line, quote)
        if inside:
            continue
        if head := _HEAD.match(line):
            current = _head_path(head, counts)
            lines.setdefault(current, number)
        elif key := _KEY.match(line):
            lines.setdefault((*current, *_plain_key(key)), number)
    return lines


def _head_path(head: re.Match[str], counts: dict[KeyPath, int]) -> KeyPath:
    parts = [part.strip().strip("\"'") for part in head.group(2).split(".")]
    path: KeyPath = ()
    for part in parts[:-1]:
        path = (*path, part)
        if path in counts:
            path = (*path, counts[path] - 1)
    path = (*path, parts[-1])
    if head.group(1) == "[[":
        counts[path] = counts.get(path, 0) + 1
        path = (*path, counts[path] - 1)
    return path


def _plain_key(match: re.Match[str]) -> tuple[str, ...]:
    quoted = match.group(1) or match.group(2)
    return (quoted,) if quoted else tuple(match.group(3).split("."))


def _open_quote(line: str, quote: str) -> str:
    """The kind of multi-line quote open at the end of `line`, given the one open at its start; "" for none."""
    if not quote and line.lstrip().startswith("#"):
        return ""
    for mark in _TRIPLE.findall(line):
        if not quote:
            quote = mark
        elif mark == quote:
            quote = ""
    return quote
