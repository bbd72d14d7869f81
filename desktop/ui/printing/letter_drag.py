"""Dragging cases out of the list as .docx: to a folder, into a mail."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.services.paper.dragging import DraggedLetters, letters_to_drag, note_dragged
from desktop.ui.parts.notice import Notice
from desktop.ui.parts.tone import Tone
from desktop.ui.store_worker import Newest, StoreWorker


def drag_files(source: QWidget, data: QMimeData) -> bool:
    """Let the mouse carry the files; True if they have been dropped somewhere. Nothing if the button is up already."""
    if not QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
        return False
    drag = QDrag(source)
    drag.setMimeData(data)
    return drag.exec(Qt.DropAction.CopyAction) is Qt.DropAction.CopyAction


class LetterDrag(QObject):
    """Writes the letters when the drag begins, and records it when they have been dropped. `noticed` tells what was left out."""

    noticed = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        worker: StoreWorker,
        source: QWidget,
        drag: Callable[[QWidget, QMimeData], bool] = drag_files,
    ) -> None:
        super().__init__(source)
        self._worker, self._source, self._drag = worker, source, drag
        self._asked = Newest()

    def begin(self, ids: tuple[int, ...]) -> None:
        """Drag the letters of these cases, as soon as they are written."""
        if not ids:
            return
        folder = Path(tempfile.mkdtemp(prefix="chengban-drag-"))
        task = self._asked.follow(self._worker.reader.send(letters_to_drag, ids, folder))
        task.done.connect(partial(self._carry, folder))
        task.failed.connect(self.failed)

    def _carry(self, folder: Path, letters: DraggedLetters) -> None:
        dropped = bool(letters.files) and self._drag(self._source, _mime(letters))
        if dropped:
            task = self._worker.send(note_dragged, letters.files)
            task.failed.connect(self.failed)
        else:
            shutil.rmtree(folder, ignore_errors=True)
        if letters.refused:
            what = f"{len(letters.refused)} 件没有拖出"
            self.noticed.emit(Notice(what, "".join(letters.refused), Tone.WARNING))
        elif dropped:
            self.noticed.emit(Notice(f"已拖出 {len(letters.files)} 份答复", "已记入办理经过。"))


def _mime(letters: DraggedLetters) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for _, path in letters.files])
    return data
