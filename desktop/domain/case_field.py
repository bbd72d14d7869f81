"""The one registry of the fields of a case and of its reply (DOMAIN 3.3, 6, 8).

Command line, ledger, forms and import comparison all name, read and show a field through it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desktop.domain.case import Case
from desktop.domain.errors import Refused
from desktop.domain.field import (
    Field,
    FieldKind,
    choice_field,
    date_field,
    flag_field,
    list_field,
    number_field,
    read_names,
    show_names,
    text_field,
)
from desktop.domain.matter import Ask, HandlingRole, Level, MatterType, Proposer
from desktop.domain.proposer_kind import proposer_named
from desktop.domain.reply import Disclosure, ReplyFields


def _read_proposers(text: str) -> tuple[Proposer, ...]:
    return tuple(map(proposer_named, read_names(text)))


def _show_proposers(value: object) -> str:
    return show_names(tuple(proposer.name for proposer in value)) if isinstance(value, tuple) else ""


def _read_asks(text: str) -> tuple[Ask, ...]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return tuple(Ask(number, line) for number, line in enumerate(lines, 1))


def _show_asks(value: object) -> str:
    return "\n".join(ask.text for ask in value) if isinstance(value, tuple) else ""


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _show_lines(value: object) -> str:
    return "\n".join(map(str, value)) if isinstance(value, tuple) else ""


CASE_FIELDS: dict[str, Field] = {
    field.key: field
    for field in (
        choice_field("matter_type", "类型", MatterType),
        choice_field("level", "层级", Level),
        text_field("region", "地区"),
        number_field("term", "届"),
        number_field("session", "次"),
        text_field("number", "编号"),
        text_field("serial_number", "流水号"),
        text_field("subject", "案由"),
        text_field("category", "分类"),
        text_field("time_mark", "会间/会后"),
        Field("proposers", "提案者", FieldKind.LIST, _read_proposers, _show_proposers),
        text_field("body", "正文", long=True),
        Field("asks", "建议", FieldKind.LONG_TEXT, _read_asks, _show_asks),
        choice_field("handling_role", "办理方式", HandlingRole),
        text_field("assigning_office", "交办单位"),
        text_field("lead_unit", "主办单位"),
        list_field("co_units", "会办单位"),
        flag_field("is_key", "重点提案"),
        text_field("supervising_leader", "督办领导"),
        flag_field("proposal_open", "提案是否同意公开", unknown=None),
        text_field("not_open_reason", "不公开原由"),
        flag_field("needs_feedback", "需意见反馈"),
        text_field("leader", "分管领导"),
        text_field("section", "承办科室"),
        text_field("officer", "经办人"),
        date_field("assigned_at", "交办日期"),
        date_field("acknowledged_at", "签收日期"),
        date_field("due_at", "办理期限"),
        date_field("replied_at", "答复日期"),
        text_field("locality", "办理规则"),
        text_field("remark", "备注", long=True),
    )
}
"""The fields of a case that may be set; status moves and merging have verbs of their own."""

REPLY_FIELDS: dict[str, Field] = {
    field.key: field
    for field in (
        text_field("handling_result", "办理结果"),
        text_field("signer", "签发人"),
        text_field("issuer", "落款单位"),
        date_field("issue_date", "成文日期"),
        choice_field("disclosure", "公开属性", Disclosure, optional=True),
        text_field("disclosure_reason", "不公开理由"),
        text_field("document_number", "发文字号"),
        text_field("contact_person", "联系人"),
        text_field("contact_phone", "联系电话", sensitive=True),
        list_field("copies_to", "抄送"),
        list_field("attachments", "附件"),
        Field("title_lines", "标题", FieldKind.LONG_TEXT, _lines, _show_lines),
        text_field("salutation", "称谓"),
        text_field("note", "附注"),
    )
}
"""The fields of a letter that may be set; its sections are written one by one."""


FIRST_PROPOSER = frozenset({"first_proposer", "第一提案人", "第一提案者", "领衔代表"})
CO_SIGNERS = frozenset({"co_signers", "co_signer", "联名人", "附议人"})
"""Names for a part of `proposers`, as ledgers part it (DOMAIN 6, columns 6 and 7)."""

_SYNONYMS: dict[str, tuple[str, ...]] = {
    "proposers": ("proposer", "提案人", *FIRST_PROPOSER, *CO_SIGNERS),
    "number": ("proposal_number", "提案号", "建议编号"),
    "serial_number": ("serial_no",),
    "subject": ("title", "提案名称"),
    "co_units": ("co_handling_units", "协办单位"),
    "is_key": ("key_proposal", "是否重点"),
    "due_at": ("due_date", "答复时限"),
    "acknowledged_at": ("signed_at",),
    "handling_result": ("result", "结果"),
    "document_number": ("doc_number", "文号"),
    "issue_date": ("date",),
    "issuer": ("unit", "落款"),
    "copies_to": ("copies",),
}
"""Other words of the field for a key (DOMAIN 6, 8), besides its label."""


def set_case_fields(case: Case, texts: Mapping[str, str]) -> Case:
    """The case with the named fields read from text. Raises Refused for an unknown key or an unreadable value.

    Proposers and asks that keep their name or wording keep what else is known of them.
    """
    texts = {known_field(key, CASE_FIELDS).key: text for key, text in _whole_proposers(case, texts).items()}
    values = {key: CASE_FIELDS[key].read(text) for key, text in texts.items()}
    if "proposers" in values:
        known = {proposer.name: proposer for proposer in case.proposers}
        values["proposers"] = tuple(
            known.get(name, proposer_named(name)) for name in read_names(texts["proposers"])
        )
    if "asks" in values:
        answered = {ask.text: ask for ask in case.asks}
        values["asks"] = tuple(
            replace(answered.get(ask.text, ask), number=ask.number) for ask in _read_asks(texts["asks"])
        )
    return replace(case, **values)  # type: ignore[arg-type]  # each reader gives its own field's type


def set_reply_texts(fields: ReplyFields, texts: Mapping[str, str]) -> ReplyFields:
    """The letter's fields with the named ones read from text. Raises Refused like set_case_fields."""
    found = [(known_field(key, REPLY_FIELDS), text) for key, text in texts.items()]
    values = {field.key: field.read(text) for field, text in found}
    return replace(fields, **values)  # type: ignore[arg-type]  # each reader gives its own field's type


def show_field(thing: Case | ReplyFields, key: str) -> str:
    """The field's value as text; "" when it is not known."""
    fields = CASE_FIELDS if isinstance(thing, Case) else REPLY_FIELDS
    return fields[key].show(getattr(thing, key))


def _whole_proposers(case: Case, texts: Mapping[str, str]) -> dict[str, str]:
    """The texts with a first proposer or co-signers given alone put together with the others known."""
    first = next((text for key, text in texts.items() if key in FIRST_PROPOSER), None)
    others = next((text for key, text in texts.items() if key in CO_SIGNERS), None)
    rest = {key: text for key, text in texts.items() if key not in FIRST_PROPOSER | CO_SIGNERS}
    if first is None and others is None:
        return rest
    names = [proposer.name for proposer in case.proposers]
    first = "".join(names[:1]) if first is None else first
    return rest | {"proposers": "、".join([first, *(names[1:] if others is None else [others])])}


def synonyms(key: str) -> tuple[str, ...]:
    """Other words that name the field of that key, besides its label; () if none."""
    return _SYNONYMS.get(key, ())


def field_named(name: str, fields: Mapping[str, Field]) -> Field | None:
    """The field of that key, Chinese label or other word of the trade; None if there is none."""
    if name in fields:
        return fields[name]
    return next((f for f in fields.values() if name == f.label or name in synonyms(f.key)), None)


def known_field(key: str, fields: Mapping[str, Field]) -> Field:
    """The field of that name like field_named; Refused names the way out."""
    field = field_named(key, fields)
    if field is None:
        names = "、".join(field.label for field in fields.values())
        raise Refused(f"没有“{key}”这个字段", f"可以填的有：{names}")
    return field
