"""The records that an officer can correct and take back 「更正、撤回登记」, and the facts of each that may be mistyped."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from desktop.domain.case.field import Field, choice_field, date_field, flag_field, list_field, text_field
from desktop.domain.errors import Refused
from desktop.domain.records.co_opinion import Position
from desktop.domain.records.contact import ContactPhase, ContactWay
from desktop.domain.records.pre_reply import DraftAnswer


class RecordKind(StrEnum):
    """The kinds of record, in the order of handling."""

    CONTACT = "contact"
    PRE_REPLY = "pre_reply"
    OPINION = "opinion"
    EXTENSION = "extension"
    PAUSE = "pause"
    FEEDBACK = "feedback"
    PROMISE = "promise"

    @property
    def label(self) -> str:
        return {
            "contact": "沟通",
            "pre_reply": "预答复",
            "opinion": "会办意见",
            "extension": "延期",
            "pause": "暂停",
            "feedback": "反馈",
            "promise": "承诺",
        }[self]


Rows = tuple[tuple[Field, ...], ...]
"""Fields as they stand in a dialog, line by line."""

CORRECTABLE: dict[RecordKind, Rows] = {
    RecordKind.CONTACT: (
        (
            choice_field("phase", "阶段", ContactPhase),
            choice_field("way", "方式", ContactWay),
            date_field("day", "日期"),
        ),
        (list_field("their_people", "对方人员"), list_field("our_people", "我方人员")),
        (text_field("points", "要点", long=True),),
        (text_field("promises", "承诺"), text_field("attitude", "态度"), text_field("place", "地点")),
        (flag_field("leader_joined", "分管领导参加"),),
    ),
    RecordKind.PRE_REPLY: (
        (date_field("shown_at", "送看日期"), choice_field("way", "方式", ContactWay)),
        (date_field("answered_at", "答复日期"), choice_field("answer", "意见", DraftAnswer)),
        (text_field("words", "原话", long=True),),
        (text_field("settled", "怎样处理", long=True),),
    ),
    RecordKind.OPINION: (
        (date_field("asked_at", "发函日期"), date_field("due_at", "反馈期限")),
        (date_field("received_at", "收到日期"), choice_field("position", "态度", Position)),
        (text_field("text", "意见", long=True),),
    ),
    RecordKind.EXTENSION: (
        (date_field("new_due", "新期限"), text_field("approved_by", "谁同意的")),
        (text_field("reason", "原因", long=True),),
        (date_field("approved_at", "同意日期"), date_field("told_at", "告知日期")),
    ),
    RecordKind.PAUSE: (
        (date_field("first", "暂停日期"), date_field("resumed", "恢复日期")),
        (text_field("reason", "原因", long=True), text_field("approved_by", "谁同意的")),
    ),
    RecordKind.FEEDBACK: (
        (
            date_field("sent_at", "发出日期"),
            date_field("returned_at", "收回日期"),
            text_field("rating", "评价"),
        ),
        (text_field("remark", "意见", long=True),),
    ),
    RecordKind.PROMISE: (
        (text_field("text", "承诺事项", long=True),),
        (
            text_field("owner", "责任科室"),
            date_field("made_at", "承诺日期"),
            date_field("due_at", "兑现期限"),
        ),
        (date_field("kept_at", "兑现日期"),),
    ),
}


def fields_of(kind: RecordKind) -> tuple[Field, ...]:
    """The facts of such a record that may be corrected."""
    return tuple(field for row in CORRECTABLE[kind] for field in row)


def read_values(kind: RecordKind, texts: Mapping[str, str]) -> dict[str, object]:
    """The values of these texts by field key; a field is named by key or label. Raises Refused for other names."""
    known = {name: field for field in fields_of(kind) for name in (field.key, field.label)}
    values: dict[str, object] = {}
    for name, text in texts.items():
        if name not in known:
            words = "、".join(field.label for field in fields_of(kind))
            raise Refused(f"{kind.label}登记没有“{name}”这一项", f"可以更正：{words}")
        values[known[name].key] = known[name].read(text)
    return values
