"""The data of a form: facts for placeholders, lists for repeated rows, and choices for boxes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from desktop.domain.forms.form_template import FormKind
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
    "return_to": "退办函的收件单位", "return_words": "申退期限的说法", "return_day": "申请退办日期",
    "office_unit": "本单位", "office_phone": "本单位电话", "office_contact": "本单位联系人",
    "drafted_by": "拟稿", "section_review": "科室核稿", "office_review": "办公室核稿", "countersign": "会签",
    "sign_off": "签发", "disclosure_review": "公开审查", "secrecy_review": "保密审查", "draft_count": "稿次",
    "disclosure_box": "公开审查意见栏", "secrecy_box": "保密审查意见栏", "disclosure_form": "公开形式",
    "published_at": "复文公开日期", "published_place": "公开的网站栏目",
    "rating": "反馈意见", "feedback_remark": "反馈的具体意见", "feedback_due": "征询意见表返回日期",
    "archive_name": "案卷名称", "retention": "保管期限", "archive_by": "归档期限", "archive_count": "卷内件数",
    "replied_words": "答复情况", "contact_ways": "沟通方式", "contact_day": "最近沟通日期", "contact_count": "沟通次数",
    "result_class": "答复类别", "result_now": "目前的办理结果", "conversion": "结果转化", "followup_letters": "落实情况复函",
    "proof_subject": "自检的文件", "proof_result": "自检结论", "proof_layout": "对照版式",
}  # fmt: skip
"""Every placeholder of a form with its Chinese name, including those of letters."""

MAY_BE_EMPTY = frozenset(
    {
        "key_mark",
        "round_mark",
        "remark",
        "archive_by",
        "co_units",
        "copies",
        "asks",
        "disclosure_reason",
        "published_place",
        "addressee_unit",
        "conversion",
        "followup_letters",
    }
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
                 "kept": "兑现日期", "progress": "落实情况", "words": "一句话"},
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

# Papers over many cases 「汇总文书」: figures, sentences made of them, and lists of cases. A rate with nothing to count has no
# value, nor has a count of 0 that names a problem.
RATE_NAMES: Mapping[str, str] = {
    "signed_rate": "签收率", "reply_rate": "办复率", "on_time_rate": "按时办复率", "closed_rate": "办结率",
    "adoption_rate": "解决采纳率", "face_rate": "面商率", "contact_rate": "沟通率", "satisfaction_rate": "满意率",
    "satisfied_or_basically_rate": "满意和基本满意率", "first_round_rate": "一次办理满意率", "manner_rate": "办理工作满意率",
    "rehandling_rate": "重办率", "disclosure_rate": "主动公开率", "published_rate": "公开发布率",
    "co_on_time_rate": "会办按时率", "conversion_rate": "落实转化率",
}  # fmt: skip
"""The rates by their keys in `figures.rates`."""

OFFICE_FACT_NAMES: Mapping[str, str] = {
    "form": "文书名称", "today": "打印日期", "year": "年度", "scope": "统计范围", "noun": "建议提案",
    "office_unit": "本单位", "office_contact": "本单位联系人", "office_phone": "本单位电话", "place": "办理规则的地方",
    "sources": "办理规则的依据", "targets": "办理目标",
    "assigned": "承办件数", "counted": "应答复件数", "replied": "已答复件数", "unreplied": "尚未答复件数",
    "closed": "办结件数", "extended": "批准延期件数", "average_days": "平均办理天数", "key_count": "重点件数",
    "key_names": "重点件编号", "contacted": "沟通过的件数", "met": "当面沟通过的件数", "asked_back": "收回征询意见的件数",
    "adopted": "解决采纳件数", "planned": "列入计划件数", "converted": "已转化件数", "decided": "决定主动公开件数",
    "published": "已发布件数",
    "roles": "办理方式构成", "levels": "层级和类型构成", "results": "办理结果构成", "results_by_matter": "分类型的办理结果",
    "sections": "承办科室构成", "section_count": "承办科室数", "left_out": "不计入应答复的件",
    "undated": "没有交办日期的件数", "unplaced": "不知是否在统计期内的件",
    "marked": "期限有标记的件", "promise_years": "各年承诺的兑现情况",
    "carried": "往年结转的承诺项数",
    **RATE_NAMES,
    "missed_targets": "没有达到目标的指标",
    "late_replied": "逾期答复件数", "late_replied_names": "逾期答复的编号", "overdue": "逾期未答复件数",
    "overdue_names": "逾期未答复的编号", "dissatisfied": "不满意件数", "dissatisfied_names": "不满意的编号",
    "rehandled": "二次办理件数", "rehandled_names": "二次办理的编号", "uncontacted": "尚未沟通件数",
    "uncontacted_names": "尚未沟通的编号", "unpublished": "应公开未公开件数", "unconverted": "尚未转化件数",
    "open_promises": "未兑现承诺项数",
    "task_count": "任务件数", "week": "本周起止", "key_replied": "重点件已答复件数", "key_moved": "本周有进展的重点件数",
    "key_late": "逾期的重点件数", "key_soon": "临期的重点件数",
    "section": "承办科室", "section_items": "催办项数", "section_late": "逾期项数", "section_soon": "即将到期项数",
    "within_days": "提前天数",
    "score_name": "评分标准的名称", "score_points": "满分", "score_total": "自评得分", "score_open": "要手填的项数",
}  # fmt: skip
"""Every placeholder of a paper over many cases with its Chinese name."""

OFFICE_LISTS: Mapping[str, Mapping[str, str]] = {
    "kinds": {
        "kind": "层级和类型", "assigned": "承办", "counted": "应答复", "replied": "已答复", "on_time": "按时答复",
        "adopted": "解决采纳",
    },
    "rates": {"label": "指标", "words": "比率", "cases": "件数", "target": "目标", "formula": "算法"},
    "key_cases": {
        "n": "序号", "kind": "层级和类型", "number": "编号", "subject": "案由", "proposer": "提案者", "leader": "牵头领导",
        "section": "承办科室", "status": "办理状态", "result": "办理结果", "rating": "反馈意见", "replied": "答复日期",
    },
    "promised": {
        "n": "序号", "number": "编号", "subject": "案由", "what": "承诺事项", "owner": "责任科室", "due": "完成时限",
        "state": "状态",
    },
    "followups": {
        "n": "序号", "kind": "层级和类型", "number": "编号", "subject": "案由", "proposer": "提案者", "leader": "牵头领导",
        "section": "承办科室", "class": "答复类别", "what": "承诺事项", "due": "完成时限", "progress": "落实情况",
        "now": "目前的结果", "told": "告知提案者",
    },
    "scores": {
        "n": "序号", "group": "考核项目", "name": "考核内容", "words": "评分标准", "points": "分值", "done": "完成情况",
        "score": "自评得分", "why": "扣分的办件",
    },
    "clocks": {"what": "环节", "words": "时限", "basis": "依据"},
    "tasks": {
        "n": "序号", "kind": "层级和类型", "number": "编号", "subject": "案由", "key": "重点", "proposer": "提案者",
        "leader": "牵头领导", "section": "承办科室", "officer": "经办人", "role": "办理方式", "co_units": "会办单位",
        "due": "完成时限",
    },
    "progress": {
        "n": "序号", "kind": "层级和类型", "number": "编号", "subject": "案由", "proposer": "提案者", "leader": "牵头领导",
        "section": "承办科室", "officer": "经办人", "status": "办理状态", "done": "本周进展", "next": "在等什么、下一步",
        "due": "完成时限", "left": "剩余", "light": "预警",
    },
    "reminders": {
        "n": "序号", "number": "编号", "subject": "案由", "officer": "经办人", "what": "事项", "due": "期限", "left": "剩余",
        "status": "办理状态",
    },
}  # fmt: skip
"""The lists of a paper over many cases, and the placeholders inside a row."""

_BLANKS = {**DATE_BLANKS, "unit_asked_at": DATE_BLANK, "unit_due_at": DATE_BLANK, "published_at": DATE_BLANK}
_NO_BLANKS = dict.fromkeys(FORM_FACT_NAMES, "")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The placeholders that a form may use, with their Chinese names, and the lists with theirs."""

    facts: Mapping[str, str]
    lists: Mapping[str, Mapping[str, str]]


OF_A_CASE = Vocabulary(FORM_FACT_NAMES, LIST_FIELDS)
OF_THE_OFFICE = Vocabulary(OFFICE_FACT_NAMES, OFFICE_LISTS)


def vocabulary_of(kind: FormKind) -> Vocabulary:
    """What a form of that kind may use: the facts of one case, or the figures over many."""
    return OF_THE_OFFICE if kind.is_of_office else OF_A_CASE


@dataclass(frozen=True, slots=True)
class FormFacts:
    """Values by name, entries by list, answers by choice name. Missing ones are printed as blank space."""

    values: Mapping[str, str]
    entries: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    vocabulary: Vocabulary = OF_A_CASE

    def fill(
        self, text: str, entry: Mapping[str, str] | None = None, of_list: str = "", *, leave_room: bool = True
    ) -> Filled:
        """Fill `text`; inside a repeated row the fields of `entry` take precedence.

        A missing date leaves blanks for a date, another missing fact two; nothing is left with `leave_room` False.
        """
        facts = self.vocabulary.facts
        if not of_list:
            blanks = _BLANKS if leave_room else _NO_BLANKS
            return fill(text, self.values, blanks=blanks, known=facts)
        known = self.vocabulary.lists[of_list]
        own = fill(text, entry or {}, blanks=dict.fromkeys(known, ""), known=known)
        others = facts.keys() - known.keys()
        rest = fill(own.text, self.values, blanks=None if leave_room else _NO_BLANKS, known=others)
        return replace(rest, found=(*own.found, *rest.found))
