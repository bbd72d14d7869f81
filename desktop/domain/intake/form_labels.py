"""The labels of a proposal form and what field each names: 案由：, 提案人　张三, 主办单位|区科委 (DOMAIN 3.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.domain.intake.labels import trimmed
from desktop.domain.intake.source import MappedText

_SYNONYMS: dict[str, str] = {
    "subject": "案由|提案名称|提案题目|提案标题|建议名称|建议标题|建议题目|标题|题目|事由|议题",
    "number": "编号|提案号|提案编号|建议编号|建议号|案号|提案序号|立案号|立案编号",
    "serial_number": "流水号|顺序号|登记号|收文号",
    "session": "届次|届别|会议届次|届次会议|会议名称|会议",
    "first": "第一提案人|第一提案者|提案者|提案人|提案委员|提出人"
    "|领衔代表|领衔人|领衔委员|建议人|代表姓名|委员姓名|提出代表"
    "|提案单位|集体提案单位|提案党派|党派团体|提建议人|姓名|提案集体",
    "co_signers": "联名人|联名委员|联名提案人|联名提案者|联名代表|附议人|附议委员|附议代表"
    "|其他提案人|第二提案人|共同提案人|联署人|联名",
    "sector": "界别|所属界别|代表团|所在代表团|所属代表团",
    "party": "党派|政治面貌",
    "unit": "工作单位|单位职务|单位及职务|工作单位及职务|工作单位和职务|职务|单位",
    "phone": "联系电话|手机号码|手机|电话|联系方式|办公电话",
    "address": "通讯地址|联系地址|地址",
    "postcode": "邮政编码|邮编",
    "contact_person": "联系人|联络人",
    "lead_unit": "主办单位|牵头单位|牵头承办单位|承办单位|审定主办|主办|独办单位|交办意见",
    "co_units": "会办单位|协办单位|配合单位|分办单位|审定会办|会办|协办",
    "suggested_units": "建议承办单位|建议主办单位|建议会办单位|建议办理单位",
    "handling_role": "办理方式|办理类型|办理形式",
    "assigned_on": "交办日期|交办时间|转办日期|交办日",
    "due_on": "办理期限|办结期限|答复期限|答复时限|要求办结日期|办结时限|办理时限|限办日期|要求答复时间|答复截止日期",
    "submitted_on": "提交日期|提交时间|提出日期|提出时间|提案日期|立案日期|立案时间|收到日期|日期",
    "category": "提案类别|提案分类|内容分类|建议分类|建议类别|类别|分类|所属类别",
    "is_key": "是否重点|是否重点提案|重点提案|重点督办|是否重点督办|督办领导",
    "openness": "是否公开|是否同意公开|提案公开|公开意愿|可否公开",
    "kind": "提案类型|提案性质|类型",
    "content": "提案内容|建议内容|提案正文|具体内容|主要内容|正文|内容",
}
FIELD_OF = {label: field for field, labels in _SYNONYMS.items() for label in labels.split("|")}
_ANY = "|".join(r"[ \u3000]*".join(label) for label in sorted(FIELD_OF, key=len, reverse=True))
_COLON = re.compile(
    rf"(?:(?<=^)|(?<=[\s　（(；;，,。|｜\d]))(?P<label>{_ANY})\s*(?:[（(][^（）()]{{0,12}}[）)])?\s*[:：]"
)
_CELL = re.compile(r"\t|\s*[|｜]\s*")
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class FormValue:
    """A field of the form with the words beside its label; `value` may be empty where the form was left blank."""

    field: str
    value: MappedText


def field_of(label: str) -> str | None:
    """Return the field that a label names (提 案 人 as well), or None."""
    return FIELD_OF.get(_BLANK.sub("", label).strip("：:"))


def read_form_line(line: MappedText) -> tuple[FormValue, ...]:
    """Return the fields of a line that begins with a label: by colons, or by the cells of a table row."""
    cells = _cells(line)
    if len(cells) > 1 and field_of(cells[0].text):
        return _from_cells(cells)
    found = list(_COLON.finditer(line.text))
    if not found or found[0].start() > 1:
        return ()
    values = []
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(line.text)
        values.append(
            FormValue(FIELD_OF[_BLANK.sub("", match["label"])], trimmed(line.part(match.end(), end)))
        )
    return tuple(values)


def _cells(line: MappedText) -> list[MappedText]:
    cells: list[MappedText] = []
    start = 0
    for cut in _CELL.finditer(line.text):
        cells.append(line.part(start, cut.start()).strip())
        start = cut.end()
    cells.append(line.part(start).strip())
    return [cell for cell in cells if cell.text]


def _from_cells(cells: list[MappedText]) -> tuple[FormValue, ...]:
    values: list[FormValue] = []
    field: str | None = None
    for cell in cells:
        named = field_of(cell.text)
        if named is not None:
            field = named
        elif field is not None:
            values.append(FormValue(field, trimmed(cell)))
            field = None
    return tuple(values)
