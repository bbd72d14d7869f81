"""Make resources/characters from the Unihan database: `python -m tools.character_tables FOLDER` (its .txt files, unpacked).

Unihan 15.0 (Debian: package unicode-data) has the usual reading of each character (kMandarin), further readings with their
frequency (kHanyuPinlu) and the number of strokes (kTotalStrokes). Its licence is in resources/characters/LICENSE.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

TABLES = Path(__file__).resolve().parent.parent / "resources" / "characters"
FIRST, LAST = 0x3400, 0x9FFF
"""CJK extension A and the unified ideographs: every character of GB 2312 and of ordinary names."""
_LEAST_SHARE = 0.03
_IN_NAMES = {"曾": "zeng1", "解": "xie4", "单": "shan4", "查": "zha1", "盖": "ge3", "仇": "qiu2", "朴": "piao2", "翟": "zhai2",
             "尉": "yu4", "缪": "miao4", "瞿": "qu2", "重": "chong2"}  # fmt: skip
"""Readings as surnames and in place names, where frequency does not tell them."""
_HERE = {"长": ("chang2", "zhang3"), "長": ("chang2", "zhang3")}
"""Characters that official papers read otherwise more often (长期, 长效, 长宁 before 局长): usual and other reading."""
_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}


def numbered(reading: str) -> str:
    """cháng as chang2, lǜ as lv4; no number for the neutral tone."""
    tone, letters = "", ""
    for mark in unicodedata.normalize("NFD", reading):
        if mark in _TONES:
            tone = _TONES[mark]
        elif mark == "\u0308":
            letters = letters[:-1] + "v"
        elif mark.isascii() and mark.isalpha():
            letters += mark
    return letters + tone


def values(folder: Path, file: str, field: str) -> dict[str, str]:
    """The values of a field by character."""
    found = {}
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    for line in (one for one in lines if one.startswith("U+")):
        code, _, rest = line.partition("\t")
        name, _, value = rest.partition("\t")
        if name == field and FIRST <= int(code.removeprefix("U+"), 16) <= LAST:
            found[chr(int(code.removeprefix("U+"), 16))] = value
    return found


def other_reading(pinlu: str, usual: str) -> str:
    """The most frequent reading that is not the usual one and begins or sounds otherwise; "" for none."""
    counts = [(numbered(one), int(count)) for one, count in re.findall(r"([^\s(]+)\((\d+)\)", pinlu)]
    whole = sum(count for _, count in counts)
    others = [(count, one) for one, count in counts if one.rstrip("1234") != usual.rstrip("1234")]
    count, reading = max(others, default=(0, ""))
    return reading if whole and count / whole >= _LEAST_SHARE else ""


def write(name: str, by_key: Mapping[str, Iterable[str]], order: Iterable[str]) -> None:
    """One line a key: the key, a blank, its characters in the order of their codes."""
    lines = [f"{key} {''.join(sorted(by_key[key]))}" for key in order]
    (TABLES / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(folder: Path) -> None:
    readings, sources = "Unihan_Readings.txt", "Unihan_IRGSources.txt"
    usual = {
        char: numbered(value.split()[0]) for char, value in values(folder, readings, "kMandarin").items()
    }
    pinlu = values(folder, readings, "kHanyuPinlu")
    strokes = {char: value.split()[0] for char, value in values(folder, sources, "kTotalStrokes").items()}
    others = {char: other_reading(value, usual.get(char, "")) for char, value in pinlu.items()}
    others |= {char: reading for char, reading in _IN_NAMES.items() if usual[char][:-1] != reading[:-1]}
    for char, (reading, other) in _HERE.items():
        usual[char], others[char] = reading, other
    for name, table in (("pinyin.txt", usual), ("other_pinyin.txt", others), ("strokes.txt", strokes)):
        by_key: dict[str, list[str]] = defaultdict(list)
        for char, key in table.items():
            if key:
                by_key[key].append(char)
        write(name, by_key, sorted(by_key, key=lambda key: (int(key) if key.isdigit() else 0, key)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
