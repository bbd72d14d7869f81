"""Fixtures of painting: QApplication, layouts, and their fonts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication

from desktop.painting.font_library import FontLibrary, FontWidths
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.pages.page_filling import PageFiller
from tests.letters import library

PageFillers = Callable[[str], PageFiller]


@pytest.fixture
def fonts(qapp: QGuiApplication) -> Callable[[str], FontLibrary]:
    """`fonts("gbt9704")`: the typefaces of that layout on this machine."""
    del qapp  # must exist for fonts
    return lambda layout: FontLibrary(layout_of(layout))


@pytest.fixture
def engine(fonts: Callable[[str], FontLibrary]) -> PageFillers:
    """`engine("gbt9704")` fills pages with the widths of real fonts."""
    return lambda name: PageFiller(layout_of(name), FontWidths(fonts(name)))


def layout_of(name: str) -> Layout:
    return library().layouts[name]
