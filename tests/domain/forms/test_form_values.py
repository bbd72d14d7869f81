"""What a form says of addressees, units, reviews, contacts and the history of a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from desktop.domain.case.case import MatterType, Proposer, ProposerKind
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.event import Event, EventKind
from desktop.domain.case.status import Status
from desktop.domain.forms.form_values import (
    SIGN_BLANK,
    addressee_entries,
    addressee_values,
    contact_entries,
    contact_values,
    disclosure_boxes,
    disclosure_values,
    event_entries,
    milestone_entries,
    opinion_entries,
    promise_entries,
    return_values,
    review_values,
    unit_values,
)
from desktop.domain.records.co_opinion import CoOpinion, Position
from desktop.domain.records.contact import Contact, ContactPhase, ContactWay
from desktop.domain.records.promise import Progress, Promise
from desktop.domain.records.review import DisclosureRecord, Review, ReviewStage, Verdict
from desktop.domain.rules.locality import Salutations

MEMBERS = Salutations("{name}委员：", "{first}等{count}位委员：", "{name}：")
TODAY = date(2025, 4, 9)


# Addressees.
def test_an_addressee_is_named_as_the_letter_addresses_him_without_the_colon() -> None:
    proposer = Proposer(
        "林知遥", sector="教育界", unit="第三中学", phone="62001234", address="云岭路9号", postcode="200050"
    )
    assert addressee_values(proposer, MEMBERS) == {
        "addressee": "林知遥委员",
        "addressee_name": "林知遥",
        "addressee_unit": "第三中学",
        "addressee_sector": "教育界",
        "addressee_address": "云岭路9号",
        "addressee_postcode": "200050",
        "addressee_phone": "62001234",
        "postcode_1": "2",
        "postcode_2": "0",
        "postcode_3": "0",
        "postcode_4": "0",
        "postcode_5": "5",
        "postcode_6": "0",
    }


def test_what_is_not_known_of_an_addressee_is_absent() -> None:
    assert addressee_values(Proposer("民盟澄江区委", ProposerKind.GROUP), MEMBERS) == {
        "addressee": "民盟澄江区委",
        "addressee_name": "民盟澄江区委",
    }
    assert addressee_values(Proposer("林知遥", party="民进"), MEMBERS)["addressee_sector"] == "民进"


def test_a_postcode_longer_than_six_digits_is_cut_to_the_boxes_of_an_envelope() -> None:
    boxes = addressee_values(Proposer("林知遥", postcode="2000501"), MEMBERS)
    assert [name for name in boxes if name.startswith("postcode_")] == [f"postcode_{n}" for n in range(1, 7)]


def test_a_label_has_a_title_for_a_person_and_none_for_a_group() -> None:
    person = Proposer("林知遥", unit="第三中学", address="云岭路9号", postcode="200050")
    group = Proposer("民盟澄江区委", ProposerKind.GROUP)
    assert addressee_entries((person, group), MatterType.CPPCC_PROPOSAL, "澄江区民政局") == (
        {
            "name": "林知遥",
            "title": "委员",
            "unit": "第三中学",
            "address": "云岭路9号",
            "postcode": "200050",
            "sender": "澄江区民政局",
        },
        {
            "name": "民盟澄江区委",
            "title": "",
            "unit": "",
            "address": "",
            "postcode": "",
            "sender": "澄江区民政局",
        },
    )
    (deputy,) = addressee_entries((person,), MatterType.NPC_SUGGESTION, "")
    assert deputy["title"] == "代表"


# Co-handling units.
OPINION = CoOpinion(7, "区财政局", asked_at=date(2025, 4, 1), due_at=date(2025, 4, 11))


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (None, "至今尚未收到贵单位的意见。"),
        (date(2025, 4, 11), "距反馈期限还有2天，尚未收到贵单位的意见。"),
        (date(2025, 4, 9), "今天到期，尚未收到贵单位的意见。"),
        (date(2025, 4, 8), "至今已超过期限1天，尚未收到贵单位的意见。"),
    ],
)
def test_a_reminder_says_how_long_the_opinion_is_awaited(due: date | None, words: str) -> None:
    assert unit_values(replace(OPINION, due_at=due), TODAY, 0)["unit_waiting"] == words


def test_a_unit_has_its_days_and_the_number_of_reminders() -> None:
    found = unit_values(OPINION, TODAY, 2)
    assert (found["unit"], found["unit_asked_at"], found["unit_due_at"], found["chase_count"]) == (
        "区财政局",
        "2025年4月1日",
        "2025年4月11日",
        "2",
    )
    # A letter that asks now is of today; a unit without a due day has none.
    asking = unit_values(CoOpinion(7, "区财政局"), TODAY, 0)
    assert (asking["unit_asked_at"], "unit_due_at" in asking, asking["chase_count"]) == (
        "2025年4月9日",
        False,
        "0",
    )


def test_units_are_listed_with_what_they_said() -> None:
    said = replace(OPINION, received_at=date(2025, 4, 8), position=Position.PARTLY)
    first, second = opinion_entries((said, CoOpinion(7, "区教育局")), TODAY)
    assert first == {
        "n": "1",
        "unit": "区财政局",
        "asked": "2025年4月1日",
        "due": "2025年4月11日",
        "received": "2025年4月8日",
        "position": "部分同意",
        "state": "已收到",
        "words": "区财政局：部分同意",
    }
    assert second["words"] == "区教育局：未发函"
    assert (second["n"], second["asked"], second["position"], second["state"]) == ("2", "", "", "未发函")


# Reviews.
def review(stage: ReviewStage, reviewer: str, day: int, **more: object) -> Review:
    return Review(7, stage, reviewer, date(2025, 4, day), **more)  # type: ignore[arg-type]


def test_a_box_has_the_last_consent_of_its_stage() -> None:
    found = review_values(
        (
            review(ReviewStage.SECTION, "周科长", 1, verdict=Verdict.CHANGES, remark="请补数字"),
            review(ReviewStage.SECTION, "周科长", 2, draft=2),
            review(ReviewStage.SECTION, "吴科长", 3, draft=2, remark="可以"),
            review(ReviewStage.LEADER, "顾文澜", 4, draft=2),
        ),
        1,
    )
    assert found["section_review"] == "可以\n吴科长　2025年4月3日"
    assert found["sign_off"] == "同意。\n顾文澜　2025年4月4日"
    assert found["draft_count"] == "2"


def test_a_box_without_consent_leaves_room_to_sign() -> None:
    changes = review(ReviewStage.OFFICE, "办公室", 2, verdict=Verdict.CHANGES, draft=3)
    found = review_values((changes,), 1)
    assert found == {
        "section_review": SIGN_BLANK,
        "office_review": SIGN_BLANK,
        "countersign": SIGN_BLANK,
        "sign_off": SIGN_BLANK,
        "draft_count": "3",
    }
    assert SIGN_BLANK == "年　　月　　日"


def test_every_unit_that_countersigned_is_shown_and_a_long_name_has_a_line_of_its_own() -> None:
    found = review_values(
        (
            review(ReviewStage.COUNTERSIGN, "区财政局", 1),
            review(ReviewStage.COUNTERSIGN, "区规划资源局", 2),
            review(ReviewStage.COUNTERSIGN, "区市场监督管理局", 3),
        ),
        1,
    )
    assert found["countersign"] == (
        "同意。\n区财政局　2025年4月1日\n同意。\n区规划资源局　2025年4月2日\n同意。\n区市场监督管理局\n2025年4月3日"
    )


def test_reviews_of_another_round_do_not_count() -> None:
    first = review(ReviewStage.SECTION, "周科长", 1, draft=4)
    found = review_values((first, review(ReviewStage.SECTION, "吴科长", 2, round=2)), 2)
    assert (found["section_review"], found["draft_count"]) == ("同意。\n吴科长　2025年4月2日", "1")


def test_the_disclosure_review_names_decision_reason_reviewer_and_day() -> None:
    assert disclosure_values(None) == {}
    record = DisclosureRecord(7, Disclosure.PROACTIVE, date(2025, 4, 3), "沈秘书")
    assert disclosure_values(record) == {"disclosure_review": "主动公开\n沈秘书　2025年4月3日"}
    refused = replace(record, decision=Disclosure.NONE, reason="涉及个人隐私", secrecy_reviewer="何保密")
    assert disclosure_values(refused) == {
        "disclosure_review": "不予公开（涉及个人隐私）\n沈秘书　2025年4月3日",
        "secrecy_review": "\n何保密　2025年4月3日",
    }


def test_the_boxes_of_the_joint_review_leave_room_until_somebody_signed() -> None:
    assert disclosure_boxes(None) == {"disclosure_box": SIGN_BLANK, "secrecy_box": SIGN_BLANK}
    record = DisclosureRecord(7, Disclosure.PROACTIVE, date(2025, 4, 3), "沈秘书", form="摘要")
    assert disclosure_boxes(record) == {
        "disclosure_box": "主动公开\n沈秘书　2025年4月3日",
        "secrecy_box": SIGN_BLANK,
        "disclosure_form": "摘要",
    }
    shown = replace(
        record, secrecy_reviewer="何保密", published_at=date(2025, 4, 20), place="门户网站建议提案专栏"
    )
    assert disclosure_boxes(shown) == {
        "disclosure_box": "主动公开\n沈秘书　2025年4月3日",
        "secrecy_box": "\n何保密　2025年4月3日",
        "disclosure_form": "摘要",
        "published_at": "2025年4月20日",
        "published_place": "门户网站建议提案专栏",
    }


# Contacts and history.
def test_contacts_are_rows_by_day_with_both_sides() -> None:
    visit = Contact(
        7, date(2025, 3, 18), ContactWay.VISIT, ContactPhase.DURING, our_people=("周衡", "林越"), their_people=("林知遥",),
        place="第三中学", points="听取意见", attitude="满意", id=1,
    )  # fmt: skip
    earlier = Contact(7, date(2025, 3, 6), ContactWay.PHONE, id=2)
    first, second = contact_entries((visit, earlier))
    assert second == {
        "n": "2",
        "day": "2025年3月18日",
        "phase": "办中",
        "way": "走访",
        "ours": "我方：周衡、林越",
        "theirs": "对方：林知遥",
        "place": "第三中学",
        "points": "听取意见",
        "attitude": "满意",
        "words": "2025年3月18日走访：听取意见",
    }
    assert first["words"] == "2025年3月6日电话"
    assert (first["n"], first["day"], first["phase"], first["ours"], first["theirs"]) == (
        "1",
        "2025年3月6日",
        "办前",
        "",
        "",
    )


def test_contacts_of_one_day_stay_in_the_order_recorded() -> None:
    day = date(2025, 3, 6)
    later, first = Contact(7, day, ContactWay.VISIT, id=5), Contact(7, day, ContactWay.PHONE, id=3)
    assert [entry["way"] for entry in contact_entries((later, first))] == ["电话", "走访"]


def test_a_waiver_has_its_reason_and_no_people() -> None:
    waiver = Contact(
        7,
        date(2025, 3, 6),
        ContactWay.WAIVED,
        our_people=("周衡",),
        their_people=("林知遥",),
        points="委员本人提出",
    )
    (entry,) = contact_entries((waiver,))
    assert (entry["points"], entry["ours"], entry["theirs"]) == ("委员本人提出", "", "")


def test_the_history_is_rows_and_moves_are_milestones() -> None:
    at = datetime(2025, 4, 9, 10, 42)
    move = Event(7, at, EventKind.MOVED, "周衡", Status.DRAFTING, Status.SECTION_REVIEW, "请审")
    note = Event(7, at, EventKind.RECORDED, "林越", note="电话沟通")
    first, second = event_entries((note, move))
    assert (first["n"], first["day"], first["time"], first["who"]) == (
        "1",
        "2025年4月9日",
        "2025-04-09 10:42",
        "林越",
    )
    assert "电话沟通" in first["what"]
    assert (second["n"], second["who"]) == ("2", "周衡")
    assert milestone_entries((note, move)) == (
        {"n": "1", "what": Status.SECTION_REVIEW.label, "day": "2025年4月9日", "who": "周衡"},
    )


def test_contacts_are_summed_up_by_way_newest_day_and_number() -> None:
    contacts = (
        Contact(7, date(2025, 3, 18), ContactWay.VISIT, id=1),
        Contact(7, date(2025, 3, 6), ContactWay.PHONE, id=2),
        Contact(7, date(2025, 3, 20), ContactWay.PHONE, id=3),
        Contact(7, date(2025, 3, 28), ContactWay.WAIVED, id=4),
    )
    assert contact_values(contacts) == {
        "contact_ways": "电话、走访",
        "contact_day": "2025年3月20日",
        "contact_count": "3",
    }
    assert contact_values(contacts[3:]) == {
        "contact_ways": "免予沟通",
        "contact_day": "",
        "contact_count": "",
    }
    assert set(contact_values(()).values()) == {""}


# The request for return 「申请退办」.
def test_a_request_says_whether_it_is_within_its_window() -> None:
    within = return_values(None, date(2025, 4, 9), TODAY)  # on the last day
    assert within == {"return_day": "2025年4月9日", "return_words": "按规定在申退期限2025年4月9日以前"}
    late = return_values(None, date(2025, 4, 8), TODAY)
    assert late["return_words"] == "因情况特殊，在申退期限2025年4月8日以后"
    assert return_values(None, None, TODAY)["return_words"] == "按规定"


def test_a_request_made_before_has_its_own_day() -> None:
    asked = Event(7, datetime(2025, 4, 9, 9, 0), EventKind.MOVED, day=date(2025, 4, 2))
    said = return_values(asked, date(2025, 4, 3), TODAY)
    assert said == {"return_day": "2025年4月2日", "return_words": "按规定在申退期限2025年4月3日以前"}


# Promises.
def test_a_promise_is_said_with_its_day_and_who_keeps_it() -> None:
    kept = Promise(7, "建成驿站", "养老科", date(2025, 9, 30), date(2025, 4, 1))
    first, second, third = promise_entries(
        (kept, Promise(7, "印发办法", "法规科", id=2), Promise(7, "每年回访")),
        TODAY,
        {2: (Progress(2, date(2025, 3, 4), "已起草"), Progress(2, date(2025, 4, 2), "已送审"))},
    )
    assert first == {
        "n": "1",
        "text": "建成驿站",
        "owner": "养老科",
        "due": "2025年9月30日",
        "state": "已兑现",
        "kept": "2025年4月1日",
        "progress": "",
        "words": "建成驿站（2025年9月30日前，养老科）",
    }
    assert (second["n"], second["due"], second["words"]) == ("2", "", "印发办法（法规科）")
    assert second["progress"] == "2025年3月4日 已起草\n2025年4月2日 已送审"
    assert third["words"] == "每年回访"
