"""The columns of an assignment list or ledger 「交办清单、办理台账」: header words -> field (DOMAIN 6).

Some words head two different columns: 类别 is the matter type or the subject area, 编号 and 号 the number, 联系人 the
officer or the proposer's contact. The cells below decide, see `column_map`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_SYNONYMS: dict[str, str] = {
    "row_no": "序号|序|行号|NO|No",
    "number": "编号|提案号|建议编号|提案编号|案号|号|建议号|提案序号|提案建议编号|建议提案编号|文件编号|代码",
    "matter_type": "类型|提案类型|建议提案类型|件类型|办件类型|建议提案|来源",
    "level": "层级|级别",
    "meeting": "届次|会议|届别|会议届次|届次会议",
    "title": "标题|案由|提案名称|题目|建议标题|提案标题|建议名称|名称|提案题目|建议题目|提案建议标题|建议提案标题"
    "|建议提案名称|内容摘要|提案内容|主要内容|事由",
    "first_proposer": "提案者|提案人|第一提案人|第一提案者|委员姓名|领衔代表|代表姓名|提出人|建议人"
    "|姓名|提案委员|领衔人|提案单位|代表委员姓名|委员代表|提案者建议人",
    "co_signers": "联名人|附议人|附议代表|联名委员|联名提案人|附议委员|联名代表|其他提案人",
    "co_signer_count": "人数|提出人数|联名人数|附议人数",
    "sector": "界别|代表团|党派|专委会|界别党派专委会|界别代表团|所属界别|所属代表团",
    "proposer_unit": "单位职务|单位及职务|工作单位|工作单位及职务|委员单位",
    "proposer_phone": "联系电话|手机|手机号|电话|委员电话|代表电话|联系方式|手机号码",
    "category": "分类|内容分类|提案分类|建议分类|所属分类|业务分类",
    "lead_unit": "主办单位|牵头单位|承办单位|主办|牵头承办单位|主办承办单位|独办单位|责任单位",
    "co_units": "会办单位|协办单位|配合单位|会办|协办|分办单位|会办协办单位|协办会办单位",
    "handling_role": "办理方式|独办主办会办分办|办理类型|承办方式|办理形式|主会办|主协办|承办类型|办理角色",
    "is_key": "是否重点|重点提案|是否重点提案|重点督办|是否重点督办|重点",
    "supervising_leader": "督办领导|领衔督办领导|督办人",
    "assigned_at": "交办日期|交办时间|交办日|转办日期|交办",
    "due_at": "办理期限|要求结办日期|答复时限|办结期限|要求办结日期|办理时限|答复期限|截止日期|办结时限|要求答复日期|完成时限要求",
    "leader": "分管领导|责任领导|局领导|委领导|牵头领导|包案领导",
    "section": "承办科室|责任科室|责任部门|承办处室|主办科室|牵头科室|科室|承办部门|责任处室",
    "officer": "经办人|联系人|承办人|具体承办人|经办人员|责任人|承办人员",
    "contacts": "沟通情况|走访情况|面商时间方式|面商时间|面商方式|沟通方式|面商情况|走访沟通情况|联系沟通情况|面商",
    "co_opinion_at": "会办意见|会办意见回复时间|会办意见反馈时间|会办意见时间",
    "status": "办理进度|状态|进展|办理状态|进度|办理进展|目前进展|办理情况|当前状态",
    "replied_at": "答复日期|办复时间|发文日期|答复时间|办复日期|办结日期|办结时间|复文日期",
    "doc_number": "发文字号|文号|复文文号|答复文号|发文文号",
    "result": "办理结果|落实分类|ABC|结果|结果分类|办理结果分类|落实情况|办理类别|答复类别|办理结果ABC|ABC类|采纳情况",
    "signer": "签发人|签发领导",
    "issuer": "答复单位|落款单位|复文单位|发文单位",
    "disclosure": "公开属性|是否公开|答复公开|公开情况|是否公开答复|公开类型",
    "disclosed_at": "公开日期|公开时间",
    "satisfaction": "满意度|反馈意见|评价|委员评价|代表评价|满意情况|测评结果|满意程度",
    "followup": "跟踪落实|承诺事项|跟踪办理|后续落实",
    "followup_due_at": "完成时限|承诺时限|落实时限",
    "remark": "备注|说明|其他|备 注",
}
AMBIGUOUS = "类别"
"""A header that `column_map` decides by the cells below: matter_type, category or result."""

FIELD_OF_HEADER: Mapping[str, str] = {
    header: field for field, headers in _SYNONYMS.items() for header in headers.split("|")
}
_NOISE = re.compile(r"[\s\u3000（()）/／、，,.:：*＊★\-—]+")
_BRACKETED = re.compile(r"[（(\[【][^（）()\[\]【】]*[）)\]】]")
_NATURE = re.compile(r"建议|提案|议案|书面意见")
_LETTER = re.compile(r"[A-Da-d]类?")


def bare_header(text: str) -> str:
    """Return a header without blanks, line breaks and marks: 面商时间/ 方式 -> 面商时间方式."""
    return _NOISE.sub("", text)


def field_of_header(text: str) -> str | None:
    """Return the field that one header cell names; `AMBIGUOUS` for 类别, None for an unknown one.

    A remark in brackets does not count: 办理结果（A/B/C） is 办理结果.
    """
    if not text or len(text) > 40:
        return None
    for header in (bare_header(text), bare_header(_BRACKETED.sub("", text))):
        if header == AMBIGUOUS:
            return "matter_type" if _NATURE.search(text) else AMBIGUOUS
        if header in FIELD_OF_HEADER:
            return FIELD_OF_HEADER[header]
    return None


def column_map(headers: Sequence[str], columns: Sequence[Sequence[str]]) -> dict[int, str]:
    """Return column index -> field. `columns` are the cells below each header.

    Of two columns for one field the first wins; 类别 and 联系人 are decided by what stands below and beside them.
    """
    fields: dict[int, str] = {}
    for index, header in enumerate(headers):
        field = field_of_header(header)
        if field == AMBIGUOUS:
            field = _meaning_of_category([cell for cell in columns[index] if cell])
        if field == "proposer_phone" and "officer" in fields.values() and fields.get(index - 1) == "officer":
            field = None
        if field is not None and field not in fields.values():
            fields[index] = field
    return fields


def _meaning_of_category(cells: Sequence[str]) -> str:
    if cells and sum(_NATURE.search(cell) is not None for cell in cells) > len(cells) * 0.5:
        return "matter_type"
    if cells and sum(_LETTER.fullmatch(cell.strip()) is not None for cell in cells) > len(cells) * 0.5:
        return "result"
    return "category"
