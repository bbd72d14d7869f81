"""Every page and every dialog on the screens of offices, in large print, with the longest names: nothing is cut, nothing lies on
top of something else, no button is out of reach, and no word of the program's own insides is seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from desktop.domain.case.case import Case, HandlingRole, MatterType
from desktop.services.cases.cases import create_case
from desktop.services.office.workplace import Workplace
from desktop.ui.dialogs.fitted_dialog import HIGHEST, FittedDialog
from desktop.ui.parts.field_box import FieldBox
from desktop.ui.shell.pages import Place
from desktop.ui.templates.templates_page import TemplatesPage
from desktop.ui.theme.theme import Scheme
from tests.ui.dialogs.dialog_openers import OPENERS, Stage
from tests.ui.dialogs.dialog_places import dialog_places
from tests.ui.dialogs.geometry import faults
from tests.ui.dialogs.long_case import SUBJECT, long_case, other_long_cases
from tests.ui.dialogs.shown_texts import foreign_words
from tests.ui.officer import Officer

WIDE, USUAL, SCALED, DOUBLED = QSize(1366, 768), QSize(1280, 720), QSize(1093, 614), QSize(683, 384)
"""1366 x 768 at 100 %; 1280 x 720, which is also 1920 x 1080 at 150 %; 1366 x 768 at 125 % and at 200 %, in logical pixels."""
LARGE = 125
"""Large print 「大字」 in percent."""
_FAULT = "这里填的内容读不出来，请照“2024-04-09”的样子写日期，或者空着。"
_QUOTING = frozenset({"settings.about_part:AboutPart._open"})
"""Dialogs that show the words of others: the licences."""
_PLACES = tuple(place for place in Place if place is not Place.SEARCH)


def _store(work: Workplace) -> Case:
    case = long_case(work)
    other_long_cases(work)
    return case


@pytest.fixture
def stage(officer: Officer) -> Iterator[Stage]:
    """The long case on the desk."""
    case = officer.program.worker.wait_for(_store)
    officer.open_case(case.id)
    yield Stage(officer, case)
    officer.program.theme.choose(Scheme.LIGHT)


def _report(found: list[str]) -> str:
    """All faults, one a line: the whole list is what mends the screen."""
    return "\n".join(dict.fromkeys(found))


# Pages.
def test_no_page_is_cut_on_any_screen(stage: Stage) -> None:
    window, theme = stage.officer.program.window, stage.officer.program.theme
    found = []
    for size, percent in ((WIDE, 100), (USUAL, 100), (SCALED, 100), (DOUBLED, 100), (SCALED, LARGE)):
        if percent != 100:
            theme.choose(Scheme.LIGHT, percent)
        window.resize(size)
        where = f"{size.width()} x {size.height()} at {percent} %"
        found += [f"{where} {fault}" for fault in _faults_of_pages(stage)]
        found += [f"{where} {_words(window.size())} is the window"] if window.size() != size else []
    assert _report(found) == ""


def _faults_of_pages(stage: Stage) -> Iterator[str]:
    officer, window = stage.officer, stage.officer.program.window
    officer.open_case(stage.case.id)
    tabs = stage.desk.source.tabs
    for tab in filter(tabs.isTabVisible, range(tabs.count())):
        stage.desk.source.bring(tab)
        yield from _faults_of_page(stage, f"desk {stage.desk.source.tabs.tabText(tab)}")
    for place in _PLACES:
        officer.show(place)
        yield from _faults_of_page(stage, place)
    window.intake.show_requested.emit()
    yield from _faults_of_page(stage, "intake")


def _faults_of_page(stage: Stage, name: str) -> list[str]:
    """What is still wrong at the second look: an answer that has just come in is laid out in several turns."""
    window = stage.officer.program.window
    found: list[str] = []
    for _look in range(2):
        stage.officer.settle()
        QApplication.sendPostedEvents()
        found = [f"{name}: {fault}" for fault in (*faults(window), *foreign_words(window))]
        if not found:
            break
    return found


def _words(size: QSize) -> str:
    return f"{size.width()} x {size.height()}"


# Dialogs.
def test_every_dialog_of_the_program_is_opened_here() -> None:
    assert dialog_places() == OPENERS.keys(), (
        "tests/ui/dialogs/dialog_openers.py opens every dialog, and no other"
    )


def test_no_dialog_is_cut_or_larger_than_its_window(stage: Stage) -> None:
    found = [f"{place} {fault}" for place in OPENERS for fault in _faults_of_dialog(stage, place)]
    stage.officer.program.theme.choose(Scheme.LIGHT, LARGE)
    found += [f"{place} large {fault}" for place in OPENERS for fault in _faults_of_dialog(stage, place)]
    assert _report(found) == ""


def _faults_of_dialog(stage: Stage, place: str) -> list[str]:
    window = stage.officer.program.window
    large = stage.officer.program.theme.scale > 1
    sizes = (SCALED,) if large else (USUAL, SCALED, DOUBLED)
    window.resize(sizes[0])
    OPENERS[place](stage)
    stage.officer.until(lambda: _open_dialog() is not None)
    stage.officer.settle()
    dialog = _open_dialog()
    assert dialog is not None
    found = [] if large or place in _QUOTING else foreign_words(dialog)
    _fill(dialog)
    for size in sizes:
        window.resize(size)
        if isinstance(dialog, FittedDialog):
            dialog.fit()
        else:
            dialog.resize(size)
        QApplication.sendPostedEvents()
        wrong = (*_too_large(dialog, size), *_sideways(dialog, size), *faults(dialog))
        found += [f"{size.width()}: {fault}" for fault in wrong]
    dialog.done(0)
    dialog.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    stage.officer.settle()
    return found


def _open_dialog() -> QDialog | None:
    tops = QApplication.topLevelWidgets()
    return next((one for one in tops if isinstance(one, QDialog) and one.isVisible()), None)


def _fill(dialog: QDialog) -> None:
    """Long texts in every field, a fault below every field that can have one."""
    for line in cast("list[QLineEdit]", dialog.findChildren(QLineEdit)):
        line.setText(SUBJECT)
    for text in cast("list[QPlainTextEdit]", dialog.findChildren(QPlainTextEdit)):
        text.setPlainText(SUBJECT * 3)
    for box in cast("list[FieldBox]", dialog.findChildren(FieldBox)):
        if not isinstance(box.control, QCheckBox):
            box.show_fault(_FAULT)


def _too_large(dialog: QDialog, window: QSize) -> list[str]:
    size = dialog.size()
    if size.width() > window.width() or size.height() > window.height():
        return [f"{_words(size)} in a window of {_words(window)}"]
    is_sheet = dialog.width() > 700  # a view with lists of its own, which scroll
    return [f"{size.height()} px high"] if size.height() > HIGHEST and not is_sheet else []


def _sideways(dialog: QDialog, window: QSize) -> list[str]:
    """Only at 200 % may a dialog be scrolled to the right; one of several columns also beside a narrow window."""
    if window == DOUBLED or dialog.width() > 700:
        return []
    areas = cast("list[QScrollArea]", dialog.findChildren(QScrollArea))
    return ["scrolls to the right" for area in areas if area.horizontalScrollBar().maximum() > 0]


# Words.
def test_a_case_of_which_nothing_is_known_shows_no_placeholder_in_braces(officer: Officer) -> None:
    found = []
    for case in (
        Case(subject="关于一件小事的提案"),
        Case(subject="关于又一件小事的建议", matter_type=MatterType.NPC_SUGGESTION, handling_role=HandlingRole.CO_HANDLING),
    ):  # fmt: skip
        officer.open_case(officer.program.worker.wait_for(create_case, case).id)
        for tab in range(officer.desk.source.tabs.count()):
            officer.desk.source.bring(tab)
            found += _foreign(officer)
        for item in officer.desk.pane.items:
            officer.desk.pane.open_section(item.key)
            officer.desk.pane.head.phrases.aboutToShow.emit()
            found += _foreign(officer)
    assert _report(found) == ""


def test_no_template_shows_its_insides(officer: Officer) -> None:
    officer.show(Place.TEMPLATES)
    page = cast("TemplatesPage", officer.program.window.maker.pages[Place.TEMPLATES])
    found = []
    for row in range(page.list.model().rowCount()):
        page.list.setCurrentIndex(page.list.model().index(row, 0))
        found += _foreign(officer, page.view)
    assert _report(found) == ""


def _foreign(officer: Officer, root: QWidget | None = None) -> list[str]:
    officer.settle()
    return foreign_words(root or officer.program.window)
