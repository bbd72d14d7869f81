"""The facts that fill placeholders: one table for titles, salutations, phrases, forms and notes.

Everything printed about a case comes through here, so a name, a number or a date is typed once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.case.case import Case, Proposer, ProposerKind
from desktop.domain.case.reply import Reply
from desktop.domain.letter.placeholder import Filled, fill
from desktop.domain.rules.locality import Channel, Locality, ResultPlace, Salutations
from desktop.domain.words.dates import chinese_date
from desktop.domain.words.numerals import write_numeral

# 「称谓」: how a letter addresses its proposers, one or several, persons or organisations (DOMAIN 4.2, 4.3).
NAMED_IN_FULL = 3
"""So many persons are all named (甲、乙、丙委员); more become 甲等5位委员."""


def salutation(proposers: tuple[Proposer, ...], words: Salutations) -> str:
    """The salutation with its colon. Organisations are named before persons; without proposers a placeholder remains."""
    groups = [p.name for p in proposers if p.kind is ProposerKind.GROUP]
    persons = [p.name for p in proposers if p.kind is ProposerKind.PERSON]
    if not proposers:
        return fill(words.one, {"name": "{proposer}"}).text
    if not persons:
        return fill(words.group, {"name": "、".join(groups)}).text
    to_persons = _to_persons(persons, words)
    return "、".join([*groups, to_persons]) if groups else to_persons


def pronoun(proposers: tuple[Proposer, ...], words: Salutations) -> str:
    """您 for one person, else the plural of the place; 您 while no proposer is known."""
    several = len(proposers) > 1 or any(p.kind is ProposerKind.GROUP for p in proposers)
    return words.you_several if several else words.you_one


def _to_persons(names: list[str], words: Salutations) -> str:
    if len(names) <= NAMED_IN_FULL:
        return fill(words.one, {"name": "、".join(names)}).text
    return fill(words.several, {"first": names[0], "name": names[0], "count": str(len(names))}).text


FACT_NAMES: Mapping[str, str] = {
    "session_name": "届次全称", "session_short": "届次简称", "region": "行政区", "term": "届", "session": "次",
    "number": "编号", "noun": "提案或建议", "subject": "案由", "topic": "案由主题", "category": "类别",
    "proposer": "第一提案人", "proposers": "全体提案人", "count": "提案人数", "member_title": "委员或代表",
    "salutation": "称谓", "you": "您或你们", "we": "本单位自称",
    "handling_result": "办理结果", "result_mark": "办理结果类别", "signer": "签发人", "issuer": "落款单位",
    "issue_date": "成文日期", "issue_year": "成文年份", "document_number": "发文字号",
    "contact_person": "联系人", "contact_phone": "联系电话", "copies": "抄送机关",
    "disclosure": "公开属性", "disclosure_mark": "公开附注", "disclosure_reason": "不公开的理由",
    "assigned_at": "交办日期", "due_at": "办理期限", "replied_at": "答复日期", "assigning_office": "交办单位",
    "coordinating_office": "督查单位", "lead_unit": "主办单位", "co_units": "会办单位", "role": "办理方式",
    "section": "承办科室", "officer": "经办人", "leader": "分管领导", "supervising_leader": "领衔督办领导",
    "other_proposers": "并案的其他提案人", "other_numbers": "并案的其他编号",
}  # fmt: skip
"""Every placeholder that a template may use, with the name by which an officer reads and may write it."""

DATE_BLANK = "　　年　月　日"
_DATE_BLANKS = dict.fromkeys(("issue_date", "assigned_at", "due_at", "replied_at"), DATE_BLANK)
_SELF_NAMES = (
    ("委员会", "我委"), ("办公室", "我办"), ("办事处", "我街道"), ("街道", "我街道"), ("人民政府", "我镇"),
    ("委", "我委"), ("局", "我局"), ("厅", "我厅"), ("部", "我部"), ("办", "我办"), ("院", "我院"), ("中心", "我中心"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """Values by placeholder name; a name without a value is missing. `wordings` are texts that hold placeholders themselves."""

    values: Mapping[str, str]
    wordings: Mapping[str, str]

    def fill(self, text: str, *, keep_missing: bool = False) -> Filled:
        """Fill `text`. A missing date leaves room for year, month and day; other missing facts two blanks.

        With `keep_missing` a missing fact stays in braces by its Chinese name, to be filled once it is known.
        """
        worded = fill(text, self.wordings, keep_missing=True, names=FACT_NAMES).text
        return fill(
            worded,
            self.values,
            blanks=_DATE_BLANKS,
            known=FACT_NAMES,
            keep_missing=keep_missing,
            names=FACT_NAMES,
        )

    def all_values(self) -> dict[str, str]:
        """Every fact that has a value, the wordings filled, for lists and forms."""
        worded = {name: self.fill(text) for name, text in self.wordings.items()}
        return dict(self.values) | {
            name: filled.text for name, filled in worded.items() if not filled.missing
        }


def facts_of(case: Case, reply: Reply, locality: Locality, others: tuple[Case, ...] = ()) -> Facts:
    """The facts of one letter. `others` are the cases merged with this one 「并案」, which get letters of their own."""
    channel = locality.channel(case.matter_type, case.level)
    values = {
        **_case_facts(case, locality),
        **_reply_facts(reply, channel, locality),
        **_merged_facts(others),
    }
    values |= {"noun": channel.noun, "you": pronoun(case.proposers, channel.salutations)}
    wordings = {"session_name": channel.session_name, "session_short": channel.session_short}
    wordings["salutation"] = reply.fields.salutation or salutation(case.proposers, channel.salutations)
    return Facts({name: value for name, value in values.items() if value}, wordings)


def missing_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The Chinese names of missing facts, each once."""
    return tuple(dict.fromkeys(FACT_NAMES.get(name, name) for name in names))


def topic_of(subject: str) -> str:
    """「主题」: the words between 关于 and 的建议 in a subject; the whole subject if it is not of that shape."""
    bare = subject.strip().strip("《》“”")
    return (
        re.sub(r"的?(?:若干)?(?:建议|提案|意见|议案)$", "", bare.removeprefix("关于").removeprefix("对"))
        or bare
    )


def self_name(unit: str) -> str:
    """How a unit speaks of itself: 我委 for 长宁区科学技术委员会, 我单位 where nothing better is known."""
    return next((words for ending, words in _SELF_NAMES if unit.endswith(ending)), "我单位")


def _numeral(value: int | None) -> str:
    return write_numeral(value) if value is not None and 0 <= value <= 999 else ""


def _case_facts(case: Case, locality: Locality) -> dict[str, str]:
    first = case.first_proposer
    return {
        "region": case.region or locality.region,
        "term": _numeral(case.term),
        "session": _numeral(case.session),
        "number": case.number,
        "subject": case.subject,
        "topic": topic_of(case.subject),
        "category": case.category,
        "proposer": first.name if first else "",
        "proposers": "、".join(proposer.name for proposer in case.proposers),
        "count": str(len(case.proposers)) if case.proposers else "",
        "member_title": case.matter_type.member_title,
        "role": case.handling_role.label,
        "assigning_office": case.assigning_office,
        "coordinating_office": locality.coordinating_office,
        "lead_unit": case.lead_unit,
        "co_units": "、".join(case.co_units),
        "section": case.section,
        "officer": case.officer,
        "leader": case.leader,
        "supervising_leader": case.supervising_leader,
        "assigned_at": chinese_date(case.assigned_at),
        "due_at": chinese_date(case.due_at),
        "replied_at": chinese_date(case.replied_at),
    }


def _reply_facts(reply: Reply, channel: Channel, locality: Locality) -> dict[str, str]:
    fields = reply.fields
    result = channel.result(fields.handling_result) or channel.result_by_label(fields.handling_result)
    return {
        "handling_result": result.label if result else fields.handling_result,
        "result_mark": result.mark if result and channel.result_place is ResultPlace.LETTER else "",
        "signer": fields.signer,
        "issuer": fields.issuer,
        "we": self_name(fields.issuer) if fields.issuer else "",
        "issue_date": chinese_date(fields.issue_date),
        "issue_year": str(fields.issue_date.year) if fields.issue_date else "",
        "document_number": fields.document_number,
        "contact_person": fields.contact_person,
        "contact_phone": fields.contact_phone,
        "copies": "，".join(fields.copies_to),
        "disclosure": fields.disclosure.label if fields.disclosure else "",
        "disclosure_mark": _note(fields.note) or locality.disclosure_mark(fields.disclosure),
        "disclosure_reason": fields.disclosure_reason,
    }


def _note(note: str) -> str:
    bare = note.strip()
    return f"（{bare}）" if bare and bare[0] not in "（(" else bare


def _merged_facts(others: tuple[Case, ...]) -> dict[str, str]:
    names = [p.name + c.matter_type.member_title for c in others if (p := c.first_proposer)]
    return {
        "other_proposers": "、".join(names),
        "other_numbers": "、".join(case.number for case in others if case.number),
    }
