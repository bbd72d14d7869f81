"""Makes the pages of the window: their modules in a thread, their widgets in small steps between which the window works on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.ui.parts.page import Page
from desktop.ui.store_worker import Task

Then = Callable[[Page], object]
Steps = Callable[[str], Iterator[Page | None]]
"""Gives the steps to the page of that name: None after each but the last, which gives the page."""
_PAUSE_MS = 40
"""Between two steps of a page that nobody waits for."""


class PageMaker(QObject):
    """`pages` are those made so far. `made` carries name and page, before those who wait for the page are called.

    A page whose module or whose steps raise an exception is given to nobody; the next who asks begins anew.
    """

    made = Signal(str, object)

    def __init__(self, steps: Steps, modules: Callable[[str], str], parent: QObject) -> None:
        super().__init__(parent)
        self.pages: dict[str, Page] = {}
        self._steps, self._modules = steps, modules
        self._under_way: dict[str, Iterator[Page | None]] = {}
        self._waiting: dict[str, list[Then]] = {}
        self._ahead: deque[str] = deque()
        self._importing: set[str] = set()
        self._importer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="importer")
        self._turn = QTimer(self, singleShot=True)
        self._turn.timeout.connect(self._step)

    @property
    def is_asked(self) -> bool:
        """True while a page is asked for and not made yet."""
        return any(name in self._under_way or name in self._importing for name in self._waiting)

    def ask(self, name: str, then: Then) -> None:
        """Give the page to `then`: at once if it has been made, else when it is."""
        if name in self.pages:
            then(self.pages[name])
            return
        if name not in self._under_way and name not in self._importing:
            self._waiting.pop(name, None)  # of those whose page could not be made
        self._waiting.setdefault(name, []).append(then)
        self._begin(name)

    def now(self, name: str) -> Page:
        """The page; one that has not been made is made without any pause."""
        if name not in self.pages:
            for page in self._under_way.pop(name, None) or self._steps(name):
                if page is not None:
                    self._take(name, page)
        return self.pages[name]

    def warm(self, names: Iterable[str]) -> None:
        """Make these pages one after another while the officer asks for none."""
        self._ahead.extend(names)
        self._go_on()

    def close(self) -> None:
        """Make nothing more."""
        self._turn.stop()
        self._ahead.clear()
        self._importer.shutdown(cancel_futures=True)

    def _begin(self, name: str) -> None:
        if name in self._under_way:
            self._turn.start(0)
        elif name not in self._importing:
            self._importing.add(name)
            task = Task(self).follow(self._importer.submit(import_module, self._modules(name)))
            task.settled.connect(lambda: self._importing.discard(name))
            task.done.connect(lambda _module: self._on_imported(name))
            task.broken.connect(self._go_on)

    def _on_imported(self, name: str) -> None:
        if name not in self.pages:
            self._under_way[name] = self._steps(name)
            self._turn.start(0)

    def _step(self) -> None:
        """Make the next step, of a page asked for first."""
        name = next((one for one in self._under_way if one in self._waiting), next(iter(self._under_way), ""))
        if name:
            steps = self._under_way.pop(name)
            try:
                page = next(steps)
                if page is None:
                    self._under_way = {name: steps, **self._under_way}
                else:
                    self._take(name, page)
            finally:
                self._go_on()

    def _take(self, name: str, page: Page) -> None:
        self.pages[name] = page
        self.made.emit(name, page)
        for then in self._waiting.pop(name, ()):
            then(page)

    def _go_on(self) -> None:
        """Let the next step follow: at once for a page that is asked for, after a pause for one made ahead."""
        if any(name in self._waiting for name in self._under_way):
            self._turn.start(0)
        elif self._under_way:
            self._turn.start(_PAUSE_MS)
        elif not self._importing:
            self._ahead = deque(name for name in self._ahead if name not in self.pages)
            if self._ahead:
                self._begin(self._ahead.popleft())
