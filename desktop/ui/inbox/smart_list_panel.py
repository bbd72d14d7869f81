"""The lists at the left of the inbox: smart lists 「清单」 with their counts, then the sessions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.case.status import Status
from desktop.domain.case.work_list import SmartList
from desktop.services.cases.list_view import SavedList
from desktop.ui.menus.place_menus import MenuVerb, Verbs, offer_verbs
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.keys import menu_words
from desktop.ui.parts.labels import elided
from desktop.ui.parts.row_list import (
    ITEM_ROLE,
    CellOption,
    FullHeightList,
    Index,
    Row,
    RowModel,
    cell_option,
    paint_focus,
)
from desktop.ui.theme.theme import Theme

_WIDTH = 196
_ALARMING = {SmartList.LATE, SmartList.REHANDLING}


@dataclass(frozen=True, slots=True)
class ListChoice:
    """One line of the panel: a smart list or a session, its label and how many cases it holds.

    `statuses` or `ids`: the cases of a figure, shown below the other lists while it is chosen.
    """

    label: str
    count: int
    smart: SmartList | None = None
    term: int | None = None
    session: int | None = None
    saved: SavedList | None = None
    statuses: tuple[Status, ...] = ()
    ids: tuple[int, ...] | None = None
    is_bin: bool = False

    @property
    def is_of_figure(self) -> bool:
        return bool(self.statuses) or self.ids is not None

    @property
    def alarming(self) -> bool:
        """True for a list that should be empty and is not."""
        return self.smart in _ALARMING and self.count > 0

    def same_list(self, other: ListChoice) -> bool:
        """True if both name the same list, whatever their counts."""
        names = [one.saved.name if one.saved else "" for one in (self, other)]
        if self.is_of_figure or other.is_of_figure:
            return self.is_of_figure == other.is_of_figure and self.label == other.label
        facts = [(one.smart, one.term, one.session, one.is_bin) for one in (self, other)]
        same = facts[0] == facts[1]
        return names[0] == names[1] and (same or bool(names[0]))


class ListDelegate(QStyledItemDelegate):
    """Paints the label left, the count right; the chosen line has a rounded background. A row without a choice is a divider."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._theme.size.font_base + 21 if index.data(ITEM_ROLE) else 19)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        choice, cell = index.data(ITEM_ROLE), cell_option(option, index)
        if isinstance(choice, ListChoice):
            self._paint_choice(painter, cell, choice)
            paint_focus(painter, self._theme, cell)
        else:
            painter.fillRect(cell.place.adjusted(12, 9, -12, -9), self._theme.colour("line"))
        painter.restore()

    def _paint_choice(self, painter: QPainter, cell: CellOption, choice: ListChoice) -> None:
        place, chosen = cell.place, cell.selected
        if chosen or cell.hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent_ground" if chosen else "neutral_ground"))
            painter.drawRoundedRect(QRectF(place), self._theme.size.radius, self._theme.size.radius)
        room = place.adjusted(12, 0, -12, 0)
        size = self._theme.size
        painter.setFont(self._theme.font(size.font_base, chosen))
        painter.setPen(self._theme.colour("accent" if chosen else "text_secondary"))
        label = elided(painter.fontMetrics(), choice.label, room.width() - 40)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, label)
        painter.setFont(self._theme.font(size.font_small, chosen or choice.alarming))
        if choice.alarming:
            painter.setPen(self._theme.colour("danger"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(choice.count))


class SmartListPanel(QFrame):
    """Emits the chosen list; arrow keys choose at once, like a click."""

    list_chosen = Signal(object)
    save_requested = Signal()
    drop_requested = Signal(object)
    rename_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "background")
        self.setProperty("edge", "right")
        self._theme = theme
        self._choice = ListChoice("", 0, SmartList.ALL)
        self._parts: tuple[tuple[ListChoice, ...], ...] = ()
        self._figure: tuple[ListChoice, ...] = ()
        self._items = RowModel()
        self._view = FullHeightList()
        self._view.setModel(self._items)
        self._view.setItemDelegate(ListDelegate(theme, self._view))
        self._view.setProperty("ground", "background")
        self._view.setAccessibleName("清单")
        self._view.setMouseTracking(True)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(4)
        self._save = Button(theme, "存为清单", "plus", "link", "secondary")
        self._save.setToolTip("把眼前的查找、筛选、排序和分组存成一个清单")
        column.addWidget(self._view)
        indented = QHBoxLayout()
        indented.setContentsMargins(8, 0, 0, 0)
        indented.addWidget(self._save)
        indented.addStretch(1)
        column.addLayout(indented)
        column.addStretch(1)
        offer_verbs(self._view, self._verbs_at)
        self._save.clicked.connect(self.save_requested)
        self._view.selectionModel().currentChanged.connect(self._on_current)
        theme.changed.connect(self._resize)
        self._resize()

    @property
    def choice(self) -> ListChoice:
        return self._choice

    @property
    def at_cursor(self) -> ListChoice | None:
        """The list at the cursor while the panel has the focus, else None."""
        choice = self._view.currentIndex().data(ITEM_ROLE)
        return choice if self._view.hasFocus() and isinstance(choice, ListChoice) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del in the list: a saved one is deleted, after a question."""
        if event.key() == Qt.Key.Key_Delete and self.at_cursor is not None:
            self.drop_requested.emit(self.at_cursor)
        else:
            super().keyPressEvent(event)

    def show_lists(self, *parts: tuple[ListChoice, ...]) -> None:
        """Show groups of lists separated by dividers; the chosen list stays chosen if it is still among them."""
        self._parts = parts
        if not self._choice.is_of_figure:
            self._figure = ()
        self._show_rows()

    def choose(self, wanted: SmartList | ListChoice) -> None:
        """Choose a smart list, as if clicked; also before its line is shown. The cases of a figure get a line of their own."""
        choice = wanted if isinstance(wanted, ListChoice) else ListChoice("", 0, wanted)
        if choice.is_of_figure:
            self._figure = (choice,)
            self._show_rows()
        self._take(choice)
        self._mark(choice)

    def renew(self, figures: Iterable[object]) -> None:
        """Take the chosen figure's cases as they are now; the list is shown anew if they are others."""
        for figure in figures:
            if isinstance(figure, ListChoice) and figure.same_list(self._choice) and figure != self._choice:
                self._choice, self._figure = figure, (figure,)
                self._show_rows()
                self.list_chosen.emit(figure)

    def _show_rows(self) -> None:
        rows: list[Row] = []
        for part in filter(None, (*self._parts, self._figure)):
            rows += [Row("")] if rows else []
            rows += [Row(f"{choice.label} {choice.count}", choice, choice.label) for choice in part]
        self._items.show_rows(tuple(rows))
        self._view.updateGeometry()
        self._mark(self._choice)

    def _mark(self, wanted: ListChoice) -> None:
        for place, row in enumerate(self._items.rows):
            if isinstance(row.item, ListChoice) and row.item.same_list(wanted):
                self._view.setCurrentIndex(self._items.index(place))

    def _on_current(self, current: QModelIndex) -> None:
        choice = current.data(ITEM_ROLE)
        if isinstance(choice, ListChoice):
            self._take(choice)

    def _take(self, choice: ListChoice) -> None:
        if not choice.same_list(self._choice):
            self._choice = choice
            self.list_chosen.emit(choice)

    def _verbs_at(self, index: QModelIndex, _point: QPoint) -> Verbs:
        choice = index.data(ITEM_ROLE)
        save = MenuVerb("把眼前的存为清单…", self.save_requested.emit)
        if not isinstance(choice, ListChoice):
            return (save,)
        show = MenuVerb("看这个清单", lambda: self._view.setCurrentIndex(index))
        own = (
            MenuVerb(menu_words("inbox.rename", "改名…"), lambda: self.rename_requested.emit(choice)),
            MenuVerb(menu_words("inbox.remove", "删除这个清单…"), lambda: self.drop_requested.emit(choice)),
        )
        return (show, save, *(own if choice.saved is not None else ()))

    def _resize(self) -> None:
        self.setFixedWidth(round(_WIDTH * self._theme.size.font_base / 13))
        self._view.doItemsLayout()
