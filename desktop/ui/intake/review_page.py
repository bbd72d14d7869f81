"""The review 「收件核对」: the original with marks on one side, the recognised fields on the other."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.importing.plan import ImportDecisions, ImportStatus, Offer, PlannedItem, SimilarMatter
from desktop.services.importing.reading import Reading
from desktop.ui.drafts.half_typed import DraftLine
from desktop.ui.intake.field_panel import FieldPanel
from desktop.ui.intake.original_pane import OriginalPane
from desktop.ui.intake.plan_lines import TONES
from desktop.ui.parts.buttons import Button, ElidedLink, IconButton
from desktop.ui.parts.keys import ENTER_KEYS, tip
from desktop.ui.parts.labels import Pill, make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme


# The header of the review page: number of the file, status of its plan, skip and accept.
class ReviewHeader(QFrame):
    """Its buttons emit requests; `compare_requested` and `merge_toggled` carry the similar case."""

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
        self._like: SimilarMatter | None = None
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
        """Show the outcome that is planned for the file; None while the plan is being made."""
        self.accept.setEnabled(item is None or item.status is not ImportStatus.REFUSED)
        self._status.show_text(
            item.status.label if item else "", TONES[item.status] if item else Tone.NEUTRAL
        )
        self._status.setToolTip(item.message if item else "")
        self._like = item.similar_matters[0] if item and item.similar_matters else None
        self._hint.setVisible(bool(self._like) or bool(item and item.status is ImportStatus.REFUSED))
        if item is not None and item.status is ImportStatus.REFUSED:
            self._hint.show_text(item.message)
        elif self._like is not None:
            more = f"等 {len(item.similar_matters)} 件" if item and len(item.similar_matters) > 1 else ""
            self._hint.show_text(f"疑似与{self._like.name}{more}相近，可对照")
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
        self.accept.setToolTip(tip("review.accept"))
        self._skip.setToolTip(tip("review.skip"))
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


_PAUSE_MS = 400  # pause after the last key before a new plan is requested
_SHARES = (880, 460)


class ReviewPage(QWidget):
    """Shows one reading. `accepted` and `skipped` are requests; `corrected` asks for a new plan."""

    accepted = Signal()
    skipped = Signal()
    corrected = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item: PlannedItem | None = None
        self._merge_into: SimilarMatter | None = None
        self.header = ReviewHeader(theme)
        self.original = OriginalPane(theme)
        self.panel = FieldPanel(theme)
        self.draft = DraftLine(theme)
        self.draft.setContentsMargins(16, 4, 16, 4)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._connect()

    def show_reading(self, reading: Reading, number: int, count: int) -> None:
        """Show another reading, the `number`th of `count`, and focus its first doubtful field."""
        self._item, self._merge_into = None, None
        self._pause.stop()
        self.header.show_place(number, count)
        self.header.show_item(None)
        self.original.show_reading(reading)
        self.panel.show_reading(reading)
        self._mark()
        self._point_at_doubt()

    def put_back(self, texts: Mapping[str, str]) -> None:
        """Make corrections that were made before again, in fields that have not been corrected meanwhile."""
        for key, text in texts.items():
            row = self.panel.rows.get(key)
            if row is not None and not row.value.corrected:
                row.edited.emit(key, text)

    def show_read(self, reading: Reading) -> None:
        """Show the fields as they were read, without corrections, and ask for a new plan."""
        self.panel.show_reading(reading)
        self._mark()
        self.corrected.emit()

    def _point_at_doubt(self) -> None:
        """Focus the first doubtful field. The list of asks is only scrolled to, because Enter would split an ask in it.

        Without a doubtful field the text has the focus: arrow keys scroll, Enter accepts, Tab goes to the fields.
        """
        doubt = self.panel.first_doubt
        self.original.view.setFocus()
        if doubt and self.panel.is_list(doubt):
            self.panel.bring_into_view(doubt)
            self.original.view.point_at(doubt)
        elif doubt:
            self.panel.focus_field(doubt)

    def show_item(self, item: PlannedItem) -> None:
        """Show the planned outcome."""
        self._item = item
        if self._merge_into not in item.similar_matters:
            self._merge_into = None
        self.header.show_item(item, merged=self._merge_into is not None)
        self.panel.show_plan(item)

    @property
    def regions(self) -> tuple[QWidget, ...]:
        """The columns between which F6 goes: fields, original, head."""
        return (self.panel, self.original, self.header)

    @property
    def corrections(self) -> Mapping[str, str]:
        """The values that the officer has changed, by key."""
        return self.panel.corrections

    @property
    def decisions(self) -> ImportDecisions:
        """The officer's decisions on the plan."""
        like, key = self._merge_into, (0, 0)
        return ImportDecisions(
            overwrite={key: self.panel.overwritten} if self.panel.overwritten else {},
            merge={key: like.case_id} if like is not None and like.case_id else {},
        )

    def accept(self) -> None:
        """Emit `accepted`, unless a field cannot be read or the file is refused."""
        wrong = self.panel.check()
        if wrong:
            self.panel.focus_field(wrong)
        elif self._item is None or self._item.status is not ImportStatus.REFUSED:
            self._pause.stop()
            self.accepted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = QApplication.focusWidget()
        if event.key() in ENTER_KEYS and isinstance(focus, QAbstractButton):
            focus.click()
        elif event.key() in ENTER_KEYS:
            self.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.skipped.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """For a selection in the original: a menu of the fields that can take it over."""
        if not self.original.view.selected_words.strip():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, row in self.panel.rows.items():
            action = menu.addAction(f"取作{row.value.read.label}")
            action.triggered.connect(lambda _checked, wanted=key: self.take(wanted))
        menu.popup(event.globalPos())

    def take(self, key: str) -> None:
        """Take over the text selected in the original into a field."""
        view = self.original.view
        if key in self.panel.rows and view.selected_words.strip():
            self.panel.take(key, view.selected_words, view.selected_span)
            cursor = view.textCursor()
            cursor.clearSelection()
            view.setTextCursor(cursor)
            self.panel.focus_field(key)

    def toggle_merge(self, like: SimilarMatter) -> None:
        """Choose to merge the file into that case, or undo that choice."""
        self._merge_into = None if self._merge_into == like else like
        if self._item is not None:
            self.header.show_item(self._item, merged=self._merge_into is not None)

    def _on_edited(self, _key: str) -> None:
        self._mark()
        self._pause.start()

    def _mark(self) -> None:
        self.original.view.show_marks(self.panel.marks())

    def _connect(self) -> None:
        view = self.original.view
        self.panel.edited.connect(self._on_edited)
        self.panel.entered.connect(view.point_at)
        self.panel.take_requested.connect(self.take)
        view.field_requested.connect(self.panel.focus_field)
        view.selected.connect(self.panel.offer_selection)
        view.key_pressed.connect(lambda typed: self.take(self.panel.key_for(typed)))
        self.header.accept_requested.connect(self.accept)
        self.header.skip_requested.connect(self.skipped)
        self.header.merge_toggled.connect(self.toggle_merge)
        self._pause.timeout.connect(self.corrected)

    def _lay_out(self) -> None:
        columns = self.columns = QSplitter(Qt.Orientation.Horizontal)
        columns.addWidget(self.original)
        columns.addWidget(self.panel)
        columns.setSizes(list(_SHARES))
        columns.setStretchFactor(0, 2)
        columns.setStretchFactor(1, 1)
        columns.setChildrenCollapsible(False)
        columns.setHandleWidth(1)
        self.panel.setMinimumWidth(320)
        self.original.setMinimumWidth(320)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.draft)
        column.addWidget(columns, 1)
