"""The workplace 「办公环境」: store, templates, clock and officer's name, the first argument of every service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from desktop.store.file.location import default_folder
from desktop.store.file.settings import PRACTICE, read_setting
from desktop.store.file.store import Store, open_store

if TYPE_CHECKING:
    from desktop.documents.templates.template_library import TemplateLibrary


SHIPPED_TEMPLATES = Path(__file__).resolve().parents[3] / "templates"
"""The templates shipped with the program; next to the package in the source tree and in the frozen program."""

USER_TEMPLATES = "templates"
"""The folder in the data folder whose files take precedence over shipped ones of the same id."""


class TemplateCache:
    """Templates, layouts and rule books, loaded at first use and again after `invalidate`. All threads share one cache."""

    def __init__(self, shipped: Path, own: Path) -> None:
        self._shipped, self._own = shipped, own
        self._lock = Lock()
        self._loaded: TemplateLibrary | None = None

    @property
    def library(self) -> TemplateLibrary:
        """All templates. Raises TemplateProblem for a broken shipped file; the office's broken files are
        listed in `problems`. A thread that asks while another one loads them waits for it.
        """
        from desktop.documents.templates.template_library import load_library

        with self._lock:
            if self._loaded is None:
                self._loaded = load_library(self._shipped, self._own)
            return self._loaded

    def invalidate(self) -> None:
        """Load all templates again at next use: what is being loaded meanwhile may be older."""
        with self._lock:
            self._loaded = None


@dataclass(frozen=True, slots=True)
class Workplace:
    """An open store with everything a service needs. `now` is the clock, in local time.

    `officer` is recorded with events; "" if no name is set. Created by `open_workplace`; call `close` at
    the end.
    """

    store: Store
    now: Callable[[], datetime]
    data_dir: Path
    template_cache: TemplateCache
    officer: str = ""
    is_practice: bool = False
    """True in the store of the practice 「练习」, whose cases are invented."""

    @property
    def print_mark(self) -> str:
        """What every page printed here carries: that it is practice; "" for real data."""
        return "练习，不是真实数据" if self.is_practice else ""

    @property
    def today(self) -> date:
        return self.now().date()

    @property
    def library(self) -> TemplateLibrary:
        """Templates, layouts and rule books. Raises TemplateProblem for a broken shipped file."""
        return self.template_cache.library

    def close(self) -> None:
        """Close the store and release the lock on the data folder."""
        self.store.close()


def open_workplace(
    data_dir: Path | None, *, now: Callable[[], datetime], officer: str = "", read_only: bool = False
) -> Workplace:
    """Open the workplace of a data folder (None = the platform's default). Raises what `open_store` raises."""
    folder = data_dir or default_folder()
    return set_up(open_store(folder, read_only=read_only), folder, now=now, officer=officer)


def open_reader(work: Workplace) -> Workplace:
    """A second, read-only workplace on the same folder; SQLite allows reading while the first one writes."""
    return replace(work, store=open_store(work.data_dir, read_only=True))


def set_up(store: Store, data_dir: Path, *, now: Callable[[], datetime], officer: str = "") -> Workplace:
    """The workplace of an open store, for tests and dry runs in memory."""
    template_cache = TemplateCache(SHIPPED_TEMPLATES, data_dir / USER_TEMPLATES)
    return Workplace(
        store,
        now,
        data_dir,
        template_cache,
        officer or read_setting(store, "office.officer"),
        bool(read_setting(store, PRACTICE)),
    )
