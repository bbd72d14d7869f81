"""The manual in the window: its chapters, its own pictures only, the right place from every page, search, back and forward."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest

from desktop.domain.case.case import Case
from desktop.services.cases.cases import create_case
from desktop.ui.manual.manual_text import MANUAL, ManualDocument, anchor, chapters, read_manual
from desktop.ui.manual.manual_window import ManualWindow
from desktop.ui.parts.page import Page
from desktop.ui.settings import settings_page
from desktop.ui.shell.main_window import CHAPTERS
from desktop.ui.shell.pages import DESK, INTAKE, Place, module_of
from tests.ui.officer import Officer

TEXT = read_manual()
HEADINGS = [one.heading for one in chapters(TEXT)]
IMAGE = QTextDocument.ResourceType.ImageResource.value


def all_pages(kind: type[Page] = Page) -> Iterator[type[Page]]:
    """Every page of the window, and the base class whose chapter those without one of their own have."""
    for name in (*Place, DESK, INTAKE):
        __import__(module_of(name))
    yield kind
    for below in kind.__subclasses__():
        yield from all_pages(below)


def test_the_chapter_of_every_page_stands_in_the_manual() -> None:
    wanted = (
        {page.chapter for page in all_pages()} | set(CHAPTERS.values()) | set(settings_page.CHAPTERS.values())
    )
    wanted |= {"纸面", "收交办清单", "装好，第一次打开"}
    assert wanted - set(HEADINGS) == set()
    assert len(wanted) > 8


def test_every_chapter_is_reached_from_the_table_of_contents() -> None:
    targets = re.findall(r"\]\(#([^)]+)\)", TEXT)
    assert set(targets) - {anchor(heading) for heading in HEADINGS} == set(), "a link that leads nowhere"
    assert {anchor(heading) for heading in HEADINGS} - set(targets) == set()


def test_an_address_is_the_one_that_the_web_page_of_the_file_has() -> None:
    assert anchor("装好，第一次打开") == "装好第一次打开"
    assert anchor("Word 和 PDF") == "word-和-pdf"


def test_links_to_other_files_are_plain_words_and_lines_are_joined() -> None:
    assert "](CLI.md)" in MANUAL.read_text(encoding="utf-8")
    assert "](CLI.md)" not in TEXT
    assert not re.search(r"[\u4e00-\u9fff]\n[\u4e00-\u9fff]", TEXT)


def test_pictures_come_from_the_folder_of_the_manual_alone(officer: Officer) -> None:
    document = ManualDocument(officer.program.theme, "", MANUAL.parent, 700)
    for name in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", TEXT):
        picture = document.loadResource(IMAGE, QUrl(name))
        assert isinstance(picture, QImage)
        assert not picture.isNull(), name
    for abroad in ("https://example.org/a.png", "../resources/icons/inbox.svg", "/etc/hostname"):
        found = document.loadResource(IMAGE, QUrl(abroad))
        assert not isinstance(found, QImage) or found.isNull(), abroad


def test_the_manual_fits_the_screen_of_an_office(manual: ManualWindow) -> None:
    room = manual.screen().availableSize()
    assert manual.height() <= min(640, room.height())
    assert manual.width() <= room.width()


@pytest.fixture
def manual(officer: Officer) -> ManualWindow:
    """The manual as F1 opens it on the page of figures."""
    officer.show(Place.STATISTICS)
    officer.press(Qt.Key.Key_F1)
    window = officer.program.window.help.manual
    officer.until(lambda: window.isVisible() and window.view.is_ready)
    officer.until(lambda: window.view.reading == "统计与报告")
    return window


def test_reading_searching_and_going_back(manual: ManualWindow, officer: Officer) -> None:
    item = manual.list.currentItem()
    assert item.text() == "统计与报告"
    manual.view.anchorClicked.emit(QUrl("#" + anchor("征询意见、二次办理")))
    officer.until(lambda: manual.view.reading == anchor("征询意见、二次办理"))
    manual.view.anchorClicked.emit(QUrl("https://example.org/"))
    assert manual.view.reading == anchor("征询意见、二次办理"), "no address is opened"
    QTest.keyClick(manual.view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    officer.until(lambda: manual.view.reading == "统计与报告")
    QTest.keyClick(manual.view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    officer.until(lambda: manual.view.reading == anchor("征询意见、二次办理"))

    manual.box.setText("二次办理")
    manual.search()
    count = len(re.findall("二次办理", TEXT.replace("(#征询意见二次办理)", "")))
    assert len(manual.view.hits) == count
    feedback = TEXT.split("## 征询意见、二次办理\n")[1].split("\n## ")[0].count("二次办理") + 1
    texts = [manual.list.item(row).text() for row in range(manual.list.count())]
    assert f"征询意见、二次办理（{feedback}）" in texts
    assert "看板" in texts, "a chapter without a hit carries no number"
    first = manual.view.hit
    QTest.keyClick(manual.box, Qt.Key.Key_Return)
    assert manual.view.hit == first % count + 1
    assert manual.count.text() == f"{manual.view.hit}/{count}"
    manual.box.setText("查无此语")
    manual.search()
    assert manual.count.text() == "没有找到"
    QTest.keyClick(manual.box, Qt.Key.Key_Escape)
    assert manual.box.text() == ""
    assert manual.isVisible()
    QTest.keyClick(manual.view, Qt.Key.Key_Escape)
    assert not manual.isVisible()


def test_the_desk_asks_for_the_chapter_of_the_column_at_hand(officer: Officer) -> None:
    case = officer.program.worker.wait_for(create_case, Case(subject="关于改善社区图书室的提案"))
    officer.open_case(case.id)
    help_of = officer.program.window.help
    officer.desk.pane.focus_writing()
    officer.until(lambda: help_of.heading == "写答复")
    officer.ctrl(Qt.Key.Key_G)
    officer.until(lambda: help_of.heading == "沟通")
    officer.program.window.rail.help.click()
    officer.until(lambda: help_of.manual.view.is_ready and help_of.manual.view.reading == "沟通")
