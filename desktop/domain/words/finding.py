"""What typed words find: tokens of a text, the facts of a case by which it is found, and what a word means besides its letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from desktop.domain.words.characters import initials, spelled, spoken_span
from desktop.domain.words.numerals import read_numeral

_FULL_WIDTH = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")  # digits and letters
_TOKENS = re.compile(r"[a-z]+|[^\W_]")
_BREAK = " u0u "
"""Between two facts: a token that nobody can type, so that no phrase reaches from one into the next."""


def folded(text: str) -> str:
    """The text with full-width digits and letters as half-width ones, in lower case; as long as it was."""
    plain = _FULL_WIDTH.sub(lambda found: chr(ord(found[0]) - 0xFEE0), text)
    low = plain.lower()
    return low if len(low) == len(plain) else plain


def tokens(text: str) -> list[str]:
    """The tokens of a text: full-width letters and digits folded, case folded, punctuation removed."""
    # Every save of a section comes here with the whole case: the common characters need no function call each.
    plain = _FULL_WIDTH.sub(lambda found: chr(ord(found[0]) - 0xFEE0), text).lower()
    return [
        piece if piece <= "~" or "一" <= piece <= "龥" else _spell(piece) for piece in _TOKENS.findall(plain)
    ]


def _spell(piece: str) -> str:
    """SQLite's tokenizer knows Unicode 6.1 only: later characters are spelled by code point."""
    plain = piece.isascii() or (len(piece) == 1 and piece <= "\uffff" and unicodedata.category(piece) == "Lo")
    return piece if plain else f"u{ord(piece):x}u"


def indexed_facts(facts: Iterable[str], spoken: Iterable[str]) -> Mapping[str, str]:
    """The columns of the index of facts: `facts` word for word, `spoken` by pinyin, each by syllables and by initials."""
    syllables = " 0 ".join(spelled(one) for one in spoken if one)
    return {
        "facts": _BREAK.join(" ".join(tokens(one)) for one in facts if one),
        "initials": initials(syllables),
        "syllables": syllables,
    }


class MeantSession(NamedTuple):
    """「十五届四次」 or 「15届」 as typed; `session` None for the whole term."""

    term: int
    session: int | None


_NUMERAL = r"[\d〇零一二三四五六七八九十百两]+"
_SESSION = re.compile(rf"第?({_NUMERAL})届(?:第?({_NUMERAL})次)?(?:会议|全会)?")
_NUMBER = re.compile(r"第?0*(\d+)号?")


def meant_session(word: str) -> MeantSession | None:
    """The session that a typed word names; None for any other word."""
    match = _SESSION.fullmatch(folded(word))
    term = read_numeral(match[1]) if match else None
    if match is None or term is None:
        return None
    session = read_numeral(match[2]) if match[2] else None
    return MeantSession(term, session) if session or not match[2] else None


def meant_number(word: str) -> str:
    """The number without leading zeros in 「第085号」「85号」「0085」; "" for any other word."""
    match = _NUMBER.fullmatch(folded(word))
    return match[1] if match else ""


# Where the words stand, for showing what was found.
_LETTERS = re.compile("[a-z]{2,40}")
_BEFORE, _AFTER = 10, 46
"""Characters of a field shown before and after what was found."""


def spoken_letters(word: str) -> str:
    """The letters of a typed word that may be pinyin; "" for any other word."""
    letters = folded(word).replace("'", "")
    return letters if _LETTERS.fullmatch(letters) else ""


def span_of(text: str, word: str, *, spoken: bool = False) -> tuple[int, int] | None:
    """Where a typed word stands first in a text, punctuation within it ignored, with `spoken` also by pinyin; None if nowhere."""
    pieces = [re.escape(char) for char in folded(word) if char.isalnum()]
    found = re.search(r"[\W_]*".join(pieces), folded(text)) if pieces else None
    if found:
        return found.span()
    letters = spoken_letters(word) if spoken else ""
    return spoken_span(text, letters) if letters else None


def excerpt(text: str, around: tuple[int, int]) -> str:
    """A piece of a text on one line with what was found in it: 「……沿街的轮椅坡道太陡……」."""
    first, last = max(around[0] - _BEFORE, 0), min(around[1] + _AFTER, len(text))
    piece = "".join(" " if char.isspace() else char for char in text[first:last]).strip()
    return f"{'……' if first else ''}{piece}{'……' if last < len(text) else ''}"
