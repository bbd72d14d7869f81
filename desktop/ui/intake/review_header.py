"""The head of the review page: which file of how many, what it looks like, skip and accept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.domain.importing.plan import ImportStatus, LookAlike, Offer, PlannedItem
from desktop.ui.parts.buttons import Button, ElidedLink, IconButton
from desktop.ui.parts.labels import Pill, make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_TONES = {
    ImportStatus.NEW: Tone.ACCENT,
    ImportStatus.UPDATED: Tone.WARNING,
    ImportStatus.UNCHANGED: Tone.NEUTRAL,
    ImportStatus.REFUSED: Tone.DANGER,
}


class ReviewHeader(QFrame):
    """Its buttons say wishes; `compare_requested` and `merge_requested` carry the look-alike."""

    back_requested = Signal()
    undo_requested = Signal()
    skip_requested = Signal()
    accept_requested = Signal()
    compare_requested = Signal(object)
    merge_toggled = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("ground", "surface")
        self.setProperty("edge", "bottom")
        self._like: LookAlike | None = None
        self._back = IconButton(theme, "arrow-left", "回到收件清单")
        self._place = make_label("", tone=Tone.SECONDARY)
        self._status = Pill()
        self._hint = ElidedLink(theme, "", "secondary")
        self._merge = Button(theme, "并案", kind="link")
        self.undo = IconButton(theme, "undo-2", "撤销上一份的收件")
        self._skip = Button(theme, "跳过")
        self.accept = Button(theme, "确认收件", "corner-down-left", "primary")
        self._lay_out()
        self._connect()
        self._resize()
        self.show_item(None)

    def show_place(self, number: int, count: int) -> None:
        """「第 3 份，共 12 份」."""
        self._place.setText(f"第 {number} 份，共 {count} 份")
        self._place.setVisible(count > 1)

    def show_item(self, item: PlannedItem | None, merged: bool = False) -> None:
        """Say what would become of the file; None while that is being found out."""
        self.accept.setEnabled(item is None or item.status is not ImportStatus.REFUSED)
        self._status.say(item.status.label if item else "", _TONES[item.status] if item else Tone.NEUTRAL)
        self._status.setToolTip(item.message if item else "")
        self._like = item.look_alikes[0] if item and item.look_alikes else None
        self._hint.setVisible(bool(self._like) or bool(item and item.status is ImportStatus.REFUSED))
        if item is not None and item.status is ImportStatus.REFUSED:
            self._hint.say(item.message)
        elif self._like is not None:
            more = f"等 {len(item.look_alikes)} 件" if item and len(item.look_alikes) > 1 else ""
            self._hint.say(f"疑似与{self._like.name}{more}相近，可对照")
        self._merge.setVisible(self._like is not None and self._like.offer is Offer.MERGE)
        self._merge.setText("不并案" if merged else "并案")

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self.undo.clicked.connect(self.undo_requested)
        self._skip.clicked.connect(self.skip_requested)
        self.accept.clicked.connect(self.accept_requested)
        self._hint.clicked.connect(self._compare)
        self._merge.clicked.connect(self._toggle_merge)
        self._theme.changed.connect(self._resize)

    def _compare(self) -> None:
        if self._like is not None:
            self.compare_requested.emit(self._like)

    def _toggle_merge(self) -> None:
        if self._like is not None:
            self.merge_toggled.emit(self._like)

    def _lay_out(self) -> None:
        self.accept.put_icon_last()
        self.accept.setToolTip("确认收件（回车；在多行字段里按 Ctrl+Enter）")
        self._skip.setToolTip("这一份先不收（Esc）")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 16, 0)
        row.setSpacing(10)
        row.addWidget(self._back)
        row.addWidget(make_label("收件核对", "title"))
        row.addWidget(self._place)
        row.addWidget(self._status)
        row.addStretch(1)
        for widget in (self._hint, self._merge, self.undo, self._skip, self.accept):
            row.addWidget(widget)

    def _resize(self) -> None:
        self.setFixedHeight(self._theme.size.header_height)
