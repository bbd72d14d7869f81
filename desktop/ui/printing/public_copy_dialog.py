"""The dialog of the public copy 「公开版」: the officer decides on each private item found before the file is written."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.redaction.redaction import Removal, RemovalAction
from desktop.services.paper.public_copy import PublicCopy, RedactionRequest
from desktop.ui.dialogs.fitted_dialog import FittedDialog
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.keys import bind, tip
from desktop.ui.parts.labels import ElidedLabel, Pill, make_label
from desktop.ui.parts.scroll_column import ScrollColumn
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.theme.theme import Theme

# One item found: its kind, its place, and whether it is removed.
_TONES = {
    RemovalAction.BLOCK: Tone.DANGER,
    RemovalAction.ASK: Tone.WARNING,
    RemovalAction.REMOVE: Tone.NEUTRAL,
}


class RemovalRow(QFrame):
    """Undecided until the officer chooses; an item that must be removed cannot be kept."""

    decided = Signal()

    def __init__(self, removal: Removal) -> None:
        super().__init__()
        self.removal = removal
        self._gone, self._kept = QRadioButton("删除"), QRadioButton("保留")
        self._kept.setEnabled(removal.action is not RemovalAction.BLOCK)
        room = self._kept.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # so that all choices are aligned in one column
        self._kept.setSizePolicy(room)
        self._choice = QButtonGroup(self)
        for button in (self._gone, self._kept):
            button.setAccessibleName(f"{button.text()}：{removal.label}")
            self._choice.addButton(button)
            button.toggled.connect(self.decided)
        if removal.action is RemovalAction.REMOVE:
            self._gone.setChecked(True)
        self._lay_out()

    @property
    def is_open(self) -> bool:
        """Whether the item is undecided."""
        return self._choice.checkedButton() is None

    @property
    def is_kept(self) -> bool:
        return self._kept.isChecked()

    @property
    def may_keep(self) -> bool:
        """Whether the item may be kept."""
        return self._kept.isEnabled()

    def confirm(self) -> None:
        """Choose to remove the item unless it is kept."""
        if self.is_open:
            self._gone.setChecked(True)

    def decide(self, *, kept: bool, gone: bool) -> None:
        """Set an earlier decision; with neither flag the item stays undecided."""
        if kept or gone:
            (self._kept if kept else self._gone).setChecked(True)

    def _lay_out(self) -> None:
        removal = self.removal
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Pill(removal.kind.label, _TONES[removal.action]))
        head.addWidget(make_label(removal.place, "small", Tone.SECONDARY))
        head.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addLayout(head)
        words.addWidget(make_label(f"{removal.before} → {removal.after or '（删除）'}", wrap=True))
        if removal.around.strip() != removal.before.strip():
            words.addWidget(make_label(removal.around, "small", Tone.SECONDARY, wrap=True))
        self.setProperty("edge", "bottom")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 10)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self._gone)
        row.addWidget(self._kept)
        self._kept.setVisible(self._kept.isEnabled())


class PublicCopyDialog(FittedDialog):
    """`submitted` carries a RedactionRequest that leaves nothing open; `mask_names_toggled` whether names shall be masked too."""

    submitted = Signal(object)
    mask_names_toggled = Signal(bool)

    def __init__(self, theme: Theme, copy: PublicCopy, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("公开版")
        self.resize(QSize(760, 640).boundedTo(parent.window().size() - QSize(48, 48)))
        self.rows: list[RemovalRow] = []
        self._names = QCheckBox("提案者姓名只留姓（如 沈××）")
        self._all = Button(theme, "全部确认删除", "check")
        self._state = ElidedLabel()
        self._write = Button(theme, "导出公开版…", "file-down", "primary")
        self._cancel = Button(theme, "取消")
        self._list = ScrollColumn((0, 0, 12, 0), 0)
        self._lay_out()
        self.show_copy(copy)
        self._names.toggled.connect(self.mask_names_toggled)
        self._all.clicked.connect(self.confirm_all)
        self._write.clicked.connect(self.submit)
        self._cancel.clicked.connect(self.reject)
        self._write.setToolTip(tip("dialog.store", "导出公开版"))
        bind(self, {"dialog.store": self.submit})

    @property
    def request(self) -> RedactionRequest:
        """The decisions so far."""
        kept = frozenset(row.removal.key for row in self.rows if row.is_kept)
        gone = frozenset(row.removal.key for row in self.rows if not row.is_kept and not row.is_open)
        return RedactionRequest(kept, gone, hide_names=self._names.isChecked())

    def show_copy(self, copy: PublicCopy) -> None:
        """Show the items found; earlier decisions are kept."""
        before = {row.removal.key: row for row in self.rows}
        kept = {key for key, row in before.items() if row.is_kept}
        gone = {key for key, row in before.items() if not row.is_kept and not row.is_open}
        self._list.clear()
        self.rows = [RemovalRow(removal) for removal in copy.removals]
        for row in self.rows:
            row.decide(kept=row.removal.key in kept, gone=row.removal.key in gone)
            row.decided.connect(self._refresh)
            self._list.column.addWidget(row)
        if not self.rows:
            nothing = "没有找到联系方式、证件号等不宜公开的内容。"
            self._list.column.addWidget(make_label(nothing, tone=Tone.SECONDARY))
        self._list.column.addStretch(1)
        self._refresh()

    def confirm_all(self) -> None:
        """Choose to remove all items that are not kept."""
        for row in self.rows:
            row.confirm()

    def submit(self) -> None:
        """Emit the decisions if none is open."""
        if self._write.isEnabled():
            self.submitted.emit(self.request)
            self.accept()

    def _refresh(self) -> None:
        still = sum(row.is_open for row in self.rows)
        kept = sum(row.is_kept for row in self.rows)
        gone = len(self.rows) - still - kept
        done = f"删除 {gone} 处，保留 {kept} 处" if self.rows else ""
        words = f"还有 {still} 处要确认" if still else done
        self._state.show_text(words)
        set_form(self._state, tone=str(Tone.WARNING if still else Tone.SECONDARY))
        self._all.setVisible(still > 0)
        self._write.setEnabled(not still)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        upper = QVBoxLayout()
        upper.setContentsMargins(24, 20, 12, 12)
        upper.setSpacing(8)
        sentence = "公开的文件里不能有联系方式、证件号码等。请逐处看过；文件也不带作者和修改痕迹。"
        upper.addWidget(make_label("公开版", "title"))
        upper.addWidget(make_label(sentence, tone=Tone.SECONDARY, wrap=True))
        upper.addWidget(self._names)
        upper.addWidget(self._list, 1)
        column.addLayout(upper, 1)
        column.addWidget(self._foot())

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("edge", "top")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(10)
        row.addWidget(self._state)
        row.addStretch(1)
        for button in (self._all, self._cancel, self._write):
            row.addWidget(button)
        return foot
