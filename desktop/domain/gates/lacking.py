"""What a step still lacks, named in a few characters each: 「签发前还差 2 项：签发人、公开审查」; and what its own form brings."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.case.case_field import REPLY_FIELDS
from desktop.domain.case.status import Status as S  # noqa: N817 - as in the tables of the gates
from desktop.domain.gates.readiness import Finding, Need, barring
from desktop.domain.gates.standing import gate_step
from desktop.domain.words.shortened import first_few

_NAMED = 3
"""Findings that the sentence names."""
_NAMES = {
    Need.DRAFT: "正文",
    Need.UNWRITTEN: "没写完的正文",
    Need.CONTACT: "沟通",
    Need.PRE_REPLY: "预答复",
    Need.DISCLOSURE: "公开审查",
    Need.SECRECY: "保密审查",
    Need.RESULT: "办理结果",
    Need.SIGNER: "主要领导签发",
    Need.OPINION: "没并入的会办意见",
    Need.REMARK: "没处理的修改意见",
    Need.SIGN_OFF: "签发",
    Need.ANSWER_DAY: "答复日期",
    Need.EXAMINATION: "审查退回的问题",
    Need.CONSENT: "同意办结",
}


def finding_name(finding: Finding) -> str:
    """The finding in a few characters: 「签发人」「第 2 条建议」「第086号沟通」; its own words where it has no short name."""
    whose = f"第{finding.number}号" if finding.number else ""
    if finding.need is Need.FIELD:
        return whose + REPLY_FIELDS[finding.key].label
    if finding.need is Need.ASK:
        return f"{whose}第 {finding.key} 条建议"
    return whose + _NAMES[finding.need] if finding.need in _NAMES else finding.words


def lacking_words(gate: S, findings: Iterable[Finding]) -> str:
    """What bars the step of `gate`, in one sentence.

    "" if nothing does, or only what the step itself brings: where the signature is all that is missing, the case waits for
    who signs.
    """
    missing = lacking_before(gate, findings)
    if not missing:
        return ""
    names = tuple(dict.fromkeys(map(finding_name, missing)))
    step = "报送" if gate is S.SENT_TO_LEAD else gate_step(gate).label
    return f"{step}前还差 {len(missing)} 项：{first_few(names, _NAMED)}"


def _comes_with_signature(finding: Finding) -> bool:
    """True for what a recorded sign-off brings: the level of who signs, and the name in the letter."""
    if finding.of:
        return False
    return finding.need is Need.SIGNER or (finding.need, finding.key) == (Need.FIELD, "signer")


_REVIEWS = frozenset({S.SECTION_REVIEW, S.OFFICE_REVIEW, S.COUNTERSIGN, S.LEADER_REVIEW})
_OF_THE_DRAFT = frozenset(
    {Need.DRAFT, Need.UNWRITTEN, Need.FIELD, Need.CONTACT, Need.ASK, Need.RESULT, Need.OPINION, Need.REMARK}
)
"""What a draft should have when it is sent for review; reviews of disclosure and signatures come later."""


def gate_before(to: S) -> S:
    """The status whose readiness is shown before a move to `to`: a draft sent for review is measured by the sign-off."""
    return S.SIGNED_OFF if to in _REVIEWS else to


def lacking_before(to: S, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What is named before a move to `to`, of the findings for `gate_before(to)`: without what the step itself asks for.

    It bars the move, except one to a review, where only what the draft should have is named.
    """
    found = barring(findings)
    if to in _REVIEWS:
        return tuple(one for one in found if one.need in _OF_THE_DRAFT and not _comes_with_signature(one))
    if to is S.SIGNED_OFF:
        return tuple(one for one in found if not _comes_with_signature(one))
    if to is S.NUMBERED:
        return tuple(one for one in found if one.of or (one.need, one.key) != (Need.FIELD, "document_number"))
    return found
