"""What a case waits for, in one sentence: every status under both kinds of role, with and without records, worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desktop.domain.case.case import HandlingRole
from desktop.domain.case.moves import statuses_of
from desktop.domain.case.status import Status as S  # noqa: N817 - the tables read as tables
from desktop.domain.case.waiting import (
    AwaitedOpinions,
    LastMove,
    OpenPromises,
    People,
    WaitFacts,
    waiting_of,
)

TODAY = date(2026, 4, 9)
LEAD, SOLE, SEPARATE, CO = (
    HandlingRole.LEAD,
    HandlingRole.SOLE,
    HandlingRole.SEPARATE,
    HandlingRole.CO_HANDLING,
)
PEOPLE = People("林越", "科创科", "陈副主任", "", "区教育局", "区政府办公室")
APRIL_5, APRIL_8 = date(2026, 4, 5), date(2026, 4, 8)
ASKED = AwaitedOpinions(("区文旅局",), APRIL_5)
CHASED = AwaitedOpinions(("区文旅局",), APRIL_5, chases=1)
LATE = AwaitedOpinions(("区文旅局",), date(2026, 3, 2), date(2026, 4, 2), 2)
BOTH = AwaitedOpinions(("区文旅局", "区财政局"), APRIL_5, date(2026, 5, 5))


def sentence(role: HandlingRole, status: S, **facts: Any) -> str:  # noqa: ANN401 - any fact of WaitFacts
    return waiting_of(WaitFacts(status, role, TODAY, **{"people": PEOPLE, **facts})).words


NOBODY = {"people": People()}
MOVED = {"move": LastMove(APRIL_8)}
BACK = {"move": LastMove(APRIL_8, sent_back=True)}


@pytest.mark.parametrize(
    ("role", "status", "facts", "words"),
    [
        # taken in and distributed
        (LEAD, S.ASSIGNED, {"assigned_at": date(2026, 4, 7)}, "等签收（交办第 3 天）"),
        (SOLE, S.ASSIGNED, {"assigned_at": TODAY}, "等签收（交办第 1 天）"),
        (CO, S.ASSIGNED, {}, "等签收"),
        (LEAD, S.SIGNED, {"acknowledged_at": APRIL_8}, "等分办到科创科（签收第 2 天）"),
        (CO, S.SIGNED, NOBODY, "等分办到科室"),
        (LEAD, S.SIGNED, {"opinions": ASKED}, "等分办到科创科，另等区文旅局的会办意见"),
        (LEAD, S.RETURN_REQUESTED, MOVED, "等区政府办公室批复退回（第 2 天）"),
        (CO, S.RETURN_REQUESTED, NOBODY, "等交办单位批复退回"),
        # contact with the proposer
        (LEAD, S.DISTRIBUTED, {}, "等林越联系提案者"),
        (SEPARATE, S.DISTRIBUTED, MOVED, "等林越联系提案者（分办第 2 天）"),
        (SOLE, S.DISTRIBUTED, NOBODY, "等经办人联系提案者"),
        (LEAD, S.DISTRIBUTED, {"contacts": 1}, "已沟通 1 次，等林越拟稿"),
        (LEAD, S.DISTRIBUTED, {"opinions": ASKED}, "等林越联系提案者，另等区文旅局的会办意见"),
        (LEAD, S.DISTRIBUTED, {"not_asked": ("区财政局",)}, "等林越联系提案者，还没有征求区财政局的意见"),
        (CO, S.DISTRIBUTED, {}, "等林越起草会办意见"),
        (CO, S.DISTRIBUTED, {"not_asked": ("区财政局",)}, "等林越起草会办意见"),
        (LEAD, S.CONTACTING, {}, "等林越与提案者沟通，还没有沟通记录"),
        (LEAD, S.CONTACTING, {"contacts": 2}, "已沟通 2 次，等林越拟稿"),
        (SOLE, S.CONTACTING, {"excused": True}, "免予沟通，等林越拟稿"),
        (SOLE, S.CONTACTING, {"contacts": 1, "excused": True}, "已沟通 1 次，等林越拟稿"),
        (LEAD, S.CONTACTING, {"opinions": ASKED}, "等林越与提案者沟通，还没有沟通记录，另等区文旅局的会办意见"),
        (LEAD, S.CONTACTING, {"contacts": 1, "opinions": CHASED}, "等区文旅局的会办意见（已催 1 次，第 5 天）"),
        (LEAD, S.CONTACTING, {"contacts": 1, "not_asked": ("区财政局", "区文旅局")},
         "已沟通 1 次，等林越拟稿，还没有征求区财政局等 2 家的意见"),
        # the draft
        (LEAD, S.DRAFTING, {}, "等林越拟稿"),
        (LEAD, S.DRAFTING, {"sections": (120, 0, 80, 0)}, "等林越写第 2 节，共 4 节"),
        (LEAD, S.DRAFTING, {"sections": (120, 90)}, "稿子写好了，等送科室核稿"),
        (LEAD, S.DRAFTING, {"sections": (120, 90), **BACK}, "已退改，等林越修改（第 2 天）"),
        (LEAD, S.DRAFTING, {"sections": (0,), **MOVED}, "等林越写第 1 节，共 1 节"),
        (LEAD, S.DRAFTING, {"opinions": ASKED}, "等区文旅局的会办意见（第 5 天）"),
        (LEAD, S.DRAFTING, {"opinions": BOTH}, "等区文旅局等 2 家的会办意见（第 5 天）"),
        (LEAD, S.DRAFTING, {"opinions": AwaitedOpinions(("区文旅局",), APRIL_8, TODAY)},
         "等区文旅局的会办意见（第 2 天）"),  # due today is not late
        (LEAD, S.DRAFTING, {"opinions": LATE}, "等区文旅局的会办意见（已催 2 次，第 39 天，逾期 7 天）"),
        (LEAD, S.DRAFTING, {"opinions": ASKED, **BACK}, "已退改，等林越修改（第 2 天），另等区文旅局的会办意见"),
        (SOLE, S.DRAFTING, {"not_asked": ("区财政局",)}, "等林越拟稿，还没有征求区财政局的意见"),
        (LEAD, S.DRAFTING, {"opinions": ASKED, "not_asked": ("区财政局",)},
         "等区文旅局的会办意见（第 5 天），还没有征求区财政局的意见"),
        (CO, S.DRAFTING, {}, "等林越起草会办意见"),
        (CO, S.DRAFTING, {"sections": (0, 0)}, "等林越写第 1 节，共 2 节"),
        (CO, S.DRAFTING, {"sections": (60,)}, "稿子写好了，等送科室核稿"),
        (CO, S.DRAFTING, {"opinions": ASKED, "sections": (60,)}, "稿子写好了，等送科室核稿"),
        (CO, S.DRAFTING, BACK, "已退改，等林越修改（第 2 天）"),
        (LEAD, S.DRAFTING, {"shown_at": date(2026, 4, 6), "sections": (90,)}, "等提案者对答复稿的意见（已送 3 天）"),
        (LEAD, S.DRAFTING, {"shown_at": TODAY, "opinions": ASKED}, "等区文旅局的会办意见（第 5 天）"),
        (LEAD, S.DRAFTING, {"shown_at": TODAY, **BACK}, "已退改，等林越修改（第 2 天）"),
        (CO, S.DRAFTING, {"shown_at": TODAY, "sections": (60,)}, "稿子写好了，等送科室核稿"),
        # review and signature
        (LEAD, S.OFFICE_REVIEW, {"shown_at": TODAY}, "等办公室核稿，另等提案者对答复稿的意见"),
        (LEAD, S.NUMBERED, {"shown_at": TODAY}, "等寄出答复"),
        (LEAD, S.SECTION_REVIEW, MOVED, "等科创科核稿（第 2 天）"),
        (CO, S.SECTION_REVIEW, NOBODY, "等科室核稿"),
        (LEAD, S.SECTION_REVIEW, {"opinions": BOTH}, "等科创科核稿，另等区文旅局等 2 家的会办意见"),
        (LEAD, S.OFFICE_REVIEW, MOVED, "等办公室核稿（第 2 天）"),
        (CO, S.OFFICE_REVIEW, {"move": LastMove(TODAY)}, "等办公室核稿（第 1 天）"),
        (LEAD, S.COUNTERSIGN, MOVED, "等会签（第 2 天）"),
        (LEAD, S.COUNTERSIGN, {"opinions": ASKED}, "等会签，另等区文旅局的会办意见"),
        (LEAD, S.LEADER_REVIEW, MOVED, "等陈副主任签发（第 2 天）"),
        (LEAD, S.LEADER_REVIEW, {"people": People(leader="陈副主任", signer="周砚")}, "等周砚签发"),
        (CO, S.LEADER_REVIEW, NOBODY, "等领导签发"),
        # out of the house
        (LEAD, S.SIGNED_OFF, MOVED, "等编号用印（签发第 2 天）"),
        (LEAD, S.SIGNED_OFF, {"opinions": ASKED}, "等编号用印"),
        (CO, S.SIGNED_OFF, MOVED, "等报送区教育局（签发第 2 天）"),
        (CO, S.SIGNED_OFF, NOBODY, "等报送主办单位"),
        (SOLE, S.NUMBERED, MOVED, "等寄出答复（编号第 2 天）"),
        (CO, S.SENT_TO_LEAD, {}, "会办意见已报区教育局，等办结"),
        (CO, S.SENT_TO_LEAD, NOBODY, "会办意见已报主办单位，等办结"),
        # feedback
        (LEAD, S.REPLIED, {"outstanding": 1, "replied_at": date(2026, 4, 6)}, "等送征询意见表（已答复 3 天）"),
        (LEAD, S.REPLIED, {"outstanding": 1, "replied_at": TODAY}, "等送征询意见表（今天答复）"),
        (LEAD, S.REPLIED, {"outstanding": 1}, "等送征询意见表"),
        (LEAD, S.REPLIED, {"needs_feedback": False, "outstanding": 1}, "已答复，等办结"),
        (LEAD, S.FEEDBACK_WAIT, {"outstanding": 1, "sent_at": date(2026, 3, 28)}, "等提案者反馈（已寄出 12 天）"),
        (LEAD, S.FEEDBACK_WAIT, {"outstanding": 3, "sent_at": TODAY}, "等提案者反馈（还差 3 份，今天寄出）"),
        (LEAD, S.FEEDBACK_WAIT, {"outstanding": 0}, "反馈已收齐，等办结"),
        (SEPARATE, S.FEEDBACK_WAIT, {"dissatisfied": True}, "提案者不满意，等二次办理，或登记同意办结"),
        (LEAD, S.REPLIED, {"dissatisfied": True, "needs_feedback": False}, "提案者不满意，等二次办理，或登记同意办结"),
        # the second round
        (LEAD, S.REHANDLING, {}, "二次办理，等林越再次与提案者沟通"),
        (LEAD, S.REHANDLING, {"contacts": 1}, "二次办理，已沟通 1 次，等林越拟稿"),
        (LEAD, S.REHANDLING, {"contacts": 1, "opinions": ASKED}, "等区文旅局的会办意见（第 5 天）"),
        # the end
        (LEAD, S.CLOSED, {}, "等归档"),
        (LEAD, S.CLOSED, {"promises": OpenPromises(2, TODAY)}, "还有 2 项承诺没有兑现，等列入跟踪"),
        (CO, S.CLOSED, {"promises": OpenPromises(2, TODAY)}, "等归档"),
        (LEAD, S.FOLLOWUP, {"promises": OpenPromises(1, date(2026, 4, 21))}, "等兑现 1 项承诺（最近 4月21日，还剩 12 天）"),
        (LEAD, S.FOLLOWUP, {"promises": OpenPromises(2, date(2026, 4, 6))}, "等兑现 2 项承诺（最近 4月6日，逾期 3 天）"),
        (LEAD, S.FOLLOWUP, {"promises": OpenPromises(1)}, "等兑现 1 项承诺"),
        (LEAD, S.FOLLOWUP, {}, "承诺都已兑现，等归档"),
        (LEAD, S.ARCHIVED, {"promises": OpenPromises(1)}, "已归档，没有要办的事"),
        (CO, S.ARCHIVED, {}, "已归档，没有要办的事"),
        (LEAD, S.RETURNED, {}, "已退回，不再办理"),
        (CO, S.WITHDRAWN, {}, "已撤案，不再办理"),
        # a pause goes before all else while the case runs
        (LEAD, S.DRAFTING, {"paused_since": date(2026, 4, 2), "pause_reason": "等待交办单位答复是否改办"},
         "暂停计时（第 8 天）：等待交办单位答复是否改办"),
        (LEAD, S.LEADER_REVIEW, {"paused_since": TODAY}, "暂停计时（第 1 天），等恢复"),
        (CO, S.ASSIGNED, {"paused_since": TODAY, "opinions": ASKED}, "暂停计时（第 1 天），等恢复"),
        (LEAD, S.FEEDBACK_WAIT, {"paused_since": TODAY, "outstanding": 1, "sent_at": TODAY}, "等提案者反馈（今天寄出）"),
        (LEAD, S.WITHDRAWN, {"paused_since": TODAY}, "已撤案，不再办理"),
        # a merged case follows the letter of its lead case, after its own proposer was spoken to
        (LEAD, S.DISTRIBUTED, {"lead": "085"}, "等林越联系提案者"),
        (LEAD, S.CONTACTING, {"lead": "085", "contacts": 1, "opinions": ASKED}, "随第085号一并答复"),
        (LEAD, S.DRAFTING, {"lead": "085", "opinions": ASKED}, "随第085号一并答复"),
        (LEAD, S.LEADER_REVIEW, {"lead": "085"}, "随第085号一并答复"),
        (LEAD, S.FEEDBACK_WAIT, {"lead": "085", "outstanding": 0}, "反馈已收齐，等办结"),
    ],
)  # fmt: skip
def test_one_sentence_says_what_the_case_waits_for(
    role: HandlingRole, status: S, facts: dict[str, Any], words: str
) -> None:
    assert sentence(role, status, **facts) == words


@pytest.mark.parametrize("role", list(HandlingRole))
def test_no_status_of_any_role_is_without_words(role: HandlingRole) -> None:
    assert all(sentence(role, status, people=People()) for status in statuses_of(role))


@pytest.mark.parametrize(
    ("role", "status", "facts", "gate"),
    [
        (LEAD, S.LEADER_REVIEW, {}, S.SIGNED_OFF),
        (LEAD, S.SIGNED_OFF, {}, S.NUMBERED),
        (CO, S.SIGNED_OFF, {}, S.SENT_TO_LEAD),
        (LEAD, S.NUMBERED, {}, S.REPLIED),
        (LEAD, S.DRAFTING, {}, None),
        (LEAD, S.FEEDBACK_WAIT, {}, None),
        (LEAD, S.LEADER_REVIEW, {"paused_since": TODAY}, None),  # nobody signs meanwhile
        (LEAD, S.NUMBERED, {"lead": "085"}, None),  # the lead case is asked
    ],
)
def test_before_a_gate_readiness_has_the_last_word(
    role: HandlingRole, status: S, facts: dict[str, Any], gate: S | None
) -> None:
    assert waiting_of(WaitFacts(status, role, TODAY, **facts)).gate is gate


def test_a_day_that_lies_ahead_counts_as_the_first() -> None:
    tomorrow = date(2026, 4, 10)
    assert sentence(LEAD, S.OFFICE_REVIEW, move=LastMove(tomorrow)) == "等办公室核稿（第 1 天）"
    assert sentence(LEAD, S.FEEDBACK_WAIT, outstanding=1, sent_at=tomorrow) == "等提案者反馈（今天寄出）"
