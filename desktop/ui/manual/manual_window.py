"""The window 「使用手册」: chapters at the left, the manual at the right, search with hits, back and forward.

A window of its own beside the program's, so that one can read and work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.access.print_size import KeptWidth
from desktop.ui.manual.manual_text import (
    MANUAL,
    Chapter,
    ManualDocument,
    anchor,
    chapters,
    read_manual,
)
from desktop.ui.parts.buttons import IconButton
from desktop.ui.parts.keys import bind, tip
from desktop.ui.parts.labels import ColumnHead, make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_SIZE = QSize(1000, 640)
_FRAME = 48
"""Pixels left free for the frame of the window manager."""
_LEAST = QSize(640, 420)
_CHAPTERS_WIDTH = 230
_TEXT_WIDTH = 700
"""The widest column of text and pictures, in device-independent pixels."""
_EDGE = 28
_SEARCH_MS = 150
_HEADING = Qt.ItemDataRole.UserRole


class ChapterList(QListWidget):
    """The chapters below their groups; while something is searched, with the number of hits in each."""

    chapter_chosen = Signal(str)

    def __init__(self, found: tuple[Chapter, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("手册目录")
        self.setProperty("kind", "chapters")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._items: dict[str, QListWidgetItem] = {}
        group = ""
        for chapter in found:
            if chapter.group and chapter.group != group:
                self._add_group(chapter.group)
            group = chapter.group
            item = QListWidgetItem(chapter.heading, self)
            item.setData(_HEADING, chapter.heading)
            self._items[chapter.heading] = item
        self.itemClicked.connect(self._tell)
        self.itemActivated.connect(self._tell)

    def mark(self, heading: str) -> None:
        """Mark the chapter that is being read."""
        if heading in self._items and self.currentItem() is not self._items[heading]:
            self.setCurrentItem(self._items[heading])

    def show_hits(self, hits: dict[str, int]) -> None:
        """Write the number of hits behind each chapter; {} removes them."""
        for heading, item in self._items.items():
            count = hits.get(heading, 0)
            item.setText(f"{heading}（{count}）" if count else heading)

    def _add_group(self, name: str) -> None:
        item = QListWidgetItem(name, self)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.font()
        font.setBold(True)
        item.setFont(font)

    def _tell(self, item: QListWidgetItem) -> None:
        if heading := item.data(_HEADING):
            self.chapter_chosen.emit(heading)


class ManualView(QTextBrowser):
    """The text. Links lead to chapters only; `place_left` is emitted before a link is followed."""

    place_left = Signal()
    ready = Signal()
    """The manual has been laid out, for the first time or in other colours."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("手册正文")
        self.setOpenLinks(False)
        self.setViewportMargins(_EDGE, 0, _EDGE, 0)
        self.anchorClicked.connect(self._follow)
        self._theme = theme
        self._laid_out: ManualDocument | None = None
        self._steps: Iterator[None] = iter(())
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._go_on)
        self.hits: tuple[QTextCursor, ...] = ()
        self._hit = -1

    def show_text(self, text: str) -> None:
        """Begin to lay the manual out in the present colours; `ready` tells when it is there."""
        self._steps = self._lay_out(text)
        self._turn.start()

    @property
    def is_ready(self) -> bool:
        """True when the manual can be read."""
        return self._laid_out is not None

    def _go_on(self) -> None:
        if next(self._steps, self) is None:
            self._turn.start()

    def _lay_out(self, text: str) -> Iterator[None]:
        fresh = ManualDocument(self._theme, text, MANUAL.parent, _TEXT_WIDTH)
        yield
        yield from fresh.dress()
        at = self.verticalScrollBar().value()
        self.hits = ()
        self._laid_out = fresh
        self.setDocument(fresh)
        self.verticalScrollBar().setValue(at)
        self.ready.emit()

    @property
    def hit(self) -> int:
        """The number of the hit that is shown, from 1; 0 for none."""
        return self._hit + 1

    def go_to(self, heading: str) -> None:
        """Show that heading at the top; nothing happens for an unknown one."""
        place = self._laid_out.places.get(anchor(heading)) if self._laid_out else None
        if self._laid_out is None or place is None:
            return
        cursor = QTextCursor(self._laid_out)
        cursor.setPosition(place)
        self.setTextCursor(cursor)
        top = self.cursorRect(cursor).top() + self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(top - 8)

    def search(self, words: str) -> None:
        """Mark all hits of these words; the first one at or below what is seen becomes the current one."""
        if self._laid_out is None:
            return
        found: list[QTextCursor] = []
        cursor = QTextCursor(self._laid_out)
        while words and not (cursor := self._laid_out.find(words, cursor)).isNull():
            found.append(cursor)
        self.hits = tuple(found)
        seen = self.cursorForPosition(self.viewport().rect().topLeft()).position()
        below = (place for place, hit in enumerate(found) if hit.selectionEnd() >= seen)
        self._hit = next(below, 0 if found else -1)
        self._show_hit()

    def turn(self, step: int) -> None:
        """Go `step` hits on, from the last to the first."""
        if self.hits:
            self._hit = (self._hit + step) % len(self.hits)
            self._show_hit()

    def chapter_at(self, position: int) -> str:
        """The address of the chapter in which that position lies; "" above the first."""
        places = self._laid_out.places if self._laid_out else {}
        before = (place for place, at in places.items() if at <= position)
        return max(before, key=places.__getitem__, default="")

    @property
    def reading(self) -> str:
        """The address of the chapter at the top of what is seen."""
        point = self.viewport().rect().topLeft()
        point.setY(point.y() + 40)
        return self.chapter_at(self.cursorForPosition(point).position())

    def _show_hit(self) -> None:
        self.setExtraSelections([self._mark(place) for place in range(len(self.hits))])
        if self.hits:
            cursor = QTextCursor(self.hits[self._hit])
            cursor.clearSelection()
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def _mark(self, place: int) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = self.hits[place]  # type: ignore[attr-defined]
        current = place == self._hit
        mark.format.setBackground(self._theme.colour("accent" if current else "warning_ground"))  # type: ignore[attr-defined]
        mark.format.setForeground(self._theme.colour("on_accent" if current else "text"))  # type: ignore[attr-defined]
        return mark

    def _follow(self, address: QUrl) -> None:
        """Go to a chapter. Other addresses are not opened."""
        if address.hasFragment() and not address.scheme() and not address.path():
            self.place_left.emit()
            self.go_to(address.fragment(QUrl.ComponentFormattingOption.FullyDecoded))


class ManualWindow(QWidget):
    """Opened by `open_at` with a heading. It lives as long as the program's window and closes with it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._theme = theme
        self.setWindowTitle("承办使用手册")
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = read_manual()
        self._headings = {anchor(one.heading): one.heading for one in chapters(self._text)}
        self.list = ChapterList(chapters(self._text))
        self.view = ManualView(theme)
        self._wanted = ""
        self._before: list[int] = []
        self._after: list[int] = []
        self.back = IconButton(theme, "arrow-left", tip("manual.back"))
        self.forward = IconButton(theme, "arrow-right", tip("manual.forward"))
        self.box = QLineEdit()
        self.count: QLabel = make_label(kind="small", tone=Tone.SECONDARY)
        self.previous_hit = IconButton(theme, "arrow-up", tip("manual.previous"))
        self.next_hit = IconButton(theme, "arrow-down", tip("manual.next"))
        self._delay = QTimer(self, singleShot=True, interval=_SEARCH_MS)
        self._lay_out()
        self._connect()
        self._show_state()
        self.view.show_text(self._text)

    def open_at(self, heading: str) -> None:
        """Show the window with that chapter; "" leaves the place where it was."""
        self.show()
        self.raise_()
        self.activateWindow()
        self._wanted = heading
        if heading and self.view.is_ready:
            self._go_to(heading)
        self.view.setFocus()

    def search(self) -> None:
        """Look for the typed words now."""
        self._delay.stop()
        self.view.search(self.box.text().strip())
        hits: dict[str, int] = {}
        for hit in self.view.hits:
            heading = self._headings.get(self.view.chapter_at(hit.selectionStart()), "")
            hits[heading] = hits.get(heading, 0) + 1
        self.list.show_hits(hits)
        self._show_state()

    def _go_to(self, heading: str) -> None:
        self._wanted = ""
        self._remember()
        self.view.go_to(heading)
        self._show_state()

    def _remember(self) -> None:
        self._before.append(self.view.verticalScrollBar().value())
        self._after.clear()

    def _step(self, source: list[int], target: list[int]) -> None:
        if source:
            target.append(self.view.verticalScrollBar().value())
            self.view.verticalScrollBar().setValue(source.pop())
            self._show_state()

    def _turn(self, step: int) -> None:
        if self._delay.isActive():
            self.search()
        else:
            self.view.turn(step)
        self._show_state()

    def _show_state(self) -> None:
        self.back.setEnabled(bool(self._before))
        self.forward.setEnabled(bool(self._after))
        words = self.box.text().strip()
        total = len(self.view.hits)
        self.count.setText("" if not words else f"{self.view.hit}/{total}" if total else "没有找到")
        for button in (self.previous_hit, self.next_hit):
            button.setEnabled(total > 0)
        self.list.mark(self._headings.get(self.view.reading, ""))

    def _restyle(self) -> None:
        self.view.show_text(self._text)

    def _on_ready(self) -> None:
        if self._wanted:
            self.view.go_to(self._wanted)
        self.search()

    def _escape(self) -> None:
        """Esc empties the search first, then closes the window."""
        if self.box.text():
            self.box.clear()
            self.view.setFocus()
        else:
            self.close()

    def _connect(self) -> None:
        self.list.chapter_chosen.connect(self._go_to)
        self.view.place_left.connect(self._remember)
        self.view.ready.connect(self._on_ready)
        self.view.verticalScrollBar().valueChanged.connect(lambda _value: self._show_state())
        self.box.textChanged.connect(lambda _words: self._delay.start())
        self._delay.timeout.connect(self.search)
        self.box.returnPressed.connect(partial(self._turn, 1))
        self.next_hit.clicked.connect(partial(self._turn, 1))
        self.previous_hit.clicked.connect(partial(self._turn, -1))
        back, forward = (
            partial(self._step, self._before, self._after),
            partial(self._step, self._after, self._before),
        )
        self.back.clicked.connect(back)
        self.forward.clicked.connect(forward)
        self._theme.changed.connect(self._restyle)
        acts: dict[str, Callable[[], object]] = {
            "manual.back": back,
            "manual.forward": forward,
            "manual.find": self._begin_search,
            "manual.next": partial(self._turn, 1),
            "manual.previous": partial(self._turn, -1),
            "manual.close": self._escape,
        }
        bind(self, acts)

    def _begin_search(self) -> None:
        self.box.setFocus()
        self.box.selectAll()

    def _lay_out(self) -> None:
        room = self.screen().availableSize()
        self.resize(_SIZE.boundedTo(QSize(room.width() - _FRAME, room.height() - _FRAME)))
        self.setMinimumSize(_LEAST)
        self.box.setProperty("kind", "search")
        self.box.setPlaceholderText(tip("manual.find"))
        self.box.setAccessibleName("在手册里查")
        self.box.setClearButtonEnabled(True)
        self.box.setMaximumWidth(280)
        head = ColumnHead(self._theme)
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(6)
        row.addWidget(self.back)
        row.addWidget(self.forward)
        row.addSpacing(8)
        row.addWidget(self.box, 1)
        for widget in (self.count, self.previous_hit, self.next_hit):
            row.addWidget(widget)
        row.addStretch(1)
        KeptWidth(self._theme, self.list, _CHAPTERS_WIDTH)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.list)
        body.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(body, 1)
