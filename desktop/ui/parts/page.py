"""Base classes of the window's pages, the status line that shows their facts, and the empty page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.domain.case.case import Case
from desktop.ui.menus.place_menus import Verbs
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.keys import Area
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.notice import Notice
from desktop.ui.parts.scroll_column import empty_row
from desktop.ui.parts.tone import Tone
from desktop.ui.store_worker import StoreWorker, Task
from desktop.ui.theme.theme import Theme

_STATUS_ICON = 14
SECRECY = "本软件不处理涉密信息"


class StatusFact(NamedTuple):
    """One fact: a short text, with an icon where its tone has a meaning; with `act` it is a link that does that."""

    words: str
    icon: str = ""
    tone: Tone = Tone.SECONDARY
    act: Callable[[], object] | None = None


class StatusFacts(NamedTuple):
    """The facts that a page shows in the status line."""

    left: tuple[StatusFact, ...] = ()
    right: tuple[StatusFact, ...] = (StatusFact(SECRECY),)


class StatusLine(QFrame):
    """The line at the bottom of the window: the facts of the current page, left and right."""

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
        """All shown texts, separated by blanks."""
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
            picture.setPixmap(
                self._theme.picture(fact.icon, fact.tone.ink, _STATUS_ICON, self.devicePixelRatioF())
            )
            self._row.addWidget(picture)
        if fact.act is None:
            self._row.addWidget(make_label(fact.words, "small", fact.tone))
            return
        link = Button(self._theme, fact.words, kind="link", tone=str(fact.tone))
        link.clicked.connect(fact.act)
        self._row.addWidget(link)


def _nothing_open() -> bool:
    return False


def _nothing() -> None:
    """What F5 does where nothing can be read again."""


class PageWays(NamedTuple):
    """How keys, and files that are dropped, find their way about a page.

    `columns`: those between which F6 goes; `first`: the parts that Tab reaches first, the rest follows as it is read; `close_open`
    closes what lies open on the page, a bar or an overlay, as Esc asks, False if nothing does; `read_again` is what F5 does;
    `file_verbs` are what can be done here with a file dropped on the window, () if it can only be taken in.
    """

    area: Callable[[], Area] = lambda: Area.WINDOW
    columns: Callable[[], tuple[QWidget, ...]] = tuple
    first: Callable[[], tuple[QWidget, ...]] = tuple
    close_open: Callable[[], bool] = _nothing_open
    read_again: Callable[[], object] = _nothing
    file_verbs: Callable[[Path], Verbs] = lambda _file: ()


# What a page asks for that lets the window close and open again.
def nothing_first() -> None:
    """Nothing is done before the window opens, and nothing is said."""


class Visit(NamedTuple):
    """The data folder to open, and what is done before that, while nobody uses the folder.

    `prepare` gives the notice to be shown when the window is there. A DeskError that it raises is shown in its place.
    """

    folder: Path
    prepare: Callable[[], Notice | None] = nothing_first


class Page(QWidget):
    """Base class of pages: emits facts and requests by these signals; subclasses override the methods they need.

    A page fills the window between rail and status line, one at a time. The window connects all pages in the same way.
    """

    case_opened = Signal(int)
    """The id of a case to open on the desk."""
    facts_changed = Signal(object)
    """StatusFacts for the status line."""
    failed = Signal(object)
    """A DeskError for the notice bar."""
    noticed = Signal(object)
    """A Notice for the notice bar."""

    cases_changed = Signal()
    """Cases of other pages have changed here."""
    place_requested = Signal(str)
    """The value of a Place to go to."""
    list_exported = Signal(object, str)
    """A CaseQuery and its name: a list to open in the ledger."""
    case_menu_requested = Signal(object)
    """A CaseSpot: the menu of these cases is to be opened there."""
    cases_copied = Signal(tuple, tuple)
    """Ids of cases to be copied as rows, and the columns of the list; () for the usual ones."""
    intake_requested = Signal()
    """Files are to be taken in; the window asks which."""
    reopen_requested = Signal(object)
    """A Visit: the window is to close and open again."""
    practice_requested = Signal()
    """The practice is to be opened."""
    manual_requested = Signal(str)
    """A chapter of the manual to read."""

    @property
    def manual_heading(self) -> str:
        """The chapter of the manual about what this page shows."""
        return self.chapter

    chapter = "看懂首页"
    """The chapter of the manual about this page."""
    ways = PageWays()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    @property
    def case(self) -> Case | None:
        """The case that the page is about; None for a page that is about none, or about many."""
        return None

    def on_shown(self) -> None:
        """Called when the page has become the current one: emit its facts, read again what may have changed, take the focus."""
        self.facts_changed.emit(StatusFacts())
        self.setFocus()

    def may_leave(self) -> bool:
        """Called before another page is shown; False keeps this one (the reason is emitted by `failed`)."""
        return True


class WorkPage(Page):
    """A page with long computations, which run in the reader thread so that writing does not wait for them.

    `worker` is for writing and short questions; `reader` only reads, in a thread and on a connection of its own.
    """

    def __init__(self, theme: Theme, worker: StoreWorker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.worker, self.reader = theme, worker, worker.reader
        self.setProperty("ground", "background")

    def ask(self, then: Callable[..., object], verb: Callable[..., object], *args: object) -> Task:
        """Ask the looker; `then` takes the answer, a refusal is emitted by `failed`."""
        task = self.worker.looker.send(verb, *args)
        task.done.connect(then)
        task.failed.connect(self.failed)
        return task

    def on_shown(self) -> None:
        self.refresh()
        self.facts_changed.emit(self.facts())
        self.take_focus()

    def refresh(self) -> None:
        """Read the content again."""

    def take_focus(self) -> None:
        """Focus the main widget."""
        self.setFocus()

    def facts(self) -> StatusFacts:
        """The facts of the status line while this page is the current one."""
        return StatusFacts()


class EmptyLine(QWidget):
    """What a column shows while it has no content: one sentence, and the button that adds some."""

    def __init__(self, sentence: str, *buttons: Button) -> None:
        super().__init__()
        self.sentence = make_label(sentence, tone=Tone.SECONDARY, wrap=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.sentence)
        column.addLayout(row)


# Shown while a page has no content: an icon, a sentence, and the actions that add content.
_EMPTY_ICON = 40


class EmptyPage(QWidget):
    """Icon, heading and sentence, centred, with actions below."""

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
        """Add an action below the sentence; the first one takes the focus."""
        if not self._actions.count():
            self.setFocusProxy(button)
        self._actions.addWidget(button)

    def _tint(self) -> None:
        self._picture.setPixmap(
            self._theme.picture(self._icon, "text_secondary", _EMPTY_ICON, self.devicePixelRatioF())
        )
