"""The data of a form: facts for placeholders, lists for repeated rows, and choices for boxes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from desktop.domain.letter.facts import DATE_BLANK, DATE_BLANKS, FACT_NAMES, FORM_FIELD_NAMES
from desktop.domain.letter.placeholder import Filled, fill

FORM_FACT_NAMES: Mapping[str, str] = {
    **FACT_NAMES,
    **FORM_FIELD_NAMES,
    "form": "表单名称",
    "number_name": "编号的名称", "key_mark": "是否重点", "today": "打印日期", "year": "年度", "round_words": "办理轮次",
    "round_mark": "再次办理的标记", "letter_title": "答复标题",
    "addressee": "收件人", "addressee_name": "收件人姓名", "addressee_unit": "收件人单位职务", "addressee_sector": "收件人界别",
    "addressee_address": "收件人地址", "addressee_postcode": "收件人邮编", "addressee_phone": "收件人电话",
    "postcode_1": "收件人邮编", "postcode_2": "收件人邮编", "postcode_3": "收件人邮编", "postcode_4": "收件人邮编",
    "postcode_5": "收件人邮编", "postcode_6": "收件人邮编",
    "unit": "会办单位（收函）", "unit_asked_at": "征求意见日期", "unit_due_at": "会办意见期限", "unit_waiting": "会办意见等待情况",
    "chase_count": "已催办次数",
    "office_unit": "本单位", "office_phone": "本单位电话", "office_contact": "本单位联系人",
    "drafted_by": "拟稿", "section_review": "科室核稿", "office_review": "办公室核稿", "countersign": "会签",
    "sign_off": "签发", "disclosure_review": "公开审查", "secrecy_review": "保密审查", "draft_count": "稿次",
    "rating": "反馈意见", "feedback_remark": "反馈的具体意见", "feedback_due": "征询意见表返回日期",
    "archive_name": "案卷名称", "retention": "保管期限", "archive_by": "归档期限", "archive_count": "卷内件数",
    "replied_words": "答复情况", "contact_ways": "沟通方式", "contact_day": "最近沟通日期", "contact_count": "沟通次数",
    "proof_subject": "自检的文件", "proof_result": "自检结论", "proof_layout": "对照版式",
}  # fmt: skip
"""Every placeholder of a form with its Chinese name, including those of letters."""

MAY_BE_EMPTY = frozenset(
    {"key_mark", "round_mark", "remark", "archive_by", "co_units", "copies", "asks", "addressee_unit"}
)
"""Optional facts, which are not reported as missing."""

LIST_FIELDS: Mapping[str, Mapping[str, str]] = {
    "contacts": {
        "n": "序号", "day": "日期", "phase": "阶段", "way": "方式", "ours": "我方人员", "theirs": "提案方人员", "place": "地点",
        "points": "内容", "attitude": "态度", "words": "一句话",
    },
    "pre_replies": {
        "n": "序号", "day": "送看日期", "who": "提案者", "way": "方式", "draft": "稿次", "answer": "意见", "words": "原话",
        "settled": "处理情况", "answered": "答复日期",
    },
    "events": {"n": "序号", "day": "日期", "time": "时间", "what": "事项", "who": "经手人"},
    "milestones": {"n": "序号", "what": "环节", "day": "日期", "who": "经手人"},
    "opinions": {
        "n": "序号", "unit": "单位", "asked": "征求日期", "due": "期限", "received": "收到日期", "position": "意见",
        "state": "状态", "words": "一句话",
    },
    "papers": {"n": "顺序号", "what": "题名", "who": "责任者", "number": "文号", "day": "日期", "detail": "备注",
               "state": "有无"},
    "addressees": {
        "name": "姓名", "title": "称呼", "unit": "单位", "address": "地址", "postcode": "邮编", "sender": "寄件单位",
    },
    "promises": {"n": "序号", "text": "承诺内容", "owner": "责任人", "due": "完成时限", "state": "状态",
                 "words": "一句话"},
    "proof_lines": {"n": "序号", "what": "项目", "found": "实测", "wanted": "标准", "clause": "依据", "mark": "结论"},
}  # fmt: skip
"""The lists for repeated rows, and the placeholders inside such a row."""

CHOICE_NAMES: Mapping[str, str] = {
    "ratings": "属地的反馈意见",
    "results": "办理结果",
    "disclosures": "公开属性",
    "retentions": "保管期限",
    "roles": "办理方式",
}
"""Named lists of answers for cells with boxes."""

_BLANKS = {**DATE_BLANKS, "unit_asked_at": DATE_BLANK, "unit_due_at": DATE_BLANK}
_NO_BLANKS = dict.fromkeys(FORM_FACT_NAMES, "")


@dataclass(frozen=True, slots=True)
class FormFacts:
    """Values by name, entries by list, answers by choice name. Missing ones are printed as blank space."""

    values: Mapping[str, str]
    entries: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def fill(
        self, text: str, entry: Mapping[str, str] | None = None, of_list: str = "", *, leave_room: bool = True
    ) -> Filled:
        """Fill `text`; inside a repeated row the fields of `entry` take precedence.

        A missing date leaves blanks for a date, another missing fact two; nothing is left with `leave_room` False.
        """
        if not of_list:
            blanks = _BLANKS if leave_room else _NO_BLANKS
            return fill(text, self.values, blanks=blanks, known=FORM_FACT_NAMES)
        known = LIST_FIELDS[of_list]
        own = fill(text, entry or {}, blanks=dict.fromkeys(known, ""), known=known)
        others = FORM_FACT_NAMES.keys() - known.keys()
        rest = fill(own.text, self.values, blanks=None if leave_room else _NO_BLANKS, known=others)
        return replace(rest, found=(*own.found, *rest.found))
