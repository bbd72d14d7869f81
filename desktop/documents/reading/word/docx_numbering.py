"""Compute Word's list numbers 「自动编号」 (一、 （二） 3.), which are stored only as numbering definitions.

Source: ECMA-376 part 1, 17.9 (numbering); restarts by 17.9.10 (lvlRestart) and 17.9.26 (startOverride).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from desktop.documents.reading.package import attribute, child, children, local_name, value_of
from desktop.documents.reading.word.docx_styles import StyleSheet, read_reference, whole_number
from desktop.domain.words.numerals import write_numeral

# Number formats: 3 in `chineseCounting` is 三.
#
# Source: ECMA-376 part 1, 17.18.59 (ST_NumberFormat).
_LEGAL = str.maketrans("〇零一二三四五六七八九十百", "零零壹贰叁肆伍陆柒捌玖拾佰")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


def number_in_words(value: int, number_format: str) -> str:
    """Return the number in a format of Word (`chineseCountingThousand`, `decimalEnclosedParen`, …).

    Unknown formats and numbers outside the format's range give Arabic digits; `none` gives "".
    """
    if number_format == "none":
        return ""
    writer = _WRITERS.get(number_format)
    text = writer(value) if writer else ""
    return text or str(value)


def _chinese(value: int) -> str:
    return write_numeral(value) if 0 <= value <= 999 else ""


def _chinese_counting(value: int) -> str:
    return _chinese(value) if value < 100 else _chinese_digits(value)


def _chinese_digits(value: int) -> str:
    return "".join("○一二三四五六七八九"[int(digit)] for digit in str(value)) if value >= 0 else ""


def _legal(value: int) -> str:
    words = _chinese(value)
    return ("一" + words if words.startswith("十") else words).translate(_LEGAL)


def _letters(value: int) -> str:
    """Letters, repeated after z as in Word: 27 is aa, 28 is bb."""
    rounds, letter = divmod(value - 1, 26)
    return chr(ord("a") + letter) * (rounds + 1) if 1 <= value <= 780 else ""


def _roman(value: int) -> str:
    words = ""
    for number, letters in _ROMAN if 0 < value < 4000 else ():
        words += letters * (value // number)
        value %= number
    return words


def _circled(value: int) -> str:
    if 1 <= value <= 20:
        return chr(0x2460 + value - 1)
    return chr(0x3251 + value - 21) if 21 <= value <= 35 else ""


def _in_series(first: int, count: int) -> Callable[[int], str]:
    return lambda value: chr(first + value - 1) if 1 <= value <= count else ""


def _full_width(value: int) -> str:
    return str(value).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})


def _stem(value: int) -> str:
    return _STEMS[value - 1] if 1 <= value <= 10 else ""


def _branch(value: int) -> str:
    return _BRANCHES[value - 1] if 1 <= value <= 12 else ""


def _stem_and_branch(value: int) -> str:
    return _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12] if value >= 1 else ""


_WRITERS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "chineseCounting": _chinese_counting,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "koreanCounting": _chinese,
    "japaneseDigitalTenThousand": _chinese_digits,
    "ideographDigital": _chinese_digits,
    "taiwaneseDigital": _chinese_digits,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "japaneseLegal": _legal,
    "ideographTraditional": _stem,
    "ideographZodiac": _branch,
    "ideographZodiacTraditional": _stem_and_branch,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _in_series(0x2488, 20),
    "decimalEnclosedParen": _in_series(0x2474, 20),
    "ideographEnclosedCircle": _in_series(0x3280, 10),
    "ideographParenthesis": _in_series(0x3220, 10),
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "numberInDash": lambda value: f"- {value} -",
}

# List definitions and counters.
_LEVELS = 9
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list: start number, number format, text `（%1）` and suffix."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart_after: int | None = None  # 1-based level that restarts it; 0 never; None: any higher level
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class ListDefinition:
    """A list instance `w:num`: instances of one `family` share their counters; `overrides` restart a level once."""

    family: str
    levels: dict[int, ListLevel]
    overrides: dict[int, int]

    def linked_levels(self) -> dict[str | None, int]:
        """Return the level index by linked paragraph style."""
        return {facts.style: level for level, facts in self.levels.items() if facts.style is not None}


class ListNumbering:
    """List counters of one document; call `number_of` once per paragraph, in text order."""

    def __init__(self, root: etree._Element | None, styles: StyleSheet) -> None:
        self._styles = styles
        self._lists = _read_lists(root, styles)
        self._counters: dict[str, dict[int, int]] = {}
        self._overridden: set[tuple[str, int]] = set()

    def number_of(self, properties: etree._Element | None) -> str:
        """Return the number of the paragraph with the following blank; "" outside lists."""
        num_id, level = self._place(properties)
        definition = self._lists.get(num_id or "")
        if definition is None or num_id is None or level not in definition.levels:
            return ""
        self._count(num_id, definition, level)
        return _render(definition, level, self._counters[definition.family])

    def _place(self, properties: etree._Element | None) -> tuple[str | None, int]:
        """The list and level of a paragraph: its own properties, else the level linked to its style, else the style's."""
        own = read_reference(properties)
        own_style = value_of(properties, "pStyle")
        inherited, declaring_style = self._styles.numbering_of(own_style)
        num_id = own.num_id if own.num_id is not None else inherited.num_id
        definition = self._lists.get(num_id or "")
        linked = definition.linked_levels() if definition else {}
        for level in (own.level, linked.get(own_style), inherited.level, linked.get(declaring_style)):
            if level is not None:
                return num_id, level
        return num_id, 0

    def _count(self, num_id: str, definition: ListDefinition, level: int) -> None:
        counters = self._counters.setdefault(definition.family, {})
        for upper in range(level):  # a level that was skipped counts as begun
            counters.setdefault(upper, definition.levels.get(upper, ListLevel()).start)
        if level in definition.overrides and (num_id, level) not in self._overridden:
            self._overridden.add((num_id, level))
            counters[level] = definition.overrides[level]
        else:
            counters[level] = counters.get(level, definition.levels[level].start - 1) + 1
        for deeper in range(level + 1, _LEVELS):
            restart = definition.levels[deeper].restart_after if deeper in definition.levels else None
            if restart is None or 0 < level + 1 <= restart:
                counters.pop(deeper, None)


def _render(definition: ListDefinition, level: int, counters: dict[int, int]) -> str:
    facts = definition.levels[level]
    if facts.number_format == "bullet":
        return _PRIVATE_USE.sub("•", facts.text) + ("" if facts.suffix == "nothing" else " ")

    def in_words(match: re.Match[str]) -> str:
        other = int(match.group(1)) - 1
        shown = definition.levels.get(other, ListLevel())
        number_format = "decimal" if facts.legal else shown.number_format
        return number_in_words(counters.get(other, shown.start), number_format)

    number = re.sub(r"%([1-9])", in_words, facts.text)
    gap = "" if facts.suffix == "nothing" or not number or not number[-1].isascii() else " "
    return number + gap


def _read_lists(root: etree._Element | None, styles: StyleSheet) -> dict[str, ListDefinition]:
    abstract = {attribute(entry, "abstractNumId") or "": entry for entry in children(root, "abstractNum")}
    nums = {attribute(entry, "numId") or "": entry for entry in children(root, "num")}
    lists = {}
    for num_id, entry in nums.items():
        family = value_of(entry, "abstractNumId") or ""
        linked = styles.numbering_style_list(value_of(abstract.get(family), "numStyleLink"))
        if linked is not None and linked in nums:
            family = value_of(nums[linked], "abstractNumId") or family
        levels = _read_levels(abstract.get(family))
        overrides: dict[int, int] = {}
        for override in children(entry, "lvlOverride"):
            level = whole_number(attribute(override, "ilvl")) or 0
            start = whole_number(value_of(override, "startOverride"))
            if start is not None:
                overrides[level] = start
            levels |= _read_levels(override)
        lists[num_id] = ListDefinition(family, levels, overrides)
    return lists


def _read_levels(parent: etree._Element | None) -> dict[int, ListLevel]:
    return {
        whole_number(attribute(level, "ilvl")) or 0: _read_level(level) for level in children(parent, "lvl")
    }


def _read_level(level: etree._Element) -> ListLevel:
    start = whole_number(value_of(level, "start"))
    legal = child(level, "isLgl")
    return ListLevel(
        start=0 if start is None else start,
        number_format=_number_format(level),
        text=value_of(level, "lvlText") or "",
        suffix=value_of(level, "suff") or "tab",
        restart_after=whole_number(value_of(level, "lvlRestart")),
        legal=legal is not None and attribute(legal, "val") not in {"0", "false", "off"},
        style=value_of(level, "pStyle"),
    )


def _number_format(level: etree._Element) -> str:
    """The number format; custom formats (001, 002) are in an AlternateContent, whose fallback is used."""
    formats = [attribute(found, "val") or "" for found in level.iter() if local_name(found) == "numFmt"]
    plain = [name for name in formats if name and name != "custom"]
    return plain[0] if plain else "decimal"
