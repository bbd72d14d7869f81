"""The templates page 「模板」: the list by kind, and one template read-only. An office changes them by its own files."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListView,
    QScrollArea,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.services.office.template_facts import FactGroup, TemplateFact, template_facts
from desktop.services.office.template_files import (
    TemplateCard,
    TemplateKind,
    TemplateList,
    copy_to_own,
    own_folder,
    reload_templates,
)
from desktop.ui.access.print_size import KeptWidth
from desktop.ui.access.spoken_parts import SpokenRole, let_speak
from desktop.ui.menus.place_menus import MenuVerb, Verbs, offer_verbs
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import PageHead, elided, make_label
from desktop.ui.parts.notice import Notice, NoticeAction, open_file, show_in_folder
from desktop.ui.parts.page import StatusFact, StatusFacts, WorkPage
from desktop.ui.parts.row_list import (
    ITEM_ROLE,
    Index,
    Row,
    RowModel,
    cell_option,
    find_by_typing,
    paint_focus,
)
from desktop.ui.parts.scroll_column import empty_row
from desktop.ui.parts.tone import Tone
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme

# The list of templates by kind, with the office's own marked.
_PAD = 12


class TemplateDelegate(QStyledItemDelegate):
    """Paints headings in small type, and 「本单位」 after the name of a template whose file is the office's own."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, self._theme.size.font_base + (20 if index.data(ITEM_ROLE) else 24))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, card = cell_option(option, index), index.data(ITEM_ROLE)
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
            paint_focus(painter, theme, cell)
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
        find_by_typing(self)

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


# The view of one template: name, owner, basis, and its facts in groups.
_LABEL_WIDTH = 132


class TemplateView(QScrollArea):
    """Shows a TemplateCard and its facts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        let_speak(self, SpokenRole.DOCUMENT)
        self.setAccessibleName("模板内容")
        body = QWidget()
        body.setProperty("ground", "background")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(24, 20, 24, 20)
        self._column.setSpacing(12)
        self.setWidget(body)

    def show_template(self, card: TemplateCard, groups: tuple[FactGroup, ...]) -> None:
        """Show one template."""
        empty_row(self._column)
        self._column.addWidget(make_label(card.name, "title", wrap=True))
        words = f"{card.kind.label} · {card.origin} · 第 {card.version} 版"
        self._column.addWidget(make_label(words, tone=Tone.SECONDARY, wrap=True))
        if card.basis:
            self._column.addWidget(make_label(f"依据：{card.basis}", tone=Tone.SECONDARY, wrap=True))
        for group in groups:
            self._column.addWidget(_group_card(group))
        self._column.addStretch(1)  # not an alignment: with one, a layout gets no more than its size hint
        self.verticalScrollBar().setValue(0)


def _group_card(group: FactGroup) -> QFrame:
    frame = QFrame()
    frame.setProperty("kind", "card")
    grid = QGridLayout(frame)
    grid.setContentsMargins(20, 14, 20, 16)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.addWidget(make_label(group.heading, "heading"), 0, 0, 1, 2)
    for row, fact in enumerate(group.facts, 1):
        _add(grid, row, fact)
    grid.setColumnStretch(1, 1)
    return frame


def _add(grid: QGridLayout, row: int, fact: TemplateFact) -> None:
    label = make_label(fact.label, tone=Tone.SECONDARY, wrap=True)
    label.setFixedWidth(_LABEL_WIDTH)
    grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(make_label(fact.words, wrap=True))
    if fact.remark:
        words.addWidget(make_label(fact.remark, "small", Tone.SECONDARY, wrap=True))
    grid.addLayout(words, row, 1)


# The page.
_LIST_WIDTH = 280


class TemplatesPage(WorkPage):
    """Read-only; a template can be copied into the office's folder."""

    chapter = "改模板"

    def __init__(self, theme: Theme, worker: StoreWorker, parent: QWidget | None = None) -> None:
        super().__init__(theme, worker, parent)
        self.shown: TemplateList | None = None
        self.card: TemplateCard | None = None
        self.list, self.view = TemplateListView(theme), TemplateView()
        self._head = PageHead(theme, "模板")
        self._copy = Button(theme, "复制成本单位的", "copy")
        self._open = Button(theme, "打开本单位文件夹", "folder-open")
        self._reload = Button(theme, "重新读取", "refresh-cw")
        self._problems = QFrame()
        self._problem_lines = QVBoxLayout(self._problems)
        self._lay_out()
        self.list.chosen.connect(self._show_card)
        offer_verbs(self.list, self._verbs_at)
        self._copy.clicked.connect(self.copy_card)
        self._open.clicked.connect(self._open_folder)
        self._reload.clicked.connect(self.refresh)

    def refresh(self) -> None:
        task = self.reader.send(reload_templates)
        task.done.connect(self._show)
        task.failed.connect(self.failed)

    def take_focus(self) -> None:
        self.list.setFocus()

    def facts(self) -> StatusFacts:
        if self.shown is None:
            return StatusFacts()
        own = sum(card.own for card in self.shown.cards)
        return StatusFacts(left=(StatusFact(f"共 {len(self.shown.cards)} 份 · 本单位 {own} 份"),))

    def copy_card(self) -> None:
        """Copy the shown template into the office's folder; the copy is used from now on."""
        if self.card is not None:
            task = self.reader.send(copy_to_own, self.card)
            task.done.connect(self._on_copied)
            task.failed.connect(self.failed)

    def _show(self, found: TemplateList) -> None:
        self.shown = found
        self.list.show_cards(found.cards, self.card)
        empty_row(self._problem_lines)
        for problem in found.problems:
            self._problem_lines.addWidget(
                make_label(f"{problem.what}{problem.remedy}", tone=Tone.DANGER, wrap=True)
            )
        self._problems.setVisible(bool(found.problems))
        self.facts_changed.emit(self.facts())

    def _verbs_at(self, index: QModelIndex, _point: QPoint) -> Verbs:
        """The buttons of the head, and the file of the template."""
        buttons = (self._copy, self._open, self._reload)
        verbs = [MenuVerb(button.text(), button.click, button.isEnabled()) for button in buttons]
        card = index.data(ITEM_ROLE)
        if isinstance(card, TemplateCard):
            verbs.append(MenuVerb("在文件夹中显示", partial(show_in_folder, card.path)))
        return verbs

    def _show_card(self, card: TemplateCard) -> None:
        self.card = card
        self._copy.setEnabled(not card.own)
        self._copy.setToolTip(
            "本单位已经有这一份" if card.own else "复制一份到数据文件夹，照着改，改了就用改过的"
        )
        task = self.worker.looker.send(template_facts, card.kind, card.id)
        task.done.connect(partial(self.view.show_template, card))
        task.failed.connect(self.failed)

    def _on_copied(self, path: Path) -> None:
        opens = NoticeAction("打开文件", "external-link", partial(open_file, path))
        words = "用记事本打开就能改，改完回到这里按“重新读取”。"
        self.noticed.emit(Notice(f"已复制成本单位的 {path.name}", words, actions=(opens,)))
        self.refresh()

    def _open_folder(self) -> None:
        task = self.worker.looker.send(own_folder)
        task.done.connect(open_file)
        task.failed.connect(self.failed)

    def _lay_out(self) -> None:
        self._head.put_right(self._reload, self._open, self._copy)
        self._problems.setProperty("kind", "notice")
        self._problems.setProperty("tone", "danger")
        self._problem_lines.setContentsMargins(16, 8, 16, 8)
        self._problems.hide()
        side = QFrame()
        side.setProperty("ground", "background")
        side.setProperty("edge", "right")
        KeptWidth(self.theme, side, _LIST_WIDTH)
        names = QVBoxLayout(side)
        names.setContentsMargins(0, 6, 1, 6)
        names.addWidget(self.list)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(side)
        body.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._problems)
        column.addLayout(body, 1)
