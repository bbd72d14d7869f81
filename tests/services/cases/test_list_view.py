"""Saved lists, groups and columns of the work list."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery, GroupKey, SmartList, SortKey
from desktop.domain.errors import Refused
from desktop.services.cases.cases import create_case
from desktop.services.cases.list_view import (
    ListView,
    SavedList,
    case_lists,
    delete_list,
    group_counts,
    listed_ids,
    read_view,
    save_list,
    save_view,
    saved_lists,
    work_list,
)
from desktop.services.office.workplace import Workplace
from desktop.store.file.settings import read_setting, write_setting


def test_groups_and_ids_follow_the_order_of_the_list(work: Workplace, reviewed: Case) -> None:
    later = create_case(work, Case(number="009", subject="关于增设公交站点的提案", section="交通科"))
    query = CaseQuery(group=GroupKey.SECTION, smart=SmartList.ALL)
    assert [(one.label, one.count) for one in group_counts(work, query)] == [
        ("交通科", 1),
        ("还没有分办到科室", 1),
    ]
    assert listed_ids(work, query) == (later.id, reviewed.id)
    for limit in (1, 2):
        assert work_list(work, replace(query, limit=limit)).ids == (later.id, reviewed.id)
    assert group_counts(work, CaseQuery()) == ()


@pytest.mark.usefixtures("reviewed")
def test_a_saved_list_is_read_back_with_its_count(work: Workplace) -> None:
    query = CaseQuery(
        text="图书室", statuses=(Status.SECTION_REVIEW,), sort=SortKey.NUMBER, group=GroupKey.ROLE
    )
    save_list(work, " 在核稿 ", query)
    (kept,) = saved_lists(work)
    assert (kept.name, kept.query, kept.count) == ("在核稿", query, 1)
    delete_list(work, "在核稿")
    assert saved_lists(work) == ()
    with pytest.raises(Refused):
        save_list(work, " ", query)


def test_settings_are_stored_as_readable_text(work: Workplace) -> None:
    """Whoever looks into the store, or sends it in for help, reads the names as they were written."""
    save_list(work, "在核稿", CaseQuery(text="图书室"))
    assert "在核稿" in read_setting(work.store, "inbox.lists", "")
    save_list(work, "逾期", CaseQuery())
    delete_list(work, "逾期")
    assert "图书室" in read_setting(work.store, "inbox.lists", "")
    save_view(work, ListView(("科室",), None))
    assert "科室" in read_setting(work.store, "inbox.view", "")


def test_columns_and_grouping_are_remembered(work: Workplace) -> None:
    assert read_view(work) == ListView()
    view = ListView(("NUMBER", "OFFICER"), GroupKey.MEETING)
    save_view(work, view)
    assert read_view(work) == view


@pytest.mark.parametrize(
    "query",
    [
        CaseQuery(),
        CaseQuery(text="图书室", section="科创科", term=15, session=4),
        CaseQuery(statuses=(Status.CLOSED, Status.DRAFTING), smart=SmartList.LATE),
        CaseQuery(sort=SortKey.OFFICER, descending=True, group=GroupKey.MEETING),
    ],
)
def test_a_saved_list_keeps_every_restriction_order_and_group(work: Workplace, query: CaseQuery) -> None:
    assert save_list(work, "一", query) == SavedList("一", query)
    assert [one.query for one in saved_lists(work)] == [query]


def test_a_page_of_a_list_is_saved_as_the_whole_list(work: Workplace) -> None:
    save_list(work, "一", CaseQuery(ids=(3,), offset=20, limit=10))
    assert saved_lists(work)[0].query == CaseQuery()


def test_lists_stand_in_the_order_they_were_saved_and_a_new_one_replaces_its_namesake(
    work: Workplace,
) -> None:
    for name, section in (("乙", "一科"), ("甲", "二科"), (" 乙\n丙 ", ""), ("乙", "三科")):
        save_list(work, name, CaseQuery(section=section))
    assert [(one.name, one.query.section) for one in saved_lists(work)] == [
        ("乙", "三科"),
        ("甲", "二科"),
        ("乙 丙", ""),
    ]
    delete_list(work, "没有")
    assert len(saved_lists(work)) == 3


@pytest.mark.parametrize(
    ("record", "query"),
    [
        ({}, CaseQuery()),
        ("旧版", CaseQuery()),
        ({"statuses": ["drafting", "lost"]}, CaseQuery(statuses=(Status.DRAFTING,))),
        ({"smart": "lost", "sort": "lost", "group": "lost", "colour": "red"}, CaseQuery()),
        ({"smart": "late", "sort": "number"}, CaseQuery(smart=SmartList.LATE, sort=SortKey.NUMBER)),
    ],
)
def test_a_list_of_another_version_keeps_what_this_one_knows(
    work: Workplace, record: object, query: CaseQuery
) -> None:
    write_setting(work.store, "inbox.lists", json.dumps({"一": record}))
    assert saved_lists(work)[0].query == query


@pytest.mark.parametrize(
    ("record", "view"),
    [
        ('{"columns": ["NUMBER", 7], "group": "section"}', ListView(("NUMBER", "7"), GroupKey.SECTION)),
        ('{"columns": "NUMBER", "group": "lost"}', ListView()),
        ("[1]", ListView()),
        ("null", ListView()),
    ],
)
def test_a_view_of_another_version_keeps_what_this_one_knows(
    work: Workplace, record: str, view: ListView
) -> None:
    write_setting(work.store, "inbox.view", record)
    assert read_view(work) == view


def test_the_lists_beside_the_inbox_come_with_their_counts(work: Workplace, reviewed: Case) -> None:
    create_case(work, Case(number="009", subject="关于增设公交站点的提案", term=15, session=4))
    save_list(work, "在核稿", CaseQuery(statuses=(Status.SECTION_REVIEW,)))
    found = case_lists(work)
    assert found.smart[SmartList.ALL] == 2
    assert [(one.name, one.count) for one in found.saved] == [("在核稿", 1)]
    assert found.sessions == [(15, 4, "十五届四次会议", 1)]
    page = work_list(work, CaseQuery(limit=1, group=GroupKey.STATUS))
    assert (len(page.page.rows), page.page.total) == (1, 2)
    assert [(one.label, one.count) for one in page.groups] == [("待签收", 1), ("科室核稿", 1)]
    assert work_list(work, CaseQuery()).groups == ()
    assert work_list(work, CaseQuery(ids=(reviewed.id,))).page.rows[0].number == "085"
