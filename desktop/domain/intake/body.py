"""The body of a reply or a proposal: its paragraphs and which of them are headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.domain.intake.parsed_reply import BodyParagraph
from desktop.domain.intake.text.source import MappedText
from desktop.domain.letter.outline import outline_number

_LONGEST_HEADING = 60


def body_of(paragraphs: Sequence[MappedText]) -> tuple[BodyParagraph, ...]:
    """Return the paragraphs with the level of each heading."""
    texts = [paragraph.text for paragraph in paragraphs]
    return tuple(
        BodyParagraph(paragraph.text, heading_level(texts, index), paragraph.spans())
        for index, paragraph in enumerate(paragraphs)
    )


def heading_level(texts: Sequence[str], index: int) -> int:
    """Return 1 to 4 if the paragraph at `index` is a heading on its own line, else 0.

    一、 and （一） stay headings with a colon or a full stop behind them if they are short and a text of a lower
    level follows; 1. and （1） that end as a sentence are paragraphs.
    """
    text = texts[index]
    number = outline_number(text)
    if number is None or number.inline or len(text) > _LONGEST_HEADING:
        return 0
    words = text[number.length :]
    if not words or re.search(r"[。；;！!？?]", words[:-1]):
        return 0
    if words[-1] not in "。；;：:，,！!、":
        return number.level
    if (
        number.level > 2
        or words[-1] in "；;，,、"
        or "，" in words
        or len(text) > 36
        or index + 1 >= len(texts)
    ):
        return 0
    below = outline_number(texts[index + 1])
    deeper = below is None or below.inline or below.level > number.level
    return number.level if deeper else 0
