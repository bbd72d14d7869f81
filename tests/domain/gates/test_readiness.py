"""The gates one by one, on facts made by hand: what is asked, of which step, on which basis, and what passes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from desktop.domain.case.case import Ask, Case, HandlingRole, MatterType, Proposer
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.reply import ReplyFields
from desktop.domain.case.status import Status as S  # noqa: N817 - as in the tables of the gates
from desktop.domain.gates.gate_facts import GateFacts, LetterFacts
from desktop.domain.gates.readiness import Finding, Need, NotReady, barring, readiness, require_ready
from desktop.domain.gates.standing import GateStep, Standing
from desktop.domain.letter.unwritten import LetterGap
from desktop.domain.records.contact import Contact, ContactWay
from desktop.domain.records.feedback import Feedback
from desktop.domain.records.promise import Promise
from desktop.domain.records.review import DisclosureRecord, Remark, Review, ReviewStage
from desktop.domain.records.waiver import Consent, Waiver
from desktop.domain.rules.locality import (
    Channel,
    Locality,
    RequiredParts,
    ResultClass,
    ResultGrade,
    Salutations,
    Satisfaction,
    SignerLevel,
    SigningRules,
)

MARCH = date(2026, 3, 2)
ORDER = "办法第九条"
SIGNING_CLAUSE = "党政机关公文处理工作条例第二十二条"
CHANNEL = Channel(
    MatterType.CPPCC_PROPOSAL,
    "提案",
    "政协长宁区第十五届委员会第四次会议",
    "区政协十五届四次会议",
    Salutations("{name}委员：", "{first}等委员：", "{name}："),
    (ResultClass("a", "解决", ResultGrade.SOLVED),),
    number_series="长科委提复〔{year}〕{n}号",
    basis="发文规定",
)
BOOK = Locality("here", 1, "本地", "办法", (CHANNEL,), required=RequiredParts(basis=ORDER))
FIELDS = ReplyFields(
    handling_result="a",
    signer="李主任",
    issuer="区科委",
    issue_date=MARCH,
    disclosure=Disclosure.PROACTIVE,
    document_number="长科委提复〔2026〕3号",
)
SIGNED = Standing(
    S.NUMBERED, sign_off=Event(1, datetime(2026, 3, 2, 9), EventKind.MOVED, S.LEADER_REVIEW, S.SIGNED_OFF)
)


def whole(**parts: object) -> GateFacts:
    """A case with everything that this book asks for up to the archive, and `parts` instead of its own."""
    case = Case(
        id=1,
        number="085",
        proposers=(Proposer("林一帆"),),
        asks=(Ask(1, "延长周末开放时间", answered_in="answer"),),
        replied_at=MARCH,
    )
    facts = GateFacts(
        case,
        BOOK,
        SIGNED,
        LetterFacts(FIELDS, is_written=True, sections=frozenset({"answer"})),
        (Contact(1, MARCH, ContactWay.VISIT),),
        disclosure=DisclosureRecord(1, Disclosure.PROACTIVE, MARCH, "沈秘书", "何科长"),
        reviews=(Review(1, ReviewStage.LEADER, "李主任", MARCH, signer_level=SignerLevel.DEPUTY),),
        forms=(Feedback(1, "林一帆", returned_at=MARCH, counts_as=Satisfaction.SATISFIED),),
    )
    return replace(facts, **parts)  # type: ignore[arg-type]


def of_co_unit(**parts: object) -> GateFacts:
    return whole(case=replace(whole().case, handling_role=HandlingRole.CO_HANDLING), **parts)


def bars(facts: GateFacts, end: S = S.ARCHIVED) -> list[tuple[Need, str]]:
    return [(one.need, one.key) for one in barring(readiness(facts, end))]


def hints(facts: GateFacts, end: S = S.ARCHIVED) -> list[Finding]:
    """What is said and does not bar, without the line on who signs, which always stands there."""
    return [
        one
        for one in readiness(facts, end)
        if not one.must and not one.passed and one.need is not Need.SIGNER
    ]


def letter(**fields: object) -> LetterFacts:
    return replace(whole().letter or LetterFacts(), fields=replace(FIELDS, **fields))  # type: ignore[arg-type]


@pytest.mark.parametrize("facts", [whole(), of_co_unit()], ids=["ours", "co-handled"])
def test_what_is_whole_lacks_nothing(facts: GateFacts) -> None:
    assert bars(facts) == []
    assert hints(facts) == []


# Which step asks.
@pytest.mark.parametrize(
    ("lost", "at"),
    [
        ({"letter": None}, S.SIGNED_OFF),
        ({"letter": letter(signer="")}, S.SIGNED_OFF),
        ({"letter": letter(issuer=" ")}, None),  # the reader of fields strips; a blank never reaches the gate
        ({"letter": letter(document_number="")}, S.NUMBERED),
        ({"letter": letter(issue_date=None)}, S.REPLIED),
        ({"contacts": ()}, S.SIGNED_OFF),
        ({"disclosure": None}, S.SIGNED_OFF),
        ({"standing": Standing(S.LEADER_REVIEW)}, S.NUMBERED),
        ({"forms": (Feedback(1, "林一帆", returned_at=MARCH, counts_as=Satisfaction.DISSATISFIED),)}, S.CLOSED),
    ],
)  # fmt: skip
def test_a_gap_bars_its_own_step_and_no_earlier_one(lost: dict[str, object], at: S | None) -> None:
    way = (S.SIGNED_OFF, S.NUMBERED, S.REPLIED, S.CLOSED, S.ARCHIVED)
    assert next((end for end in way if bars(whole(**lost), end)), None) is at


@pytest.mark.parametrize("end", [S.RETURN_REQUESTED, S.RETURNED, S.WITHDRAWN])
def test_an_answered_case_has_no_way_out_of_the_count(end: S) -> None:
    assert bars(whole(standing=replace(SIGNED, sent=True)), end) == [(Need.OUT, "")]
    assert bars(whole(letter=None), end) == []  # what is missing for an answer does not hold a return


def test_a_case_that_came_in_closed_is_asked_for_the_archive_only() -> None:
    entered = Standing(S.CLOSED, entered=GateStep.CLOSING)
    facts = whole(
        standing=entered,
        letter=None,
        contacts=(),
        disclosure=None,
        promises=(Promise(1, "6月底前开放", id=4),),
    )
    assert [(one.need, one.step) for one in readiness(facts, S.ARCHIVED)] == [
        (Need.FOLLOWUP, GateStep.ARCHIVING)
    ]


# The document number.
def test_a_number_is_asked_for_where_the_office_has_a_series() -> None:
    facts = whole(letter=letter(document_number=""))
    (found,) = barring(readiness(facts, S.NUMBERED))
    assert (found.need, found.key, found.basis, found.step) == (
        Need.FIELD,
        "document_number",
        "发文规定",
        GateStep.NUMBERING,
    )
    assert found.passing is not None
    assert found.passing.by == "经办人"
    without = replace(BOOK, channels=(replace(CHANNEL, number_series=""),))
    assert bars(replace(facts, rules=without)) == []


# The review before publication.
def test_each_finding_about_secrecy_says_how_to_mend_it() -> None:
    record = DisclosureRecord(1, Disclosure.PROACTIVE, MARCH, "沈秘书", "沈秘书")
    (same,) = barring(readiness(whole(disclosure=record), S.SIGNED_OFF))
    assert (same.words, same.basis, same.remedy) == (
        "公开审查和保密审查是同一个人：沈秘书",
        "通行做法",
        "请由另一位同志作保密审查",
    )
    (none,) = barring(readiness(whole(disclosure=replace(record, secrecy_reviewer="")), S.SIGNED_OFF))
    assert (none.words, none.basis, none.remedy) == (
        "还没有保密审查的记录",
        "政府信息公开条例第十七条：公开前须经审查",
        "请在公开审查里写明保密审查人",
    )


# What a co-handling unit is asked.
def test_an_opinion_to_the_lead_unit_needs_its_text_its_signer_and_settled_remarks() -> None:
    remark = Remark(1, "answer", "数字请核对", id=7)
    facts = of_co_unit(letter=letter(signer=""), remarks=(remark,), contacts=(), disclosure=None, forms=())
    assert bars(facts, S.SENT_TO_LEAD) == [(Need.FIELD, "signer"), (Need.REMARK, "7")]
    (found,) = (one for one in barring(readiness(facts, S.SENT_TO_LEAD)) if one.need is Need.REMARK)
    assert (found.words, found.basis, found.remedy) == (
        "修改意见还没有处理：数字请核对",
        SIGNING_CLAUSE,
        "请照改，或写明不改的理由",
    )
    assert bars(of_co_unit(letter=None), S.SIGNED_OFF) == [(Need.DRAFT, "")]


# Passing 「免过」.
GAP = LetterFacts(
    FIELDS,
    is_written=True,
    gaps=(LetterGap("answer", "答复", ("××",)),),
    sections=frozenset({"answer"}),
)
PASS = Waiver(1, Need.UNWRITTEN, "answer:××", "隐去的姓名", "周经办", MARCH)


@pytest.mark.parametrize(
    ("waiver", "passes"),
    [
        (PASS, True),
        (replace(PASS, key="answer:＿＿"), False),  # another mark
        (replace(PASS, need=Need.ASK), False),
        (replace(PASS, reason=" "), False),
        (replace(PASS, answers_proposer=False), False),  # given while the unit was a co-handling one
    ],
)
def test_a_waiver_passes_the_one_finding_it_names(waiver: Waiver, passes: bool) -> None:
    facts = whole(letter=GAP, waivers=(waiver,))
    assert bars(facts, S.SIGNED_OFF) == ([] if passes else [(Need.UNWRITTEN, "answer:××")])


def test_what_was_passed_stands_last_with_its_reason_and_person() -> None:
    facts = whole(letter=GAP, contacts=(), waivers=(PASS,))
    found = readiness(facts, S.SIGNED_OFF)
    assert found[0].need is Need.CONTACT
    assert (found[-1].need, found[-1].passed, found[-1].remedy) == (Need.UNWRITTEN, "隐去的姓名，周经办", "")


@pytest.mark.parametrize(("approver", "passes"), [("王区长", True), (" ", False)])
def test_a_leaders_power_passes_only_with_the_leaders_name(approver: str, passes: bool) -> None:
    rules = replace(BOOK, signing=SigningRules(basis="签发规定"))
    waiver = Waiver(1, Need.SIGNER, "", "授权签发", "周经办", MARCH, approved_by=approver)
    facts = whole(rules=rules, signer_level=SignerLevel.PRINCIPAL, waivers=(waiver,))
    assert bars(facts, S.SIGNED_OFF) == ([] if passes else [(Need.SIGNER, "")])


# Closing.
BAD = Feedback(1, "林一帆", returned_at=MARCH, counts_as=Satisfaction.DISSATISFIED)


@pytest.mark.parametrize(
    ("consents", "open_for"),
    [
        ((), ["林一帆"]),
        ((Consent(1, "林一帆", MARCH, "同意先办结"),), []),
        ((Consent(1, "林一帆", MARCH, " "),), ["林一帆"]),  # without the words it is no consent
        ((Consent(1, "何知秋", MARCH, "同意"),), ["林一帆"]),
        (
            (Consent(1, "林一帆", MARCH - timedelta(1), "同意先办结"),),
            ["林一帆"],
        ),  # before the form came back
    ],
)
def test_a_dissatisfied_proposer_bars_the_closing_until_the_consent_is_there(
    consents: tuple[Consent, ...], open_for: list[str]
) -> None:
    facts = whole(forms=(BAD,), consents=consents)
    assert bars(facts, S.CLOSED) == [(Need.CONSENT, name) for name in open_for]


def test_a_form_that_is_out_is_a_reminder_where_the_case_wants_feedback() -> None:
    (hint,) = hints(whole(forms=()))
    assert (hint.need, hint.words, hint.step) == (
        Need.FEEDBACK,
        "征询意见表还没有收回：林一帆",
        GateStep.CLOSING,
    )
    quiet = replace(whole().case, needs_feedback=False)
    assert hints(whole(case=quiet, forms=())) == []


@pytest.mark.parametrize(
    ("promise", "words"),
    [
        (Promise(1, "6月底前开放", id=4), ["承诺“6月底前开放”还没有兑现"]),
        (
            Promise(1, "6月底前开放", kept_at=MARCH, id=4),
            ["承诺“6月底前开放”已兑现，还没有落实情况复函"],
        ),
        (Promise(1, "6月底前开放", kept_at=MARCH, told_in=9, id=4), []),
    ],
)
def test_an_open_promise_is_a_reminder_at_the_archive(promise: Promise, words: list[str]) -> None:
    facts = whole(promises=(promise,))
    assert [one.words for one in hints(facts)] == words
    assert hints(facts, S.CLOSED) == []


# The refusal.
@pytest.mark.parametrize(
    ("lost", "remedy"),
    [
        ({"contacts": ()}, "请登记沟通情况，或登记免予沟通的原因"),
        (
            {"contacts": (), "disclosure": None},
            "本轮沟通不够：要求至少沟通一次；还没有公开审查的记录",
        ),
        (
            {"contacts": (), "disclosure": None, "letter": letter(signer="")},
            "还没有填写签发人；本轮沟通不够：要求至少沟通一次；还没有公开审查的记录",
        ),
        (
            {"contacts": (), "disclosure": None, "letter": letter(signer="", issuer="")},
            "还没有填写签发人；还没有填写落款单位；本轮沟通不够：要求至少沟通一次等",
        ),
    ],
)
def test_a_refusal_names_three_and_counts_all(lost: dict[str, object], remedy: str) -> None:
    with pytest.raises(NotReady) as refused:
        require_ready(whole(**lost), S.SIGNED_OFF)
    assert refused.value.remedy.rstrip("。") == remedy
    if len(refused.value.findings) > 1:
        assert f"还差 {len(refused.value.findings)} 项" in str(refused.value)
