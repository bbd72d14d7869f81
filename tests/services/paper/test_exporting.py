"""Export of a reply: it is logged, names what is missing, and leaves nothing behind when it fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.event import EventKind
from desktop.domain.errors import FileProblem, Refused
from desktop.services.handling.progress import events
from desktop.services.handling.reviews import review_disclosure
from desktop.services.office.workplace import Workplace
from desktop.services.paper.exporting import export_reply


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
    review_disclosure(work, case.id, Disclosure.ON_REQUEST, "赵敏", reason="涉及内部管理")
    export_reply(work, case.id, tmp_path / "公开版.txt", public=True)
    assert events(work, case.id)[-1].kind is EventKind.PUBLIC_COPY


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
