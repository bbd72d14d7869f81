"""Pages in the whole window: one or two abreast, gone through page by page."""

from __future__ import annotations

from desktop.ui.paper.page_stack import MARGIN
from desktop.ui.paper.paper_view import FIT_PAGE, PaperView


class PageSpread(PaperView):
    """A paper that knows its rows of pages. Shows whole pages at first."""

    @property
    def abreast(self) -> int:
        """How many pages stand side by side."""
        return self._abreast

    def show_abreast(self, abreast: int) -> None:
        """Show whole pages, so many side by side."""
        self.set_zoom(FIT_PAGE, abreast)

    @property
    def page(self) -> int:
        """The first page of the row in the middle of the view, from 1; 0 without pages."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        return self._stack.page_at(middle) + 1

    def go_to_page(self, number: int) -> None:
        """Bring the top of that page to the top of the view; the nearest one if there is none."""
        if self._stack.pages:
            index = min(max(number, 1), len(self._stack.pages)) - 1
            self.verticalScrollBar().setValue(round(self._stack.rect(index).top()) - MARGIN)

    def step(self, rows: int) -> None:
        """So many rows of pages on, or back."""
        self.go_to_page(self.page + rows * self._abreast)
