"""Differences between two rule books for one kind of case, as Chinese text for comparison."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.domain.case.case import Level, MatterType
from desktop.domain.case.case_field import REPLY_FIELDS
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.deadlines.case_clock import Traits
from desktop.domain.letter.placeholder import fill
from desktop.domain.rules.clock import ClockName
from desktop.domain.rules.locality import Channel, Locality

NOTHING = "无"
_WANTED = {True: "要写", False: "不写", None: "按版式"}
_SOMEBODY = {
    "name": "某某", "first": "某某", "count": "5", "region": "某区", "term": "某", "session": "某", "year": "某年", "n": "某",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RuleDifference:
    """One difference; 「无」 if one of the books has no rule."""

    what: str
    old: str
    new: str


def rule_differences(
    old: Locality, new: Locality, traits: Traits, level: Level | None = None
) -> tuple[RuleDifference, ...]:
    """Every difference for a case with these traits: clocks, results, ratings, signer, required parts, wordings."""
    before, after = _points(old, traits, level), _points(new, traits, level)
    return tuple(
        RuleDifference(what, before[what] or NOTHING, after[what] or NOTHING)
        for what in before
        if before[what] != after[what]
    )


def _points(rules: Locality, traits: Traits, level: Level | None) -> dict[str, str]:
    channel = rules.channel(traits.matter_type, level)
    clocks = {
        f"期限：{name.label}": "；".join(
            clock.words for clock in rules.clocks_named(name) if replace(traits, is_complex=True).fit(clock)
        )
        for name in ClockName
    }
    return clocks | _wordings(channel) | _duties(rules, traits)


def _wordings(channel: Channel) -> dict[str, str]:
    spoken = channel.salutations
    return {
        "办理结果": "、".join(result.label for result in channel.choices),
        "征询意见": "、".join(rating.label for rating in channel.ratings),
        "称谓": "　".join(
            fill(words, _SOMEBODY).text for words in (spoken.one, spoken.several, spoken.group)
        ),
        "届次": fill(channel.session_name, _SOMEBODY).text,
        "抄送": "、".join(channel.copies_to),
        "发文字号": fill(channel.number_series, _SOMEBODY).text,
    }


def _duties(rules: Locality, traits: Traits) -> dict[str, str]:
    required = rules.required
    labels = [REPLY_FIELDS[key].label if key in REPLY_FIELDS else key for key in required.fields]
    return {
        "必填": "、".join(labels),
        "必备部分": "、".join(required.sections),
        "沟通": required.contact.label,
        "预答复": required.pre_reply.label,
        "结语": _WANTED[rules.letter.thanks],
        "联系人": _WANTED[rules.letter.contact_line],
        "逐条答复": "每条建议都要答复" if required.every_ask_answered else "不作要求",
        "签发": rules.signing.required(
            suggestion=traits.matter_type is MatterType.NPC_SUGGESTION,
            key=traits.is_key,
            group=traits.is_group,
        ).label,
        "公开附注": "".join(rules.disclosure_mark(kind) for kind in Disclosure),
        "督查单位": rules.coordinating_office,
    }
