"""Write blocks as paragraphs and runs; formatting is in the styles, paragraphs contain only differences from them."""

from __future__ import annotations

from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from desktop.typesetting.model.block import Align, Block, Run, Script
from desktop.typesetting.model.layout import Layout, Style


# Runs: four font names on each, and an East Asian hint for Chinese marks.
#
# Size, weight, colour and spacing are left to the paragraph style if equal to it, so that a letter can be restyled.
class CharacterFormat(NamedTuple):
    """Character formatting of a paragraph style apart from the fonts."""

    size_pt: float
    bold: bool = False
    colour: str = "000000"


class RunWriter:
    """Writes the runs of one document, caching the properties of equal runs."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._made: dict[tuple[object, ...], str] = {}

    def runs(
        self, runs: tuple[Run, ...], style: CharacterFormat, line_breaks_after: tuple[int, ...] = ()
    ) -> str:
        """All runs in order, with a line break after those that end a printed line."""
        return "".join(
            self.run(run, style) + (_BREAK if index in line_breaks_after else "")
            for index, run in enumerate(runs)
        )

    def run(self, run: Run, style: CharacterFormat) -> str:
        """One run in a paragraph of that style."""
        return f'<w:r>{self.properties(run, style)}<w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'

    def properties(self, run: Run, style: CharacterFormat) -> str:
        """The w:rPr of a run, its children in schema order."""
        form = CharacterFormat(run.size_pt, run.bold, run.colour)
        key = (run.script, run.font, run.fallback, form, style)
        if key not in self._made:
            hint = ' w:hint="eastAsia"' if run.script is Script.EAST_ASIAN else ""
            fonts = f"<w:rFonts{hint}{font_attributes(self._layout, run.font, run.fallback)}/>"
            self._made[key] = f"<w:rPr>{fonts}{format_elements(self._layout, form, style)}</w:rPr>"
        return self._made[key]


_BREAK = "<w:r><w:br/></w:r>"


def font_attributes(layout: Layout, role: str, fallback: str = "") -> str:
    """The four font names of a role; a fallback replaces all four."""
    font = layout.fonts[role]
    latin, east_asian = quoteattr(fallback or font.latin), quoteattr(fallback or font.east_asian)
    return f" w:ascii={latin} w:hAnsi={latin} w:eastAsia={east_asian} w:cs={latin}"


def format_elements(layout: Layout, form: CharacterFormat, base: CharacterFormat | None) -> str:
    """The elements in which `form` differs from `base`; all of them without a base. In schema order."""
    bold = "<w:b/><w:bCs/>" if form.bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    spacing = f'<w:spacing w:val="{round(layout.spacing_of(form.size_pt) * 20)}"/>'
    size = round(form.size_pt * 2)
    sizes = f'{spacing}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    return (
        (bold if form.bold != (base.bold if base else False) else "")
        + (f'<w:color w:val="{form.colour}"/>' if form.colour != (base.colour if base else "000000") else "")
        + (sizes if base is None or form.size_pt != base.size_pt else "")
    )


# Paragraphs.
JUSTIFY = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right", Align.JUSTIFY: "both"}


def twips(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


def style_id(key: str) -> str:
    """The id of a layout's style in the file; WPS and Word show its name."""
    return "CB" + key.replace("_", "")


class ParagraphWriter:
    """Writes the paragraphs of one document."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._runs = RunWriter(layout)

    def paragraph(self, block: Block, *, frame: str = "", before: str = "", after: str = "") -> str:
        """One block. `frame` is a w:framePr; `before` and `after` are bookmark elements around the runs."""
        style = self._layout.styles[block.style]
        form = CharacterFormat(style.size_pt, style.bold, style.colour)
        words = self._runs.runs(block.runs, form, block.line_breaks_after)
        if block.right_runs:
            words += "<w:r><w:tab/></w:r>" + self._runs.runs(block.right_runs, form)
        return f"<w:p><w:pPr>{self._properties(block, frame)}</w:pPr>{before}{words}{after}</w:p>"

    def _properties(self, block: Block, frame: str) -> str:
        style = self._layout.styles[block.style]
        parts = [f'<w:pStyle w:val="{style_id(block.style)}"/>']
        if block.keep_with_next != style.keep_with_next:
            parts.append("<w:keepNext/>" if block.keep_with_next else '<w:keepNext w:val="0"/>')
        if block.keep_together:
            parts.append("<w:keepLines/>")
        if block.page_break_before:
            parts.append("<w:pageBreakBefore/>")
        parts.append(frame)
        if block.right_runs:
            parts.append(self._right_tab(block))
        if twips(block.pitch_pt) != twips(self._layout.pitch_of(block.style)):
            parts.append(f'<w:snapToGrid w:val="0"/>{exact_spacing(block.pitch_pt)}')
        if _indents_of(block) != _indents_of(style):
            in_chars = style.size_pt == self._layout.body.size_pt
            parts.append(indent_element(self._layout, *_indents_of(block), in_chars=in_chars))
        if block.align != style.align:
            parts.append(f'<w:jc w:val="{JUSTIFY[block.align]}"/>')
        return "".join(parts)

    def _right_tab(self, block: Block) -> str:
        layout = self._layout
        place = twips(layout.paper.text_width_pt - layout.indent_pt(block.right_chars))
        return f'<w:tabs><w:tab w:val="right" w:pos="{place}"/></w:tabs>'


def exact_spacing(pitch_pt: float) -> str:
    """Line spacing of exactly that pitch, nothing before and after."""
    return f'<w:spacing w:before="0" w:after="0" w:line="{twips(pitch_pt)}" w:lineRule="exact"/>'


def indent_element(layout: Layout, first: float, left: float, right: float, *, in_chars: bool) -> str:
    """w:ind for a first-line (negative: hanging), left and right indent in 字, in twips.

    `in_chars` adds the value in characters, which Word prefers; only valid if the paragraph's characters are those of the
    body, as Word counts the paragraph's. Never for the right indent, which Word and WPS round differently.
    """
    kind = "hanging" if first < 0 else "firstLine"
    size = abs(first)
    left_chars = f' w:leftChars="{round(left * 100)}"' if in_chars else ""
    first_chars = f' w:{kind}Chars="{round(size * 100)}"' if in_chars else ""
    return (
        f'<w:ind{left_chars} w:left="{twips(layout.indent_pt(left))}" w:right="{twips(layout.indent_pt(right))}"'
        f'{first_chars} w:{kind}="{twips(layout.indent_pt(size))}"/>'
    )


def _indents_of(shape: Block | Style) -> tuple[float, float, float]:
    return shape.first_line_chars, shape.left_chars, shape.right_chars
