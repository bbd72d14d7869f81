"""The paper view: pages, zoom, scrolling, clicks, marks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.painting.font_library import FontLibrary, FontWidths
from desktop.typesetting.pages.page_filling import PageFiller
from desktop.typesetting.pages.page_places import TypedPosition, place_of
from desktop.ui.paper.page_renderer import Remark
from desktop.ui.paper.page_stack import MARGIN
from desktop.ui.paper.paper_view import FIT_WIDTH, PaperView
from desktop.ui.theme.tokens import Tokens, read_tokens
from tests.letters import letter, library, reply_saying

TOKENS = Path(__file__).resolve().parents[3] / "resources" / "theme" / "tokens.toml"
LAYOUT = "gbt9704"
TEXT = "\n".join(f"第{n}段，" + "纸面上写的就是印出来的。" * 6 for n in range(40))


class ReplyPages:
    """Composes versions of one reply and shows their pages in a view."""

    def __init__(self, view: PaperView) -> None:
        self.view = view
        self.layout = library().layouts[LAYOUT]
        self.fonts = FontLibrary(self.layout)
        self.filler = PageFiller(self.layout, FontWidths(self.fonts))

    def show(self, text: str) -> None:
        pages = self.filler.fill(letter(LAYOUT, reply=reply_saying(text)))
        self.view.show_pages(pages, self.layout, self.fonts)


@pytest.fixture
def tokens() -> Tokens:
    return read_tokens(TOKENS)


@pytest.fixture
def blank(qtbot: QtBot, tokens: Tokens) -> PaperView:
    """A view without pages."""
    shown = PaperView(tokens.light)
    qtbot.addWidget(shown)
    shown.resize(520, 700)
    shown.show()
    qtbot.waitUntil(lambda: shown.windowHandle().isExposed())
    return shown


@pytest.fixture
def reply_pages(blank: PaperView) -> ReplyPages:
    pages = ReplyPages(blank)
    pages.show(TEXT)
    return pages


@pytest.fixture
def view(reply_pages: ReplyPages) -> PaperView:
    """A view of a letter of several pages."""
    return reply_pages.view


def picture(view: PaperView) -> QImage:
    return view.viewport().grab().toImage()


def pixels_of(view: PaperView, colour: str) -> int:
    image = picture(view)
    wanted = QColor(colour).rgb()
    return sum(
        image.pixel(x, y) == wanted for y in range(0, image.height(), 3) for x in range(0, image.width(), 3)
    )


def test_an_empty_view_paints_its_background(blank: PaperView, tokens: Tokens) -> None:
    assert QColor(picture(blank).pixel(10, 10)).name().upper() == tokens.light.paper_ground


def test_a_page_fills_the_width(view: PaperView) -> None:
    assert view.horizontalScrollBar().maximum() == 0
    room = view.viewport().width() - 2 * MARGIN
    assert view.pages[0].width_pt * view.zoom * view.screen().physicalDotsPerInch() / 72 == pytest.approx(
        room, rel=0.01
    )
    assert pixels_of(view, "#000000") > 20


def test_the_width_is_followed(view: PaperView) -> None:
    before = view.zoom
    view.resize(800, 700)
    assert view.zoom == pytest.approx(
        before * (view.viewport().width() - 2 * MARGIN) / (506 - 2 * MARGIN), rel=0.05
    )


def test_true_size_and_back(qtbot: QtBot, view: PaperView) -> None:
    with qtbot.waitSignal(view.zoom_changed) as told:
        view.set_zoom(1.0)
    assert told.args == pytest.approx([1.0])
    assert view.horizontalScrollBar().maximum() > 0
    view.set_zoom(FIT_WIDTH)
    assert view.horizontalScrollBar().maximum() == 0


def test_steps_go_through_the_usual_sizes_and_stop_at_the_ends(view: PaperView) -> None:
    view.set_zoom(1.0)
    view.zoom_step(1)
    assert view.zoom == pytest.approx(1.25)
    view.zoom_step(-1)
    view.zoom_step(-1)
    assert view.zoom == pytest.approx(0.9)
    for _ in range(30):
        view.zoom_step(1)
    assert view.zoom == pytest.approx(4.0)


def test_the_wheel_with_control_changes_the_size(view: PaperView) -> None:
    view.set_zoom(1.0)
    here = QPointF(100, 100)
    event = QWheelEvent(here, here, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    view.wheelEvent(event)
    assert view.zoom == pytest.approx(1.25)


def test_zooming_keeps_the_middle(view: PaperView) -> None:
    view.follow(TypedPosition("answer", 30, 0))
    view.set_zoom(2.0)
    place = place_of(view.pages, TypedPosition("answer", 30, 0))
    assert place is not None
    assert (
        view.verticalScrollBar().value()
        > view.verticalScrollBar().maximum() * (place.page - 1) / len(view.pages) * 0.8
    )


def test_it_scrolls_to_the_cursor_only_if_it_is_out_of_view(view: PaperView) -> None:
    assert view.follow(TypedPosition("answer", 0, 0)) is not None
    assert view.verticalScrollBar().value() == 0
    place = view.follow(TypedPosition("answer", 39, 0))
    assert place is not None
    assert place.page == len(view.pages)
    moved = view.verticalScrollBar().value()
    assert moved > 0
    view.follow(TypedPosition("answer", 39, 3))
    assert view.verticalScrollBar().value() == moved


def test_a_place_that_is_not_printed_does_not_scroll(view: PaperView) -> None:
    assert view.follow(TypedPosition("nowhere", 0, 0)) is None
    assert view.verticalScrollBar().value() == 0


def test_a_click_emits_the_place_in_the_text(qtbot: QtBot, view: PaperView) -> None:
    place = view.follow(TypedPosition("answer", 1, 12))
    assert place is not None
    scale = view.zoom * view.screen().physicalDotsPerInch() / 72
    x = MARGIN + (place.x_pt + 2) * scale
    y = MARGIN + (place.top_pt + place.height_pt / 2) * scale - view.verticalScrollBar().value()
    with qtbot.waitSignal(view.position_clicked) as told:
        QTest.mouseClick(
            view.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            QPoint(round(x), round(y)),
        )
    assert told.args == ["answer", 1, 12]


def test_a_click_beside_the_text_emits_nothing(qtbot: QtBot, view: PaperView) -> None:
    with qtbot.assertNotEmitted(view.position_clicked):
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(3, 3)
        )


def test_the_open_section_is_marked_and_no_other(view: PaperView, tokens: Tokens) -> None:
    assert pixels_of(view, tokens.light.paper_mark) == 0
    view.mark_section("answer")
    assert pixels_of(view, tokens.light.paper_mark) > 100
    view.mark_section("")
    assert pixels_of(view, tokens.light.paper_mark) == 0


def test_findings_are_bars_in_the_margin_beside_their_lines(view: PaperView, tokens: Tokens) -> None:
    view.show_remarks(
        [Remark(TypedPosition("answer", 0, 3), True), Remark(TypedPosition("answer", 2, 5), False)]
    )
    assert pixels_of(view, tokens.light.paper_must) > 0
    assert 0 < pixels_of(view, tokens.light.paper_hint) < pixels_of(view, tokens.light.paper_must), "hollow"
    view.show_remarks([Remark(TypedPosition("answer", 39, 0), True)])
    assert pixels_of(view, tokens.light.paper_must) == 0
    view.follow(TypedPosition("answer", 39, 0))
    assert pixels_of(view, tokens.light.paper_must) > 0
    view.show_remarks([])
    assert pixels_of(view, tokens.light.paper_must) == 0


def test_the_ruler_can_be_switched_on(view: PaperView) -> None:
    plain = picture(view)
    view.show_ruler(True)
    assert picture(view) != plain
    view.show_ruler(False)
    assert picture(view) == plain


def test_it_emits_the_page_in_view(qtbot: QtBot, view: PaperView) -> None:
    with qtbot.waitSignal(view.page_changed) as told:
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert told.args == [len(view.pages), len(view.pages)]


def test_typing_repaints_the_changed_page_and_keeps_the_scroll_position(
    view: PaperView, reply_pages: ReplyPages
) -> None:
    view.follow(TypedPosition("answer", 20, 0))
    stood, plain = view.verticalScrollBar().value(), picture(view)
    reply_pages.show(TEXT.replace("第20段，", "第20段。"))
    assert view.verticalScrollBar().value() == stood
    assert picture(view) != plain


def test_the_dark_scheme_keeps_ink_legible(view: PaperView, tokens: Tokens) -> None:
    view.set_colours(tokens.dark)
    assert pixels_of(view, tokens.dark.paper) > 1000
    assert pixels_of(view, "#000000") > 20


@pytest.mark.parametrize("pages", [0, 1])
def test_few_pages_need_no_scrolling(view: PaperView, reply_pages: ReplyPages, pages: int) -> None:
    view.resize(300, 900)
    view.show_pages(
        tuple(replace(page) for page in view.pages[:pages]), reply_pages.layout, reply_pages.fonts
    )
    assert view.verticalScrollBar().maximum() == 0
