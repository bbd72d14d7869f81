"""Pinyin and strokes of Chinese characters, for searching by letters and for sorting (resources/characters, from Unihan).

The tables are read when the first text is spelled or sorted, about 20 ms; a start that does neither never reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).resolve().parents[3] / "resources" / "characters"
_TONES = "1234"
_SPELLED = re.compile(r"[a-z0-9]")
_FIRST_KEY = 0x100
"""Keys for sorting begin behind ASCII, so that digits and letters come first, as on a list of names."""
_MOST_WAYS = 8


class _Tables(NamedTuple):
    """By code point: the usual syllable, the other one of a character with two readings, and the keys for sorting."""

    usual: dict[int, str]
    other: dict[int, str]
    pinyin_keys: dict[int, str]
    stroke_keys: dict[int, str]
    syllables: frozenset[str]


def pinyin_key(text: str) -> str:
    """A key that sorts texts by pinyin, character by character; characters of one reading by their strokes and code."""
    return text.translate(_tables().pinyin_keys)


def stroke_key(text: str) -> str:
    """A key that sorts texts by the strokes of their characters 「按笔画」; of equally many by radical (code point)."""
    return text.translate(_tables().stroke_keys)


def spelled(text: str) -> str:
    """The text as syllables without tones, divided by blanks; letters and digits stand alone, everything else parts phrases.

    A text with characters of two readings is spelled twice, with the usual ones and with the others: 重庆 as zhong qing 0 chong
    qing.
    """
    usual = " ".join(_syllables(text.lower(), ({},)))
    again = " ".join(_syllables(text.lower(), (_tables().other,)))
    return usual if again == usual else f"{usual} 0 {again}"


def initials(syllables: str) -> str:
    """The initials of spelled words, divided by blanks: zhong qing gives z q."""
    return " ".join(one[0] for one in syllables.split())


def spoken_span(text: str, letters: str) -> tuple[int, int] | None:
    """The first characters of a text whose initials, or whose syllables, are these letters; None if there are none."""
    for first in range(len(text)):
        last = _end_of_initials(text, first, letters) or _end_of_syllables(text, first, letters)
        if last:
            return first, last
    return None


def _readings(char: str) -> tuple[str, ...]:
    tables = _tables()
    found = (table.get(ord(char)) for table in (tables.usual, tables.other))
    return tuple(one for one in found if one) or ((char,) if _SPELLED.fullmatch(char) else ())


def _end_of_initials(text: str, first: int, letters: str) -> int:
    last = first + len(letters)
    if last > len(text):
        return 0
    pairs = zip(text[first:last].lower(), letters, strict=True)
    return last if all(letter in {one[0] for one in _readings(char)} for char, letter in pairs) else 0


def _end_of_syllables(text: str, place: int, letters: str) -> int:
    """The place behind the characters from `place` on that are spelled by these letters; 0 if they are not."""
    if place >= len(text):
        return 0
    for reading in _readings(text[place].lower()):
        if reading.startswith(letters):
            return place + 1
        if letters.startswith(reading) and (
            end := _end_of_syllables(text, place + 1, letters[len(reading) :])
        ):
            return end
    return 0


@lru_cache(maxsize=64)
def ways_to_spell(letters: str) -> tuple[tuple[str, ...], ...]:
    """The ways to part letters into syllables, the last of which may be begun only: gaish as (gai, sh); at most eight."""
    return tuple(way for way, _ in zip(_ways(letters), range(_MOST_WAYS), strict=False))


def _ways(letters: str) -> Iterator[tuple[str, ...]]:
    known = _tables().syllables
    for end in range(min(len(letters), 6), 0, -1):
        head, rest = letters[:end], letters[end:]
        if not rest and (head in known or any(one.startswith(head) for one in known)):
            yield (head,)
        elif rest and head in known:
            yield from ((head, *way) for way in _ways(rest))


def _syllables(text: str, first: tuple[dict[int, str], ...]) -> Iterator[str]:
    tables = (*first, _tables().usual)
    for char in text:
        found = next((table[ord(char)] for table in tables if ord(char) in table), "")
        yield found or (char if _SPELLED.fullmatch(char) else "0")


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    tones, strokes = dict(_read("pinyin.txt")), dict(_read("strokes.txt"))
    usual = {code: reading.rstrip(_TONES) for code, reading in tones.items()}
    other = {code: reading.rstrip(_TONES) for code, reading in _read("other_pinyin.txt")}
    count = {code: int(number) for code, number in strokes.items()}
    by_pinyin = sorted(tones, key=lambda code: (tones[code], count.get(code, 99), code))
    by_strokes = sorted(count, key=lambda code: (count[code], code))
    return _Tables(
        usual,
        other,
        {code: chr(_FIRST_KEY + place) for place, code in enumerate(by_pinyin)},
        {code: chr(_FIRST_KEY + place) for place, code in enumerate(by_strokes)},
        frozenset(chain(usual.values(), other.values())),
    )


def _read(name: str) -> Iterator[tuple[int, str]]:
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        key, _, chars = line.partition(" ")
        yield from ((ord(char), key) for char in chars)
