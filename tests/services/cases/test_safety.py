"""Backup, export and demo services."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from desktop.documents.templates.demo_file import INVENTED
from desktop.domain.case.case import Case, HandlingRole
from desktop.domain.case.event import EventKind
from desktop.domain.case.moves import statuses_of
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery
from desktop.domain.errors import FileProblem, Refused
from desktop.services.cases.cases import get_case, list_cases, smart_counts
from desktop.services.demo import fill_demo, shortest_path
from desktop.services.handling.progress import events
from desktop.services.office.backup import backup, restore, verify, verify_backup
from desktop.services.office.workplace import Workplace, open_workplace
from desktop.services.paper.exporting import export_reply
from desktop.services.writing.composing import print_reply
from desktop.services.writing.drafting import open_reply, section_states
from desktop.store.file.settings import read_setting


def test_the_last_backup_is_recorded_and_can_be_restored(tmp_path: Path) -> None:
    def now() -> datetime:
        return datetime(2024, 4, 9, 9)

    work = open_workplace(tmp_path / "数据", now=now)
    fill_demo(work)
    out = tmp_path / "20240409-0900.db"
    assert backup(work, out).cases == verify(work).cases
    assert read_setting(work.store, "backup.last") == now().isoformat()
    work.close()
    restore(tmp_path / "新机", out, now())
    again = open_workplace(tmp_path / "新机", now=now)
    assert verify(again).sound
    assert verify(again).cases == verify_backup(out).cases > 0
    again.close()


@pytest.mark.parametrize("suffix", [".docx", ".txt"])
def test_an_export_is_logged_and_names_what_is_missing(
    work: Workplace, case: Case, tmp_path: Path, suffix: str
) -> None:
    report = export_reply(work, case.id, tmp_path / f"答复{suffix}")
    assert report.path.stat().st_size > 0
    assert "签发人" in report.missing
    last = events(work, case.id)[-1]
    assert (last.kind, last.note) == (EventKind.EXPORTED, f"答复{suffix}")


def test_a_public_copy_is_logged_as_such(work: Workplace, case: Case, tmp_path: Path) -> None:
    export_reply(work, case.id, tmp_path / "公开版.txt", public=True)
    assert events(work, case.id)[-1].kind is EventKind.PUBLIC_COPY


@pytest.mark.parametrize("layout", ["gbt9704", "gbt9704-letter", "gbt9704-general", "district-plain"])
def test_every_layout_can_be_chosen(work: Workplace, case: Case, layout: str) -> None:
    assert print_reply(work, case.id, layout).layout == layout


def test_another_suffix_is_refused(work: Workplace, case: Case, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"\.docx、\.pdf 或 \.txt"):
        export_reply(work, case.id, tmp_path / "答复.ppt")


def test_a_failed_export_leaves_the_old_file_and_no_event(
    work: Workplace, case: Case, tmp_path: Path
) -> None:
    before = events(work, case.id)
    with pytest.raises(FileProblem, match="没有文件夹"):
        export_reply(work, case.id, tmp_path / "没有" / "答复.docx")
    assert events(work, case.id) == before


def test_a_failed_export_leaves_no_partial_file(work: Workplace, case: Case, tmp_path: Path) -> None:
    folder = tmp_path / "导出"
    folder.mkdir()
    export_reply(work, case.id, folder / "答复.docx")
    assert [path.name for path in folder.iterdir()] == ["答复.docx"]


@pytest.fixture
def demo(work: Workplace) -> Workplace:
    fill_demo(work)
    return work


def test_every_demo_case_is_marked_as_invented(demo: Workplace) -> None:
    rows = list_cases(demo, CaseQuery()).rows
    assert len(rows) >= 12
    assert all(INVENTED in get_case(demo, row.id).remark for row in rows)


def test_the_demo_has_cases_of_every_kind(demo: Workplace) -> None:
    rows = list_cases(demo, CaseQuery()).rows
    assert len({row.status for row in rows}) >= 9
    assert len({row.role for row in rows}) == len(HandlingRole)
    assert sum(count > 0 for count in smart_counts(demo).values()) >= 7


def test_two_demo_replies_are_complete(demo: Workplace) -> None:
    finished = 0
    for row in list_cases(demo, CaseQuery()).rows:
        if row.number in {"085", "057"}:
            reply = open_reply(demo, row.id)
            states = section_states(reply, demo.library.reply(reply.template))
            assert not any(state.missing for state in states)
            assert sum(state.length for state in states) > 700
            finished += 1
    assert finished == 2


def test_a_store_with_cases_refuses_demo_cases(work: Workplace, case: Case) -> None:
    with pytest.raises(Refused, match="已经有办件"):
        fill_demo(work)
    assert [row.id for row in list_cases(work, CaseQuery()).rows] == [case.id]


@pytest.mark.parametrize("role", HandlingRole)
def test_every_status_is_reachable_by_usual_moves(role: HandlingRole) -> None:
    for status in statuses_of(role):
        way = shortest_path(role, status)
        assert status in {Status.ASSIGNED, Status.WITHDRAWN} or way[-1] is status
