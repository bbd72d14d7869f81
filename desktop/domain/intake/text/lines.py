"""Split a text into lines with their indents, gaps and page breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from desktop.domain.intake.text.source import BLANKS, MappedText, is_narrow_word, is_wide, width

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_INVISIBLE = frozenset(
    chr(code) for code in (*range(0x09), *range(0x0E, 0x1C), 0x1F, 0x7F, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060)
) | {"\ufeff", "\ufffe", "\uffff"}


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line without blanks at its ends.

    `indent` and `full_width` are in em (indent included in the latter), `full_length` in characters.
    `gap_before`: an empty line precedes it; `page_before`: a form feed or a page number does.
    `ends_blank`: the raw line ended or the next one began with a blank, so Latin words stay separate.
    """

    content: MappedText
    indent: float
    full_width: float
    full_length: int
    gap_before: bool = False
    page_before: bool = False
    ends_blank: bool = False

    @property
    def text(self) -> str:
        return self.content.text

    @property
    def set_width(self) -> float:
        """The width in em without a trailing mark that may hang in the margin."""
        return self.full_width - (1.0 if self.text[-1] in "，。、；：！？）”》" else 0.0)


def split_lines(text: str) -> list[SourceLine]:
    """Return the non-empty lines of `text`; control characters and byte-order marks are dropped."""
    lines: list[SourceLine] = []
    gap = page = False
    start = 0
    for end, mark in _line_ends(text):
        line = _line(text, start, end)
        if line is None:
            gap = gap or (bool(lines) and start < len(text))
        else:
            lines.append(replace(line, gap_before=gap, page_before=page))
            gap = page = False
        page = page or mark == "\x0c"
        start = end + len(mark)
    return lines


def _line_ends(text: str) -> list[tuple[int, str]]:
    return [(match.start(), match.group(0)) for match in _BREAK.finditer(text)] + [(len(text), "")]


def _line(text: str, start: int, end: int) -> SourceLine | None:
    kept = [index for index in range(start, end) if text[index] not in _INVISIBLE]
    raw = MappedText("".join(text[index] for index in kept), tuple(kept))
    content = raw.strip()
    if not content.text:
        return None
    lead = raw.text[: len(raw.text) - len(raw.text.lstrip())]
    indent = _indent(lead)
    tidied = tidy(content)
    return SourceLine(
        content=tidied,
        indent=indent,
        full_width=indent + width(tidied.text),
        full_length=len(raw.text.rstrip()) - (1 if lead == " " else 0),
        ends_blank=len(raw.text) > len(raw.text.rstrip()),
    )


def _indent(lead: str) -> float:
    """The indent in em; one half-width blank at the top of a page is an extraction artefact and counts as 0."""
    if lead == " ":
        return 0.0
    return sum(
        2.0 if blank == "\t" else 1.0 if is_wide(blank) or blank == "\u2003" else 0.5 for blank in lead
    )


def tidy(content: MappedText) -> MappedText:
    """Return the line without blanks between Chinese and digits or Latin letters (TRAPS 6); other blanks are kept.

    Gaps wider than one em and tabs separate elements and are kept too.
    """
    text = content.text
    if not any(blank in text for blank in BLANKS):
        return content
    dropped: set[int] = set()
    index = 0
    while index < len(text):
        if text[index] not in BLANKS:
            index += 1
            continue
        stop = index
        while stop < len(text) and text[stop] in BLANKS:
            stop += 1
        narrow = "\t" not in text[index:stop] and width(text[index:stop]) <= 1.0
        if index > 0 and stop < len(text) and narrow and _mixed(text[index - 1], text[stop]):
            dropped.update(range(index, stop))
        index = stop
    return content.keep(lambda place: place not in dropped) if dropped else content


def _mixed(left: str, right: str) -> bool:
    return (is_wide(left) and is_narrow_word(right)) or (is_narrow_word(left) and is_wide(right))
