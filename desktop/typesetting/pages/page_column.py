"""Fill the type areas of successive pages from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from desktop.typesetting.model.layout import MM, Layout
from desktop.typesetting.model.page import PlacedLine, Rule

_TOLERANCE_PT = 0.05


@dataclass(slots=True)
class ColumnPage:
    """Lines and rules placed on one page."""

    lines: list[PlacedLine] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)


class PageColumn:
    """Tracks the position of the next line. `y_pt` is the top of the free space, `bottom_pt` its end, from the paper's top."""

    def __init__(self, layout: Layout, first_top_pt: float, first_bottom_pt: float) -> None:
        paper = layout.paper
        self._top = paper.top_mm * MM
        self._bottom = (paper.height_mm - paper.bottom_mm) * MM
        self.pages: list[ColumnPage] = [ColumnPage()]
        self.y_pt = first_top_pt or self._top
        self.bottom_pt = min(first_bottom_pt or self._bottom, self._bottom)
        self._empty = True

    @property
    def page(self) -> ColumnPage:
        """The page being filled."""
        return self.pages[-1]

    @property
    def room_pt(self) -> float:
        """Free height on the page."""
        return self.bottom_pt - self.y_pt + _TOLERANCE_PT

    def add_page(self) -> None:
        """Continue at the top of a new page."""
        self.pages.append(ColumnPage())
        self.y_pt, self.bottom_pt, self._empty = self._top, self._bottom, True

    def break_page(self) -> None:
        """As add_page, unless this page is still empty."""
        if not self._empty:
            self.add_page()

    def need(self, height_pt: float) -> None:
        """Start a new page unless that height is free; stay if even an empty page is too short."""
        if height_pt > self.room_pt and height_pt <= self._bottom - self._top + _TOLERANCE_PT:
            self.break_page()

    def put(self, placed: PlacedLine) -> None:
        """Place one line of the type area, setting its `top_pt` and `number`."""
        if placed.line.pitch_pt > self.room_pt:
            self.break_page()
        number = self.page.lines[-1].number + 1 if self.page.lines else 1
        self.page.lines.append(replace(placed, top_pt=self.y_pt, number=number))
        self.advance(placed.line.pitch_pt)

    def advance(self, height_pt: float) -> None:
        """Move down by that height."""
        self.y_pt += height_pt
        self._empty = False
