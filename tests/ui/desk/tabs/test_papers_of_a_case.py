"""Papers made in the tab 「办理」: the request for return, the joint review of letter and disclosure."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QWidget

from desktop.domain.case.case import Case, Proposer
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.status import Status
from desktop.services.cases.cases import create_case, get_case
from desktop.services.handling.reviews import review_disclosure
from desktop.ui.parts.buttons import Button
from tests.ui.officer import Officer
from tests.ui.print_page_object import name_file
from tests.ui.record_dialogs import fill, panels, recorded

MISPLACED = Case(
    region="长宁区", term=15, session=4, number="158", subject="关于增设课程实验室的提案", proposers=(Proposer("段清嘉"),),
    assigning_office="长宁区人民政府办公室", assigned_at=date(2024, 4, 8), locality="shanghai-changning",
)  # fmt: skip


def at_desk(officer: Officer, case: Case) -> Case:
    stored = officer.program.worker.wait_for(create_case, case)
    officer.open_case(stored.id)
    officer.until(lambda: panels(officer).casework.found is not None)
    return stored


def click(part: QWidget, words: str) -> None:
    links = cast("list[Button]", part.findChildren(Button))
    (link,) = [one for one in links if one.text() == words and one.isVisibleTo(part)]
    link.click()


def text_of(file: Path) -> str:
    return zipfile.ZipFile(file).read("word/document.xml").decode()


def test_reason_and_proposed_unit_are_typed_once_and_stand_in_the_request(
    officer: Officer, tmp_path: Path
) -> None:
    stored = at_desk(officer, MISPLACED)
    part = panels(officer).handling.returning
    assert part.isVisibleTo(panels(officer).handling)
    window = recorded(officer).return_window
    assert window is not None
    assert part.state.text() == f"还剩 {(window.due - date(2024, 4, 9)).days} 天"
    click(part, "退办理由…")
    fill(officer, return_reason="课程设置属于教育部门职责", return_unit="长宁区教育局")
    officer.until(lambda: recorded(officer).case.return_unit == "长宁区教育局")
    case = officer.program.worker.wait_for(get_case, stored.id)
    assert (case.return_reason, case.return_unit) == ("课程设置属于教育部门职责", "长宁区教育局")
    click(part, "退办申请函…")
    name_file(officer, tmp_path / "return.docx")
    officer.until(lambda: "已导出" in officer.notice)
    assert "建议改由长宁区教育局承办" in text_of(tmp_path / "return.docx")


def test_a_request_that_was_made_is_shown_as_made(officer: Officer) -> None:
    at_desk(officer, replace(MISPLACED, status=Status.RETURN_REQUESTED, return_reason="不属于职责"))
    assert panels(officer).handling.returning.state.text() == "已申请"


@pytest.mark.parametrize("status", [Status.DISTRIBUTED, Status.DRAFTING, Status.RETURNED])
def test_once_distributed_nothing_speaks_of_a_return(officer: Officer, status: Status) -> None:
    at_desk(officer, replace(MISPLACED, status=status))
    assert not panels(officer).handling.returning.isVisibleTo(panels(officer).handling)


def test_the_sheet_of_the_joint_review_is_made_beside_the_record(officer: Officer, tmp_path: Path) -> None:
    stored = at_desk(officer, replace(MISPLACED, status=Status.DRAFTING))
    part = panels(officer).handling.disclosure
    click(part, "公开同步审查表…")
    name_file(officer, tmp_path / "before.docx")
    officer.until(lambda: "before.docx" in officer.notice)
    officer.program.worker.wait_for(
        review_disclosure, stored.id, Disclosure.PROACTIVE, "陈澄", secrecy_reviewer="顾言"
    )
    officer.open_case(stored.id)
    click(part, "公开同步审查表…")
    name_file(officer, tmp_path / "after.docx")
    officer.until(lambda: "after.docx" in officer.notice)
    assert ("陈澄" in text_of(tmp_path / "before.docx"), "陈澄" in text_of(tmp_path / "after.docx")) == (
        False,
        True,
    )
