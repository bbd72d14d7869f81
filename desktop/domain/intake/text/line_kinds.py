"""Classify lines of official documents by pattern: dates, labels, greetings, notes, organs."""

from __future__ import annotations

import re

from desktop.domain.case.field_registry import REGISTRY

FORM_LABEL = re.compile(
    r"[（(【\[]?\s*(?:届\s*次|界\s*别|提案名称|提案题目|流水号|联\s*名\s*人|附\s*议\s*人|附议代表|第一提案[人者]|第二提案人|领衔代表|领衔人|代表姓名|代表团|交办日期|交办时间"
    r"|办理期限|答复期限|办结期限|工作单位|单位及?职务|工作单位及职务|提案内容|建议内容|建议名称|建议标题|提案标题|提案委员|提出人|党\s*派|政治面貌|是否重点|提案类别|牵头单位|主\s*题)\s*[:：]"
)
"""A label of a proposal form (DOMAIN 3.3) whose line is a paragraph of its own.

A choice among the labels of the registry; with all of them other lines would be kept apart.
"""

_D = r"[0-9０-９〇○零一二三四五六七八九十廿]"
DATE = re.compile(
    rf"(?P<year>(?:[12１２][0-9０-９]{{3}}|[一二][〇○零Ｏ０O\u041e0一二三四五六七八九]{{3}}))\s*[年.．/／-]\s*"
    rf"(?P<month>{_D}{{1,3}})\s*[月.．/／-]\s*(?P<day>{_D}{{1,3}})\s*[日号]?"
)
BLANK_DATE = re.compile(
    r"(?:[12]\d{3}|[一二][〇○零0一二三四五六七八九]{3})?\s*年\s*(?:\d{0,2}|[一二三四五六七八九十]{1,2})\s*月(?:\s*\d{0,2}\s*日)?"
)

# Labels that end the value before them; no field of a letter takes its value from them.
_OTHER_LABELS = (
    "会签人 核稿人 拟稿人 审核人 承办科室 承办处室 联系单位 联系处室 联系科室 联系地址 传真"
    " 邮编 邮政编码 电子邮箱 邮箱 通讯地址 地址 主送单位 主送 附件 附 注 附注 备注 密级"
    " 紧急程度 序号 案由 提案者 提案人 承办单位 主办单位 会办单位 协办单位 校对 印发 打字"
)
_LABELS = frozenset(_OTHER_LABELS.split()).union(
    *(entry.letter_labels | entry.shared_letter_labels for entry in REGISTRY.values())
)
_SPACED = "|".join(
    r"[ \u3000]*".join(label) for label in sorted(_LABELS, key=lambda label: (-len(label), label))
)
LABEL = re.compile(rf"[（(【\[]?\s*(?P<label>{_SPACED})\s*[:：]")
"""A label with its colon, including 类 别： and （联系人：."""

ISSUED = re.compile(r".{0,40}(?:19|20)\d{2}年\s*\d{1,2}月\s*\d{1,2}日\s*(?:印发|印制|校印|印)$")
"""The end of an imprint 「版记」: issuing office and day of printing (GB/T 9704-2012 7.4)."""

GREETING = re.compile(r"(?:(?:您|你|你们|您们|大家)好|各?位?(?:委员|代表|领导)?(?:您|你们?)好)[！!。，,：:]?")
_ORGAN_END = (
    r"(?:局|委|委员会|委办|办公室|办公厅|政府|厅|部|院|中心|公司|分公司|处|所|总队|支队|大队|街道|办事处|镇|乡|集团|管委会|法院|检察院"
    r"|联合会|总会|协会|联社|银行|学校|大学|学院|医院|馆|台|站|工委|党委|组织部|宣传部|统战部|政法委|网信办|编办|党组|署|办|会|社|科|队|组|段|厂|城|园|校|总工会|妇联|团委|残联|侨联|科协|工商联|文联|社科联|红十字会|报社|电网|铁路|邮政|税务|海关|民盟|民建|民进|九三)"
)
ORGAN = re.compile(
    rf"[\u3400-\u9fff（）()·〇A-Za-z、 \u3000\U00020000-\U0003ffff]{{1,60}}?{_ORGAN_END}(?:[（(][^（）()]{{1,16}}[）)])?"
)
_SENTENCE = re.compile(r"[。！？；，：,;!?:]")
NOTE = re.compile(
    r"[（(【\[][^（）()【】]{2,80}(?:[（(][^（）()]{0,30}[）)][^（）()【】]{0,60}){0,3}[）)】\]][。]?"
)

_PERSON_END = r"(?:委员|代表|同志|先生|女士|主席|主委|常委|教授|院士|主任|会长)"
SALUTATION = re.compile(
    rf"(?:尊敬的|敬爱的|各位)?[^。！？；：:，,]{{1,400}}?(?:{_PERSON_END}(?:[们等]|[（(][^（）()]{{1,30}}[）)])?)[:：]"
)


def is_date_line(text: str) -> bool:
    """True for a line that is only a date; an incomplete one (2024年　月　日) counts."""
    stripped = text.strip(" \u3000()（）")
    return (
        bool(stripped)
        and len(stripped) <= 24
        and (DATE.fullmatch(stripped) is not None or BLANK_DATE.fullmatch(stripped) is not None)
    )


def is_label_line(text: str) -> bool:
    """True for a line that begins with a known label and a colon."""
    return LABEL.match(text) is not None


def is_greeting(text: str) -> bool:
    """True for a line that is only a greeting such as 您好！"""
    return GREETING.fullmatch(text.strip()) is not None


def is_organ_line(text: str) -> bool:
    """True for a line of one or more names of organs, without sentence punctuation."""
    return 2 < len(text) <= 62 and _SENTENCE.search(text) is None and ORGAN.fullmatch(text) is not None


def is_note_line(text: str) -> bool:
    """True for a line that is a note in brackets: （此件公开发布）."""
    return len(text) <= 200 and NOTE.fullmatch(text) is not None


def is_salutation_line(text: str) -> bool:
    """True for a salutation to persons with a colon: 刘大伟委员： or 尊敬的甲、乙代表：."""
    return len(text) <= 420 and SALUTATION.fullmatch(text) is not None


def stands_alone(text: str) -> bool:
    """True for a line that is a paragraph of its own regardless of its width, such as a table row with tabs."""
    return (
        "\t" in text
        or is_date_line(text)
        or is_greeting(text)
        or is_note_line(text)
        or is_label_line(text)
        or FORM_LABEL.match(text) is not None
        or is_salutation_line(text)
    )


# Patterns for two adjacent lines: whether the lower one starts a paragraph or continues the upper one.
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
"""Named parts of a proposal's body: 建议：."""

TURNS_TO_PROPOSER = re.compile(
    r"(?:针对|对于|关于|对)(?:您|你|贵)|(?:您|你|贵)们?[^，。]{0,2}(?:提出|提到|反映|建议|关心)|我[局厅委办部院处队市区县][\u3400-\u9fff]?(?:将|拟|计划)"
)
"""A sentence that addresses the proposer or states the office's plans usually starts a paragraph."""

LEADS_TO_SUGGESTIONS = re.compile(
    r"(?:为此|对此|因此|鉴于此|据此|综上)[，,]?[^。，]{0,12}建议[^。，]{0,6}[：:]$"
)


def is_closed_note(paragraph: str) -> bool:
    return paragraph[-1] in "）)" and paragraph[0] in "（(" and is_note_line(paragraph)


def is_label(text: str) -> bool:
    return is_label_line(text) or FORM_LABEL.match(text) is not None


def cuts_number(above: str, text: str) -> bool:
    """True if the line break splits a date or a phone number."""
    return above[-1].isdigit() and (text[0].isdigit() or text[0] in "年月日")


def begins_title(above: str, text: str) -> bool:
    """True for 关于… below a line with a number or a meeting, which restarts the title."""
    if _TITLE.match(text):
        return True
    return (
        text.startswith("关于") and re.search(r"第.{1,12}号|会议|提案$|议案$|建议$", above[-20:]) is not None
    )


def contains_value(paragraph: str, value: int) -> bool:
    """True if a run-in number of that value occurs inside the paragraph, not at its start."""
    digits = "零一二三四五六七八九十"
    for match in _INLINE.finditer(paragraph, 1):
        han, arabic, ordinal, circled = match.groups()
        if (han or ordinal) == digits[min(value, 10)] or arabic == str(value):
            return True
        if circled and ord(circled) - ord("①") + 1 == value:
            return True
    return False
