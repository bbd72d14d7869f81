"""Waivers 「免过」 and the consent to close 「同意办结」: what they record, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.case.case import Ask, Case
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.gates.readiness import Need, NotReady
from desktop.domain.records.waiver import Consent, Waiver
from desktop.services.cases.cases import link_ask
from desktop.services.handling import contacts, feedback, progress, waivers
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import set_reply_fields
from tests.complete_case import complete
from tests.services.handling.conftest import Clock
from tests.services.handling.handled_cases import TO_LEADER, answered, move_on, new_case


def last(work: Workplace, case_id: int) -> str:
    return progress.events(work, case_id)[-1].note


def test_a_waiver_says_what_who_why_and_when(work: Workplace) -> None:
    case = new_case(work)
    waivers.pass_finding(work, case.id, Need.ASK, "1", " 与第二条合并答复 ", approved_by=" 周主任 ")
    (kept,) = waivers.waivers_of(work, case.id)
    assert kept == Waiver(
        case.id, "ask", "1", "与第二条合并答复", "周经办", date(2026, 2, 9), 1, True, "周主任", kept.id
    )
    words = "免过：第 1 条建议还没有对应的答复：延长周末开放时间。原因：与第二条合并答复；周主任同意"
    assert last(work, case.id) == words
    waivers.take_back_waiver(work, kept.id)
    assert waivers.waivers_of(work, case.id) == ()
    assert last(work, case.id) == "撤回免过（原因：与第二条合并答复；周主任同意）"


def test_a_waiver_that_nobody_had_to_approve_names_nobody(work: Workplace) -> None:
    case = new_case(work)
    waivers.pass_finding(work, case.id, Need.ASK, "1", "合并答复")
    assert waivers.waivers_of(work, case.id)[0].approved_by == ""
    assert last(work, case.id).endswith("原因：合并答复")


def test_a_contact_passed_is_a_contact_and_no_waiver(work: Workplace) -> None:
    case = new_case(work)
    waivers.pass_finding(work, case.id, Need.CONTACT, "", "委员提出不用")
    assert waivers.waivers_of(work, case.id) == ()
    assert [one.points for one in contacts.contacts_of(work, case.id)] == ["委员提出不用"]


@pytest.mark.parametrize(
    ("need", "key", "reason", "words"),
    [
        (Need.ASK, "1", "  ", "免过要写明原因"),
        (Need.ASK, "2", "合并", "这一项并不缺"),
        (Need.FEEDBACK, "", "合并", "这一项并不缺"),
        (Need.DRAFT, "", "合并", "这一项不能免过：还没有答复稿"),
    ],
)
def test_what_cannot_be_passed(work: Workplace, need: Need, key: str, reason: str, words: str) -> None:
    case = new_case(work)
    with pytest.raises(Refused, match=words):
        waivers.pass_finding(work, case.id, need, key, reason)
    assert waivers.waivers_of(work, case.id) == ()


def test_a_signature_is_passed_with_the_one_who_authorised_it(work: Workplace) -> None:
    case = complete(work, new_case(work, is_key=True, asks=()).id)
    set_reply_fields(work, case.id, {"签发人": "别人"})  # the principal signed; the letter names another
    with pytest.raises(Refused, match="要有主要领导同意才能免过") as refusal:
        waivers.pass_finding(work, case.id, Need.SIGNER, "", "授权", approved_by=" ")
    assert refusal.value.remedy == "请写明同意的主要领导。"


def test_of_two_asks_only_the_one_named_is_passed(work: Workplace) -> None:
    case = new_case(work, asks=(Ask(1, "甲"), Ask(2, "乙")))
    waivers.pass_finding(work, case.id, Need.ASK, "2", "合并")
    with pytest.raises(Refused, match="这一项并不缺"):
        waivers.pass_finding(work, case.id, Need.ASK, "2", "合并")
    waivers.pass_finding(work, case.id, Need.ASK, "1", "合并")
    assert [one.key for one in waivers.waivers_of(work, case.id)] == ["2", "1"]


def test_a_signed_case_keeps_the_waiver_that_it_rests_on(work: Workplace) -> None:
    case = new_case(work)
    waivers.pass_finding(work, case.id, Need.ASK, "1", "合并")
    move_on(work, case.id, *TO_LEADER)
    complete(work, case.id)
    link_ask(work, case.id, 1, "")
    move_on(work, case.id, Status.SIGNED_OFF)
    with pytest.raises(NotReady, match="第 1 条建议"):
        waivers.take_back_waiver(work, waivers.waivers_of(work, case.id)[0].id)
    assert len(waivers.waivers_of(work, case.id)) == 1


def test_unknown_records_are_refused(work: Workplace) -> None:
    with pytest.raises(Refused, match="没有这条免过记录"):
        waivers.take_back_waiver(work, 77)
    with pytest.raises(Refused, match="没有这条同意办结的记录"):
        waivers.remove_consent(work, 77)


@pytest.fixture
def unhappy(work: Workplace, clock: Clock) -> Case:
    """Answered on 9 February, 何青 not satisfied on 2 March; today is 9 March."""
    case = answered(work)
    clock.set("2026-03-09")
    feedback.record_feedback(work, case.id, "同意", "林一帆", returned_at=date(2026, 3, 2))
    feedback.record_feedback(work, case.id, "不同意", "何青", returned_at=date(2026, 3, 2))
    return case


def test_a_consent_is_that_of_the_only_one_who_is_dissatisfied(work: Workplace, unhappy: Case) -> None:
    consent = waivers.record_consent(work, unhappy.id, " 先办结 ", day=date(2026, 3, 4))
    assert consent == Consent(unhappy.id, "何青", date(2026, 3, 4), "先办结", 1, consent.id)
    assert waivers.consents_of(work, unhappy.id) == (consent,)
    assert waivers.record_consent(work, unhappy.id, "先办结", " 何青 ").day == date(2026, 3, 9)
    waivers.remove_consent(work, consent.id)
    assert last(work, unhappy.id) == "删除何青同意办结的记录"
    assert len(waivers.consents_of(work, unhappy.id)) == 1


@pytest.mark.parametrize(
    ("words", "name", "day", "refusal", "remedy"),
    [
        ("好", "林一帆", None, "没有写明是哪一位不满意的提案者", "可以填：何青。"),
        (" ", "", None, "同意办结要记下提案者的原话", "请写一句。"),
        ("好", "", date(2026, 3, 1), "早于收回反馈日期2026年3月2日", "请核对这两个日期，登错的可以更正。"),
        ("好", "", date(2026, 3, 10), "同意办结日期2026年3月10日还没到", "请填写实际发生的日期。"),
    ],
)
def test_a_consent_needs_who_words_and_a_day(
    work: Workplace, unhappy: Case, words: str, name: str, day: date | None, refusal: str, remedy: str
) -> None:
    with pytest.raises(Refused, match=refusal) as refused:
        waivers.record_consent(work, unhappy.id, words, name, day=day)
    assert refused.value.remedy == remedy
    assert waivers.consents_of(work, unhappy.id) == ()


def test_where_two_are_dissatisfied_or_nobody_a_name_is_needed(work: Workplace, unhappy: Case) -> None:
    feedback.record_feedback(work, unhappy.id, "不同意", "林一帆", why="误登")
    with pytest.raises(Refused, match="没有写明是哪一位") as refusal:
        waivers.record_consent(work, unhappy.id, "好")
    assert refusal.value.remedy == "可以填：林一帆、何青。"
    for name in ("林一帆", "何青"):
        feedback.record_feedback(work, unhappy.id, "同意", name, why="误登")
    with pytest.raises(Refused, match="没有写明是哪一位") as nobody:
        waivers.record_consent(work, unhappy.id, "好", "何青")
    assert nobody.value.remedy == "本轮没有人不满意。"
