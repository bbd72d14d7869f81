"""Letters dragged out of the window 「拖出」: written to a folder of their own, noted once they have been dropped."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from desktop.domain.case.case import Case
from desktop.domain.case.event import Event, EventKind
from desktop.domain.errors import DeskError, Refused
from desktop.domain.words.file_names import without_forbidden
from desktop.services.cases.cases import get_case
from desktop.services.office.workplace import Workplace
from desktop.services.paper.exporting import letter_name, write_document
from desktop.services.writing.composing import compose_reply, layout_of
from desktop.services.writing.drafting import open_reply
from desktop.store.history import events
from desktop.store.letters.replies import read_reply

MOST = 20
"""So many letters can be dragged at once: the mouse waits until they are written."""


class DraggedLetters(NamedTuple):
    """The files by the ids of their cases, and of the others why they have none."""

    files: tuple[tuple[int, Path], ...]
    refused: tuple[str, ...] = ()


def letters_to_drag(work: Workplace, ids: Iterable[int], folder: Path) -> DraggedLetters:
    """Write the letter of each case into `folder` as .docx, named as an export; nothing is recorded before `note_dragged`.

    A case without a letter says so. Raises Refused for more than MOST cases.
    """
    chosen = tuple(ids)
    if len(chosen) > MOST:
        raise Refused(f"一次最多拖出 {MOST} 件", "更多的请选中后点“导出”，每件写成一个文件")
    files: list[tuple[int, Path]] = []
    refused: list[str] = []
    for case_id in chosen:
        case = get_case(work, case_id)
        try:
            files.append((case_id, _write(work, case, folder)))
        except DeskError as fault:
            refused.append(f"{case.number or f'#{case.id}'}：{fault.what}")
    return DraggedLetters(tuple(files), tuple(refused))


def note_dragged(work: Workplace, files: Iterable[tuple[int, Path]]) -> None:
    """Record that these letters have left the program, like an export."""
    with work.store.writing():
        for case_id, path in files:
            event = Event(case_id, work.now(), EventKind.EXPORTED, work.officer, note=f"{path.name}（拖出）")
            events.add_event(work.store, event)


def letter_file_name(case: Case) -> str:
    """「第085号提案答复.docx」, valid as a file name on every system."""
    return "".join(without_forbidden(letter_name(case)).split()) + ".docx"


def _write(work: Workplace, case: Case, folder: Path) -> Path:
    if read_reply(work.store, case.merged_into or case.id) is None:
        raise Refused("还没有答复稿", "先打开这一件，写答复")
    reply = open_reply(work, case.id)
    layout = layout_of(work, reply, None)
    out = folder / letter_file_name(case)
    if out.exists():  # two cases of one number, of different sessions
        out = folder / f"{out.stem}-{case.id}.docx"
    write_document(compose_reply(work, case, reply, layout), layout, out, work.now())
    return out
