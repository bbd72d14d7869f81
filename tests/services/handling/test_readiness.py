"""What is missing before the signature."""

from __future__ import annotations

from desktop.domain.case.case import Ask, HandlingRole
from desktop.domain.case.reply import Disclosure
from desktop.domain.records.contact import ContactWay
from desktop.services.cases.cases import link_ask
from desktop.services.handling import contacts, opinions, reviews
from desktop.services.handling.readiness import ReadyKind, readiness
from desktop.services.office.workplace import Workplace
from desktop.services.writing import drafting
from tests.services.handling.handled_cases import new_case


def test_what_is_missing_before_the_signature_is_named(work: Workplace) -> None:
    case = new_case(work)
    assert [finding.words for finding in readiness(work, case.id)] == ["还没有答复稿"]
    opinions.ask_opinions(work, case.id)
    drafting.set_reply_fields(work, case.id, {"handling_result": "列入计划拟解决", "issuer": ""})
    words = [(finding.must, finding.words) for finding in readiness(work, case.id)]
    assert words == [
        (True, "还没有填写落款单位"),
        (True, "还没有填写公开属性"),
        (True, "本轮沟通不够：要求至少沟通一次"),
        (True, "第 1 条建议还没有对应的答复：延长周末开放时间"),
        (False, "办理结果为“列入计划拟解决”，请核对：写明列入的计划、责任单位和完成时间"),
        (False, "办理结果为“列入计划拟解决”，还没有登记承诺事项"),
        (False, "由分管领导签发"),
        (False, "“区文旅局”的会办意见还没有收到"),
        (False, "“区教育局”的会办意见还没有收到"),
    ]


def test_a_long_ask_is_quoted_shortened_before_the_signature(work: Workplace) -> None:
    case = new_case(work, asks=(Ask(1, "延长周末开放时间" * 5),))
    drafting.open_reply(work, case.id)
    (found,) = (one for one in readiness(work, case.id) if one.kind is ReadyKind.ASK)
    assert found.words == "第 1 条建议还没有对应的答复：" + ("延长周末开放时间" * 5)[:29] + "…"


def test_a_reply_with_everything_in_it_needs_only_its_signature(work: Workplace) -> None:
    case = new_case(work, co_units=())
    contacts.record_contact(work, case.id, ContactWay.VISIT)
    drafting.set_reply_fields(
        work, case.id, {"handling_result": "解决或采纳", "issuer": "长宁区科学技术委员会"}
    )
    reviews.review_disclosure(work, case.id, Disclosure.PROACTIVE, "沈秘书")
    link_ask(work, case.id, 1, "answer")
    assert [finding.must for finding in readiness(work, case.id)] == [False, False]


def test_an_opinion_for_the_lead_unit_owes_nobody_an_answer_ask_by_ask(work: Workplace) -> None:
    case = new_case(work, handling_role=HandlingRole.CO_HANDLING, lead_unit="区文旅局")
    drafting.open_reply(work, case.id)
    kinds = {finding.kind for finding in readiness(work, case.id)}
    assert not kinds & {ReadyKind.ASK, ReadyKind.CONTACT, ReadyKind.OPINION}
