"""What officers type and paste, made printable: characters that no file or font can hold are taken out and named."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_VERY_LONG = 3000
BROKEN_MARK = "□"
"""Printed in the place of half a character (a lone surrogate), so that the gap is seen."""


@dataclass(frozen=True, slots=True)
class TypedText:
    """Printable text and what had to be said about it, in Chinese."""

    text: str
    warnings: tuple[str, ...] = ()


def printable(text: str, label: str = "") -> TypedText:
    r"""Return `text` without characters that XML forbids or that no font draws; `label` names its place in warnings.

    Tabs become blanks; every kind of line break becomes "\n". Nothing else is changed, not even half-width marks.
    """
    warnings = []
    text = _LINE_BREAK.sub("\n", text).replace("\t", " ")
    if _SURROGATE.search(text):
        text = _SURROGATE.sub(BROKEN_MARK, text)
        warnings.append(f"{label}有损坏的字，已印成“{BROKEN_MARK}”，请重新输入这个字")
    if _UNPRINTABLE.search(text):
        text = _UNPRINTABLE.sub("", text)
        warnings.append(f"{label}有看不见的控制字符，印出时已略去")
    longest = max(map(len, text.split("\n")))
    if longest > _VERY_LONG:
        warnings.append(f"{label}有一段长达{longest}字，请检查是否漏了分段")
    return TypedText(text, tuple(warnings))
