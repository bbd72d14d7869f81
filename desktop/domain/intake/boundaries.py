"""Where one paragraph ends and the next begins among hard-wrapped lines.

A line that is not full ends its paragraph. A full line goes on, unless what follows can only be a beginning;
full lines that end a sentence are the hard case, and the clues for it are gathered in `_after_full_sentence`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.domain.intake.characters import ends_sentence, is_narrow_word
from desktop.domain.intake.line_kinds import (
    FORM_LABEL,
    is_date_line,
    is_label_line,
    is_organ_line,
    stands_alone,
)
from desktop.domain.intake.lines import SourceLine
from desktop.domain.intake.wrapping import Wrapping
from desktop.domain.outline import OutlineNumber, outline_number

_GOES_ON = "，、,（(“‘《「—"
_OPENERS = re.compile(
    r"(?:(?:再次|衷心|最后|诚挚|同时|非常)?(?:，)?(?:感谢|谢谢)|此复|特此|专此|以上(?:意见|答复|情况)|如有|联系人|附件[:：]|抄送|下一步|您好|你好|首先|此致|敬礼)"
)
_HEADING_NOUN = re.compile(
    r"(?:情况|举措|措施|工作|建设|问题|建议|意见|方面|概述|答复|计划|打算|机制|体系|保障|成效|进展|安排|考虑|水平|力度|能力|管理|服务|发展|合作|宣传|监管|队伍|环境|模式|思路|方向|做法|原因|困难|现状|背景)$"
)
_MARK = re.compile(r"[（(](?:.{0,8}公开.{0,4}|[A-DＡ-Ｄ]类?)[）)]")  # noqa: RUF001
_ADDRESS = re.compile(r"(?:尊敬的)?[\u3400-\u9fff·、]{2,30}(?:委员|代表)[:：]")
_TITLE = re.compile(r"(?:关于|对).*(?:届|次会议|提案|建议|政协|人大)")
_INLINE = re.compile(
    r"([一二三四五六七八九十]{1,2})(?:是|要)|[（(](\d{1,2})[）)]|第([一二三四五六七八九])[，、]|([①-⑨])"
)


class LineJoiner:
    """Decides for each line of one text whether it begins a paragraph."""

    def __init__(self, lines: Sequence[SourceLine], wrapping: Wrapping | None) -> None:
        self._lines = lines
        self._wrapping = wrapping

    def starts(self, index: int, paragraph: str) -> bool:
        """True if line `index` begins a paragraph; `paragraph` is the text gathered since the last beginning."""
        if index == 0:
            return True
        before, line = self._lines[index - 1], self._lines[index]
        if line.indent >= 1.5:
            return True
        if stands_alone(before.text):
            return not self._label_goes_on(index)
        if self._wrapping is None:
            return not self._dangles(before, line)
        if self._parted_by_gap(before, line, self._wrapping):
            return True
        if not self._wrapping.is_full(before):
            return not (self._dangles(before, line) or self._broken_at_blank(before, line, self._wrapping))
        if stands_alone(line.text) and not self._is_inside(before, line):
            return True
        if ends_sentence(before.text):
            first = len(paragraph) <= len(before.text)
            if self._wrapping.had_room(before, line, first=first):
                return True
            return self._after_full_sentence(index, paragraph, self._wrapping)
        return self._after_full_words(index, paragraph, self._wrapping)

    def _parted_by_gap(self, before: SourceLine, line: SourceLine, wrapping: Wrapping) -> bool:
        if not (line.gap_before and wrapping.gaps_part):
            return False
        return not (line.page_before and wrapping.is_full(before) and outline_number(line.text) is None)

    def _label_goes_on(self, index: int) -> bool:
        """A full line of contacts, copies or marks runs on, until its bracket closes or a new thing begins."""
        before, line = self._lines[index - 1], self._lines[index]
        if self._wrapping is None or not self._wrapping.is_full(before) or not _is_label(before.text):
            return False
        if (line.gap_before and self._wrapping.gaps_part) or "\t" in before.text + line.text:
            return False
        if before.text.count("（") > before.text.count("）") or _cut_number(before.text, line.text):
            return True
        ended = before.text[-1] in "。）)】！" or re.search(r"\d{7,}$", before.text)
        new = stands_alone(line.text) or self._is_signature(index) or outline_number(line.text)
        return not (ended or new or re.match("关于|对", line.text) or line.text[-1] in "：:")

    def _dangles(self, before: SourceLine, line: SourceLine) -> bool:
        """A line that ends with a comma or an opening bracket has not ended, wherever it was broken."""
        return (
            before.text[-1] in _GOES_ON and outline_number(line.text) is None and not stands_alone(line.text)
        )

    def _broken_at_blank(self, before: SourceLine, line: SourceLine, wrapping: Wrapping) -> bool:
        """Tools that wrap at blanks leave a short line before or after a number."""
        if ends_sentence(before.text) or stands_alone(line.text) or outline_number(before.text):
            return False
        mixed = is_narrow_word(before.text[-1]) != is_narrow_word(line.text[0])
        room = before.full_width + min(len(line.text), 2) * 0.5 > wrapping.width * 0.5
        return mixed and room and outline_number(line.text) is None and len(before.text) > 8

    def _is_inside(self, before: SourceLine, line: SourceLine) -> bool:
        """A bracket or a date that happens to fill the last line of a paragraph."""
        if ends_sentence(before.text) or _MARK.fullmatch(line.text):
            return False
        return is_date_line(line.text) or line.text[0] in "（("

    def _after_full_words(self, index: int, paragraph: str, wrapping: Wrapping) -> bool:
        """The line above is full and ends in the middle of a sentence: only a full heading may end so."""
        line = self._lines[index]
        if _ADDRESS.match(line.text) or (index < 12 and _begins_title(paragraph, line.text)):
            return True
        above = outline_number(paragraph)
        if above is None or above.level not in (1, 2) or re.search(r"[。；，,]", paragraph):
            return False
        number = outline_number(line.text)
        if number is not None and number.level and (number.value == 1 or number.level == above.level):
            return True
        if wrapping.is_wider_than_first(line):
            return False
        return _HEADING_NOUN.search(paragraph) is not None and (
            wrapping.is_full(line) or ends_sentence(line.text)
        )

    def _after_full_sentence(self, index: int, paragraph: str, wrapping: Wrapping) -> bool:
        line = self._lines[index]
        if wrapping.indented:
            return self._is_signature(index)
        number = outline_number(line.text)
        if number is not None:
            return self._new_item(index, number, paragraph)
        if paragraph.endswith(("如下：", "如下:")):
            return True
        if _OPENERS.match(line.text) and len(self._lines) - index <= 12:
            return not wrapping.is_wider_than_first(line)
        if wrapping.is_wider_than_first(line) or paragraph[-1] in "；;：:":
            return False
        if wrapping.length is None and wrapping.is_full(line) and not ends_sentence(line.text):
            return True
        return self._introduces_list(index) or self._is_signature(index)

    def _introduces_list(self, index: int) -> bool:
        """因此，我局拟采取以下措施： above a list; …答复如下： mostly ends the paragraph before."""
        text = self._lines[index].text
        following = self._lines[index + 1].text if index + 1 < len(self._lines) else ""
        return text[-1] in "：:" and "如下" not in text and outline_number(following) is not None

    def _new_item(self, index: int, number: OutlineNumber, paragraph: str) -> bool:
        """一是, （1） and 1. may run on inside a paragraph; then the number before stands inside it too."""
        wrapping = self._wrapping
        if number.level in (1, 2):
            return True
        own = outline_number(paragraph)
        if own is not None and own.level == number.level and own.value == number.value - 1:
            return True
        if number.inline and wrapping is not None and wrapping.is_wider_than_first(self._lines[index]):
            return False
        if number.value > 1:
            return not _contains_value(paragraph, number.value - 1)
        return self._next_item_starts_line(index, number)

    def _next_item_starts_line(self, index: int, number: OutlineNumber) -> bool:
        """For the first of a series: look where the second one stands."""
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


def _is_label(text: str) -> bool:
    return is_label_line(text) or FORM_LABEL.match(text) is not None


def _cut_number(above: str, text: str) -> bool:
    """A date or a phone number that was cut in two."""
    return above[-1].isdigit() and (text[0].isdigit() or text[0] in "年月日")


def _begins_title(above: str, text: str) -> bool:
    """关于… below a line with a number or a meeting begins the title anew."""
    if _TITLE.match(text):
        return True
    return (
        text.startswith("关于") and re.search(r"第.{1,12}号|会议|提案$|议案$|建议$", above[-20:]) is not None
    )


def _contains_value(paragraph: str, value: int) -> bool:
    """True if a run-in number of that value stands inside the paragraph, not at its head."""
    digits = "零一二三四五六七八九十"
    for match in _INLINE.finditer(paragraph, 1):
        han, arabic, ordinal, circled = match.groups()
        if (han or ordinal) == digits[min(value, 10)] or arabic == str(value):
            return True
        if circled and ord(circled) - ord("①") + 1 == value:
            return True
    return False
