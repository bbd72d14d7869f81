"""The list of templates by kind, with the office's own marked."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.services.office.template_files import TemplateCard, TemplateKind
from desktop.ui.parts.labels import elided
from desktop.ui.parts.row_list import ITEM_ROLE, Row, RowModel, cell_option
from desktop.ui.theme.theme import Theme

_PAD = 12
Index = QModelIndex | QPersistentModelIndex


class TemplateDelegate(QStyledItemDelegate):
    """Paints headings in small type, and 「本单位」 after the name of a template whose file is the office's own."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, self._theme.size.font_base + (20 if index.data(ITEM_ROLE) else 24))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, card = cell_option(option), index.data(ITEM_ROLE)
        theme, size = self._theme, self._theme.size
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(cell.place).adjusted(8, 1, -8, -1)
        if not isinstance(card, TemplateCard):
            painter.setFont(theme.font(size.font_small, bold=True))
            painter.setPen(theme.colour("text_secondary"))
            painter.drawText(room.adjusted(_PAD, 6, 0, 0), Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        else:
            self._paint_card(painter, room, card, chosen=cell.selected, hovered=cell.hovered)
        painter.restore()

    def _paint_card(
        self, painter: QPainter, room: QRectF, card: TemplateCard, *, chosen: bool, hovered: bool
    ) -> None:
        theme, size = self._theme, self._theme.size
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_ground" if chosen else "hover"))
            painter.drawRoundedRect(room, size.radius, size.radius)
        inner = room.adjusted(_PAD, 0, -_PAD, 0)
        if card.own:
            painter.setFont(theme.font(size.font_small))
            painter.setPen(theme.colour("good"))
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, card.origin)
            inner.setRight(inner.right() - painter.fontMetrics().horizontalAdvance(card.origin) - 8)
        painter.setFont(theme.font(size.font_base, bold=chosen))
        painter.setPen(theme.colour("accent" if chosen else "text"))
        words = elided(painter.fontMetrics(), card.name, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, words)


class TemplateListView(QListView):
    """`chosen` carries the TemplateCard of the current line."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = RowModel()
        self.setModel(self._rows)
        self.setItemDelegate(TemplateDelegate(theme, self))
        self.setAccessibleName("模板清单")
        self.setProperty("ground", "background")
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_cards(self, cards: tuple[TemplateCard, ...], wanted: TemplateCard | None) -> None:
        """Show the cards below the names of their kinds, with `wanted` (or the first) chosen."""
        rows: list[Row] = []
        for kind in TemplateKind:
            of_kind = [card for card in cards if card.kind is kind]
            if of_kind:
                rows.append(Row(kind.label))
                rows += [Row(f"{card.name}，{card.origin}", card, card.basis) for card in of_kind]
        self._rows.show_rows(tuple(rows))
        same = [place for place, row in enumerate(rows) if wanted and _is(row.item, wanted)]
        self.setCurrentIndex(self._rows.index(same[0] if same else 1))
        self._on_current(self.currentIndex())

    def _on_current(self, index: QModelIndex) -> None:
        card = index.data(ITEM_ROLE)
        if isinstance(card, TemplateCard):
            self.chosen.emit(card)


def _is(item: object, wanted: TemplateCard) -> bool:
    return isinstance(item, TemplateCard) and (item.kind, item.id) == (wanted.kind, wanted.id)
