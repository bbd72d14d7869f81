"""Read Chinese and Arabic numerals of official documents, and write Chinese ones."""

from __future__ import annotations

_DIGITS = {
    "零": 0, "〇": 0, "○": 0, "Ｏ": 0, "\u041e": 0, "O": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
_UNITS = {"十": 10, "百": 100, "千": 1000, "廿": 20, "卅": 30}
_WRITTEN = "〇一二三四五六七八九"


def read_numeral(text: str) -> int | None:
    """Return the value of `15`, `１５`, `十五`, `二〇二四` or `一百零三`; None if the text is not one number."""
    text = text.strip()
    if not text or len(text) > 12:
        return None
    if text.isdecimal():
        return int(text)
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    return _read_with_units(text)


def _read_with_units(text: str) -> int | None:
    total = 0
    pending: int | None = None
    for character in text:
        if character in _DIGITS:
            pending = _DIGITS[character]
        elif character in "廿卅":
            total += _UNITS[character]
        elif character in _UNITS:
            total += (1 if pending is None else pending) * _UNITS[character]
            pending = None
        else:
            return None
    return total + (pending or 0)


def write_numeral(value: int) -> str:
    """Return 0 to 999 as Chinese words: 3 -> 三, 15 -> 十五, 20 -> 二十, 103 -> 一百零三.

    Raises ValueError outside that range, which terms, sessions and headings never exceed.
    """
    if not 0 <= value <= 999:
        raise ValueError(f"no Chinese numeral for {value}")
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    if hundreds == 0 and tens == 0:
        return _WRITTEN[ones]
    words = f"{_WRITTEN[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else _WRITTEN[tens]) + "十"
    elif ones and hundreds:
        words += "零"
    return words + (_WRITTEN[ones] if ones else "")
