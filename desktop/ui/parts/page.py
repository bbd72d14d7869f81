"""The status line at the foot of the window: short facts on the left and on the right."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.scroll_column import empty_row
from desktop.ui.parts.tone import Tone
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme

_STATUS_ICON = 14
SECRECY = "本软件不处理涉密信息"


@dataclass(frozen=True, slots=True)
class StatusFact:
    """One fact: a few words, with an icon where colour says something."""

    words: str
    icon: str = ""
    tone: Tone = Tone.SECONDARY


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """What one page has to say at the foot of the window."""

    left: tuple[StatusFact, ...] = ()
    right: tuple[StatusFact, ...] = (StatusFact(SECRECY),)


class StatusLine(QFrame):
    """Shows the facts of the page in front."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._facts = StatusFacts()
        self.setProperty("edge", "top")
        self.setProperty("ground", "surface")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 16, 0)
        self._row.setSpacing(6)
        theme.changed.connect(self._redraw)
        self._redraw()

    def show_facts(self, facts: StatusFacts) -> None:
        if facts != self._facts:
            self._facts = facts
            self._redraw()

    @property
    def words(self) -> str:
        """Everything on show, parted by blanks."""
        return " ".join(fact.words for fact in (*self._facts.left, *self._facts.right))

    def _redraw(self) -> None:
        self.setFixedHeight(self._theme.size.status_height)
        empty_row(self._row)
        for fact in self._facts.left:
            self._add(fact)
        self._row.addStretch(1)
        for fact in self._facts.right:
            self._add(fact)

    def _add(self, fact: StatusFact) -> None:
        if self._row.count():
            self._row.addSpacing(12)
        if fact.icon:
            picture = QLabel()
            icon = self._theme.icon(fact.icon, fact.tone.ink, _STATUS_ICON)
            picture.setPixmap(icon.pixmap(QSize(_STATUS_ICON, _STATUS_ICON), self.devicePixelRatioF()))
            self._row.addWidget(picture)
        self._row.addWidget(make_label(fact.words, "small", fact.tone))


# A page: what stands between rail and status line, one at a time. The window wires every page alike.
class Page(QWidget):
    """Says facts and wishes by these four signals; children override what they need."""

    case_opened = Signal(int)
    """A case to be opened on the desk, by id."""
    facts_changed = Signal(object)
    """StatusFacts for the foot of the window."""
    failed = Signal(object)
    """A DeskError for the notice bar."""
    noticed = Signal(object)
    """A Notice for the notice bar."""

    place_requested = Signal(str)
    """The value of a Place to go on to."""
    list_exported = Signal(object, str)
    """A CaseQuery and what it is called: a list to be taken to the ledger."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def on_shown(self) -> None:
        """The page is in front now: say what stands at the foot, read again what may have changed, take the keyboard."""
        self.facts_changed.emit(StatusFacts())
        self.setFocus()

    def may_leave(self) -> bool:
        """Another page is wanted; False keeps this one in front (after telling why by `failed`)."""
        return True


# A page that works things out: its long questions go to the reader, so that nobody waits behind them.
class WorkPage(Page):
    """`worker` writes and answers at once; `reader` looks, in a thread and on a connection of its own."""

    def __init__(self, theme: Theme, worker: StoreWorker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.worker, self.reader = theme, worker, worker.reader
        self.setProperty("ground", "background")

    def on_shown(self) -> None:
        self.refresh()
        self.facts_changed.emit(self.facts())
        self.take_focus()

    def refresh(self) -> None:
        """Read again what is shown."""

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        self.setFocus()

    def facts(self) -> StatusFacts:
        """What stands at the foot of the window while this page is in front."""
        return StatusFacts()


# What a place shows while there is nothing in it: an icon, one friendly sentence, and the action that fills it.
_EMPTY_ICON = 40


class EmptyPage(QWidget):
    """An icon, a heading and a sentence, centred; actions come under them."""

    def __init__(
        self, theme: Theme, icon: str, heading: str, sentence: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        self._picture = QLabel()
        self._heading = make_label(heading, "title")
        self._sentence = make_label(sentence, tone=Tone.SECONDARY)
        self._actions = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        for widget in (self._picture, self._heading, self._sentence):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        column.addLayout(self._actions)
        column.addStretch(3)
        self._actions.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._actions.setSpacing(12)
        theme.changed.connect(self._tint)
        self._tint()

    def offer(self, button: Button) -> None:
        """Put an action under the sentence; the first one takes the keyboard."""
        if not self._actions.count():
            self.setFocusProxy(button)
        self._actions.addWidget(button)

    def _tint(self) -> None:
        icon = self._theme.icon(self._icon, "text_secondary", _EMPTY_ICON)
        self._picture.setPixmap(icon.pixmap(QSize(_EMPTY_ICON, _EMPTY_ICON), self.devicePixelRatioF()))
