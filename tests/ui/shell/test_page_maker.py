"""Pages are made in steps; what is asked for comes first, and the window works on between the steps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from desktop.ui.parts.page import Page
from desktop.ui.shell.page_maker import PageMaker
from desktop.ui.shell.pages import DESK, INTAKE, WARMED, Place
from tests.ui.officer import Officer


class Recorded:
    """Steps of pages, recorded as they are made."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def steps(self, name: str) -> Iterator[Page | None]:
        for number in range(2):
            self.made.append(f"{name} {number}")
            yield None
        self.made.append(name)
        yield Page()


@pytest.fixture
def recorded() -> Recorded:
    return Recorded()


@pytest.fixture
def maker(qtbot: QtBot, recorded: Recorded) -> Iterator[PageMaker]:  # noqa: ARG001 - timers need an application
    parent = QObject()
    maker = PageMaker(recorded.steps, lambda _name: __name__, parent)
    yield maker
    maker.close()


def test_a_page_asked_for_overtakes_those_made_ahead(
    qtbot: QtBot, maker: PageMaker, recorded: Recorded
) -> None:
    given: list[Page] = []
    maker.warm(("first", "second"))
    qtbot.waitUntil(lambda: "first 0" in recorded.made)
    maker.ask("wanted", given.append)
    assert maker.is_asked
    qtbot.waitUntil(lambda: len(maker.pages) == 3)
    assert recorded.made.index("wanted") < recorded.made.index("second 0")
    assert given == [maker.pages["wanted"]]
    assert not maker.is_asked


def test_a_page_is_made_once_however_often_it_is_asked_for(
    qtbot: QtBot, maker: PageMaker, recorded: Recorded
) -> None:
    given: list[Page] = []
    maker.ask("page", given.append)
    maker.ask("page", given.append)
    qtbot.waitUntil(lambda: len(given) == 2)
    maker.ask("page", given.append)
    assert len({id(page) for page in given}) == 1
    assert recorded.made == ["page 0", "page 1", "page"]


def test_a_page_needed_now_is_finished_from_where_it_is(
    qtbot: QtBot, maker: PageMaker, recorded: Recorded
) -> None:
    maker.ask("page", lambda _page: None)
    qtbot.waitUntil(lambda: "page 0" in recorded.made)
    page = maker.now("page")
    assert recorded.made == ["page 0", "page 1", "page"]
    assert maker.pages == {"page": page}
    assert not maker.is_asked


def test_the_event_loop_turns_between_two_steps(qtbot: QtBot, maker: PageMaker, recorded: Recorded) -> None:
    seen: list[int] = []
    maker._turn.timeout.connect(lambda: seen.append(len(recorded.made)))
    maker.ask("page", lambda _page: None)
    qtbot.waitUntil(lambda: "page" in recorded.made)
    assert seen == [1, 2, 3]


def test_a_page_that_is_no_longer_wanted_is_not_shown(officer: Officer) -> None:
    window = officer.program.window
    window.show_place(Place.CALENDAR)
    window.show_place(Place.CASES)
    officer.settle()
    assert officer.inbox.isVisible()


def test_all_pages_made_ahead_can_be_shown(officer: Officer) -> None:
    window = officer.program.window
    window.maker.warm(WARMED)
    officer.until(lambda: set(WARMED) <= set(window.maker.pages))
    assert officer.inbox.isVisible()
    assert set(window.maker.pages) >= {DESK, INTAKE, Place.CALENDAR}
    officer.ctrl(Qt.Key.Key_2)
    officer.until(window.maker.pages[Place.CALENDAR].isVisible)
