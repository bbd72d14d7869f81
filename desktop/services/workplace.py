"""The workplace 「办公环境」: the one thing every verb is given: store, templates, clock and the officer's name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from desktop.documents.template_library import TemplateLibrary, load_library
from desktop.store.location import default_folder
from desktop.store.store import Store, open_store

SHIPPED_TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
"""The templates that came with the program; beside the package from source and in the frozen program alike."""

USER_TEMPLATES = "templates"
"""The folder inside the data folder whose files win over shipped ones of the same id."""


@dataclass(frozen=True)
class Workplace:
    """An open store with all that the verbs need. `now` is the clock, in local time.

    `officer` signs the events; "" while nobody gave a name. Made by `open_workplace`, ended by `close`.
    """

    store: Store
    now: Callable[[], datetime]
    data_dir: Path
    officer: str = ""
    templates: Path = SHIPPED_TEMPLATES

    @property
    def today(self) -> date:
        return self.now().date()

    @cached_property
    def library(self) -> TemplateLibrary:
        """Templates, layouts and rule books, read at first use. Raises TemplateProblem for a broken file."""
        return load_library(self.templates, self.data_dir / USER_TEMPLATES)

    def close(self) -> None:
        """Free the data folder."""
        self.store.close()


def open_workplace(
    data_dir: Path | None, *, now: Callable[[], datetime], officer: str = "", look_only: bool = False
) -> Workplace:
    """Open the workplace of a data folder (None = the platform's own). Errors as `open_store`."""
    folder = data_dir or default_folder()
    return Workplace(open_store(folder, look_only=look_only), now, folder, officer)
