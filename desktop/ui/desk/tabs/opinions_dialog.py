"""Taking in a co-handling opinion 「收到意见」: pasted, or out of the file that the unit sent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.case.field import choice_field, date_field, text_field
from desktop.domain.records.co_opinion import CoOpinion, Position
from desktop.ui.parts.file_line import FileLine
from desktop.ui.parts.record_dialog import RecordDialog
from desktop.ui.theme.theme import Theme

FILTER = "来函 (*.docx *.doc *.wps *.pdf *.txt *.rtf)"
_FIELDS = (
    (date_field("received_at", "收到日期"), choice_field("position", "对建议的态度", Position)),
    (text_field("text", "意见正文", long=True),),
)
_UNKNOWN_POSITION = "没有写明"


class OpinionDialog(RecordDialog):
    """`file_chosen` asks to read a file; the page answers with `show_words`."""

    file_chosen = Signal(object)

    def __init__(self, theme: Theme, opinion: CoOpinion, today: date, parent: QWidget | None = None) -> None:
        super().__init__(
            theme, f"收到{opinion.unit}的意见", "粘贴来函正文，或选文件自动读出。", "登记", _FIELDS, parent
        )
        self._file = FileLine(theme, "选择会办单位的来函", FILTER)
        self.content.addWidget(self._file, 0, Qt.AlignmentFlag.AlignLeft)
        self.resize(560, self.sizeHint().height())
        self._name_unknown_position()
        self.fill(
            {
                "received_at": (opinion.received_at or today).isoformat(),
                "position": opinion.position.label,
                "text": opinion.text,
            }
        )
        self.boxes["text"].setFocus()
        self._file.chosen.connect(self._on_file)

    @property
    def path(self) -> Path | None:
        """The file to be kept with the opinion; None for none."""
        return self._file.path

    def show_words(self, words: str) -> None:
        """The words that were read; typed ones stay and the read ones follow."""
        before = self.boxes["text"].text.strip()
        self.boxes["text"].show_text("\n".join(part for part in (before, words) if part))
        self.save.setEnabled(True)

    def _on_file(self, path: Path) -> None:
        self.save.setEnabled(False)
        self.file_chosen.emit(path)

    def _name_unknown_position(self) -> None:
        choices = tuple((str(one), one.label) for one in Position if one)
        self.boxes["position"].show_choices(choices, _UNKNOWN_POSITION)
