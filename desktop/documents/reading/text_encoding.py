"""The encoding of a plain text file: UTF-8, UTF-16 or GB18030, with a byte order mark or without.

Source: GB 18030-2022 (DOMAIN 7.4). Each candidate is tried and the one that reads most like a Chinese text wins.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CANDIDATES = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_SAMPLE = 64 * 1024  # bytes, even
_LEAST = 0.7
_LOST = "\ufffd"


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text with its encoding and the number of places that could not be read (shown as U+FFFD)."""

    text: str
    encoding: str
    lost: int


def decode_text(data: bytes) -> DecodedText | None:
    """Return the bytes as text; None if they do not look like text in any known encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding)
    sample = data[:_SAMPLE]
    scores = {encoding: _likeness(sample, encoding) for encoding in _CANDIDATES}
    best = max(_CANDIDATES, key=lambda encoding: scores[encoding])
    return _decode(data, best) if scores[best] >= _LEAST else None


def _decode(data: bytes, encoding: str) -> DecodedText:
    text = data.decode(encoding, "replace")
    return DecodedText(text, encoding, text.count(_LOST))


def _likeness(sample: bytes, encoding: str) -> float:
    """Return the share of characters that a Chinese paper uses; a character that cannot be read weighs against it.

    The last character of the sample may be cut in half, so an incremental decoder leaves it out.
    """
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
    if not text:
        return 0.0
    return sum(_weight(character) for character in text) / len(text)


def _weight(character: str) -> float:
    code = ord(character)
    if code < 0x80:
        return 1.0 if code >= 0x20 or character in "\t\n\r\f" else (0.0 if code == 0 else -1.0)
    if character == _LOST or 0x80 <= code < 0xA0:
        return -2.0
    if 0x4E00 <= code <= 0x9FFF:
        return 1.0 if _is_common(character) else 0.5
    if 0x3000 <= code <= 0x303F or 0xFF00 <= code <= 0xFF65 or 0x2010 <= code <= 0x2027:
        return 1.0
    if 0x2030 <= code <= 0x27BF or 0xA0 <= code <= 0xFF:
        return 0.5
    return 0.3 if code >= 0x20000 else 0.0


def _is_common(character: str) -> bool:
    """The characters of GB 2312 are those that papers are written with; a wrong decoding hits the others too."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
