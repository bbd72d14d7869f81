"""Clues on two neighbouring lines: does the lower one begin something, or go on with the upper one?"""

from __future__ import annotations

import re

from desktop.domain.intake.text.line_kinds import FORM_LABEL, is_label_line, is_note_line

PLAIN_MARK = re.compile(r"[（(](?:.{0,8}公开.{0,4}|[A-DＡ-Ｄ]类?)[）)]")  # noqa: RUF001


TITLE_DONE = re.compile(
    r"^[^，。《]*(?:届|会议|第)[^，。]*(?:答复|复函|的函|意见|回复)(?:[（(].{1,8}[）)])?$|^关于[^，。]{4,60}的(?:提案|建议|议案)$"
)


ADDRESS = re.compile(r"(?:尊敬的)?[\u3400-\u9fff·、]{2,30}(?:委员|代表)[:：]")


_TITLE = re.compile(r"(?:关于|对).*(?:届|次会议|提案|建议|政协|人大)")


_INLINE = re.compile(
    r"([一二三四五六七八九十]{1,2})(?:是|要)|[（(](\d{1,2})[）)]|第([一二三四五六七八九])[，、]|([①-⑨])"
)


HEADING_NOUN = re.compile(
    r"(?:情况|举措|措施|工作|建设|问题|建议|意见|方面|概述|答复|计划|打算|机制|体系|保障|成效|进展|安排|考虑|水平|力度|能力|管理|服务|发展|合作|宣传|监管|队伍|环境|模式|思路|方向|做法|原因|困难|现状|背景)$"
)


OPENERS = re.compile(
    r"(?:(?:再次|衷心|最后|诚挚|同时|非常)?(?:，)?(?:感谢|谢谢)|此复|特此|专此|以上(?:意见|答复|情况|建议)|如有|联系人|附件[:：]|抄送|下一步|您好|你好|首先|此致|敬礼)"
)


PART_LABEL = re.compile(
    r"[【〔]?(?:背景(?:情况)?|现状|问题|存在(?:的)?问题|主要问题|原因(?:分析)?|(?:具体|对策|意见|相关)?建议|建议办法|办法|理由|案据)[】〕]?[:：]"
)
"""The parts of a proposal's body by their names: 建议：."""


TURNS_TO_PROPOSER = re.compile(
    r"(?:针对|对于|关于|对)(?:您|你|贵)|(?:您|你|贵)们?[^，。]{0,2}(?:提出|提到|反映|建议|关心)|我[局厅委办部院处队市区县][\u3400-\u9fff]?(?:将|拟|计划)"
)
"""A sentence that turns to the proposer or to what the office will do mostly opens a paragraph."""


LEADS_TO_SUGGESTIONS = re.compile(
    r"(?:为此|对此|因此|鉴于此|据此|综上)[，,]?[^。，]{0,12}建议[^。，]{0,6}[：:]$"
)


def is_closed_note(paragraph: str) -> bool:
    return paragraph[-1] in "）)" and paragraph[0] in "（(" and is_note_line(paragraph)


def is_label(text: str) -> bool:
    return is_label_line(text) or FORM_LABEL.match(text) is not None


def cuts_number(above: str, text: str) -> bool:
    """A date or a phone number that was cut in two."""
    return above[-1].isdigit() and (text[0].isdigit() or text[0] in "年月日")


def begins_title(above: str, text: str) -> bool:
    """关于… below a line with a number or a meeting begins the title anew."""
    if _TITLE.match(text):
        return True
    return (
        text.startswith("关于") and re.search(r"第.{1,12}号|会议|提案$|议案$|建议$", above[-20:]) is not None
    )


def contains_value(paragraph: str, value: int) -> bool:
    """True if a run-in number of that value stands inside the paragraph, not at its head."""
    digits = "零一二三四五六七八九十"
    for match in _INLINE.finditer(paragraph, 1):
        han, arabic, ordinal, circled = match.groups()
        if (han or ordinal) == digits[min(value, 10)] or arabic == str(value):
            return True
        if circled and ord(circled) - ord("①") + 1 == value:
            return True
    return False
