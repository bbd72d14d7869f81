"""Views of the work list 「清单」: saved lists, columns shown and grouping. Stored as settings."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import NamedTuple

from desktop.domain.case.status import Status
from desktop.domain.case.work_list import (
    CasePage,
    CaseQuery,
    GroupCount,
    GroupKey,
    SmartList,
    SortKey,
    TextOrder,
)
from desktop.domain.errors import Refused
from desktop.services.cases.work_list import list_cases, session_counts, smart_counts
from desktop.services.office.workplace import Workplace
from desktop.store.cases import case_list
from desktop.store.file.settings import read_setting, write_setting

_LISTS, _VIEW = "inbox.lists", "inbox.view"


@dataclass(frozen=True, slots=True)
class SavedList:
    """A saved list; `count` is the number of cases it matches today."""

    name: str
    query: CaseQuery
    count: int = 0


class ListView(NamedTuple):
    """Columns, grouping and order of texts of the list. `columns`: columns added to or removed from the default set, as
    named by the window.
    """

    columns: tuple[str, ...] = ()
    group: GroupKey | None = None
    by: TextOrder = TextOrder.PINYIN


class WorkList(NamedTuple):
    """The first page of a list, the ids of all its cases in their order, and its groups, () if it is not grouped."""

    page: CasePage
    ids: tuple[int, ...]
    groups: tuple[GroupCount, ...] = ()


class CaseLists(NamedTuple):
    """All lists with the number of their cases: smart lists, saved ones, and sessions as `session_counts` gives them."""

    smart: dict[SmartList, int]
    saved: tuple[SavedList, ...]
    sessions: list[tuple[int, int, str, int]]
    binned: int = 0
    """How many cases lie in the bin 「回收站」."""


def work_list(work: Workplace, query: CaseQuery, *, count_drafts: bool = True) -> WorkList:
    """The list of the query as of one moment, its rows up to the limit. For `count_drafts` see `list_cases`."""
    with work.store.snapshot():
        page = list_cases(work, query, count_drafts=count_drafts)
        is_whole = len(page.rows) == page.total
        ids = tuple(row.id for row in page.rows) if is_whole else listed_ids(work, query)
        return WorkList(page, ids, group_counts(work, query))


def case_lists(work: Workplace) -> CaseLists:
    """Every list with its count today."""
    return CaseLists(
        smart_counts(work), saved_lists(work), session_counts(work), case_list.count_binned(work.store)
    )


def group_counts(work: Workplace, query: CaseQuery) -> tuple[GroupCount, ...]:
    """The groups of the query's list, in order; () if it is not grouped."""
    return case_list.group_counts(work.store, query, work.today)


def listed_ids(work: Workplace, query: CaseQuery) -> tuple[int, ...]:
    """The ids of the whole list, in order."""
    return case_list.row_ids(work.store, query, work.today)


def listed_beginning(work: Workplace, query: CaseQuery, typed: str) -> int:
    """The case of the list to which typing goes, by number or subject; 0 if none begins so."""
    return case_list.first_beginning(work.store, query, work.today, typed.strip())


def saved_lists(work: Workplace) -> tuple[SavedList, ...]:
    """The saved lists in the order they were saved, with counts."""
    found = []
    for name, record in _read(work, _LISTS).items():
        query = _query(record)
        found.append(
            SavedList(name, query, case_list.list_rows(work.store, replace(query, limit=0), work.today)[1])
        )
    return tuple(found)


def save_list(work: Workplace, name: str, query: CaseQuery) -> SavedList:
    """Save a list under a name; an existing list of that name is replaced. Raises Refused without a name."""
    wanted = _name(name)
    lists = _read(work, _LISTS)
    lists[wanted] = _record(query)
    write_setting(work.store, _LISTS, json.dumps(lists, ensure_ascii=False))
    return SavedList(wanted, _query(lists[wanted]))


def rename_list(work: Workplace, old: str, new: str) -> None:
    """Give a saved list another name; its place in the order stays. Raises Refused without a name, or if another list has it."""
    wanted, lists = _name(new), _read(work, _LISTS)
    if wanted != old and wanted in lists:
        raise Refused(f"已经有叫“{wanted}”的清单", "请换一个名字")
    renamed = {wanted if name == old else name: record for name, record in lists.items()}
    write_setting(work.store, _LISTS, json.dumps(renamed, ensure_ascii=False))


def _name(name: str) -> str:
    wanted = " ".join(name.split())
    if not wanted:
        raise Refused("清单没有名字", "请写一个名字，例如：科创科逾期")
    return wanted


def delete_list(work: Workplace, name: str) -> None:
    """Delete a saved list. Cases are not affected."""
    lists = _read(work, _LISTS)
    lists.pop(name, None)
    write_setting(work.store, _LISTS, json.dumps(lists, ensure_ascii=False))


def read_view(work: Workplace) -> ListView:
    """The columns, grouping and order of texts chosen last."""
    record = _read(work, _VIEW)
    group = record.get("group")
    columns = record.get("columns", [])
    return ListView(
        tuple(map(str, columns)) if isinstance(columns, list) else (),
        GroupKey(str(group)) if group in set(GroupKey) else None,
        TextOrder(str(record["by"])) if record.get("by") in set(TextOrder) else TextOrder.PINYIN,
    )


def save_view(work: Workplace, view: ListView) -> None:
    """Save columns, grouping and order of texts."""
    record = {"columns": list(view.columns), "group": view.group, "by": view.by}
    write_setting(work.store, _VIEW, json.dumps(record, ensure_ascii=False))


def _record(query: CaseQuery) -> dict[str, object]:
    return {
        "text": query.text,
        "statuses": list(query.statuses),
        "smart": query.smart,
        "term": query.term,
        "session": query.session,
        "section": query.section,
        "sort": query.sort,
        "descending": query.descending,
        "by": query.by,
        "group": query.group,
    }


def _query(record: object) -> CaseQuery:
    """The query of a saved list; keys unknown to this version are ignored."""
    known = record if isinstance(record, dict) else {}
    statuses, smart = known.get("statuses", []), known.get("smart")
    sort, group = known.get("sort"), known.get("group")
    return CaseQuery(
        text=str(known.get("text", "")),
        statuses=tuple(Status(one) for one in statuses if one in set(Status)),
        smart=SmartList(smart) if smart in set(SmartList) else None,
        term=known.get("term"),
        session=known.get("session"),
        section=str(known.get("section", "")),
        sort=sort if sort in set(SortKey) else SortKey.DUE,
        descending=bool(known.get("descending")),
        by=known["by"] if known.get("by") in set(TextOrder) else TextOrder.PINYIN,
        group=GroupKey(group) if group in set(GroupKey) else None,
    )


def _read(work: Workplace, key: str) -> dict[str, object]:
    found = json.loads(read_setting(work.store, key, "{}"))
    return found if isinstance(found, dict) else {}
