"""Letters dragged out of the window are those of an export, and are recorded only when they have been dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from desktop.domain.case.case import Case, Proposer
from desktop.domain.case.event import EventKind
from desktop.domain.errors import Refused
from desktop.services.cases.cases import create_case
from desktop.services.handling.progress import events
from desktop.services.office.workplace import Workplace
from desktop.services.paper.dragging import MOST, letters_to_drag, note_dragged
from desktop.services.paper.exporting import export_reply
from desktop.services.writing.drafting import open_reply

SUBJECT = "关于改善社区图书室的提案"


def exports(work: Workplace, case_id: int) -> list[str]:
    return [event.note for event in events(work, case_id) if event.kind is EventKind.EXPORTED]


def test_a_letter_is_written_as_by_an_export_and_noted_when_dropped(work: Workplace, tmp_path: Path) -> None:
    case = create_case(work, Case(number="085", subject=SUBJECT, proposers=(Proposer("林晓舟"),)))
    open_reply(work, case.id)
    letters = letters_to_drag(work, (case.id,), tmp_path)
    assert [(one, path.name) for one, path in letters.files] == [(case.id, "第085号提案答复.docx")]
    assert exports(work, case.id) == []
    export_reply(work, case.id, tmp_path / "export.docx")
    dragged, exported = (
        [paragraph.text for paragraph in Document(str(tmp_path / name)).paragraphs]
        for name in ("第085号提案答复.docx", "export.docx")
    )
    assert dragged == exported
    note_dragged(work, letters.files)
    assert "第085号提案答复.docx（拖出）" in exports(work, case.id)


def test_a_case_without_a_letter_says_so_and_two_of_one_number_get_two_files(
    work: Workplace, tmp_path: Path
) -> None:
    ids = [
        create_case(work, Case(number="085", term=15, session=session, subject=SUBJECT)).id
        for session in (3, 4)
    ]
    bare = create_case(work, Case(number="031", subject="关于口袋公园的提案"))
    for case_id in ids:
        open_reply(work, case_id)
    letters = letters_to_drag(work, (*ids, bare.id), tmp_path)
    assert len({path for _, path in letters.files}) == 2
    assert all(path.exists() for _, path in letters.files)
    assert letters.refused == ("031：还没有答复稿。",)


def test_not_more_than_the_mouse_can_wait_for(work: Workplace, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=f"最多拖出 {MOST} 件"):
        letters_to_drag(work, range(1, MOST + 2), tmp_path)
