"""A finished page onto any QPainter: screen, picture, printer and PDF go through here and cannot differ."""

from __future__ import annotations

from itertools import accumulate, groupby

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QGlyphRun, QPainter

from desktop.painting.font_library import FontLibrary
from desktop.painting.typeface import Glyph
from desktop.typesetting.model.page import GlyphRun, Page, PlacedLine

_SQUEEZE = 1.02  # a glyph wider than its room by more than this is narrowed


def paint_page(painter: QPainter, page: Page, fonts: FontLibrary) -> None:
    """Paint `page` with its upper left corner at the painter's origin; the painter's unit must be 1 pt."""
    for rule in page.rules:
        painter.fillRect(
            QRectF(rule.left_pt, rule.top_pt, rule.width_pt, rule.height_pt), QColor(f"#{rule.colour}")
        )
    for placed in page.lines:
        paint_line(painter, placed, fonts)


def paint_line(painter: QPainter, placed: PlacedLine, fonts: FontLibrary) -> None:
    """Paint the glyphs of one line."""
    for run in placed.line.runs:
        painter.setPen(QColor(f"#{run.colour}"))
        glyphs = fonts.glyphs(run.font, run.script, run.bold, run.fallback, run.text)
        lefts = list(accumulate(run.advances, initial=run.x_pt))
        _paint_run(painter, run, glyphs, lefts, placed.baseline_pt)


def _paint_run(
    painter: QPainter, run: GlyphRun, glyphs: list[Glyph], lefts: list[float], baseline: float
) -> None:
    narrow = _narrowing(run, glyphs)
    for _, group in groupby(enumerate(glyphs), key=lambda pair: id(pair[1].typeface)):
        members = list(group)
        drawn = QGlyphRun()
        drawn.setRawFont(members[0][1].typeface.sized(run.size_pt))
        drawn.setGlyphIndexes([glyph.index for _, glyph in members])
        if narrow < 1.0:
            _paint_narrowed(painter, drawn, [lefts[i] for i, _ in members], baseline, narrow)
        else:
            drawn.setPositions([QPointF(lefts[i], baseline) for i, _ in members])
            painter.drawGlyphRun(QPointF(), drawn)


def _narrowing(run: GlyphRun, glyphs: list[Glyph]) -> float:
    """Below 1 where a stand-in's letters are wider than the half em that the official font would take (TRAPS 7b)."""
    natural = sum(glyph.advance_em for glyph in glyphs) * run.size_pt
    room = sum(run.advances)
    if run.text.isascii() and len(glyphs) > 1 and natural > room * _SQUEEZE:
        return room / natural
    return 1.0


def _paint_narrowed(
    painter: QPainter, drawn: QGlyphRun, lefts: list[float], baseline: float, narrow: float
) -> None:
    painter.save()
    painter.translate(lefts[0], baseline)
    painter.scale(narrow, 1.0)
    advances = drawn.rawFont().advancesForGlyphIndexes(drawn.glyphIndexes())
    xs = accumulate((advance.x() for advance in advances[:-1]), initial=0.0)
    drawn.setPositions([QPointF(x, 0.0) for x in xs])
    painter.drawGlyphRun(QPointF(), drawn)
    painter.restore()
