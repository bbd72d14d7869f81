"""A scroll area that shows finished pages as they are printed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollBar, QWidget

from desktop.painting.font_library import FontLibrary
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.model.page import Page
from desktop.typesetting.pages.page_places import PaperPlace, TypedPosition, place_of, position_at
from desktop.ui.access.spoken_parts import SpokenPart, SpokenRole, let_speak
from desktop.ui.paper.page_renderer import PageRenderer, Remark
from desktop.ui.paper.page_stack import PageStack, fitting_scale, true_scale
from desktop.ui.theme.tokens import Colours

ZOOM_STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
FIT_WIDTH = 0.0
FIT_PAGE = -1.0


class PaperView(QAbstractScrollArea):
    """Shows pages, read-only. `position_clicked` carries the place in the typed text that was clicked."""

    position_clicked = Signal(str, int, int)
    """Section key, paragraph of its text, character in that paragraph."""
    page_changed = Signal(int, int)
    """The number of the page in the middle of the view, from 1, and the number of pages."""
    zoom_changed = Signal(float)
    """The new zoom; 1.0 is true size."""

    def __init__(self, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("纸面")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._renderer = PageRenderer(colours)
        self._zoom = FIT_WIDTH
        self._abreast = 1
        self._stack = PageStack((), 1.0, 1.0)
        self._shown_page = 0
        self.verticalScrollBar().valueChanged.connect(self._emit_page)
        let_speak(self, SpokenRole.DOCUMENT, _spoken_pages)

    @property
    def pages(self) -> tuple[Page, ...]:
        return self._stack.pages

    @property
    def zoom(self) -> float:
        """The present zoom; 1.0 is true size as the screen reports it."""
        return self._stack.pixels_per_pt / true_scale(self.screen())

    def show_pages(self, pages: tuple[Page, ...], layout: Layout, fonts: FontLibrary) -> None:
        """Show these pages at the present scroll position; only changed pages are painted again."""
        self._renderer.set_layout(layout, fonts)
        self._arrange(pages)

    def set_colours(self, colours: Colours) -> None:
        """Use the colours of another scheme."""
        self._renderer.colours = colours
        self.viewport().update()

    def set_zoom(self, zoom: float, abreast: int = 0) -> None:
        """Set the zoom, 1.0 being true size; FIT_WIDTH follows the width of the view, FIT_PAGE shows whole pages.

        `abreast` pages are shown side by side; 0 keeps the present number.
        """
        self._zoom, self._abreast = zoom, abreast or self._abreast
        self._arrange(self._stack.pages, keep_middle=True)
        self.zoom_changed.emit(self.zoom)

    def zoom_step(self, steps: int) -> None:
        """Go to the next larger (1) or smaller (-1) of the fixed zoom steps."""
        sizes = [size for size in ZOOM_STEPS if (size - self.zoom) * steps > 0.01]
        if sizes:
            self.set_zoom(sizes[0] if steps > 0 else sizes[-1])

    def mark_section(self, section_key: str) -> None:
        """Mark the text of that section; "" marks none."""
        if section_key != self._renderer.section:
            self._renderer.section = section_key
            self.viewport().update()

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """The shown marks."""
        return self._renderer.remarks

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Show a mark in the margin beside each of these places, instead of the previous ones."""
        if tuple(remarks) != self._renderer.remarks:
            self._renderer.remarks = tuple(remarks)
            self.viewport().update()

    def show_ruler(self, shown: bool) -> None:
        """Show or hide the grid of characters and lines."""
        self._renderer.ruler = shown
        self.viewport().update()

    def follow(self, position: TypedPosition) -> PaperPlace | None:
        """Scroll as little as needed to show this place of the text, and return it; None if it is not printed."""
        place = place_of(self._stack.pages, position)
        if place is not None:
            rect = self._stack.rect(place.page - 1)
            scale = self._stack.pixels_per_pt
            top, room = rect.top() + place.top_pt * scale, self.viewport().height()
            _scroll_to_show(self.verticalScrollBar(), top, place.height_pt * scale, room)
        return place

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._renderer.colours.paper_ground))
        painter.translate(-_offset_of(self))
        visible = QRectF(event.rect()).translated(_offset_of(self))
        for index in range(len(self._stack.pages)):
            if self._stack.rect(index).intersects(visible):
                page, rect = self._stack.pages[index], self._stack.rect(index)
                self._renderer.paint(painter, page, rect, self._stack.pixels_per_pt, self.devicePixelRatioF())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self._stack.pages, keep_middle=event.size().width() != event.oldSize().width())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # so that this widget receives the release, too

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        point = event.position() + _offset_of(self)
        if event.button() is Qt.MouseButton.LeftButton and self._stack.pages:
            index = self._stack.page_at(point.y(), point.x())
            at = self._stack.to_page(index, point)
            found = position_at(self._stack.pages[index], at.x(), at.y())
            if found:
                self.position_clicked.emit(found.section_key, found.paragraph, found.offset)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_step(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def _arrange(self, pages: tuple[Page, ...], *, keep_middle: bool = False) -> None:
        view, down, across = self.viewport().size(), self.verticalScrollBar(), self.horizontalScrollBar()
        middle = self._stack.share_at(down.value() + view.height() / 2)
        true, whole = true_scale(self.screen()), self._zoom == FIT_PAGE
        fitting = fitting_scale(pages, view, self._abreast, whole=whole)
        scale = self._zoom * true if self._zoom > 0 else fitting
        self._stack = PageStack(pages, scale, view.width(), self._abreast)
        down.setRange(0, max(0, self._stack.content_height - view.height()))
        down.setPageStep(view.height())
        down.setSingleStep(round(28.95 * scale))
        too_wide = max(0, self._stack.content_width - view.width())
        if across.maximum() != too_wide:
            across.setRange(0, too_wide)
            across.setValue(too_wide // 2)  # show the middle of the page, not its empty margin
        across.setPageStep(view.width())
        if keep_middle:
            down.setValue(round(self._stack.height_of(middle) - view.height() / 2))
        self._emit_page()
        self.viewport().update()

    def _emit_page(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        page = self._stack.page_at(middle) + 1
        shown = page * 10_000 + len(self._stack.pages)
        if self._stack.pages and shown != self._shown_page:
            self._shown_page = shown
            self.page_changed.emit(page, len(self._stack.pages))


def _spoken_pages(view: PaperView) -> list[SpokenPart]:
    """Each page with everything printed on it; all of them are at the place of the view, which scrolls to them."""
    place = view.viewport().geometry()
    return [
        SpokenPart(f"第 {page.number} 页：" + "\n".join(line.text for line in page.lines if line.text), place)
        for page in view.pages
    ]


def _offset_of(view: QAbstractScrollArea) -> QPointF:
    return QPointF(view.horizontalScrollBar().value(), view.verticalScrollBar().value())


def _scroll_to_show(bar: QScrollBar, top: float, height: float, room: int) -> None:
    """Scroll only if the line is out of view, and then so far that three lines around it are visible."""
    air = min(3 * height, room / 4)
    if top - air < bar.value():
        bar.setValue(round(top - air))
    elif top + height + air > bar.value() + room:
        bar.setValue(round(top + height + air - room))
