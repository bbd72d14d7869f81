"""Saved lists, groups and columns of the work list."""

from __future__ import annotations

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery, GroupKey, SmartList, SortKey
from desktop.domain.errors import Refused
from desktop.services.cases.cases import create_case
from desktop.services.cases.list_view import (
    ListView,
    delete_list,
    group_counts,
    listed_ids,
    read_view,
    save_list,
    save_view,
    saved_lists,
)
from desktop.services.office.workplace import Workplace


def test_groups_and_ids_follow_the_order_of_the_list(work: Workplace, reviewed: Case) -> None:
    later = create_case(work, Case(number="009", subject="关于增设公交站点的提案", section="交通科"))
    query = CaseQuery(group=GroupKey.SECTION, smart=SmartList.ALL)
    assert [(one.label, one.count) for one in group_counts(work, query)] == [
        ("交通科", 1),
        ("还没有分办到科室", 1),
    ]
    assert listed_ids(work, query) == (later.id, reviewed.id)
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


def test_columns_and_grouping_are_remembered(work: Workplace) -> None:
    assert read_view(work) == ListView()
    view = ListView(("NUMBER", "OFFICER"), GroupKey.MEETING)
    save_view(work, view)
    assert read_view(work) == view
