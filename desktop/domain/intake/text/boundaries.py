"""Find paragraph boundaries in hard-wrapped lines.

A line that is not full ends its paragraph. A full line continues, unless the next line must start a paragraph;
a full line that ends a sentence is ambiguous and is decided in `_after_full_sentence`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.domain.intake.text.line_kinds import (
    ADDRESS,
    HEADING_NOUN,
    LEADS_TO_SUGGESTIONS,
    OPENERS,
    PART_LABEL,
    PLAIN_MARK,
    TITLE_DONE,
    TURNS_TO_PROPOSER,
    begins_title,
    contains_value,
    cuts_number,
    is_closed_note,
    is_date_line,
    is_label,
    is_organ_line,
    stands_alone,
)
from desktop.domain.intake.text.lines import SourceLine
from desktop.domain.intake.text.source import ends_sentence, is_narrow_word
from desktop.domain.intake.text.wrapping import Wrapping
from desktop.domain.letter.outline import OutlineNumber, outline_number

_ANNOUNCED = re.compile(r"如下[^。，；]{0,10}[：:]$|(?:答复|函复|回复|报告|反馈)如下。$")
_GOES_ON = "，、,（(“‘《「—"


class LineJoiner:
    """Decides for each line of one text whether it starts a paragraph."""

    def __init__(self, lines: Sequence[SourceLine], wrapping: Wrapping | None) -> None:
        self._lines = lines
        self._wrapping = wrapping

    def starts(self, index: int, paragraph: str) -> bool:
        """True if line `index` starts a paragraph; `paragraph` is the text of the current paragraph so far."""
        if index == 0:
            return True
        before, line = self._lines[index - 1], self._lines[index]
        if line.indent >= 1.5:
            return True
        if stands_alone(before.text):
            return not self._label_goes_on(index)
        if is_closed_note(paragraph):
            return True
        if self._wrapping is None:
            return not self._ends_open(before, line)
        return self._starts_wrapped(index, paragraph, self._wrapping)

    def _starts_wrapped(self, index: int, paragraph: str, wrapping: Wrapping) -> bool:
        before, line = self._lines[index - 1], self._lines[index]
        if self._parted_by_gap(before, line, wrapping):
            return True
        if not wrapping.is_full(before):
            return not (self._ends_open(before, line) or self._broken_at_blank(before, line, wrapping))
        if stands_alone(line.text) and not self._is_inside(before, line, paragraph):
            return True
        if not ends_sentence(before.text):
            return self._after_full_words(index, paragraph, wrapping)
        first = len(paragraph) <= len(before.text)
        return wrapping.had_room(before, line, first=first) or self._after_full_sentence(
            index, paragraph, wrapping
        )

    def _parted_by_gap(self, before: SourceLine, line: SourceLine, wrapping: Wrapping) -> bool:
        if not (line.gap_before and wrapping.gaps_part):
            return False
        return not (line.page_before and wrapping.is_full(before) and outline_number(line.text) is None)

    def _label_goes_on(self, index: int) -> bool:
        """A full line of contacts, copies or marks continues until its bracket closes or another element starts."""
        before, line = self._lines[index - 1], self._lines[index]
        if self._wrapping is None or not self._wrapping.is_full(before) or not is_label(before.text):
            return False
        if (line.gap_before and self._wrapping.gaps_part) or "\t" in before.text + line.text:
            return False
        if before.text.count("（") > before.text.count("）") or cuts_number(before.text, line.text):
            return True
        ended = before.text[-1] in "。）)】！" or re.search(r"\d{7,}$", before.text)
        new = stands_alone(line.text) or self._is_signature(index) or outline_number(line.text)
        return not (ended or new or re.match("关于|对", line.text) or line.text[-1] in "：:")

    def _ends_open(self, before: SourceLine, line: SourceLine) -> bool:
        """True if the line ends with a comma or an opening bracket, so that its paragraph continues."""
        return (
            before.text[-1] in _GOES_ON and outline_number(line.text) is None and not stands_alone(line.text)
        )

    def _broken_at_blank(self, before: SourceLine, line: SourceLine, wrapping: Wrapping) -> bool:
        """True if a short line comes from a tool that wraps at blanks, before or after a number."""
        if ends_sentence(before.text) or stands_alone(line.text) or outline_number(before.text):
            return False
        if re.search(r"\d{7,}$", before.text):
            return False
        mixed = is_narrow_word(before.text[-1]) != is_narrow_word(line.text[0])
        room = before.full_width + min(len(line.text), 2) * 0.5 > wrapping.width * 0.5
        return mixed and room and outline_number(line.text) is None and len(before.text) > 8

    def _is_inside(self, before: SourceLine, line: SourceLine, paragraph: str) -> bool:
        """True for a bracket or date that is the last line of a paragraph, not the date below an organ."""
        if is_date_line(line.text) and is_organ_line(paragraph):
            return False
        if ends_sentence(before.text) or PLAIN_MARK.fullmatch(line.text):
            return False
        return is_date_line(line.text) or line.text[0] in "（("

    def _after_full_words(self, index: int, paragraph: str, wrapping: Wrapping) -> bool:
        """Decide after a full line that ends inside a sentence: only a full-width heading ends its paragraph."""
        line = self._lines[index]
        if index < 12 and TITLE_DONE.search(paragraph):
            return True
        if ADDRESS.match(line.text) or (index < 12 and begins_title(paragraph, line.text)):
            return True
        above = outline_number(paragraph)
        if above is None or above.level not in (1, 2) or re.search(r"[。；，,]", paragraph):
            return False
        number = outline_number(line.text)
        if number is not None and number.level and (number.value == 1 or number.level == above.level):
            return True
        if wrapping.is_wider_than_first(line):
            return False
        return HEADING_NOUN.search(paragraph) is not None and (
            wrapping.is_full(line) or ends_sentence(line.text)
        )

    def _after_full_sentence(self, index: int, paragraph: str, wrapping: Wrapping) -> bool:
        line = self._lines[index]
        if wrapping.indented:
            return self._is_signature(index)
        number = outline_number(line.text)
        if number is not None:
            return self._new_item(index, number, paragraph)
        addressed = index < 14 and paragraph[-1] in "：:" and not re.search(r"[，。；]", paragraph)
        if addressed or _ANNOUNCED.search(paragraph[-16:]):
            return True
        if PART_LABEL.match(line.text) or PART_LABEL.fullmatch(paragraph):
            return True
        if OPENERS.match(line.text) and len(self._lines) - index <= 12:
            return not wrapping.is_wider_than_first(line)
        if wrapping.is_wider_than_first(line) or paragraph[-1] in "；;：:":
            return False
        if wrapping.length is None and wrapping.is_full(line) and not ends_sentence(line.text):
            return True
        turns = TURNS_TO_PROPOSER.match(line.text) is not None
        return turns or self._introduces_list(index) or self._is_signature(index)

    def _introduces_list(self, index: int) -> bool:
        """True for 因此，我局拟采取以下措施： above a list; …答复如下： usually ends the previous paragraph."""
        text = self._lines[index].text
        following = self._lines[index + 1].text if index + 1 < len(self._lines) else ""
        answers = re.search(r"(?:答复|回复|函复|报告|说明|反馈)如下", text)
        if LEADS_TO_SUGGESTIONS.match(text):
            return True
        return text[-1] in "：:" and answers is None and outline_number(following) is not None

    def _new_item(self, index: int, number: OutlineNumber, paragraph: str) -> bool:
        """True if 一是, （1） or 1. starts a paragraph; if the previous number is inside the paragraph, so is this one."""
        wrapping = self._wrapping
        if number.level in (1, 2):
            return True
        own = outline_number(paragraph)
        if own is not None and own.level == number.level and own.value == number.value - 1:
            return True
        if number.inline and wrapping is not None and wrapping.is_wider_than_first(self._lines[index]):
            return False
        if number.value > 1:
            return not contains_value(paragraph, number.value - 1)
        return self._next_item_starts_line(index, number)

    def _next_item_starts_line(self, index: int, number: OutlineNumber) -> bool:
        """True if the second item of the series starts a line; decides for the first item."""
        second = number.marker.translate(str.maketrans("一1①", "二2②"))
        for place in range(index, min(index + 40, len(self._lines))):
            text = self._lines[place].text
            if text.startswith(second):
                return True
            if second in text:
                return False
        return True

    def _is_signature(self, index: int) -> bool:
        line = self._lines[index]
        following = self._lines[index + 1 : index + 3]
        return is_organ_line(line.text) and any(is_date_line(after.text) for after in following)
