"""A case, its reply and its events: what follows from their facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from desktop.domain.case.archive_folder import ArchiveLine, ArchivePart, Retention, archive_lines, folder_name
from desktop.domain.case.case import Ask, Case, HandlingRole, Level, MatterType, Proposer, ProposerKind
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.event import Event, EventKind, Topic, topic_of
from desktop.domain.case.field_change import FieldChange
from desktop.domain.case.reply import Reply, ReplyFields, Section
from desktop.domain.case.status import Status

AT = datetime(2024, 4, 9, 10, 42)


# The case.
def test_the_first_proposer_is_the_first_and_the_others_sign_with_him() -> None:
    case = Case(proposers=(Proposer("甲"), Proposer("乙"), Proposer("丙")))
    assert case.first_proposer == Proposer("甲")
    assert [one.name for one in case.co_signers] == ["乙", "丙"]
    assert (Case().first_proposer, Case().co_signers) == (None, ())


def test_only_a_co_handling_unit_does_not_answer_the_proposer() -> None:
    assert {role for role in HandlingRole if not role.answers_proposer} == {HandlingRole.CO_HANDLING}


def test_a_new_case_is_an_assigned_proposal_of_a_district_that_we_lead() -> None:
    case = Case()
    assert (case.matter_type, case.level, case.handling_role, case.status) == (
        MatterType.CPPCC_PROPOSAL,
        Level.DISTRICT,
        HandlingRole.LEAD,
        Status.ASSIGNED,
    )
    assert (case.id, case.merged_into, case.is_key, case.needs_feedback) == (0, 0, False, True)
    assert (case.term, case.session, case.due_at, case.proposal_open) == (None,) * 4
    assert Proposer("甲").kind is ProposerKind.PERSON
    assert Ask(1, "修路").answered_in == ""


def test_matters_and_their_members_have_their_own_words() -> None:
    words = {kind: (kind.label, kind.short_label, kind.member_title) for kind in MatterType}
    assert words == {
        MatterType.CPPCC_PROPOSAL: ("政协提案", "提案", "委员"),
        MatterType.NPC_SUGGESTION: ("人大代表建议", "建议", "代表"),
    }
    assert [level.label for level in Level] == ["全国", "省", "市", "区"]
    assert [role.label for role in HandlingRole] == ["独办", "主办", "会办", "分办"]


# The reply.
def test_paragraphs_are_the_lines_with_words() -> None:
    assert Section("answer", " 一、办理\n\n　　正文。　\n ").paragraphs == ("一、办理", "正文。")
    assert Section("answer").paragraphs == ()


def test_a_section_is_replaced_in_its_place_and_a_new_one_comes_last() -> None:
    reply = Reply(sections=(Section("a", "1"), Section("b", "2"), Section("c", "3")))
    changed = reply.with_section("b", "二")
    assert [(one.key, one.text) for one in changed.sections] == [("a", "1"), ("b", "二"), ("c", "3")]
    assert changed.with_section("d", "四").sections[3:] == (Section("d", "四"),)
    assert reply.section("c") == Section("c", "3")
    assert reply.section("d") is None


def test_a_new_reply_is_of_the_first_round_and_knows_nothing() -> None:
    reply = Reply()
    assert (reply.id, reply.case_id, reply.round, reply.template_version, reply.layout) == (0, 0, 1, 0, "")
    assert (ReplyFields().issue_date, ReplyFields().disclosure, ReplyFields().copies_to) == (None, None, ())
    assert [one.label for one in Disclosure] == ["主动公开", "依申请公开", "不予公开"]


# Events.
def test_an_event_is_told_in_one_line() -> None:
    move = Event(1, AT, EventKind.MOVED, "", Status.DRAFTING, Status.SECTION_REVIEW, "请王科长审")
    assert move.label == "流转：拟稿 → 科室核稿（请王科长审）"
    assert replace(move, note="").label == "流转：拟稿 → 科室核稿"
    assert replace(move, from_status=None).label == "流转（请王科长审）"
    assert Event(1, AT, EventKind.IMPORTED, note="清单.xlsx").label == "收件（清单.xlsx）"


def test_a_change_names_the_old_and_the_new_value() -> None:
    change = FieldChange("due_at", "2024-04-21", "2024-05-21")
    event = Event(1, AT, EventKind.CHANGED, note="交办通知更正", changes=(change,))
    assert event.label.startswith("更改：")
    assert event.label.endswith("（交办通知更正）")
    assert "2024-05-21" in event.label


@pytest.mark.parametrize(
    ("field", "topic"),
    [
        ("assigned_at", Topic.CLOCK),
        ("acknowledged_at", Topic.CLOCK),
        ("due_at", Topic.CLOCK),
        ("replied_at", Topic.CLOCK),
        ("handling_result", Topic.REVIEW),
        ("signer", Topic.REVIEW),
        ("disclosure", Topic.REVIEW),
        ("document_number", Topic.REVIEW),
        ("co_units", Topic.OPINION),
        ("needs_feedback", Topic.FEEDBACK),
        ("subject", Topic.MOVE),
    ],
)
def test_a_change_belongs_to_the_topic_of_its_first_fact(field: str, topic: Topic) -> None:
    changes = (FieldChange(field, "", "甲"), FieldChange("due_at", "", "乙"))
    assert topic_of(Event(1, AT, EventKind.CHANGED, changes=changes)) is topic
    assert topic_of(Event(1, AT, EventKind.CHANGED)) is Topic.MOVE


@pytest.mark.parametrize("kind", [EventKind.CREATED, EventKind.IMPORTED, EventKind.MOVED, EventKind.UNDONE])
def test_moves_are_moves_whatever_their_note_says(kind: EventKind) -> None:
    assert topic_of(Event(1, AT, kind, note="走访后")) is Topic.MOVE


@pytest.mark.parametrize("kind", [EventKind.EXPORTED, EventKind.PUBLIC_COPY])
def test_files_are_papers_whatever_they_are_called(kind: EventKind) -> None:
    assert topic_of(Event(1, AT, kind, note="签发：甲.docx")) is Topic.PAPER


def test_an_event_happened_on_its_day_or_when_it_was_recorded() -> None:
    assert Event(1, AT, EventKind.RECORDED).happened_on == date(2024, 4, 9)
    assert Event(1, AT, EventKind.RECORDED, day=date(2024, 4, 1)).happened_on == date(2024, 4, 1)


# The archive folder.
def test_a_line_is_missing_if_it_is_needed_and_not_there() -> None:
    states = [(True, True), (True, False), (False, True), (False, False)]
    missing = [ArchiveLine(ArchivePart.REPLY, present, needed).is_missing for present, needed in states]
    assert missing == [False, False, True, False]


def test_lines_have_their_detail_and_stand_in_filing_order() -> None:
    present = {ArchivePart.FEEDBACK: "2 份", ArchivePart.REPLY: ""}
    found = archive_lines(present, frozenset({ArchivePart.DRAFTS}))
    assert found == (
        ArchiveLine(ArchivePart.REPLY, present=True, needed=False),
        ArchiveLine(ArchivePart.DRAFTS, present=False, needed=True),
        ArchiveLine(ArchivePart.FEEDBACK, present=True, needed=False, detail="2 份"),
    )


@pytest.mark.parametrize(
    ("case", "name"),
    [
        (
            Case(7, term=15, session=4, number="085", subject="关于养老的提案"),
            "2026年-区政协提案-15届4次-第085号-关于养老的提案",
        ),
        (Case(7, MatterType.NPC_SUGGESTION, Level.CITY, number="12"), "2026年-市人大代表建议-第12号"),
        (Case(7, region="河北省", term=15), "2026年-省政协提案-15届-序号7"),
        (Case(7, region="库车市", session=4), "2026年-市政协提案-4次-序号7"),
        (Case(7, region="乌审旗", number="1"), "2026年-旗政协提案-第1号"),
        (Case(7, region="湘西州", number="1"), "2026年-州政协提案-第1号"),
        (Case(7, region="上海", number="1", subject=" .甲. "), "2026年-区政协提案-第1号-甲"),
        (Case(7, number="1", subject="字" * 41), "2026年-区政协提案-第1号-" + "字" * 40),
    ],
)
def test_a_folder_is_named_by_year_channel_session_number_and_subject(case: Case, name: str) -> None:
    assert folder_name(case, 2026) == name


def test_periods_are_those_of_the_archive_regulation() -> None:
    assert [period.label for period in Retention] == ["永久", "30年", "10年"]


def test_an_ask_is_answered_in_the_round_whose_reply_answers_it() -> None:
    """Plain in the first round, as it always was; later ones say their round."""
    ask = Ask(1, "修路")
    first = ask.tied("answer", 1)
    assert first.answered_in == "answer"
    assert [first.section_in(number) for number in (1, 2, 3)] == ["answer", "", ""]
    second = first.tied("opening", 2)
    assert [second.section_in(number) for number in (1, 2, 3)] == ["", "opening", ""]
    assert second.tied("", 2) == ask
