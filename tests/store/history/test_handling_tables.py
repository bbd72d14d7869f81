"""Tables of handling records: written, read, changed, removed."""

from __future__ import annotations

import sqlite3
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.case.case import Case
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.deadlines.case_clock import Extension
from desktop.domain.deadlines.deadline import Pause
from desktop.domain.records.co_opinion import Chase, CoOpinion, Position
from desktop.domain.records.contact import Contact, ContactPhase, ContactWay
from desktop.domain.records.feedback import Feedback
from desktop.domain.records.handling_round import HandlingRound
from desktop.domain.records.issued_text import IssuedText
from desktop.domain.records.portal_tick import PortalTick
from desktop.domain.records.pre_reply import DraftAnswer, PreReply
from desktop.domain.records.promise import Conversion, Progress, Promise
from desktop.domain.records.review import DisclosureRecord, Remark, Review, ReviewStage, Verdict
from desktop.domain.rules.locality import Satisfaction, SignerLevel
from desktop.store.cases.cases import add_case
from desktop.store.file.store import Store
from desktop.store.history import handling
from desktop.store.history.handling import RecordTable

Record: TypeAlias = Any
DAY = date(2026, 3, 12)
VISIT = Contact(
    1,
    DAY,
    ContactWay.VISIT,
    ContactPhase.DURING,
    round=2,
    our_people=("王科长", "周经办"),
    their_people=("林一帆",),
    leader_joined=True,
    place="场馆",
    points="看了预约系统",
    promises="四月试行",
    attitude="满意",
    evidence="ab12",
)
RECORDS: list[tuple[RecordTable[Record], Record]] = [
    (handling.CONTACTS, VISIT),
    (handling.CO_OPINIONS, CoOpinion(1, "区文旅局", DAY, date(2026, 4, 12), None, "", Position.PARTLY, "", "")),
    (handling.FEEDBACK, Feedback(1, "林一帆", 1, DAY, DAY, "agree", Satisfaction.SATISFIED, Satisfaction.RESERVED, "希望尽快", "")),
    (handling.PROMISES, Promise(1, "完成预约系统改造", "科普科", date(2026, 9, 30), None, 2)),
    (handling.CONVERSIONS, Conversion(1, DAY, "planned", "adopted", "系统已上线")),
    (handling.REVIEWS, Review(1, ReviewStage.LEADER, "陈副主任", DAY, Verdict.CHANGES, "补充数据", 1, 3, SignerLevel.DEPUTY)),
    (handling.DISCLOSURES, DisclosureRecord(1, Disclosure.ON_REQUEST, DAY, "沈", "吴", "涉及第三方", 1, "摘要", None, "")),
    (handling.ROUNDS, HandlingRound(1, 2, DAY, "不满意", True, date(2026, 4, 12), date(2026, 4, 20), None, "planned")),
    (handling.EXTENSIONS, Extension(date(2026, 5, 9), date(2026, 6, 9), "待市级口径", "区政府办公室", DAY, None, 1, 1)),
    (handling.PAUSES, Pause(DAY, None, "等待立案调整", 1, 2)),
    (handling.PRE_REPLIES, PreReply(1, "林一帆", DAY, ContactWay.VISIT, DraftAnswer.WISHES, DAY, "请写明月份", "已写明十月", 2, 2)),
    (handling.PRE_REPLIES, PreReply(1, "何青", DAY)),
    (handling.PORTAL_TICKS, PortalTick(1, 2, "cppcc-general", "答复正文", 3, "0f3a", datetime(2026, 4, 9, 10, 42))),
    (handling.ISSUED_TEXTS, IssuedText(1, 2, DAY, "您提出的提案收悉。\n一、基本情况", "陈主任", "数字有误")),
]  # fmt: skip
_NAMES = [f"{table.name}-{place}" for place, (table, _) in enumerate(RECORDS)]


@pytest.fixture
def stored(store: Store) -> Store:
    add_case(store, Case(subject="关于完善社区科普场馆延时开放的提案"))
    return store


@pytest.mark.parametrize(("table", "record"), RECORDS, ids=_NAMES)
def test_each_record_is_read_as_written(stored: Store, table: RecordTable[Record], record: Record) -> None:
    added = table.add(stored, record)
    assert added == replace(record, id=added.id)
    assert added.id > 0
    assert table.of(stored, 1) == (added,)
    assert table.by_id(stored, added.id) == added
    assert table.all(stored) == (added,)


@pytest.mark.parametrize(("table", "record"), RECORDS, ids=_NAMES)
def test_records_are_deleted_with_their_case(
    stored: Store, table: RecordTable[Record], record: Record
) -> None:
    table.add(stored, record)
    with stored.writing() as connection:
        connection.execute("DELETE FROM cases WHERE id = 1")
    assert table.all(stored) == ()


@pytest.mark.parametrize(("table", "record"), RECORDS, ids=[table.name for table, _ in RECORDS])
def test_a_record_without_case_is_refused(stored: Store, table: RecordTable[Record], record: Record) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        table.add(stored, replace(record, case_id=99))


def test_each_table_has_the_columns_of_its_record(stored: Store) -> None:
    children: list[tuple[RecordTable[Record], Record]] = [
        (handling.CHASES, Chase(1, DAY)),
        (handling.PROGRESS, Progress(1, DAY, "已招标")),
        (handling.REMARKS, Remark(1, "answers", "数据要新")),
    ]
    for table, record in [*RECORDS, *children]:
        with stored.reading() as connection:
            columns = [row["name"] for row in connection.execute(f"PRAGMA table_info({table.name})")]
        assert sorted(columns) == sorted(field.name for field in fields(record))


def test_a_changed_record_keeps_its_id_and_a_removed_one_is_gone(stored: Store) -> None:
    added = handling.CO_OPINIONS.add(stored, CoOpinion(1, "区文旅局", DAY))
    answered = replace(added, received_at=date(2026, 4, 1), text="同意延时开放。", position=Position.AGREES)
    assert handling.CO_OPINIONS.save(stored, answered) == answered
    assert handling.CO_OPINIONS.of(stored, 1) == (answered,)
    handling.CO_OPINIONS.remove(stored, added.id)
    assert handling.CO_OPINIONS.of(stored, 1) == ()


def test_records_are_selected_by_field_values(stored: Store) -> None:
    first = handling.CONTACTS.add(stored, Contact(1, DAY, ContactWay.PHONE))
    second = handling.CONTACTS.add(stored, Contact(1, DAY, ContactWay.VISIT, round=2))
    assert handling.CONTACTS.of(stored, 1, round=2) == (second,)
    assert handling.CONTACTS.of(stored, 1, round=1, way=ContactWay.PHONE) == (first,)


def test_chases_progress_and_remarks_belong_to_their_parents(stored: Store) -> None:
    opinion = handling.CO_OPINIONS.add(stored, CoOpinion(1, "区文旅局", DAY))
    chase = handling.CHASES.add(stored, Chase(opinion.id, DAY, "电话", "答应本周"))
    promise = handling.PROMISES.add(stored, Promise(1, "改造系统"))
    progress = handling.PROGRESS.add(stored, Progress(promise.id, DAY, "已招标"))
    review = handling.REVIEWS.add(stored, Review(1, ReviewStage.SECTION, "王科长", DAY))
    remark = handling.REMARKS.add(stored, Remark(review.id, "answers", "数据要新", 2, "", DAY))
    assert handling.CHASES.of(stored, opinion.id) == (chase,)
    assert handling.PROGRESS.of(stored, promise.id) == (progress,)
    assert handling.REMARKS.of(stored, review.id) == (remark,)


@given(points=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60))
def test_any_text_is_stored_unchanged(points: str) -> None:
    store = Store.in_memory()
    add_case(store, Case())
    added = handling.CONTACTS.add(
        store, Contact(1, DAY, ContactWay.PHONE, points=points, their_people=(points, ""))
    )
    assert handling.CONTACTS.of(store, 1) == (added,)
    store.close()
