"""What bars a step, in one sentence short enough for a row of the work list."""

from __future__ import annotations

import pytest

from desktop.domain.case.status import Status as S  # noqa: N817 - as in the tables of the gates
from desktop.domain.gates.lacking import finding_name, gate_before, lacking_before, lacking_words
from desktop.domain.gates.readiness import Finding, Need

SIGNER = Finding(Need.FIELD, "还没有填写签发人", key="signer")
PRINCIPAL = Finding(Need.SIGNER, "要由主要领导签发，还没有主要领导签发的记录")
DISCLOSURE = Finding(Need.DISCLOSURE, "还没有公开审查的记录")
SECRECY = Finding(Need.SECRECY, "还没有保密审查的记录")
OPINION = Finding(Need.OPINION, "“区文旅局”的会办意见还没有收到", must=False)
CONTACT = Finding(Need.CONTACT, "本轮沟通不够：要求至少沟通一次")
REMARK = Finding(Need.REMARK, "修改意见还没有处理：数字要核对", key="7")
NUMBER = Finding(Need.FIELD, "还没有填写发文字号", key="document_number")


@pytest.mark.parametrize(
    ("gate", "findings", "words"),
    [
        (S.SIGNED_OFF, (SIGNER, DISCLOSURE), "签发前还差 1 项：公开审查"),  # the sign-off itself asks who signs
        (S.SIGNED_OFF, (DISCLOSURE, OPINION), "签发前还差 1 项：公开审查"),
        (S.SIGNED_OFF, (SIGNER, DISCLOSURE, SECRECY), "签发前还差 2 项：公开审查、保密审查"),
        (S.SIGNED_OFF, (SIGNER, PRINCIPAL, DISCLOSURE, SECRECY), "签发前还差 2 项：公开审查、保密审查"),
        (S.SIGNED_OFF, (DISCLOSURE, SECRECY, CONTACT, REMARK), "签发前还差 4 项：公开审查、保密审查、沟通等"),
        (S.SIGNED_OFF, (), ""),
        (S.SIGNED_OFF, (OPINION,), ""),  # a reminder bars nothing
        (S.SIGNED_OFF, (SIGNER,), ""),  # the signature brings it: the case waits for who signs
        (S.SIGNED_OFF, (SIGNER, PRINCIPAL), ""),
        (S.NUMBERED, (NUMBER,), ""),  # the numbering itself asks for it
        (S.REPLIED, (SIGNER,), "答复前还差 1 项：签发人"),  # signed already, so this is a gap
        (S.SENT_TO_LEAD, (NUMBER,), "报送前还差 1 项：发文字号"),
    ],
)  # fmt: skip
def test_the_sentence_counts_what_bars_and_names_three(
    gate: S, findings: tuple[Finding, ...], words: str
) -> None:
    assert lacking_words(gate, findings) == words


def test_two_open_sections_count_twice_and_are_named_once() -> None:
    gaps = tuple(Finding(Need.UNWRITTEN, f"“{name}”还没有写", key=name) for name in ("开头", "结尾"))
    assert lacking_words(S.SIGNED_OFF, gaps) == "签发前还差 2 项：没写完的正文"


def test_what_a_merged_case_lacks_carries_its_number() -> None:
    contact = Finding(Need.CONTACT, "第086号：本轮沟通不够", of=2, number="086")
    ask = Finding(Need.ASK, "第086号：第 2 条建议还没有对应的答复", key="2", of=2, number="086")
    assert finding_name(contact) == "第086号沟通"
    assert finding_name(ask) == "第086号第 2 条建议"
    signer = Finding(Need.FIELD, "第086号：还没有填写签发人", key="signer", of=2, number="086")
    assert lacking_words(S.SIGNED_OFF, (signer,)) == "签发前还差 1 项：第086号签发人"


def test_every_need_that_can_bar_has_a_name() -> None:
    hints = {Need.RESULT, Need.FEEDBACK, Need.FOLLOWUP, Need.OUT}
    whole = "一句很长的话，不是名字"
    for need in set(Need) - hints:
        assert finding_name(Finding(need, whole, key="signer")) != whole, need


def test_before_a_review_only_what_the_draft_should_have_is_named() -> None:
    """An opinion that came in and is not taken up is the drafter's; signature and disclosure come later."""
    came = Finding(Need.OPINION, "“区文旅局”的会办意见还没有并入答复")
    found = (SIGNER, PRINCIPAL, DISCLOSURE, SECRECY, CONTACT, REMARK, came)
    assert lacking_before(S.SECTION_REVIEW, found) == (CONTACT, REMARK, came)
    assert lacking_before(S.SIGNED_OFF, found) == (DISCLOSURE, SECRECY, CONTACT, REMARK, came)
    assert gate_before(S.OFFICE_REVIEW) is S.SIGNED_OFF
    assert gate_before(S.CLOSED) is S.CLOSED
