"""The header of the inbox: title and session, search box, filters, and the buttons for new cases and intake."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QMenu, QWidget

from desktop.domain.case.status import Status
from desktop.ui.inbox.view_menu import ViewMenu
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.keys import tip
from desktop.ui.parts.labels import Pill, elided, make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme


class StatusFilter(Button):
    """A button with a menu of statuses; `statuses_chosen` carries a tuple of them, empty for all."""

    statuses_chosen = Signal(tuple)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "筛选", "list-filter", parent=parent)
        self._chosen: tuple[Status, ...] = ()
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.setMenu(self._menu)

    @property
    def chosen(self) -> tuple[Status, ...]:
        return self._chosen

    def clear(self) -> None:
        """Choose all statuses."""
        self.choose(())

    def choose(self, statuses: tuple[Status, ...]) -> None:
        """Choose these statuses."""
        self._chosen = tuple(status for status in Status if status in statuses)
        count = len(self._chosen)
        self.setText(f"筛选 {count}" if count else "筛选")
        self.setAccessibleName(f"筛选，已选 {count} 种状态" if count else "筛选")
        self.statuses_chosen.emit(self._chosen)

    def _fill_menu(self) -> None:
        self._menu.clear()
        self._menu.addAction("全部状态", self.clear)
        self._menu.addSeparator()
        for status in Status:
            self._add(status)

    def _add(self, status: Status) -> None:
        action = QAction(status.label, self._menu)
        action.setCheckable(True)
        action.setChecked(status in self._chosen)
        action.toggled.connect(lambda on: self._toggle(status, on))
        self._menu.addAction(action)

    def _toggle(self, status: Status, on: bool) -> None:
        kept = tuple(one for one in self._chosen if one is not status)
        self.choose((*kept, status) if on else kept)


_ROOMY = 1080  # width in pixels from which every button shows its text
_SEARCH_DELAY_MS = 180  # longer than the pause between two keys, short enough to seem immediate


_SEARCHED = """\
编号（085、第85号）、案由、正文、答复
提案者和联名人、界别、党派、单位职务
主办和会办单位、交办单位、科室、经办人、分管领导
届次（十五届四次）、状态（待签发）、办理方式、类型
拼音：gaishan、gs 都能找到“改善”；几个词用空格隔开；在“全部在办”里查，办结的也找"""
_AROUND_WORDS = 56
"""Icon, border and padding of the search box, both sides together, in pixels."""


class SearchBox(QLineEdit):
    """One field that searches everything of a case. Down moves the focus to the list, Esc empties it."""

    search_changed = Signal(str)
    left_downwards = Signal()
    recent_requested = Signal(QPoint)
    """Cases and files seen last are to be shown at that point of the screen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "search")
        self._words = "查编号、案由、人名、单位、正文，拼音首字母也行"
        self.setPlaceholderText(self._words)
        self.setAccessibleName("查找办件")
        self.setToolTip(f"{tip('window.search')}，{tip('inbox.find', '也可以按')}\n{_SEARCHED}")
        self.setMinimumWidth(180)
        self.setMaximumWidth(340)
        self._icon = self.addAction(
            theme.icon("search", "text_secondary", 16), QLineEdit.ActionPosition.LeadingPosition
        )
        self._icon.setText("最近")
        self._icon.setToolTip(tip("window.recent"))
        self._icon.triggered.connect(self.ask_recent)
        self._hint = QLabel("Ctrl K", self)
        self._hint.setProperty("kind", "small")
        self._hint.setProperty("tone", "secondary")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._delay = QTimer(self, singleShot=True, interval=_SEARCH_DELAY_MS)
        self._delay.timeout.connect(self._announce)
        self.textChanged.connect(self._on_text)
        theme.changed.connect(self._tint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._announce()
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            hint = self._hint.sizeHint()
            self.setPlaceholderText(elided(self.fontMetrics(), self._words, self.width() - _AROUND_WORDS))
            self._hint.setVisible(not self.text() and self._room_for_hint())
            self._hint.setGeometry(
                self.width() - hint.width() - 12,
                (self.height() - hint.height()) // 2,
                hint.width(),
                hint.height(),
            )
        return super().event(event)

    def ask_recent(self) -> None:
        """Ask for what was seen last, below the box."""
        self.recent_requested.emit(self.mapToGlobal(QPoint(0, self.height())))

    def empty(self) -> None:
        """Empty the box without asking for a list."""
        self.clear()
        self._delay.stop()

    def _room_for_hint(self) -> bool:
        """Whether the shortcut hint fits beside the placeholder."""
        words = self.fontMetrics().horizontalAdvance(self._words)
        return self.width() > words + self._hint.sizeHint().width() + 70

    def _on_text(self, text: str) -> None:
        self._hint.setVisible(not text and self._room_for_hint())
        self._delay.start()

    def _announce(self) -> None:
        self._delay.stop()
        self.search_changed.emit(self.text().strip())

    def _tint(self) -> None:
        self._icon.setIcon(self._theme.icon("search", "text_secondary", 16))


class InboxHeader(QFrame):
    """Title, session, search box, filter, buttons."""

    new_requested = Signal()
    intake_requested = Signal()
    board_requested = Signal()
    ledger_requested = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent if isinstance(parent, QWidget) else None)
        self._theme = theme
        self.setProperty("ground", "surface")
        self.setProperty("edge", "bottom")
        self.title = make_label("办件", "title")
        self.session = Pill("", Tone.ACCENT)
        self.search = SearchBox(theme)
        self.filter = StatusFilter(theme)
        self.view = ViewMenu(theme)
        self._board = Button(theme, "看板", "square-kanban")
        self._ledger = Button(theme, "导出台账", "file-spreadsheet")
        self._new = Button(theme, "新建", "plus")
        self._intake = Button(theme, "收件", "file-input", "primary")
        self._new.setToolTip(tip("window.new"))
        self._intake.setToolTip(tip("window.take_in"))
        self._board.setToolTip(tip("window.board"))
        self._ledger.setToolTip(tip("window.ledger"))
        self._board.clicked.connect(self.board_requested)
        self._ledger.clicked.connect(self.ledger_requested)
        self._new.clicked.connect(self.new_requested)
        self._intake.clicked.connect(self.intake_requested)
        self._lay_out()
        theme.changed.connect(self._resize)
        self._resize()

    def restrict_nothing(self, _list: object = None) -> None:
        """Empty the search box and choose all statuses."""
        self.search.empty()
        self.filter.clear()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(10)
        row.addWidget(self.title)
        row.addWidget(self.session)
        row.addStretch(1)
        row.addWidget(self.search, 4)
        row.addWidget(self.filter)
        row.addWidget(self.view)
        row.addWidget(self._board)
        row.addWidget(self._ledger)
        row.addWidget(self._new)
        row.addWidget(self._intake)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show only the icons of the view buttons in a narrow window."""
        super().resizeEvent(event)
        roomy = event.size().width() > _ROOMY * self._theme.size.font_base / 13
        for button, words in ((self.view, "显示"), (self._board, "看板"), (self._ledger, "导出台账")):
            button.setText(words if roomy else "")
            button.setAccessibleName(words)

    def _resize(self) -> None:
        self.setFixedHeight(self._theme.size.list_header_height)
