"""What was seen and written last 「最近」: cases, files, and the page that was in front, over a restart."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.words.shortened import shortened
from desktop.ui.window_settings import WindowSettings

MOST = 10
"""So many cases, and so many files, are remembered."""
_SHOWN = 36
"""Most characters of a line."""
_FACTS = "recent"


class RecentCase(NamedTuple):
    """A case that was on the desk, and what it is called in a menu."""

    id: int
    label: str


class RecentFile(NamedTuple):
    """A file that was taken in or written; `case_id` 0: it is about no single case."""

    path: Path
    case_id: int = 0


class Recent:
    """Kept in the window settings; what cannot be read there counts as not stored."""

    def __init__(self, settings: WindowSettings) -> None:
        self._settings = settings

    @property
    def cases(self) -> tuple[RecentCase, ...]:
        """The cases seen last, the last first."""
        return tuple(
            RecentCase(one[0], one[1])
            for one in self._stored("cases")
            if len(one) == 2 and type(one[0]) is int and isinstance(one[1], str)
        )[:MOST]

    @property
    def files(self) -> tuple[RecentFile, ...]:
        """The files taken in or written last, the last first."""
        return tuple(
            RecentFile(Path(one[0]), one[1])
            for one in self._stored("files")
            if len(one) == 2 and isinstance(one[0], str) and type(one[1]) is int
        )[:MOST]

    def note_case(self, case: RecentCase) -> None:
        """This case is on the desk."""
        others = [one for one in self.cases if one.id != case.id]
        self._keep("cases", [list(one) for one in (case, *others)][:MOST])

    def note_file(self, file: RecentFile) -> None:
        """This file has been taken in or written."""
        others = [one for one in self.files if one.path != file.path]
        self._keep("files", [[str(one.path), one.case_id] for one in (file, *others)][:MOST])

    def forget_file(self, path: Path) -> None:
        """This file is no longer there."""
        self._keep("files", [[str(one.path), one.case_id] for one in self.files if one.path != path])

    def _stored(self, key: str) -> list[list[object]]:
        found = self._settings.facts(_FACTS).get(key)
        return [one for one in found if isinstance(one, list)] if isinstance(found, list) else []

    def _keep(self, key: str, stored: list[list[object]]) -> None:
        self._settings.keep_facts(_FACTS, self._settings.facts(_FACTS) | {key: stored})


class LastSeen:
    """The page that was in front when the window closed, and the case that was on the desk."""

    def __init__(self, settings: WindowSettings) -> None:
        self._settings = settings

    @property
    def page(self) -> str:
        """The name of the page; "" if none is known."""
        page = self._settings.facts("last").get("page")
        return page if isinstance(page, str) else ""

    @property
    def case_id(self) -> int:
        """The case on the desk; 0 if there was none."""
        case_id = self._settings.facts("last").get("case")
        return case_id if type(case_id) is int else 0

    def keep(self, page: str, case_id: int) -> None:
        self._settings.keep_facts("last", {"page": page, "case": case_id})


def fill_cases(menu: QMenu, cases: tuple[RecentCase, ...], show: Callable[[int], object]) -> None:
    """Add a line for each case; the first ten have the digits as access keys."""
    for place, case in enumerate(cases, 1):
        menu.addAction(f"&{place % MOST}　{_line(case.label)}", partial(show, case.id))


def files_menu(
    files: tuple[RecentFile, ...], act: Callable[[Path], object], parent: QWidget, title: str = "最近的文件"
) -> QMenu:
    """A submenu of files; it cannot be opened without any."""
    menu = QMenu(title, parent)
    menu.setToolTipsVisible(True)
    for file in files:
        menu.addAction(_line(file.path.name), partial(act, file.path)).setToolTip(str(file.path))
    menu.menuAction().setEnabled(bool(files))
    return menu


def _line(words: str) -> str:
    return shortened(words, _SHOWN).replace("&", "&&")
