"""Write section properties: paper, margins, grid, and the footers with the page number (GB/T 9704-2012 5, 7.5)."""

from __future__ import annotations

from xml.sax.saxutils import escape

from desktop.documents.docx.package_xml import DECLARATION, NAMESPACES
from desktop.documents.docx.paragraph_xml import CharacterFormat, RunWriter, twips
from desktop.documents.docx.styles_xml import PAGE_NUMBER_STYLE
from desktop.typesetting.model.block import Run
from desktop.typesetting.model.layout import MM, Layout
from desktop.typesetting.model.runs import split_by_script

EMPTY = "empty_"
"""Prefix of the footers without a number (empty_default …), for a last section that contains only the imprint (7.5)."""


def footer_parts(layout: Layout, *, imprint_alone: bool = False) -> dict[str, str]:
    """Footers by kind (default, even, first), each a complete part; none if the layout has no page numbers."""
    plan = layout.page_number
    if not plan.shown:
        return {}
    parts = {"default": _footer(layout, "right" if plan.mirrored else "center")}
    if plan.mirrored:
        parts["even"] = _footer(layout, "left")
    if not plan.on_first_page:
        parts["first"] = _footer(layout, "")
    if imprint_alone:
        parts |= {EMPTY + kind: _footer(layout, "") for kind in ("default", "even") if kind in parts}
    return parts


def numbered_section_xml(layout: Layout, footer_ids: dict[str, str]) -> str:
    """The w:sectPr of the letter, with its page numbers."""
    return section_xml(layout, {kind: rid for kind, rid in footer_ids.items() if not kind.startswith(EMPTY)})


def unnumbered_section_xml(layout: Layout, footer_ids: dict[str, str]) -> str:
    """The w:sectPr of a page that holds the imprint alone."""
    empty = {kind: rid for kind, rid in footer_ids.items() if kind.startswith(EMPTY)}
    return section_xml(layout, {kind.removeprefix(EMPTY): rid for kind, rid in empty.items()})


def section_xml(layout: Layout, footer_ids: dict[str, str]) -> str:
    """A w:sectPr; `footer_ids` are relationship ids by kind of footer."""
    paper = layout.paper
    margins = {
        "top": paper.top_mm, "right": paper.right_mm, "bottom": paper.bottom_mm, "left": paper.left_mm,
        "header": min(15.0, paper.top_mm / 2), "footer": _footer_distance_mm(layout), "gutter": 0.0,
    }  # fmt: skip
    sides = "".join(f' w:{side}="{twips(length * MM)}"' for side, length in margins.items())
    footers = "".join(
        f'<w:footerReference w:type="{kind}" r:id="{rid}"/>' for kind, rid in footer_ids.items()
    )
    return (
        f'<w:sectPr>{footers}<w:pgSz w:w="{twips(paper.width_mm * MM)}" w:h="{twips(paper.height_mm * MM)}"/>'
        f'<w:pgMar{sides}/><w:cols w:space="425"/>'
        + ("<w:titlePg/>" if "first" in footer_ids else "")
        + f'<w:docGrid w:type="lines" w:linePitch="{twips(layout.grid.pitch_pt)}"/></w:sectPr>'
    )


def _footer_distance_mm(layout: Layout) -> float:
    """Distance from the paper's edge to the footer's lower edge that puts the middle of the dash at the layout's position."""
    plan = layout.page_number
    return max(5.0, layout.paper.bottom_mm - plan.below_text_mm - plan.size_pt / 2 / MM)


def _footer(layout: Layout, side: str) -> str:
    plan = layout.page_number
    form = ""
    if side in {"left", "right"}:
        form = f'<w:ind w:{side}="{twips(plan.inset_chars * plan.size_pt)}"/>'
    form += f'<w:jc w:val="{side}"/>' if side else ""
    words = _number_runs(layout) if side else ""
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{PAGE_NUMBER_STYLE}"/>{form}</w:pPr>{words}</w:p>'
    return f"{DECLARATION}<w:ftr {NAMESPACES}>{paragraph}</w:ftr>"


def _number_runs(layout: Layout) -> str:
    writer = RunWriter(layout)
    form = CharacterFormat(layout.page_number.size_pt)
    before, after = (_runs(part, layout) for part in layout.page_number.form.split("{page}", 1))
    number = writer.properties(_runs("1", layout)[0], form)
    marks = (
        '<w:fldChar w:fldCharType="begin"/>', '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>', f"<w:t>{escape('1')}</w:t>", '<w:fldChar w:fldCharType="end"/>',
    )  # fmt: skip
    field = "".join(f"<w:r>{number}{mark}</w:r>" for mark in marks)
    return writer.runs(before, form) + field + writer.runs(after, form)


def _runs(text: str, layout: Layout) -> tuple[Run, ...]:
    plan = layout.page_number
    return tuple(Run(piece, script, plan.font, plan.size_pt) for script, piece in split_by_script(text))
