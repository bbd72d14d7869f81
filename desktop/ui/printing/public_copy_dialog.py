"""The public copy 「公开版」: everything private that was found, decided one by one or all at once, before a file is written."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.paper.public_copy import PublicCopy, RedactionWish
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import ElidedLabel, make_label
from desktop.ui.parts.scroll_column import ScrollColumn
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.printing.removal_row import RemovalRow
from desktop.ui.theme.theme import Theme


class PublicCopyDialog(QDialog):
    """`given` carries a RedactionWish that leaves nothing open; `names_wished` whether names shall be masked too."""

    given = Signal(object)
    names_wished = Signal(bool)

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
        self._names.toggled.connect(self.names_wished)
        self._all.clicked.connect(self.confirm_all)
        self._write.clicked.connect(self.give)
        self._cancel.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.give)

    @property
    def wish(self) -> RedactionWish:
        """What is decided so far."""
        kept = frozenset(row.removal.key for row in self.rows if row.is_kept)
        gone = frozenset(row.removal.key for row in self.rows if not row.is_kept and not row.is_open)
        return RedactionWish(kept, gone, hide_names=self._names.isChecked())

    def show_copy(self, copy: PublicCopy) -> None:
        """Show what was found; what was decided before stays decided."""
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
        """Take out everything that is not decided to be kept."""
        for row in self.rows:
            row.confirm()

    def give(self) -> None:
        """Hand the decisions on once all are made."""
        if self._write.isEnabled():
            self.given.emit(self.wish)
            self.accept()

    def _refresh(self) -> None:
        still = sum(row.is_open for row in self.rows)
        kept = sum(row.is_kept for row in self.rows)
        gone = len(self.rows) - still - kept
        done = f"删除 {gone} 处，保留 {kept} 处" if self.rows else ""
        words = f"还有 {still} 处要确认" if still else done
        self._state.say(words)
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
