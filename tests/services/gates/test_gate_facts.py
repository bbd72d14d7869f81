"""What gates look at: the records of the present round and no other, of a merged case those of its lead case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case.case import Case, MatterType, Proposer, ProposerKind
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.field_change import FieldChange
from desktop.domain.case.status import Status
from desktop.domain.errors import ReasonNeeded
from desktop.domain.gates.readiness import Need, NotReady
from desktop.domain.records.co_opinion import CoOpinion
from desktop.domain.records.contact import Contact, ContactWay
from desktop.domain.records.feedback import Feedback
from desktop.domain.records.handling_round import HandlingRound
from desktop.domain.records.issued_text import IssuedText
from desktop.domain.records.pre_reply import PreReply
from desktop.domain.records.promise import Promise
from desktop.domain.records.review import DisclosureRecord, Remark, Review, ReviewStage, Verdict
from desktop.domain.records.waiver import Consent, Waiver
from desktop.domain.rules.locality import SignerLevel
from desktop.services.cases.cases import get_case
from desktop.services.cases.merging import merge_case
from desktop.services.gates.readiness import (
    gate_facts,
    keeping_records,
    opinions_for,
    readiness,
    refuse_later_records,
    refuse_without_reason,
    require_ready,
    signer_level,
)
from desktop.services.office.workplace import Workplace
from desktop.store.cases.cases import update_case
from desktop.store.history.handling import (
    CO_OPINIONS,
    CONSENTS,
    CONTACTS,
    DISCLOSURES,
    FEEDBACK,
    ISSUED_TEXTS,
    PRE_REPLIES,
    PROMISES,
    REMARKS,
    REVIEWS,
    ROUNDS,
    WAIVERS,
)
from tests.complete_case import complete
from tests.services.handling.handled_cases import new_case

DAY = date(2024, 3, 4)
ASSIGNED = date(2024, 1, 22)


def make(work: Workplace, **facts: object) -> Case:
    return new_case(work, assigned_at=ASSIGNED, **facts)


def recorded(work: Workplace, case_id: int, number: int) -> dict[str, tuple[object, ...]]:
    """One record of every kind in that round, by the name under which gates look at it."""
    store = work.store
    review = REVIEWS.add(
        store, Review(case_id, ReviewStage.SECTION, f"王{number}", DAY, Verdict.CHANGES, "改", number, 1)
    )
    return {
        "contacts": (CONTACTS.add(store, Contact(case_id, DAY, ContactWay.PHONE, round=number)),),
        "pre_replies": (PRE_REPLIES.add(store, PreReply(case_id, "林一帆", DAY, round=number)),),
        "disclosure": (
            DISCLOSURES.add(
                store, DisclosureRecord(case_id, Disclosure.PROACTIVE, DAY, "沈", "吴", "", number)
            ),
        ),
        "reviews": (review,),
        "remarks": (REMARKS.add(store, Remark(review.id, "answer", f"数字{number}", 2)),),
        "forms": (FEEDBACK.add(store, Feedback(case_id, "林一帆", number, DAY)),),
        "consents": (CONSENTS.add(store, Consent(case_id, "林一帆", DAY, "同意", number)),),
        "waivers": (WAIVERS.add(store, Waiver(case_id, Need.CONTACT, "", "本人", "周", DAY, number)),),
        "issued": (ISSUED_TEXTS.add(store, IssuedText(case_id, number, DAY, f"第{number}稿", "周")),),
    }


@pytest.mark.parametrize("present", [1, 2])
def test_gates_look_at_every_record_of_the_present_round_and_at_none_of_another(
    work: Workplace, present: int
) -> None:
    case = make(work)
    of_round = {number: recorded(work, case.id, number) for number in (1, 2)}
    ROUNDS.save(work.store, HandlingRound(case.id, 1, ASSIGNED))
    if present == 2:
        ROUNDS.add(work.store, HandlingRound(case.id, 2, DAY, "不满意"))
    facts, expected = gate_facts(work, case), of_round[present]
    for name in ("contacts", "pre_replies", "reviews", "remarks", "forms", "consents", "waivers"):
        assert getattr(facts, name) == expected[name], name
    assert (facts.disclosure, facts.issued) == (expected["disclosure"][0], f"第{present}稿")
    assert facts.draft == 2  # the first one of this round was sent back


def test_the_last_of_several_kept_texts_counts(work: Workplace) -> None:
    case = make(work)
    recorded(work, case.id, 1)
    ISSUED_TEXTS.add(work.store, IssuedText(case.id, 1, DAY, "更正稿", "周"))
    assert gate_facts(work, case).issued == "更正稿"


def test_an_untouched_case_has_no_facts(work: Workplace) -> None:
    facts = gate_facts(work, make(work, co_units=()))
    nothing = (facts.letter, facts.disclosure, facts.issued, facts.signed_on)
    assert nothing == (None, None, None, None)
    assert (facts.contacts, facts.reviews, facts.remarks, facts.opinions, facts.promises) == ((),) * 5
    assert facts.draft == 1


def test_promises_of_every_round_count(work: Workplace) -> None:
    case = make(work)
    promise = PROMISES.add(work.store, Promise(case.id, "改造", "科普科"))
    ROUNDS.save(work.store, HandlingRound(case.id, 1, ASSIGNED))
    ROUNDS.add(work.store, HandlingRound(case.id, 2, DAY))
    assert gate_facts(work, case).promises == (promise,)


def test_a_merged_case_has_the_letter_with_its_reviews_of_its_lead_case_and_contacts_and_forms_of_its_own(
    work: Workplace,
) -> None:
    lead, other = make(work, number="007"), make(work, number="008")
    of_lead, own = recorded(work, lead.id, 1), recorded(work, other.id, 1)
    WAIVERS.add(work.store, Waiver(lead.id, Need.SIGNER, "", "授权", "周", DAY))
    merged = merge_case(work, other.id, into=lead.id)
    complete(work, lead.id)
    facts = gate_facts(work, merged)
    assert (facts.disclosure, facts.reviews, facts.remarks) == (
        of_lead["disclosure"][0],
        of_lead["reviews"],
        of_lead["remarks"],
    )
    assert (facts.contacts, facts.pre_replies, facts.forms) == (
        own["contacts"],
        own["pre_replies"],
        own["forms"],
    )
    assert facts.consents == own["consents"]
    # Who may sign the one letter was settled with the lead case; its contact is with its own proposer.
    assert [(one.case_id, one.need) for one in facts.waivers] == [
        (lead.id, Need.SIGNER),
        (other.id, Need.CONTACT),
    ]
    assert facts.letter is not None
    assert facts.letter.is_written


def test_opinions_stand_in_the_order_of_the_hand_over_list_and_then_as_they_came(work: Workplace) -> None:
    case = make(work, co_units=("区文旅局", "区教育局"))
    extra = CO_OPINIONS.add(work.store, CoOpinion(case.id, "区体育局", received_at=DAY, text="同意"))
    asked = CO_OPINIONS.add(work.store, CoOpinion(case.id, "区教育局", asked_at=DAY))
    assert opinions_for(work, case) == (CoOpinion(case.id, "区文旅局"), asked, extra)


def test_the_letter_of_the_present_round_counts_and_no_earlier_one(work: Workplace) -> None:
    case = complete(work, make(work).id)
    first = gate_facts(work, case).letter
    ROUNDS.save(work.store, HandlingRound(case.id, 1, ASSIGNED))
    ROUNDS.add(work.store, HandlingRound(case.id, 2, DAY))
    assert first is not None
    assert gate_facts(work, case).letter is None  # no letter of the second round yet
    assert gate_facts(work, case).round == 2
    complete(work, case.id)
    second = gate_facts(work, case).letter
    assert second is not None
    assert first.fields.signer == "周砚"


GROUP = (Proposer("区工商联", ProposerKind.GROUP),)
SUGGESTION = MatterType.NPC_SUGGESTION


# Who must sign, by [signing] of each place's book.
@pytest.mark.parametrize(
    ("place", "facts", "money", "level"),
    [
        ("shanghai-changning", {}, False, SignerLevel.DEPUTY),
        ("shanghai-changning", {}, True, SignerLevel.PRINCIPAL),
        ("shanghai-changning", {"is_key": True}, False, SignerLevel.PRINCIPAL),
        ("shanghai-changning", {"proposers": GROUP}, False, SignerLevel.DEPUTY),
        ("zhejiang", {}, False, SignerLevel.DEPUTY),
        ("zhejiang", {"matter_type": SUGGESTION}, False, SignerLevel.PRINCIPAL),
        ("national-npc", {"matter_type": SUGGESTION}, False, SignerLevel.DEPUTY),
        ("national-npc", {"matter_type": SUGGESTION, "proposers": GROUP}, False, SignerLevel.PRINCIPAL),
    ],
)
def test_who_must_sign(
    work: Workplace, place: str, facts: dict[str, object], money: bool, level: SignerLevel
) -> None:
    case = make(work, locality=place, **facts)
    assert signer_level(work, case, money=money) is level
    if not money:
        assert gate_facts(work, case).signer_level is level


# What may not be lost.
def test_only_a_case_that_is_signed_or_out_keeps_its_records(work: Workplace) -> None:
    case = complete(work, make(work).id)
    (contact,) = CONTACTS.of(work.store, case.id)
    with keeping_records(work, case.id):
        CONTACTS.remove(work.store, contact.id)
    CONTACTS.save(work.store, replace(contact, id=0))
    update_case(work.store, replace(case, status=Status.SIGNED_OFF))
    (contact,) = CONTACTS.of(work.store, case.id)
    with (
        pytest.raises(NotReady, match="这一件已经是“已签发”，不能这样改") as lost,
        work.store.writing(),
        keeping_records(work, case.id),
    ):
        CONTACTS.remove(work.store, contact.id)
    assert [one.need for one in lost.value.findings] == [Need.CONTACT]
    assert CONTACTS.of(work.store, case.id) == (contact,)


def test_what_was_missing_before_may_stay_missing(work: Workplace) -> None:
    """A case that came in answered has none of its records, and still can be changed."""
    case = make(work)
    update_case(work.store, replace(case, status=Status.REPLIED, replied_at=DAY))
    with keeping_records(work, case.id):
        CONTACTS.add(work.store, Contact(case.id, DAY, ContactWay.PHONE))
    with pytest.raises(NotReady), work.store.writing(), keeping_records(work, case.id):
        CONTACTS.remove(work.store, CONTACTS.of(work.store, case.id)[0].id)


@pytest.mark.parametrize(
    ("status", "old", "why", "refused"),
    [
        (Status.SIGNED_OFF, "独办", "", True),
        (Status.SIGNED_OFF, "独办", "  ", True),
        (Status.SIGNED_OFF, "独办", "录错", False),
        (Status.SIGNED_OFF, "", "", False),  # a blank may be filled
        (Status.LEADER_REVIEW, "独办", "", False),
        (Status.REPLIED, "独办", "", True),
    ],
)
def test_facts_of_a_signed_case_are_overwritten_for_a_reason(
    status: Status, old: str, why: str, refused: bool
) -> None:
    case, change = Case(status=status), FieldChange("handling_role", old, "会办")
    if refused:
        with pytest.raises(ReasonNeeded, match="更改要写明原因：办理方式 独办→会办"):
            refuse_without_reason(case, (change,), why)
    else:
        refuse_without_reason(case, (change,), why)


def test_records_after_the_day_of_a_step_do_not_count_for_it(work: Workplace) -> None:
    case = complete(work, make(work).id)  # every record is of today, 9 April
    refuse_later_records(work, case, Status.SIGNED_OFF, date(2024, 4, 9))
    with pytest.raises(NotReady, match="2024年4月8日还不能流转到“已签发”，这一天以后的登记不算"):
        refuse_later_records(work, case, Status.SIGNED_OFF, date(2024, 4, 8))
    assert not [one for one in readiness(work, case, Status.SIGNED_OFF, as_of=work.today) if one.must]
    early = [one.need for one in readiness(work, case, Status.SIGNED_OFF, as_of=date(2024, 4, 8)) if one.must]
    assert early == [Need.CONTACT, Need.DISCLOSURE]


def test_a_step_without_what_it_needs_is_refused_by_its_name(work: Workplace) -> None:
    case = make(work)
    with pytest.raises(NotReady, match="不能流转到“已签发”") as refusal:
        require_ready(work, case, Status.SIGNED_OFF)
    assert Need.CONTACT in [one.need for one in refusal.value.findings]
    done = complete(work, case.id)
    require_ready(work, done, Status.SIGNED_OFF)
    assert get_case(work, case.id).status is Status.ASSIGNED
