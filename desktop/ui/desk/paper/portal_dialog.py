"""The card 「填报」: what the case enters into an online system, one row an item, each copied by a key or a click.

It stays open beside the browser: Enter copies the current row and goes on to the next one that waits.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.letter.pieces import units
from desktop.domain.records.portal_tick import CopyState
from desktop.services.paper.portal_card import PortalCard, PortalRow
from desktop.ui.dialogs.fitted_dialog import HIGHEST, FittedDialog
from desktop.ui.fitting.choice_box import ChoiceBox
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.keys import ENTER_KEYS
from desktop.ui.parts.labels import ElidedLabel, Pill, make_label
from desktop.ui.parts.notice import NoticeBar
from desktop.ui.parts.scroll_column import ScrollColumn
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.theme.theme import Theme

# One row: its key, the item's name, its value, whether it was copied.
KEYS = "123456789abcdefghijklmnopqrstuvwxyz"
"""The keys that copy the rows, from the top."""
_HEAD, _TAIL = 44, 28
_WHOLE = 96
"""Characters of a value shown whole; of a longer one its beginning and its end, by which a piece is recognised."""
_MOST_TIP = 800
_NAME_WIDTH = 108


def shown_value(text: str) -> str:
    """A value as the row shows it."""
    text = text.strip("\n")
    if len(text) <= _WHOLE:
        return text
    return f"{text[:_HEAD]} …… {text[-_TAIL:]}".replace("\n", " ")


class PortalRowView(QFrame):
    """Shows one row; the focused one is the current one."""

    copy_requested = Signal()
    tick_clicked = Signal(bool)
    entered = Signal()

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__()
        self.row: PortalRow | None = None
        self.setProperty("kind", "entry")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._key = make_label(key.upper(), "small", Tone.SECONDARY)
        self._name = make_label("", "heading", wrap=True)
        self._value = make_label(wrap=True)
        self._more = make_label("", "small", Tone.SECONDARY, wrap=True)
        self._changed = Pill("", Tone.WARNING)
        self.tick = QCheckBox("已复制")
        self.copy = Button(theme, "复制", "copy", "link")
        self.copy.setToolTip(f"复制这一项（{key.upper()}）" if key else "复制这一项")
        for control in (self.tick, self.copy):
            control.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        self.copy.clicked.connect(self.copy_requested)
        self.tick.clicked.connect(self.tick_clicked)

    def show_row(self, row: PortalRow) -> None:
        """Show the row as it is now."""
        self.row = row
        self._name.setText(row.label)
        blank = "没有填" if row.is_missing else "没有，可以不填"
        self._value.setText(shown_value(row.text) or blank)
        tone = Tone.WARNING if row.is_missing else Tone.SECONDARY
        set_form(self._value, tone="" if row.text else str(tone))
        self.setToolTip(row.text[:_MOST_TIP])
        length = f"{units(row.text):,} 字" if len(row.text) > _WHOLE else ""
        words = "　".join(filter(None, (length, row.item.hint if row.piece == 1 else "")))
        self._more.setText(words)
        self._more.setVisible(bool(words))
        self._changed.show_text(row.state.label if row.state is CopyState.CHANGED else "", Tone.WARNING)
        for control in (self.tick, self.copy):
            control.setVisible(bool(row.text))
        self.tick.setChecked(row.state is CopyState.COPIED)
        self.setAccessibleName(f"{row.label}：{row.text[:_WHOLE] or blank}　{row.state.label}".strip())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 8, 10, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        self._key.setFixedWidth(14)
        self._name.setFixedWidth(_NAME_WIDTH)
        for label in (self._value, self._more):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        grid.addWidget(self._key, 0, 0, 2, 1)
        grid.addWidget(self._name, 0, 1, 2, 1)
        grid.addWidget(self._value, 0, 2)
        grid.addWidget(self._more, 1, 2)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        for widget in (self._changed, self.tick, self.copy):
            ends.addWidget(widget)
        grid.addLayout(ends, 0, 3, 2, 1)
        grid.setColumnStretch(2, 1)


# The card.
_PAGE = 6
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -_PAGE,
    Qt.Key.Key_PageDown: _PAGE,
    Qt.Key.Key_Home: -len(KEYS),
    Qt.Key.Key_End: len(KEYS),
}
_KEYS_TOLD = "回车：复制并到下一项　↑↓：移动　空格：勾选　数字、字母：复制那一项"


class PortalDialog(FittedDialog):
    """Not modal. `ticked` carries the card, the row and whether it is copied, `portal_chosen` an id; `looked_at` asks for the
    card anew.
    """

    ticked = Signal(object, object, bool)
    portal_chosen = Signal(str)
    looked_at = Signal()

    def __init__(self, theme: Theme, card: PortalCard, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.card = card
        self.views: list[PortalRowView] = []
        self.notice = NoticeBar(theme)
        self._title = make_label("", "title")
        self._subject = ElidedLabel()
        self._portals = ChoiceBox()
        self._portals.setAccessibleName("填哪个系统")
        self._portals.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._portals.setMinimumContentsLength(20)  # in Latin letters: ten Chinese characters
        self._on_top = QCheckBox("窗口置顶")
        self._on_top.setToolTip("一直浮在浏览器上面")
        self._state = make_label(wrap=True)
        self._said = ElidedLabel()
        set_form(self._said, tone=str(Tone.SECONDARY))
        self._list = ScrollColumn((0, 0, 0, 0), 0)
        self.resize(600, HIGHEST)
        self._lay_out()
        self._portals.activated.connect(lambda place: self.portal_chosen.emit(self._portals.itemData(place)))
        self._on_top.toggled.connect(self._stay_on_top)
        self.show_card(card)

    @property
    def current(self) -> int:
        """The place of the current row; -1 before one has the focus."""
        return next((place for place, view in enumerate(self.views) if view.hasFocus()), -1)

    @property
    def said(self) -> str:
        """The line at the foot: what was copied last, and what comes next."""
        return self._said.text()

    @property
    def state(self) -> str:
        """How many rows are copied, and what is blank."""
        return self._state.text()

    def show_card(self, card: PortalCard) -> None:
        """Show a card; the current row stays current where the rows are the same."""
        same_rows = [view.row.label for view in self.views if view.row] == [row.label for row in card.rows]
        goes_on = same_rows and self.card.case.id == card.case.id
        self.card = card
        self.setWindowTitle(f"填报 · 第{card.case.number}号" if card.case.number else "填报")
        self._title.setText(self.windowTitle())
        self._subject.show_text(card.case.subject)
        self._portals.clear()
        for portal in dict.fromkeys((*card.choices, card.portal)):
            self._portals.addItem(portal.name, portal.id)
        self._portals.setCurrentIndex(self._portals.findData(card.portal.id))
        if not same_rows:
            self._make_views(len(card.rows))
        for view, row in zip(self.views, card.rows, strict=True):
            view.show_row(row)
        self._count()
        if not goes_on:
            self._go_to(self._next_waiting(-1))

    def copy_row(self, place: int) -> None:
        """Copy that row, tick it, and go on to the next one that waits; a blank row is only said to be blank."""
        row = self._row(place)
        if not row.text:
            self._said.show_text(f"“{row.label}”没有填，没有复制")
            self._go_to(place)
            return
        QGuiApplication.clipboard().setText(row.text)
        self._tick(place, True)
        after = self._next_waiting(place)
        self._go_to(after if after >= 0 else place)
        then = f"下一项：{self._row(after).label}" if after >= 0 else "全部复制完了"
        self._said.show_text(f"已复制“{row.label}”　{then}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the rows, before the list that scrolls takes them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._take_key(event):
            return True
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        place, key, letter = self.current, Qt.Key(event.key()), event.text().lower()
        if event.modifiers() not in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}:
            return False
        if letter and letter in KEYS[: len(self.views)]:
            self.copy_row(KEYS.index(letter))
        elif key in ENTER_KEYS:
            self.copy_row(place)
        elif key == Qt.Key.Key_Space:
            self._tick(place, self._row(place).waits)
        elif key in _STEPS:
            self._go_to(min(max(place + _STEPS[key], 0), len(self.views) - 1))
        else:
            return False
        return True

    def changeEvent(self, event: QEvent) -> None:
        """Ask for the card anew when the officer comes back to it: the letter may have changed meanwhile."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.looked_at.emit()

    def _row(self, place: int) -> PortalRow:
        row = self.views[place].row
        assert row is not None
        return row

    def _next_waiting(self, place: int) -> int:
        """The next row after `place` that waits, from the top again at the end; -1 if none does."""
        order = (*range(place + 1, len(self.views)), *range(place + 1))
        return next((one for one in order if self._row(one).waits), -1)

    def _go_to(self, place: int) -> None:
        self.views[max(place, 0)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _tick(self, place: int, copied: bool) -> None:
        row = self._row(place)
        self.views[place].show_row(row.ticked(copied=copied))
        self._count()
        self.ticked.emit(self.card, row, copied)

    def _count(self) -> None:
        rows = [view.row for view in self.views if view.row and view.row.text]
        done = sum(not row.waits for row in rows)
        words = f"已复制 {done} / {len(rows)} 项"
        missing = "、".join(self.card.missing)
        self._state.setText(words + (f"，还没有填：{missing}" if missing else ""))
        set_form(self._state, tone=str(Tone.WARNING if missing else Tone.SECONDARY))

    def _make_views(self, count: int) -> None:
        self._list.clear()
        self.views = []
        for place in range(count):
            view = PortalRowView(self._theme, KEYS[place : place + 1])
            view.copy_requested.connect(partial(self.copy_row, place))
            view.tick_clicked.connect(partial(self._tick, place))
            view.installEventFilter(self)
            view.entered.connect(partial(self._list.ensureWidgetVisible, view, 0, 24))
            self._list.column.addWidget(view)
            view.setVisible(True)  # now, not with the next layout: a hidden one does not get the focus
            self.views.append(view)
        self._list.column.addStretch(1)

    def _stay_on_top(self, wanted: bool) -> None:
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, wanted)
        self.show()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addWidget(self._subject)
        head.addStretch(1)
        head.addWidget(self._portals)
        upper = QVBoxLayout()
        upper.setContentsMargins(16, 14, 16, 8)
        upper.setSpacing(6)
        upper.addLayout(head)
        upper.addWidget(make_label(_KEYS_TOLD, "small", Tone.SECONDARY, wrap=True))
        upper.addWidget(self._state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addLayout(upper)
        column.addWidget(self._list, 1)
        column.addWidget(self._foot())

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("edge", "top")
        close = Button(self._theme, "关闭")
        close.clicked.connect(self.reject)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(10)
        row.addWidget(self._said)
        row.addStretch(1)
        row.addWidget(self._on_top)
        row.addWidget(close)
        return foot
