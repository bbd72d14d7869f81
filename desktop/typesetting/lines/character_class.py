"""Which characters may start or end a printed line, hang in the margin, or belong to a number or word.

Sources: GB/T 15834-2011 clause 5.1 (a closing mark never starts a line, an opening one never ends it; dashes and
ellipses are not torn apart); the rest is measured on paper that Word and LibreOffice printed (TRAPS 7b, 7c).
"""

from __future__ import annotations

CLOSING = frozenset("，。、；：！？”’）〕］｝》〉」』】〗·～％%)]}!,.:;?°℃‰＞>-")
"""Never at a line's start."""
OPENING = frozenset("“‘（〔［｛《〈「『【〖([{￥$＜<")
"""Never at a line's end."""
CLOSING_BRACKETS = frozenset("）〕］｝》〉」』】〗”’")
OPENING_BRACKETS = frozenset("（〔［｛《〈「『【〖")
QUOTES = frozenset("“”‘’")
SENTENCE_MARKS = frozenset("，。、；：！？")
LATIN_SENTENCE_MARKS = frozenset(".,:;!?")
UNBROKEN_PAIRS = frozenset("—…")  # two of a kind are one mark
CHINESE_MARKS = SENTENCE_MARKS | CLOSING_BRACKETS | OPENING_BRACKETS | frozenset("“‘—…·～")
GLUED_TO_NEXT_WORD = frozenset("”’）〕］｝》〉」』】〗·%.,)+×@&℃★:=°_")
"""No break between these and a following letter or digit."""
BLANKS = frozenset(" \u2002\u2003\u3000")

_IDEOGRAPH_RANGES = (
    (0x2E80, 0x2FDF),
    (0x3005, 0x3007),
    (0x3021, 0x3029),
    (0x3041, 0x30FF),
    (0x3105, 0x312F),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xE000, 0xF8FF),  # private use: rare characters in names of old documents
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


def is_ideograph(character: str) -> bool:
    """True for Chinese characters, those beyond the first Unicode plane included; false for marks, digits and letters."""
    code = ord(character)
    if 0x4E00 <= code <= 0x9FFF:
        return True
    return code >= 0x2E80 and any(low <= code <= high for low, high in _IDEOGRAPH_RANGES)


def is_word_character(character: str) -> bool:
    """True for letters and digits that are not Chinese; those next to each other stay on one line."""
    return ord(character) < 0x2E80 and character.isalnum()


def is_half_width(character: str) -> bool:
    """True for letters, digits and marks of Western text, which take the Latin side of a font pair."""
    return (
        ord(character) < 0x2E80
        and not 0x2000 <= ord(character) <= 0x206F
        and character not in "℃№①②③④⑤⑥⑦⑧⑨⑩○★●■□▲△◆◇※"
    )


def is_general_punctuation(character: str) -> bool:
    """True for quotes, dashes, ellipses and blanks: they look like whatever stands before them."""
    return 0x2000 <= ord(character) <= 0x206F or character in " \u00a0"
