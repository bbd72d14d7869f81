"""Reviews of drafts, the required signer, and the disclosure review."""

from __future__ import annotations

import pytest

from desktop.domain.case.case import Proposer, ProposerKind
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.records.review import ReviewStage, Verdict
from desktop.domain.rules.locality import SignerLevel
from desktop.services.handling import reviews
from desktop.services.office.workplace import Workplace
from desktop.services.writing import drafting
from tests.complete_case import complete
from tests.services.handling.handled_cases import OUT, TO_LEADER, history, move_on, new_case


def test_each_return_for_changes_makes_a_new_draft(work: Workplace) -> None:
    case = new_case(work)
    first = reviews.record_review(work, case.id, ReviewStage.SECTION, "王科长", Verdict.CHANGES, "补数据")
    remark = reviews.add_remark(work, first.id, "answer", "数据要用今年的", 2)
    second = reviews.record_review(work, case.id, ReviewStage.SECTION, "王科长", Verdict.PASSED)
    assert (first.draft, second.draft) == (1, 2)
    assert [r.is_open for r in reviews.remarks_of(work, case.id)] == [True]
    reviews.settle_remark(work, remark.id)
    assert [r.is_open for r in reviews.remarks_of(work, case.id)] == [False]


def test_drafts_are_counted_anew_in_the_second_round(work: Workplace) -> None:
    """「第 n 稿」 is the n-th draft of this round's letter: what was sent back before the first reply does not count."""
    case = new_case(work)
    for _ in range(2):
        reviews.record_review(work, case.id, ReviewStage.SECTION, "王科长", Verdict.CHANGES, "补数据")
    complete(work, case.id)
    move_on(work, case.id, *TO_LEADER, *OUT, Status.REHANDLING)
    second = reviews.record_review(work, case.id, ReviewStage.SECTION, "王科长", Verdict.CHANGES, "写明时间")
    third = reviews.record_review(work, case.id, ReviewStage.SECTION, "王科长", Verdict.PASSED)
    assert [(one.round, one.draft) for one in (second, third)] == [(2, 1), (2, 2)]
    assert "科室核稿：王科长退改（第 1 稿），写明时间" in history(work, case.id)


def test_the_required_signer_follows_from_the_case(work: Workplace) -> None:
    plain = new_case(work)
    key = new_case(work, number="086", is_key=True)
    group = new_case(work, number="087", proposers=(Proposer("区工商联", ProposerKind.GROUP),))
    assert reviews.required_signer(work, plain.id) is SignerLevel.DEPUTY
    assert reviews.required_signer(work, plain.id, money=True) is SignerLevel.PRINCIPAL
    assert reviews.required_signer(work, key.id) is SignerLevel.PRINCIPAL
    assert reviews.required_signer(work, group.id) is SignerLevel.DEPUTY


def test_a_disclosure_review_decides_for_the_reply_and_is_published_once_decided(work: Workplace) -> None:
    case = new_case(work)
    with pytest.raises(Refused, match="写明理由"):
        reviews.review_disclosure(work, case.id, Disclosure.NONE, "沈秘书")
    with pytest.raises(Refused, match="还没有公开审查"):
        reviews.publish(work, case.id, "区政府网站")
    reviews.review_disclosure(work, case.id, Disclosure.ON_REQUEST, "沈秘书", reason="涉及第三方商业信息")
    with pytest.raises(Refused, match="不能登记公开"):
        reviews.publish(work, case.id, "区政府网站")
    reviews.review_disclosure(work, case.id, Disclosure.PROACTIVE, "沈秘书", secrecy_reviewer="吴主任")
    published = reviews.publish(work, case.id, "区政府网站建议提案栏目")
    assert (published.published_at, published.decision) == (work.today, Disclosure.PROACTIVE)
    assert drafting.open_reply(work, case.id).fields.disclosure is Disclosure.PROACTIVE
