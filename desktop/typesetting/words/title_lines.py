"""Breaking a title by meaning 「回行时词意完整」, in a trapezoid or a diamond (GB/T 9704-2012 7.3.1).

A title is first cut into words that never break; then every way to set it in the fewest lines is weighed: how good the places
of the breaks are, and whether the lines grow, shrink or go short-long-short. A rectangle or an hourglass costs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from desktop.typesetting.model.text_width import width_chars
from desktop.typesetting.words.title_words import title_words

_MOST_LINES = 5
_BEFORE = re.compile(
    r"第[0-9一二三四五六七八九十〇零百]+[次号届]|[和与及暨并]|提案|建议|答复|会办|再次|有关|情况|工作|实施"
)


@lru_cache(maxsize=512)
def break_title(title: str, max_chars: int, unbroken: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the title's lines, none wider than `max_chars` 字 if its words allow it; joined they are the title.

    `unbroken` are names that must stay whole (units, persons, numbers); 《…》, “…”, numbers and Latin words always do.
    A title beyond five lines is filled line by line; the checker speaks about its length.
    """
    title = title.strip()
    if width_chars(title) <= max_chars:
        return (title,) if title else ()
    words = _no_wider_than(title_words(title, unbroken), max_chars)
    fewest = len(_filled(words, max_chars))
    if fewest > _MOST_LINES:
        return tuple(_filled(words, max_chars))
    best = min(_settings(words, fewest, max_chars), key=_cost, default=None)
    return best or tuple(_filled(words, max_chars))


def _no_wider_than(words: list[str], max_chars: int) -> list[str]:
    """Words as they are; one too wide for any line is given up into characters."""
    return [part for word in words for part in ([word] if width_chars(word) <= max_chars else word)]


def _filled(words: list[str], max_chars: int) -> list[str]:
    lines = [""]
    for word in words:
        if lines[-1] and width_chars(lines[-1] + word) > max_chars:
            lines.append("")
        lines[-1] += word
    return lines


def _settings(words: list[str], count: int, max_chars: float) -> Iterator[tuple[str, ...]]:
    """Every setting of the words in `count` lines that fits and breaks where a line may end."""
    rest = width_chars("".join(words))
    if count == 1:
        if rest <= max_chars:
            yield ("".join(words),)
        return
    line = ""
    for index, word in enumerate(words[:-1], 1):
        line += word
        width = width_chars(line)
        if width > max_chars:
            return
        if rest - width <= (count - 1) * max_chars and _may_part(word, words[index]):
            for others in _settings(words[index:], count - 1, max_chars):
                yield (line, *others)


def _may_part(before: str, after: str) -> bool:
    return after[0] not in "，、；：）》”的" and before[-1] not in "（《“第"


def _cost(lines: tuple[str, ...]) -> float:
    widths = [width_chars(line) for line in lines]
    return _shape_cost(widths) + sum(_break_cost(a, b) for a, b in pairwise(lines))


def _shape_cost(widths: list[float]) -> float:
    steps = [after - before for before, after in pairwise(widths)]
    longest = max(widths)
    cost = sum((longest - width) ** 2 for width in widths) / longest
    if all(abs(step) < 1 for step in steps):
        cost += 3  # a rectangle
    if min(widths) < longest * 0.3:
        cost += 6  # a stub
    falls_then_rises = any(a < 0 < b for a, b in pairwise([step for step in steps if step]))
    return cost + (8 if falls_then_rises else 0)  # an hourglass


def _break_cost(before: str, after: str) -> float:
    """0 behind a mark or before a word that opens a phrase; a break after 的 or between two plain words costs a little."""
    if before[-1] in "，、；：》”）" or re.search(r"(?:会议|委员会|大会|的)$", before):
        return 0.0 if before[-1] != "的" else 1.0
    if before.endswith(("关于", "对", "第", "和", "与", "及", "在", "为", "把", "由")):
        return 6.0
    return 1.0 if _BEFORE.match(after) else 2.5
