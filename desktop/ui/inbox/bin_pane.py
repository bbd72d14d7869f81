"""The bin 「回收站」 in the place of the list: what has been deleted, each case read-only, put back or deleted for ever."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from html import escape

from PySide6.QtCore import QItemSelectionModel, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.case.case import Case
from desktop.domain.case.case_field import CASE_FIELDS, show_field
from desktop.domain.case.work_list import BinnedCase
from desktop.domain.words.dates import chinese_date, short_moment
from desktop.services.cases.bin import bin_list, binned_case
from desktop.services.handling.case_view import CaseView, view_case
from desktop.services.office.workplace import Workplace
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import elided, make_label
from desktop.ui.parts.row_list import ITEM_ROLE, Index, Row, RowModel, cell_option
from desktop.ui.parts.tone import Tone
from desktop.ui.store_worker import Newest, StoreWorker
from desktop.ui.theme.theme import Theme

_MARGIN = 16
_SHARES = (430, 560)


class BinPane(QWidget):
    """Shows what lies in the bin. Requests carry the ids of the chosen cases."""

    put_back_requested = Signal(object)
    for_ever_requested = Signal(object)
    failed = Signal(object)

    def __init__(self, theme: Theme, worker: StoreWorker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._asked, self._asked_sheet = Newest(), Newest()
        self.rows = RowModel()
        self.list = QListView()
        self.sheet = QTextBrowser()
        self.back = Button(theme, "放回", "undo-2", "primary")
        self.for_ever = Button(theme, "永久删除…", "trash-2")
        self._set_list(theme)
        self._lay_out()
        self.list.selectionModel().selectionChanged.connect(self._on_chosen)
        self.back.clicked.connect(lambda: self.put_back_requested.emit(self.chosen))
        self.for_ever.clicked.connect(lambda: self.for_ever_requested.emit(self.chosen))
        delete = QShortcut(QKeySequence("Del"), self.list, context=Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.for_ever.click)
        self._on_chosen()

    @property
    def chosen(self) -> tuple[int, ...]:
        """The ids of the chosen cases, from top to bottom."""
        places = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        return tuple(
            row.item.id for row in map(self.rows.rows.__getitem__, places) if isinstance(row.item, BinnedCase)
        )

    def refresh(self) -> None:
        """Read again what lies in the bin."""
        task = self._asked.follow(self._worker.looker.send(bin_list))
        task.done.connect(self._show)
        task.failed.connect(self.failed)

    def _show(self, found: tuple[BinnedCase, ...]) -> None:
        kept = set(self.chosen)
        self.rows.show_rows(tuple(Row(" ".join(_lines(one)), one, _lines(one)[1]) for one in found))
        places = [place for place, one in enumerate(found) if one.id in kept] or [0] * bool(found)
        self.list.clearSelection()
        for place in places:
            flags = QItemSelectionModel.SelectionFlag.Select
            self.list.selectionModel().setCurrentIndex(self.rows.index(place), flags)
        self._on_chosen()

    def _on_chosen(self) -> None:
        chosen = self.chosen
        for button in (self.back, self.for_ever):
            button.setEnabled(bool(chosen))
        more = f" {len(chosen)} 件" if len(chosen) > 1 else ""
        self.back.setText(f"放回{more}")
        self.for_ever.setText(f"永久删除{more}…")
        if not chosen:
            self._asked_sheet.drop()
            self.sheet.setPlainText("" if self.rows.rows else "回收站是空的。")
            return
        current = self.list.currentIndex().data(ITEM_ROLE)
        wanted = current.id if isinstance(current, BinnedCase) and current.id in chosen else chosen[0]
        task = self._asked_sheet.follow(self._worker.looker.send(_sheet_of, wanted))
        task.done.connect(self.sheet.setHtml)
        task.failed.connect(self.failed)

    def _set_list(self, theme: Theme) -> None:
        view = self.list
        view.setModel(self.rows)
        view.setItemDelegate(BinDelegate(theme, view))
        view.setAccessibleName("回收站")
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        self.sheet.setAccessibleName("这一件的内容，只能看")
        self.sheet.document().setDocumentMargin(_MARGIN)

    def _lay_out(self) -> None:
        head = QFrame()
        head.setProperty("ground", "surface")
        head.setProperty("edge", "bottom")
        row = QHBoxLayout(head)
        row.setContentsMargins(_MARGIN, 10, _MARGIN, 10)
        row.setSpacing(10)
        words = "删除的办件放在这里，不会自己消失；清单、统计和文书里都没有它们。"
        row.addWidget(make_label("回收站", "title"))
        row.addWidget(make_label(words, "small", Tone.SECONDARY, wrap=True), 1)
        row.addWidget(self.for_ever)
        row.addWidget(self.back)
        columns = QSplitter(Qt.Orientation.Horizontal)
        columns.addWidget(self.list)
        columns.addWidget(self.sheet)
        columns.setSizes(list(_SHARES))
        columns.setChildrenCollapsible(False)
        columns.setHandleWidth(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(columns, 1)
        self.setFocusProxy(self.list)


def _lines(one: BinnedCase) -> tuple[str, str]:
    """「085　关于…的提案」, and in small type 「11月28日 17:42　林越：重复录入」."""
    why = "：".join(filter(None, (one.who, one.reason)))
    return f"{one.number or f'#{one.id}'}　{one.subject}", f"{short_moment(one.deleted_at)}　{why}"


class BinDelegate(QStyledItemDelegate):
    """Paints a case in two lines: number and subject, below it when, by whom and why it was deleted."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, self._theme.size.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, one, theme = cell_option(option, index), index.data(ITEM_ROLE), self._theme
        ground = "selection" if cell.selected else "hover" if cell.hovered else "surface"
        place = cell.place
        painter.save()
        painter.fillRect(place, theme.colour(ground))
        painter.fillRect(QRect(place.left(), place.bottom(), place.width(), 1), theme.colour("line"))
        if cell.selected:
            painter.fillRect(QRect(place.left(), place.top(), 3, place.height() - 1), theme.colour("accent"))
        fonts = theme.font(theme.size.font_base), theme.font(theme.size.font_small)
        heights = [QFontMetrics(font).height() for font in fonts]
        top = place.top() + (place.height() - sum(heights)) // 2
        for words, font, height, ink in zip(
            _lines(one), fonts, heights, ("text", "text_secondary"), strict=True
        ):
            line = QRect(place.left() + _MARGIN, top, place.width() - 2 * _MARGIN, height)
            painter.setFont(font)
            painter.setPen(theme.colour(ink))
            painter.drawText(
                line, Qt.AlignmentFlag.AlignVCenter, elided(QFontMetrics(font), words, line.width())
            )
            top += height
        painter.restore()


# The read-only sheet of a case: its facts, its letter, its files, what was done with it.
_APART = frozenset({"subject", "asks", "body", "locality"})
"""Fields that are no line of the table: the heading, long texts, and a key that the rule book's name stands for."""


def _sheet_of(work: Workplace, case_id: int) -> str:
    """The case as rich text."""
    return "".join(_sheet_parts(view_case(work, binned_case(work, case_id))))


def _sheet_parts(view: CaseView) -> Iterator[str]:
    case = view.case
    yield f"<h3>{escape(case.subject) or '没有案由'}</h3>"
    facts = [(CASE_FIELDS[key].label, _fact(case, key)) for key in CASE_FIELDS if key not in _APART]
    yield _table([("状态", case.status.label), *facts, ("办理规则", view.rules.name), ("并案", view.merger)])
    yield from _paragraphs("建议", show_field(case, "asks"))
    yield from _paragraphs("正文", case.body)
    if view.reply is not None:
        yield from _paragraphs("答复", "\n".join(section.text for section in view.reply.reply.sections))
    yield from _paragraphs("附件", "\n".join(view.files))
    yield "<h4>办理经过</h4>"
    yield _table([(short_moment(event.at), f"{event.who} {event.label}") for event in reversed(view.events)])


def _fact(case: Case, key: str) -> str:
    value = getattr(case, key, None)
    return chinese_date(value) if isinstance(value, date) else show_field(case, key)


def _table(rows: Iterable[tuple[str, str]]) -> str:
    cells = (
        f'<tr><td style="white-space: pre">{escape(name)}　</td><td>{escape(text)}</td></tr>'
        for name, text in rows
        if text
    )
    return f'<table cellpadding="2">{"".join(cells)}</table>'


def _paragraphs(heading: str, text: str) -> Iterator[str]:
    if text.strip():
        yield f"<h4>{escape(heading)}</h4>"
        yield from (f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
