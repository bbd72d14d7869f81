"""Full-text search finds any text of a case, from two characters on, in its latest version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.case.case import Case, HandlingRole, MatterType, Proposer
from desktop.domain.case.reply import Reply, Section
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery, SortKey, TextOrder
from desktop.store.cases.case_list import list_rows
from desktop.store.cases.case_snapshot import remove
from desktop.store.cases.cases import add_case, set_officer, update_case
from desktop.store.file.store import Store
from desktop.store.letters.replies import add_reply, update_reply
from desktop.store.search import found_by
from tests.store.facts import NOON, cases, incubator_case, replies

TODAY = date(2024, 4, 9)


def found(store: Store, text: str) -> list[int]:
    return [row.id for row in list_rows(store, CaseQuery(text=text), TODAY)[0]]


@pytest.mark.parametrize(
    "text",
    [
        "孵化",
        "孵",
        "生物医药孵化器",
        "沈亦澄",
        "亦澄",
        "民盟",
        "某医院",
        "085",
        "85",
        "０８５",
        "U-CUBE",
        "u-cu",
        "基金",
        "孵化 沈亦澄 基金",
    ],
)
def test_a_case_is_found_by_any_part_of_its_text(store: Store, text: str) -> None:
    case = add_case(store, incubator_case())
    add_case(store, Case(number="199", subject="关于修缮道路的提案"))
    assert found(store, text) == [case.id]


@pytest.mark.parametrize("text", ["化孵", "孵化 道路", "，", "“”", "1985"])
def test_absent_text_is_not_found(store: Store, text: str) -> None:
    add_case(store, incubator_case())
    assert found(store, text) == []


@pytest.mark.parametrize("name", ["𠮷野", "龘龘", "镕基", "赵\ue000", "㛃喆"])
def test_rare_characters_of_a_name_are_found(store: Store, name: str) -> None:
    case = add_case(store, Case(proposers=(Proposer(name),)))
    assert found(store, name) == [case.id]
    assert found(store, name[0]) == [case.id]


def test_words_of_the_reply_are_found_until_they_are_rewritten(store: Store) -> None:
    case = add_case(store, incubator_case())
    reply = add_reply(store, Reply(case_id=case.id, sections=(Section("a", "已经纳入计划"),)), NOON)
    assert found(store, "纳入计划") == [case.id]
    update_reply(store, reply.with_section("a", "已经办妥"), NOON)
    assert found(store, "纳入计划") == []
    assert found(store, "办妥") == [case.id]


def test_a_replaced_subject_is_not_found(store: Store) -> None:
    case = add_case(store, incubator_case())
    update_case(store, replace(case, subject="关于发展体育的提案"))
    assert found(store, "孵化器") == []
    assert found(store, "体育") == [case.id]


def test_a_change_of_no_searched_word_leaves_the_index_alone(store: Store) -> None:
    case = add_case(store, incubator_case())
    statements: list[str] = []
    with store.reading() as connection:
        connection.set_trace_callback(statements.append)
        update_case(store, replace(case, remark="急件", needs_feedback=False))
        connection.set_trace_callback(None)
    assert [
        statement for statement in statements if "case_words" in statement or "case_facts" in statement
    ] == []
    assert found(store, "孵化器") == [case.id]


@given(cases, cases, replies)
def test_the_index_stays_consistent_through_any_change(before: Case, after: Case, reply: Reply) -> None:
    store = Store.in_memory()
    case = add_case(store, before)
    add_reply(store, reply, NOON)
    update_case(store, replace(after, id=case.id))
    with store.reading() as connection:
        connection.execute("INSERT INTO case_words(case_words) VALUES ('integrity-check')")
        rows = connection.execute("SELECT count(*) FROM case_words").fetchone()
    assert rows[0] == 1


@given(st.text(max_size=30))
def test_any_typed_text_is_a_valid_search(text: str) -> None:
    store = Store.in_memory()
    found(store, text.encode("utf-8", "replace").decode())
    assert isinstance(found_by(text).sql, str)


def everywhere(store: Store) -> Case:
    """A case with something in every field that is searched, and one beside it that has nothing of it."""
    proposers = (Proposer("林晓舟", sector="科技界"), Proposer("何青", party="民盟"), Proposer("乐嘉禾"))
    case = Case(
        number="085",
        term=15,
        session=4,
        subject="关于改善社区图书室的提案",
        body="一、现状\n图书室门口的台阶较高，轮椅坡道、扶手都没有。\n二、建议",
        proposers=proposers,
        lead_unit="区文旅局",
        co_units=("区教育局", "长桥街道办事处"),
        section="公共服务科",
        officer="周砚",
        leader="沈澄",
        assigning_office="区政协提案委",
        status=Status.LEADER_REVIEW,
        handling_role=HandlingRole.SEPARATE,
    )
    other = Case(number="1850", term=15, session=3, subject="修路", matter_type=MatterType.NPC_SUGGESTION)
    add_case(store, other)
    return add_case(store, case)


@pytest.mark.parametrize(
    ("typed", "field", "text"),
    [
        ("文旅局", "主办单位", "区文旅局"),
        ("长桥街道", "会办单位", "区教育局、长桥街道办事处"),
        ("教育局", "会办单位", "区教育局、长桥街道办事处"),
        ("公共服务科", "科室", "公共服务科"),
        ("周砚", "经办人", "周砚"),
        ("沈澄", "分管领导", "沈澄"),
        ("提案委", "交办单位", "区政协提案委"),
        ("乐嘉禾", "提案者", "林晓舟、何青、乐嘉禾"),
        ("民盟", "界别单位", "科技界 民盟"),
        ("轮椅坡道", "正文", "……书室门口的台阶较高，轮椅坡道、扶手都没有。 二、建议"),
        ("轮椅坡道扶手", "正文", "……书室门口的台阶较高，轮椅坡道、扶手都没有。 二、建议"),
        ("十五届四次", "届次", "十五届四次会议"),
        ("15届4次", "届次", "十五届四次会议"),
        ("第１５届第４次会议", "届次", "十五届四次会议"),
        ("待签发", "", ""),
        ("分办", "", ""),
        ("085", "", ""),
        ("第085号", "", ""),
        ("第85号", "", ""),
        ("0085", "", ""),
        ("社区图书", "", ""),
        ("gfsqtss", "", ""),
        ("ggsq", "", ""),
        ("gaishan", "", ""),
        ("gaish", "", ""),
        ("tushushi", "", ""),
        ("whl", "", ""),
        ("wenlvju", "主办单位", "区文旅局"),
        ("cqjd", "会办单位", "区教育局、长桥街道办事处"),
        ("zhouyan", "经办人", "周砚"),
        ("yjh", "提案者", "林晓舟、何青、乐嘉禾"),
        ("ljh", "提案者", "林晓舟、何青、乐嘉禾"),
        ("图书 周砚 第85号", "经办人", "周砚"),
    ],
)
def test_everything_an_officer_types_finds_the_case_and_says_where(
    store: Store, typed: str, field: str, text: str
) -> None:
    case = everywhere(store)
    rows = list_rows(store, CaseQuery(text=typed), TODAY)[0]
    absent = typed in {"gfsqtss", "ggsq", "whl"}  # not in this order, or of another word
    assert [row.id for row in rows] == ([] if absent else [case.id])
    assert not rows or (rows[0].hit.field, rows[0].hit.text) == (field, text)


def test_the_words_that_were_found_are_marked(store: Store) -> None:
    everywhere(store)
    (row,) = list_rows(store, CaseQuery(text="图书 轮椅坡道 gaishan"), TODAY)[0]
    assert [row.subject[first:last] for first, last in row.hit.in_subject] == ["改善", "图书"]
    assert row.hit.words == "正文：……书室门口的台阶较高，轮椅坡道、扶手都没有。 二、建议"
    assert [row.hit.words[first:last] for first, last in row.hit.in_words] == ["轮椅坡道"]


@pytest.mark.parametrize(
    ("typed", "count"), [("十五届", 2), ("15届3次", 1), ("人大代表建议", 1), ("建议", 2), ("第1850号", 1), ("十四届", 0)]
)  # fmt: skip
def test_sessions_types_and_numbers_are_meant_as_they_are_typed(store: Store, typed: str, count: int) -> None:
    everywhere(store)
    assert len(found(store, typed)) == count


def test_units_people_and_pinyin_follow_every_change(store: Store) -> None:
    case = everywhere(store)
    update_case(
        store, replace(case, section="综合科", co_units=("区体育局",), subject="关于增设公交站的提案")
    )
    assert (found(store, "公共服务科"), found(store, "教育局"), found(store, "gaishan")) == ([], [], [])
    assert found(store, "综合科") == found(store, "体育局") == found(store, "gongjiaozhan") == [case.id]
    set_officer(store, (case.id,), "林越")
    assert (found(store, "周砚"), found(store, "ly")) == ([], [case.id])
    remove(store, case.id)
    assert found(store, "综合科") == []
    assert store.database.execute("SELECT count(*) FROM case_facts").fetchone()[0] == 1


@pytest.mark.parametrize(
    ("sort", "by", "expected"),
    [
        (SortKey.PROPOSER, TextOrder.PINYIN, ["丁一", "李青", "王敏", "张华"]),
        (SortKey.PROPOSER, TextOrder.STROKES, ["丁一", "王敏", "张华", "李青"]),
        (SortKey.SECTION, TextOrder.PINYIN, ["李青", "张华", "丁一", "王敏"]),
        (SortKey.SECTION, TextOrder.STROKES, ["王敏", "李青", "张华", "丁一"]),
    ],
)
def test_names_and_sections_sort_by_pinyin_or_by_strokes(
    store: Store, sort: SortKey, by: TextOrder, expected: list[str]
) -> None:
    """办公室 bàn 4 strokes, 产业科 chǎn 6, 科普科 kē 9, 人事科 rén 2."""
    for name, section in (("王敏", "人事科"), ("丁一", "科普科"), ("李青", "办公室"), ("张华", "产业科")):
        add_case(store, Case(proposers=(Proposer(name),), section=section))
    rows = list_rows(store, CaseQuery(sort=sort, by=by), TODAY)[0]
    assert [row.proposer_names[0] for row in rows] == expected
    down = list_rows(store, CaseQuery(sort=sort, by=by, descending=True), TODAY)[0]
    assert [row.proposer_names[0] for row in down] == expected[::-1]
