"""The list of sections with their states: done, missing, open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from desktop.services.writing.drafting import SectionState
from desktop.ui.access.print_size import KeptWidth
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
    find_by_typing,
    paint_focus,
)
from desktop.ui.theme.theme import Theme

# The lines of the list: the head form, the sections, and the foot form.
HEAD_FORM = "@head"
FOOT_FORM = "@foot"
"""Keys of the forms; section keys never begin with @."""

HEAD_KEYS = ("handling_result", "signer", "title_lines", "salutation", "document_number")
FOOT_KEYS = (
    "issuer",
    "issue_date",
    "disclosure",
    "disclosure_reason",
    "note",
    "contact_person",
    "contact_phone",
    "copies_to",
    "attachments",
)


@dataclass(frozen=True, slots=True)
class SectionItem:
    """One line of the list. `missing`: required and not done, shown as a hollow dot. `number`: as the letter has it, or ""."""

    key: str
    label: str
    done: bool
    missing: bool
    number: str = ""

    @property
    def name(self) -> str:
        """The label with its number: 「二、（一）载体建设情况」. That of an officer's own heading begins with a part of it."""
        common = range(len(self.number) + 1)
        shared = next(place for place in common if self.label.startswith(self.number[place:]))
        return self.number[:shared] + self.label

    @property
    def is_form(self) -> bool:
        return self.key in {HEAD_FORM, FOOT_FORM}


def section_items(states: Iterable[SectionState], missing_fields: Iterable[str]) -> tuple[SectionItem, ...]:
    """The lines for these sections; `missing_fields` are keys of ReplyFields that the template requires and that are empty."""
    missing = set(missing_fields)
    head, foot = bool(missing.intersection(HEAD_KEYS)), bool(missing.intersection(FOOT_KEYS))
    return (
        SectionItem(HEAD_FORM, "标题与结果", not head, head),
        *(SectionItem(one.key, one.label, one.done, one.missing, one.number) for one in states),
        SectionItem(FOOT_FORM, "署名、日期与附注", not foot, foot),
    )


_WIDTH = 187


class SectionDelegate(QStyledItemDelegate):
    """Paints a sign (dot: done, ring: missing, dash: may be left out) and the name; the open line has a tinted background and a
    bar at its left.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, self._theme.size.font_base + 19)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item, cell = index.data(ITEM_ROLE), cell_option(option, index)
        if isinstance(item, SectionItem):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter, cell)
            self._paint_item(painter, cell, item)
            paint_focus(painter, self._theme, cell)
            painter.restore()

    def _paint_ground(self, painter: QPainter, cell: CellOption) -> None:
        colour, place = self._theme.colour, cell.place
        if cell.selected:
            painter.fillRect(place, colour("accent_ground"))
            painter.fillRect(QRect(place.left(), place.top(), 2, place.height()), colour("accent"))
        elif cell.hovered:
            painter.fillRect(place, colour("neutral_ground"))

    def _paint_item(self, painter: QPainter, cell: CellOption, item: SectionItem) -> None:
        place, theme = cell.place, self._theme
        role = "accent" if cell.selected else "good" if item.done else "warning" if item.missing else "edge"
        dot = QRectF(place.left() + 16, place.center().y() - 2.5, 6, 6)
        painter.setPen(QPen(theme.colour(role), 1.3))
        painter.setBrush(theme.colour(role) if item.done else Qt.BrushStyle.NoBrush)
        if item.done or item.missing:
            painter.drawEllipse(dot)
        else:
            painter.drawLine(QPointF(dot.left(), dot.center().y()), QPointF(dot.right(), dot.center().y()))
        painter.setFont(theme.font(theme.size.font_base, cell.selected))
        painter.setPen(theme.colour("accent" if cell.selected else "text_secondary"))
        room = place.adjusted(30, 0, -10, 0)
        label = elided(painter.fontMetrics(), item.name, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, label)


class SectionList(QFrame):
    """Requests to open, add or remove a section; the desk carries them out."""

    section_requested = Signal(str)
    writing_requested = Signal()
    """A section was clicked, or chosen by Enter: what follows is typed into it."""
    add_requested = Signal()
    remove_requested = Signal(str)
    rename_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._items: tuple[SectionItem, ...] = ()
        self._locked = False
        self.setProperty("ground", "background")
        self.setProperty("edge", "right")
        self._model = RowModel()
        self.view = FullHeightList()
        self.view.setModel(self._model)
        self.view.setItemDelegate(SectionDelegate(theme, self.view))
        self.view.setProperty("ground", "background")
        self.view.setAccessibleName("小节")
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        offer_verbs(self.view, self._verbs_at)
        find_by_typing(self.view)
        self._add = Button(theme, "添加小节", "plus", "link", "secondary")
        self._foot = QWidget()
        self._lay_out()
        self._add.clicked.connect(self.add_requested)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.clicked.connect(self.writing_requested)
        self.view.activated.connect(self.writing_requested)

    @property
    def items(self) -> tuple[SectionItem, ...]:
        return self._items

    def show_items(self, items: tuple[SectionItem, ...], current: str) -> None:
        """Show these lines with `current` open; the scroll position is kept."""
        self._items = items
        self._model.show_rows(tuple(map(_row, items)))
        self.view.updateGeometry()
        self.mark(current)

    @property
    def can_change(self) -> bool:
        """False while the letter is locked."""
        return not self._locked

    def set_locked(self, *, locked: bool) -> None:
        """Offer neither a new section nor the removal of one."""
        self._locked = locked
        self._foot.setVisible(not locked)

    def mark(self, key: str) -> None:
        """Mark the open line."""
        for place, item in enumerate(self._items):
            if item.key == key:
                self.view.setCurrentIndex(self._model.index(place))

    def neighbour(self, key: str, step: int) -> str:
        """The key of the line `step` lines further; the same key at an end of the list."""
        keys = [item.key for item in self._items]
        place = keys.index(key) + step if key in keys else 0
        return keys[min(max(place, 0), len(keys) - 1)] if keys else key

    def _on_current(self, current: QModelIndex) -> None:
        item = current.data(ITEM_ROLE)
        if isinstance(item, SectionItem):
            self.section_requested.emit(item.key)

    def _verbs_at(self, index: QModelIndex, _point: QPoint) -> Verbs:
        item = index.data(ITEM_ROLE)
        verbs: list[MenuVerb] = []
        if isinstance(item, SectionItem):
            verbs.append(MenuVerb("写这一节", lambda: self.section_requested.emit(item.key)))
        if not self._locked:
            verbs.append(MenuVerb("添加小节…", self.add_requested.emit))
            if isinstance(item, SectionItem) and not item.is_form:
                verbs.append(MenuVerb(menu_words("desk.rename"), lambda: self._ask_title(item.key)))
                verbs.append(MenuVerb("删除本节…", lambda: self.remove_requested.emit(item.key)))
        return verbs

    def _ask_title(self, key: str) -> None:
        self.section_requested.emit(key)
        self.rename_requested.emit()

    def _lay_out(self) -> None:
        KeptWidth(self._theme, self, _WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(6)
        column.addWidget(self.view)
        line = QFrame()
        line.setProperty("kind", "hairline")
        inner = QVBoxLayout(self._foot)
        inner.setContentsMargins(16, 0, 16, 0)
        inner.setSpacing(8)
        inner.addWidget(line)
        inner.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._foot)
        column.addStretch(1)


def _row(item: SectionItem) -> Row:
    state = "已写" if item.done else "未写" if item.missing else "可不写"
    return Row(f"{item.name}，{state}", item, f"{item.name}（{state}）")
