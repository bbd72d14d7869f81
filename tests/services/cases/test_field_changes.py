"""Whoever changes a fact that gates or figures rest on leaves an event: what, from, to, who, when, why."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.event import Event, EventKind, Topic, topic_of
from desktop.domain.case.field_change import FieldChange
from desktop.domain.errors import Gone
from desktop.services.cases.cases import create_case, set_fields
from desktop.services.handling.progress import events
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply, save_reply, set_reply_fields
from desktop.store.cases.case_snapshot import remove


def last(work: Workplace, case: Case) -> Event:
    return events(work, case.id)[-1]


@pytest.mark.parametrize(
    ("field", "text", "old", "new"),
    [
        ("办理方式", "独办", "主办", "独办"),
        ("重点提案", "是", "否", "是"),
        ("层级", "市", "区", "市"),
        ("办理规则", "foping", "上海市长宁区", "佛坪县"),
        ("交办日期", "2024-01-29", "2024-01-22", "2024-01-29"),
        ("签收日期", "2024-01-30", "", "2024-01-30"),
        ("会办单位", "区投资促进办公室、区教育局", "区投资促进办公室", "区投资促进办公室、区教育局"),
        ("需意见反馈", "否", "是", "否"),
    ],
)
def test_a_changed_fact_of_the_case_is_an_event(
    work: Workplace, case: Case, field: str, text: str, old: str, new: str
) -> None:
    set_fields(work, case.id, {"locality": "shanghai-changning"})
    set_fields(work, case.id, {field: text}, why="交办单更正")
    event = last(work, case)
    assert (event.kind, event.who) == (EventKind.CHANGED, "林越")
    assert event.note.startswith("交办单更正")
    assert (old, new) in [(change.old, change.new) for change in event.changes]


def test_the_event_reads_as_one_line_of_chinese(work: Workplace, case: Case) -> None:
    set_fields(work, case.id, {"handling_role": "独办", "is_key": "是"}, why="交办单更正")
    assert last(work, case).label == "更改：办理方式 主办→独办；重点提案 否→是（交办单更正）"


def test_a_fact_that_nothing_rests_on_is_no_event(work: Workplace, case: Case) -> None:
    before = events(work, case.id)
    set_fields(work, case.id, {"remark": "转自市级平台", "section": "科创科"})
    assert events(work, case.id) == before


def test_what_stays_as_it_was_is_no_event(work: Workplace, case: Case) -> None:
    before = events(work, case.id)
    set_fields(work, case.id, {"handling_role": "主办"})
    assert events(work, case.id) == before


@pytest.mark.parametrize(
    ("field", "text", "new"),
    [
        ("办理结果", "解决或采纳", "解决或采纳"),
        ("签发人", "周砚", "周砚"),
        ("成文日期", "2024-04-09", "2024-04-09"),
        ("公开属性", "主动公开", "主动公开"),
        ("发文字号", "临科提复〔2024〕3号", "临科提复〔2024〕3号"),
    ],
)
def test_a_changed_fact_of_the_letter_is_an_event(
    work: Workplace, case: Case, field: str, text: str, new: str
) -> None:
    set_reply_fields(work, case.id, {field: text}, why="按周主任批示")
    event = last(work, case)
    assert (event.kind, event.note) == (EventKind.CHANGED, "按周主任批示")
    assert [(change.old, change.new) for change in event.changes] == [("", new)]


def test_words_typed_into_the_letter_are_no_event(work: Workplace, case: Case) -> None:
    reply = open_reply(work, case.id)
    before = events(work, case.id)
    save_reply(work, reply.with_section(reply.sections[0].key, "您提出的提案收悉。"))
    assert events(work, case.id) == before


def test_a_letter_that_is_gone_leaves_no_event(work: Workplace, case: Case) -> None:
    reply = open_reply(work, case.id)
    remove(work.store, case.id, 0)
    with pytest.raises(Gone):
        save_reply(work, reply)


def test_changes_cannot_be_rewritten(work: Workplace, case: Case) -> None:
    set_fields(work, case.id, {"handling_role": "独办"})
    with pytest.raises(sqlite3.IntegrityError, match="append only"), work.store._connection as connection:
        connection.execute("UPDATE field_changes SET new = '会办'")


@pytest.mark.parametrize(
    ("field", "topic"),
    [
        ("due_at", Topic.CLOCK),
        ("signer", Topic.REVIEW),
        ("co_units", Topic.OPINION),
        ("handling_role", Topic.MOVE),
    ],
)
def test_the_timeline_files_a_change_under_what_it_is_about(
    work: Workplace, case: Case, field: str, topic: Topic
) -> None:
    change = FieldChange(field, "甲", "乙")
    assert topic_of(Event(case.id, work.now(), EventKind.CHANGED, changes=(change,))) is topic


def test_two_cases_keep_their_changes_apart(work: Workplace, case: Case) -> None:
    other = create_case(work, Case(subject="关于科普场馆的提案", assigned_at=date(2024, 1, 22)))
    set_fields(work, case.id, {"is_key": "是"})
    set_fields(work, other.id, {"level": "市"})
    assert [change.field for change in last(work, case).changes] == ["is_key"]
    assert "level" in [change.field for change in last(work, other).changes]
