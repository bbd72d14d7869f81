"""Runs as WordprocessingML: four fonts on each, an East Asian hint for Chinese marks, size, spacing and colour."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from desktop.typesetting.block import Run, Script
from desktop.typesetting.layout import Layout


class RunWriter:
    """Writes runs of one document; the properties of equal runs are made once."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._made: dict[tuple[object, ...], str] = {}

    def runs(self, runs: tuple[Run, ...], line_breaks_after: tuple[int, ...] = ()) -> str:
        """All runs in order, with a line break behind those that end a printed line."""
        return "".join(
            self.run(run) + (_BREAK if index in line_breaks_after else "") for index, run in enumerate(runs)
        )

    def run(self, run: Run) -> str:
        """One run."""
        return f'<w:r>{self.properties(run)}<w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'

    def properties(self, run: Run) -> str:
        """The w:rPr of a run, its children in schema order."""
        key = (run.script, run.font, run.size_pt, run.bold, run.colour, run.fallback)
        if key not in self._made:
            self._made[key] = f"<w:rPr>{self._property_elements(run)}</w:rPr>"
        return self._made[key]

    def _property_elements(self, run: Run) -> str:
        hint = ' w:hint="eastAsia"' if run.script is Script.EAST_ASIAN else ""
        size = round(run.size_pt * 2)
        return (
            f"<w:rFonts{hint}{font_attributes(self._layout, run.font, run.fallback)}/>"
            + ("<w:b/><w:bCs/>" if run.bold else "")
            + (f'<w:color w:val="{run.colour}"/>' if run.colour != "000000" else "")
            + spacing_element(self._layout.spacing_of(run.size_pt))
            + f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        )


_BREAK = "<w:r><w:br/></w:r>"


def font_attributes(layout: Layout, role: str, fallback: str = "") -> str:
    """The four font names of a role; a fallback takes the place of all four."""
    font = layout.fonts[role]
    latin, east_asian = quoteattr(fallback or font.latin), quoteattr(fallback or font.east_asian)
    return f" w:ascii={latin} w:hAnsi={latin} w:eastAsia={east_asian} w:cs={latin}"


def spacing_element(spacing_pt: float) -> str:
    """Character spacing in twentieths of a point; nothing for none."""
    return f'<w:spacing w:val="{round(spacing_pt * 20)}"/>' if spacing_pt else ""
