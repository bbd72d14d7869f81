"""Head and imprint as page-anchored frames: text boxes that Word, WPS and LibreOffice all put where they are told.

Every rule is a frame with one single border: WPS misdraws compound lines (TRAPS 9). Frames of the head reach down to the next
one, so that no line of the body can slip between them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.documents.docx.paragraph_xml import ParagraphWriter, exact_spacing, twips
from desktop.typesetting.model.layout import MM, Layout
from desktop.typesetting.model.placed import Placed, PlacedRule, PlacedText

_THINNEST_FRAME_PT = 2.0


@dataclass(frozen=True, slots=True)
class FrameWriter:
    """Writes the frames of one document."""

    layout: Layout
    paragraphs: ParagraphWriter

    def head(self, placed: Placed) -> str:
        """Mark, number and rules; the frames fill the paper from the type area's top to the first line of the body."""
        if not placed.texts:
            return ""
        things: list[PlacedText | PlacedRule] = [*placed.texts, *placed.rules]
        things.sort(key=lambda thing: thing.top_mm)
        above = [thing for thing in things if thing.top_mm < placed.first_text_mm]
        below = [thing for thing in things if thing.top_mm >= placed.first_text_mm]
        ends = [*(thing.top_mm for thing in above[1:]), placed.first_text_mm]
        top = min([self.layout.paper.top_mm, *(thing.top_mm for thing in above[:1])])
        written = []
        for thing, end in zip(above, ends, strict=True):
            written.append(self._frame(thing, top, end))
            top = end
        return "".join(written) + "".join(self._frame(thing, thing.top_mm, 0.0) for thing in below)

    def imprint(self, placed: Placed) -> str:
        """Lines and rules at the foot of the last page, and the small paragraph they hang on."""
        if not placed.texts:
            return ""
        things: list[PlacedText | PlacedRule] = [*placed.rules, *placed.texts]
        frames = "".join(self._frame(thing, thing.top_mm, 0.0) for thing in things)
        return f"{frames}<w:p><w:pPr>{_small(1)}</w:pPr></w:p>"

    def _frame(self, thing: PlacedText | PlacedRule, top_mm: float, end_mm: float) -> str:
        if isinstance(thing, PlacedRule):
            height = max((end_mm - top_mm) * MM, _THINNEST_FRAME_PT)
            return _rule(thing, _frame_properties(thing.left_mm, top_mm, thing.width_mm, height))
        height = max((end_mm - top_mm) * MM, thing.height_mm * MM)
        frame = _frame_properties(thing.left_mm, top_mm, thing.width_mm, height)
        return "".join(self._text(thing, frame, (thing.top_mm - top_mm) * MM))

    def _text(self, thing: PlacedText, frame: str, above_pt: float) -> Iterator[str]:
        if above_pt >= 1:
            yield f"<w:p><w:pPr>{frame}{_small(above_pt)}</w:pPr></w:p>"
        for block in thing.blocks:
            yield self.paragraphs.paragraph(block, frame=frame)


def _frame_properties(left_mm: float, top_mm: float, width_mm: float, height_pt: float) -> str:
    return (
        f'<w:framePr w:w="{twips(width_mm * MM)}" w:h="{twips(height_pt)}" w:hRule="exact" w:hSpace="0" w:vSpace="0"'
        f' w:wrap="notBeside" w:vAnchor="page" w:hAnchor="page"'
        f' w:x="{max(1, twips(left_mm * MM))}" w:y="{max(1, twips(top_mm * MM))}"/>'
    )


def _rule(rule: PlacedRule, frame: str) -> str:
    border = (
        f'<w:top w:val="single" w:sz="{round(rule.thickness_pt * 8)}" w:space="0" w:color="{rule.colour}"/>'
    )
    return f"<w:p><w:pPr>{frame}<w:pBdr>{border}</w:pBdr>{_small(1)}</w:pPr></w:p>"


def _small(pitch_pt: float) -> str:
    """Form of an empty paragraph of exactly that height."""
    return (
        f'<w:snapToGrid w:val="0"/>{exact_spacing(pitch_pt)}<w:ind w:left="0" w:firstLineChars="0" w:firstLine="0"/>'
        '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>'
    )
