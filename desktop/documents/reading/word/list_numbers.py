"""A number of a Word list as the reader sees it: 3 in `chineseCounting` is 三.

Source: ECMA-376 part 1, 17.18.59 (ST_NumberFormat).
"""

from __future__ import annotations

from collections.abc import Callable

from desktop.domain.words.numerals import write_numeral

_LEGAL = str.maketrans("〇零一二三四五六七八九十百", "零零壹贰叁肆伍陆柒捌玖拾佰")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


def number_in_words(value: int, number_format: str) -> str:
    """Return the number in a format of Word (`chineseCountingThousand`, `decimalEnclosedParen`, …).

    An unknown format, and a number beyond what the format can say, come as Arabic digits; `none` as nothing.
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
    """Word repeats the letter after z: 27 is aa, 28 is bb."""
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
