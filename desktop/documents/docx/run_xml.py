"""Runs as WordprocessingML: four fonts on each and an East Asian hint for Chinese marks.

Size, weight, colour and spacing stay with the paragraph style where they are the style's own, so that a letter can be restyled.
"""

from __future__ import annotations

from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from desktop.typesetting.model.block import Run, Script
from desktop.typesetting.model.layout import Layout


class CharacterForm(NamedTuple):
    """What a paragraph style says of its characters beside their fonts."""

    size_pt: float
    bold: bool = False
    colour: str = "000000"


class RunWriter:
    """Writes runs of one document; the properties of equal runs are made once."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._made: dict[tuple[object, ...], str] = {}

    def runs(
        self, runs: tuple[Run, ...], style: CharacterForm, line_breaks_after: tuple[int, ...] = ()
    ) -> str:
        """All runs in order, with a line break behind those that end a printed line."""
        return "".join(
            self.run(run, style) + (_BREAK if index in line_breaks_after else "")
            for index, run in enumerate(runs)
        )

    def run(self, run: Run, style: CharacterForm) -> str:
        """One run in a paragraph of that style."""
        return f'<w:r>{self.properties(run, style)}<w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'

    def properties(self, run: Run, style: CharacterForm) -> str:
        """The w:rPr of a run, its children in schema order."""
        form = CharacterForm(run.size_pt, run.bold, run.colour)
        key = (run.script, run.font, run.fallback, form, style)
        if key not in self._made:
            hint = ' w:hint="eastAsia"' if run.script is Script.EAST_ASIAN else ""
            fonts = f"<w:rFonts{hint}{font_attributes(self._layout, run.font, run.fallback)}/>"
            self._made[key] = f"<w:rPr>{fonts}{form_elements(self._layout, form, style)}</w:rPr>"
        return self._made[key]


_BREAK = "<w:r><w:br/></w:r>"


def font_attributes(layout: Layout, role: str, fallback: str = "") -> str:
    """The four font names of a role; a fallback takes the place of all four."""
    font = layout.fonts[role]
    latin, east_asian = quoteattr(fallback or font.latin), quoteattr(fallback or font.east_asian)
    return f" w:ascii={latin} w:hAnsi={latin} w:eastAsia={east_asian} w:cs={latin}"


def form_elements(layout: Layout, form: CharacterForm, base: CharacterForm | None) -> str:
    """What `form` says that `base` does not; everything where there is no base. In schema order."""
    bold = "<w:b/><w:bCs/>" if form.bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    spacing = f'<w:spacing w:val="{round(layout.spacing_of(form.size_pt) * 20)}"/>'
    size = round(form.size_pt * 2)
    sizes = f'{spacing}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    return (
        (bold if form.bold != (base.bold if base else False) else "")
        + (f'<w:color w:val="{form.colour}"/>' if form.colour != (base.colour if base else "000000") else "")
        + (sizes if base is None or form.size_pt != base.size_pt else "")
    )
