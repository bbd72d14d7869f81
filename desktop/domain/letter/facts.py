"""The facts for placeholders in titles, salutations, phrases, forms and notes.

The only source of values printed about a case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.domain.case.case import Case, Proposer, ProposerKind
from desktop.domain.case.field import Field, FieldKind
from desktop.domain.case.field_entry import Holder
from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.case.reply import Reply, ReplyFields
from desktop.domain.letter.placeholder import Filled, fill
from desktop.domain.letter.subject_words import (
    matter_words,
    raised_words,
    session_words,
    subject_title,
    topic_of,
)
from desktop.domain.rules.locality import Channel, Locality, ResultPlace, Salutations
from desktop.domain.words.dates import chinese_date
from desktop.domain.words.numerals import write_numeral

# Salutations 「称谓」 for one or several persons or organisations (DOMAIN 4.2, 4.3).
NAMED_IN_FULL = 3
"""Maximum number of persons that are all named (甲、乙、丙委员); more become 甲等5位委员."""


def salutation(proposers: tuple[Proposer, ...], words: Salutations) -> str:
    """The salutation with its colon. Organisations precede persons; without proposers a placeholder is returned."""
    groups = [p.name for p in proposers if p.kind is ProposerKind.GROUP]
    persons = [p.name for p in proposers if p.kind is ProposerKind.PERSON]
    if not proposers:
        return fill(words.one, {"name": "{proposer}"}).text
    if not persons:
        return fill(words.group, {"name": "、".join(groups)}).text
    to_persons = _to_persons(persons, words)
    return "、".join([*groups, to_persons]) if groups else to_persons


def pronoun(proposers: tuple[Proposer, ...], words: Salutations) -> str:
    """您 for one person or without proposers, else the locality's plural."""
    several = len(proposers) > 1 or any(p.kind is ProposerKind.GROUP for p in proposers)
    return words.you_several if several else words.you_one


def raiser_words(proposers: tuple[Proposer, ...], title: str) -> str:
    """Who put a matter forward, in a sentence: 「沈亦澄委员」, 「沈亦澄等3位委员」, an organisation by its name alone."""
    if not proposers:
        return ""
    first, count = proposers[0], len(proposers)
    if first.kind is ProposerKind.GROUP:
        return first.name if count == 1 else f"{first.name}等{count}方"
    return f"{first.name}{title}" if count == 1 else f"{first.name}等{count}位{title}"


def _to_persons(names: list[str], words: Salutations) -> str:
    if len(names) <= NAMED_IN_FULL:
        return fill(words.one, {"name": "、".join(names)}).text
    return fill(words.several, {"first": names[0], "name": names[0], "count": str(len(names))}).text


# Placeholders and their facts.
_DERIVED: Mapping[str, str] = {
    "session_name": "届次全称", "session_short": "届次简称", "noun": "提案或建议", "topic": "案由主题", "matter": "案由全称",
    "subject_title": "带书名号的案由", "raised": "提出场合", "studied": "研究情况", "consulted": "已回意见的会办单位",
    "raiser": "提出者", "count": "提案人数",
    "member_title": "委员或代表", "you": "您或你们", "we": "本单位自称", "result_mark": "办理结果类别", "issue_year": "成文年份",
    "disclosure_mark": "公开附注", "coordinating_office": "督查单位", "other_proposers": "并案的其他提案人",
    "other_numbers": "并案的其他编号",
}  # fmt: skip
"""Placeholders that are not fields, derived from fields and the rule book."""

_PRINTED = tuple(entry for entry in REGISTRY.values() if entry.placeholder)
FACT_NAMES: Mapping[str, str] = {
    **{
        entry.placeholder_name: entry.placeholder_words
        for entry in _PRINTED
        if entry.placeholder and not entry.placeholder.forms_only
    },
    **_DERIVED,
}
"""Every placeholder of a template with its Chinese name."""

FORM_FIELD_NAMES: Mapping[str, str] = {
    entry.placeholder_name: entry.placeholder_words
    for entry in _PRINTED
    if entry.placeholder and entry.placeholder.forms_only
}
"""The placeholders of fields available only in forms."""

DATE_BLANK = "　　年　月　日"
DATE_BLANKS: Mapping[str, str] = {
    entry.placeholder_name: DATE_BLANK for entry in _PRINTED if entry.field.kind is FieldKind.DATE
}
"""Blanks printed for a missing day of a field, in letters and forms."""
_SELF_NAMES = (
    ("委员会", "我委"), ("办公室", "我办"), ("办事处", "我街道"), ("街道", "我街道"), ("人民政府", "我镇"),
    ("委", "我委"), ("局", "我局"), ("厅", "我厅"), ("部", "我部"), ("办", "我办"), ("院", "我院"), ("中心", "我中心"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """Values by placeholder name; a name without a value is missing. `wordings` are texts that contain placeholders."""

    values: Mapping[str, str]
    wordings: Mapping[str, str]

    def fill(self, text: str, *, keep_missing: bool = False) -> Filled:
        """Fill `text`. A missing date leaves blanks for year, month and day; other missing facts two blanks.

        With `keep_missing` a missing fact is kept as a placeholder with its Chinese name.
        """
        worded = fill(text, self.wordings, keep_missing=True, names=FACT_NAMES).text
        return fill(
            worded,
            self.values,
            blanks=DATE_BLANKS,
            known=FACT_NAMES,
            keep_missing=keep_missing,
            names=FACT_NAMES,
        )

    def all_values(self) -> dict[str, str]:
        """Every fact with a value, wordings filled, for lists and forms."""
        worded = {name: self.fill(text) for name, text in self.wordings.items()}
        return dict(self.values) | {
            name: filled.text for name, filled in worded.items() if not filled.missing
        }


def facts_of(
    case: Case,
    reply: Reply,
    locality: Locality,
    others: tuple[Case, ...] = (),
    consulted: tuple[str, ...] = (),
) -> Facts:
    """The facts of one letter. `others` are the cases merged with this one 「并案」, which get their own letters; `consulted`
    are the co-handling units whose opinion has come.
    """
    channel = locality.channel(case.matter_type, case.level)
    values = {
        **_case_facts(case, locality),
        **_reply_facts(reply, channel, locality),
        **_merged_facts(others),
        **_consulted_facts(case, consulted),
    }
    values |= {"noun": channel.noun, "you": pronoun(case.proposers, channel.salutations)}
    values["matter"] = matter_words(case.subject, channel.noun)
    wordings = {
        "session_name": session_words(case, channel.session_name),
        "session_short": session_words(case, channel.session_short),
        "raised": raised_words(case, channel.session_short),
    }
    wordings["salutation"] = reply.fields.salutation or salutation(case.proposers, channel.salutations)
    return Facts({name: value for name, value in values.items() if value}, wordings)


def missing_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The Chinese names of missing facts, each once."""
    return tuple(dict.fromkeys(FACT_NAMES.get(name, name) for name in names))


def self_name(unit: str) -> str:
    """The short self-reference of a unit: 我委 for 长宁区科学技术委员会, 我单位 by default."""
    return next((words for ending, words in _SELF_NAMES if unit.endswith(ending)), "我单位")


def _numeral(value: int | None) -> str:
    return write_numeral(value) if value is not None and 0 <= value <= 999 else ""


def field_facts(thing: Case | ReplyFields, *, forms_only: bool = False) -> dict[str, str]:
    """The printed words of the fields of a case or letter by placeholder, "" where nothing is known: days as 2024年4月9日,
    numbers in Chinese. Those of letters, or with `forms_only` those that only forms may use.
    """
    holder = Holder.CASE if isinstance(thing, Case) else Holder.REPLY
    return {
        entry.placeholder_name: _printed(entry.field, getattr(thing, entry.key))
        for entry in _PRINTED
        if entry.holder is holder and entry.placeholder and entry.placeholder.forms_only is forms_only
    }


def _printed(field: Field, value: Any) -> str:  # noqa: ANN401 - a value of any field
    if field.kind is FieldKind.DATE:
        return chinese_date(value)
    return _numeral(value) if field.kind is FieldKind.NUMBER else field.show(value)


def _case_facts(case: Case, locality: Locality) -> dict[str, str]:
    first = case.first_proposer
    return {
        **field_facts(case),
        "region": case.region or locality.region,
        "topic": topic_of(case.subject),
        "subject_title": subject_title(case.subject),
        "proposer": first.name if first else "",
        "count": str(len(case.proposers)) if case.proposers else "",
        "raiser": raiser_words(case.proposers, case.matter_type.member_title),
        "member_title": case.matter_type.member_title,
        "coordinating_office": locality.coordinating_office,
    }


def _reply_facts(reply: Reply, channel: Channel, locality: Locality) -> dict[str, str]:
    fields = reply.fields
    result = channel.result(fields.handling_result) or channel.result_by_label(fields.handling_result)
    return {
        **field_facts(fields),
        "handling_result": result.label if result else fields.handling_result,
        "result_mark": result.mark if result and channel.result_place is ResultPlace.LETTER else "",
        "we": self_name(fields.issuer) if fields.issuer else "",
        "issue_year": str(fields.issue_date.year) if fields.issue_date else "",
        "copies": "，".join(fields.copies_to),
        "disclosure_mark": _note(fields.note) or locality.disclosure_mark(fields.disclosure),
        "salutation": "",  # filled from a wording with placeholders
    }


def _note(note: str) -> str:
    bare = note.strip()
    return f"（{bare}）" if bare and bare[0] not in "（(" else bare


def _merged_facts(others: tuple[Case, ...]) -> dict[str, str]:
    names = [raiser_words(other.proposers, other.matter_type.member_title) for other in others]
    return {
        "other_proposers": "、".join(filter(None, names)),
        "other_numbers": "、".join(case.number for case in others if case.number),
    }


def _consulted_facts(case: Case, consulted: tuple[str, ...]) -> dict[str, str]:
    """Who was heard. With co-handling units of which none has answered, how the matter was studied is not known yet."""
    units = "、".join(consulted)
    alone = "" if case.co_units and case.handling_role.answers_proposer else "经研究"
    return {"consulted": units, "studied": f"经会同{units}研究" if units else alone}
