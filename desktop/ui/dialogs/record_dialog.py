"""Small dialogs that ask for one record or one reason: Ctrl+Enter stores, Esc cancels, a refusal is shown in the dialog."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.case.field import Field, FieldKind, date_field, read_date
from desktop.ui.access.text_boxes import PlainTextBox
from desktop.ui.dialogs.fitted_dialog import dialog_foot
from desktop.ui.dialogs.storing_dialog import StoringDialog
from desktop.ui.drafts.dialog_draft import DialogDraft
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.field_box import FieldBox
from desktop.ui.parts.keys import bind, tip
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

Rows = Sequence[Sequence[Field]]


class ReasonDialog(StoringDialog):
    """The dialog that asks for a reason, and with `today` for the day on which it happened.

    `submitted` carries the reason, which is never empty; `day` is what was typed for the day. The caller stores them and passes
    the task to `follow`, so that the reason is still there if it is refused.
    """

    submitted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        title: str,
        question: str,
        parent: QWidget | None = None,
        *,
        today: date | None = None,
        about: int = 0,
    ) -> None:
        """`about`: the case it is about, where `parent` is not the page of that case."""
        super().__init__(theme, "确定", parent)
        self.setWindowTitle(title)
        self.resize(460, 240)
        self.reason = PlainTextBox()
        self.reason.setProperty("kind", "field")
        self.reason.setTabChangesFocus(True)
        self.reason.setAccessibleName(question)
        self.save.setEnabled(False)
        self._cancel = Button(theme, "取消")
        self.day_box = FieldBox(theme, date_field("day", "实际日期"))
        self.day_box.show_text(today.isoformat() if today else "")
        self.day_box.setVisible(today is not None)
        controls = {"reason": self.reason, "day": self.day_box.control}
        self.draft = DialogDraft(theme, self, controls, f"{title} {question}", about)
        self._lay_out(title, question)
        self.reason.textChanged.connect(self._on_text)
        self.save.clicked.connect(self.submit)
        self._cancel.clicked.connect(self.reject)
        self.save.setToolTip(tip("dialog.store", "确定"))
        bind(self, {"dialog.store": self.submit})

    @property
    def day(self) -> date | None:
        """The day as typed; None where none was asked for or typed."""
        return read_date(self.day_box.text)

    def submit(self) -> None:
        """Emit the reason, if there is one and the day can be read."""
        reason = self.reason.toPlainText().strip()
        if reason and not self.is_storing and self.day_box.check():
            self.submitted.emit(reason)

    def release(self) -> None:
        super().release()
        self._on_text()

    def _on_text(self) -> None:
        self.save.setEnabled(not self.is_storing and bool(self.reason.toPlainText().strip()))

    def _lay_out(self, title: str, question: str) -> None:
        content = QVBoxLayout()
        content.setContentsMargins(24, 20, 24, 10)
        content.setSpacing(10)
        content.addWidget(make_label(title, "title", wrap=True))
        content.addWidget(make_label(question, tone=Tone.SECONDARY, wrap=True))
        content.addWidget(self.reason, 1)
        content.addWidget(self.day_box)
        content.addWidget(self.draft.line)
        foot = dialog_foot(self._cancel, self.save)
        foot.setContentsMargins(24, 6, 24, 16)
        self.lay_out(content, foot, self.notice)


def pick_field(key: str, label: str, choices: Sequence[tuple[str, str]]) -> Field:
    """A field whose values are the codes of `choices`, (code, label) pairs known only at run time."""
    return Field(key, label, FieldKind.CHOICE, str, str, tuple(choices))


class RecordDialog(StoringDialog):
    """`submitted` carries the values by key. The caller stores them and passes the task to `follow`."""

    submitted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        title: str,
        sentence: str,
        action: str,
        rows: Rows,
        parent: QWidget | None = None,
        *,
        subject: str = "",
        about: int = 0,
    ) -> None:
        """`subject` tells dialogs of the same title and sentence apart, such as those of two records; `about`: the case it is
        about, where `parent` is not the page of that case.
        """
        super().__init__(theme, action, parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self.boxes = {field.key: FieldBox(theme, field) for row in rows for field in row}
        self.save.setToolTip(tip("dialog.store", action))
        self._cancel = Button(theme, "取消")
        controls = {key: box.control for key, box in self.boxes.items()}
        self.draft = DialogDraft(theme, self, controls, f"{title} {sentence} {subject}".strip(), about)
        self.content = QVBoxLayout()
        self._lay_out(title, sentence, rows)
        self.save.clicked.connect(self.submit)
        self._cancel.clicked.connect(self.reject)
        bind(self, {"dialog.store": self._on_key})

    def fill(self, texts: Mapping[str, str]) -> None:
        """Show known values."""
        for key, text in texts.items():
            self.boxes[key].show_text(text)

    @property
    def takes_key(self) -> bool:
        """False while Ctrl+Enter, which may have opened the dialog, must not store."""
        return True

    def _on_key(self) -> None:
        if self.takes_key:
            self.submit()

    def submit(self) -> None:
        """Emit the values, or focus the first field that cannot be read."""
        if not self.save.isEnabled():
            return
        wrong = [box for box in self.boxes.values() if not box.check()]
        if wrong:
            self.bring(wrong[0])
            return
        self.submitted.emit(self.values())

    def values(self) -> dict[str, object]:
        """The values of the fields, by key."""
        return {key: box.field.read(box.text) for key, box in self.boxes.items()}

    def _lay_out(self, title: str, sentence: str, rows: Rows) -> None:
        self.content.setContentsMargins(24, 16, 24, 16)
        self.content.setSpacing(12)
        self.content.addWidget(make_label(title, "title", wrap=True))
        if sentence:
            self.content.addWidget(make_label(sentence, tone=Tone.SECONDARY, wrap=True))
        self.content.addLayout(self._make_grid(rows))
        foot = dialog_foot(self._cancel, self.save)
        self.draft.line.setContentsMargins(24, 0, 24, 0)
        foot.setContentsMargins(24, 6, 24, 16)
        self.lay_out(self.content, foot, self.notice, self.draft.line)

    def _make_grid(self, rows: Rows) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        widest = max((len(row) for row in rows), default=1)
        for line, row in enumerate(rows):
            for place, field in enumerate(row):
                width = widest if len(row) == 1 else 1
                box = self.boxes[field.key]
                grid.addWidget(box, line, place, 1, width, Qt.AlignmentFlag.AlignTop)
        return grid
