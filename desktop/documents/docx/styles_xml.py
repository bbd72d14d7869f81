"""Write styles.xml: one named Chinese paragraph style per style of the layout, so that a letter can be restyled in WPS."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from desktop.documents.docx.package_xml import DECLARATION, NAMESPACES
from desktop.documents.docx.paragraph_xml import (
    JUSTIFY,
    CharacterFormat,
    exact_spacing,
    font_attributes,
    format_elements,
    indent_element,
    style_id,
)
from desktop.typesetting.model.layout import Layout, Style

PAGE_NUMBER_STYLE = "CBpagenumber"

# No hanging punctuation. The plain element comes first, for every program that does not look inside mc:AlternateContent here.
# LibreOffice (7.4 to the present) reads overflowPunct the wrong way round and takes the last one it meets: it does not know
# w15 and finds the opposite value in the fallback. Word knows w15 and finds nothing there, which leaves the plain "off".
_NO_HANGING = (
    '<w:overflowPunct w:val="0"/><mc:AlternateContent><mc:Choice Requires="w15"/>'
    '<mc:Fallback><w:overflowPunct w:val="1"/></mc:Fallback></mc:AlternateContent>'
)
_COMPATIBILITY = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w15"'
)
_BUILT_IN = (
    '<w:style w:type="character" w:default="1" w:styleId="a0"><w:name w:val="Default Paragraph Font"/>'
    '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="a1"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
    '<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="a2"><w:name w:val="No List"/><w:uiPriority w:val="99"/>'
    "<w:semiHidden/><w:unhideWhenUsed/></w:style>"
)


def styles_xml(layout: Layout) -> str:
    """The complete part. Document defaults are those of running text, independent of themes and Word's template."""
    size = round(layout.body.size_pt * 2)
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{font_attributes(layout, layout.body.font)}/>"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    named = "".join(_style(key, style, layout) for key, style in layout.styles.items())
    return (
        f"{DECLARATION}<w:styles {NAMESPACES} {_COMPATIBILITY}>{defaults}{_normal(layout)}{_BUILT_IN}{named}"
        f"{_page_number(layout)}</w:styles>"
    )


def _normal(layout: Layout) -> str:
    rules = layout.text
    switches = f'<w:widowControl w:val="{int(rules.widow_control)}"/>'
    if not rules.hanging:
        switches += _NO_HANGING
    if not rules.autospace:
        switches += '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:qFormat/>'
        f'<w:pPr>{switches}{exact_spacing(layout.grid.pitch_pt)}<w:jc w:val="both"/></w:pPr></w:style>'
    )


def _style(key: str, style: Style, layout: Layout) -> str:
    following = "body" if key.startswith("heading") or key == "salutation" else key
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id(key)}"><w:name w:val={quoteattr(style.name)}/>'
        f'<w:basedOn w:val="a"/><w:next w:val="{style_id(following)}"/><w:qFormat/>'
        f"<w:pPr>{_paragraph_form(key, style, layout)}</w:pPr><w:rPr>{_character_form(style, layout)}</w:rPr></w:style>"
    )


def _paragraph_form(key: str, style: Style, layout: Layout) -> str:
    pitch = layout.pitch_of(key)
    indents = (style.first_line_chars, style.left_chars, style.right_chars)
    return (
        ("<w:keepNext/>" if style.keep_with_next else "")
        + ('<w:snapToGrid w:val="0"/>' if pitch != layout.grid.pitch_pt else "")
        + exact_spacing(pitch)
        + indent_element(layout, *indents, in_chars=style.size_pt == layout.body.size_pt)
        + f'<w:jc w:val="{JUSTIFY[style.align]}"/>'
        + (f'<w:outlineLvl w:val="{style.outline_level - 1}"/>' if style.outline_level else "")
    )


def _character_form(style: Style, layout: Layout) -> str:
    form = CharacterFormat(style.size_pt, style.bold, style.colour)
    return f"<w:rFonts{font_attributes(layout, style.font)}/>{format_elements(layout, form, None)}"


def _page_number(layout: Layout) -> str:
    plan = layout.page_number
    form = format_elements(layout, CharacterFormat(plan.size_pt), None)
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{PAGE_NUMBER_STYLE}"><w:name w:val="页码"/>'
        f'<w:basedOn w:val="a"/><w:pPr><w:snapToGrid w:val="0"/>{exact_spacing(plan.size_pt)}'
        f"</w:pPr><w:rPr><w:rFonts{font_attributes(layout, plan.font)}/>{form}</w:rPr></w:style>"
    )
