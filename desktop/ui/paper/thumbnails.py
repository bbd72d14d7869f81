"""Thumbnails of the pages in a list: the page in view is marked, choosing one scrolls to it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from desktop.painting.font_library import FontLibrary
from desktop.typesetting.model.page import Page
from desktop.ui.menus.place_menus import MenuVerb, Verbs, offer_verbs
from desktop.ui.paper.page_renderer import PagePictures
from desktop.ui.parts.row_list import Index, cell_option, paint_focus
from desktop.ui.theme.theme import Theme

_WIDTH = 104
_SPACING = 10
_NUMBER = 20


class PageList(QAbstractListModel):
    """The pages, with their numbers as text for screen readers."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: tuple[Page, ...] = ()

    def show(self, pages: tuple[Page, ...]) -> None:
        self.beginResetModel()
        self.pages = pages
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.pages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"第 {index.row() + 1} 页"
        return None


class ThumbnailPainter(QStyledItemDelegate):
    """Paints a page and its number."""

    def __init__(self, theme: Theme, model: PageList) -> None:
        super().__init__()
        self._theme, self._model = theme, model
        self.pictures = PagePictures(60)
        self.fonts: FontLibrary | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        page = self._model.pages[index.row()]
        height = _WIDTH * page.height_pt / page.width_pt
        return QSize(_WIDTH + 2 * _SPACING, round(height) + _NUMBER + _SPACING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if self.fonts is None:
            return
        cell, page, colours = cell_option(option, index), self._model.pages[index.row()], self._theme.colours
        scale = _WIDTH / page.width_pt
        room = QRectF(cell.place)
        paper = QRectF(
            round(room.center().x() - _WIDTH / 2),
            room.top() + _SPACING / 2,
            _WIDTH,
            round(page.height_pt * scale),
        )
        chosen = cell.selected
        painter.fillRect(paper, QColor(colours.paper))
        painter.drawPixmap(
            paper.topLeft(),
            self.pictures.picture(page, self.fonts, scale, painter.device().devicePixelRatioF()),
        )
        painter.setPen(QPen(QColor(colours.accent if chosen else colours.line), 2 if chosen else 1))
        painter.drawRect(paper)
        painter.setPen(QColor(colours.accent if chosen else colours.text_secondary))
        number = QRectF(room.left(), paper.bottom() + 2, room.width(), _NUMBER)
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))
        paint_focus(painter, self._theme, cell)


class Thumbnails(QListView):
    """`page_chosen` carries the number of a page from 1."""

    page_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._pages = PageList()
        self._painter = ThumbnailPainter(theme, self._pages)
        self.setModel(self._pages)
        self.setItemDelegate(self._painter)
        self.setAccessibleName("页面缩略图")
        self.setProperty("ground", "background")
        self.setFixedWidth(_WIDTH + 2 * _SPACING + 12)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        offer_verbs(self, lambda index, _point: self._verbs_at(index.row() + 1))
        self.clicked.connect(lambda index: self.page_chosen.emit(index.row() + 1))
        self.activated.connect(lambda index: self.page_chosen.emit(index.row() + 1))

    def _verbs_at(self, number: int) -> Verbs:
        return (MenuVerb(f"看第 {number} 页", lambda: self.page_chosen.emit(number)),) if number else ()

    def show_pages(self, pages: tuple[Page, ...], fonts: FontLibrary) -> None:
        """Show these pages."""
        self._painter.pictures.clear()
        self._painter.fonts = fonts
        self._pages.show(pages)

    def mark(self, number: int) -> None:
        """Mark the page in view."""
        self.setCurrentIndex(self._pages.index(number - 1))
