"""Write the auxiliary parts of a .docx: content types, relationships, settings, properties, font table."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from desktop.typesetting.model.layout import Charset, Layout

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{_OFFICE}/relationships"'
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
APPLICATION = "Chengban"


def content_types_xml(footers: list[str]) -> str:
    """[Content_Types].xml for a package with these footer parts."""
    kinds = {
        "word/document.xml": f"{_MAIN}.document.main+xml",
        "word/styles.xml": f"{_MAIN}.styles+xml",
        "word/settings.xml": f"{_MAIN}.settings+xml",
        "word/fontTable.xml": f"{_MAIN}.fontTable+xml",
        **{f"word/{name}": f"{_MAIN}.footer+xml" for name in footers},
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in kinds.items()
    )
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def package_relations_xml() -> str:
    """_rels/.rels."""
    return _relations(
        {
            "rId1": (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            "rId2": (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            "rId3": (f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
        }
    )


def document_relations_xml(footers: dict[str, str]) -> str:
    """word/_rels/document.xml.rels; `footers` are relationship ids and part names."""
    parts = {"rId1": "styles", "rId2": "settings", "rId3": "fontTable"}
    fixed = {rid: (f"{_OFFICE}/relationships/{kind}", f"{kind}.xml") for rid, kind in parts.items()}
    return _relations(
        fixed | {rid: (f"{_OFFICE}/relationships/footer", name) for rid, name in footers.items()}
    )


def settings_xml(layout: Layout) -> str:
    """word/settings.xml, with settings that make Word, WPS and LibreOffice lay out alike (TRAPS 3, 7b, 7c)."""
    mirrored = layout.page_number.shown and layout.page_number.mirrored
    spacing = "compressPunctuation" if layout.text.compress else "doNotCompress"
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        + ("<w:evenAndOddHeaders/>" if mirrored else "")
        + f'<w:characterSpacingControl w:val="{spacing}"/>'
        "<w:compat><w:doNotExpandShiftReturn/><w:useFELayout/>"
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def font_table_xml(layout: Layout) -> str:
    """word/fontTable.xml: the fonts, each with an alternative if it is not installed."""
    fonts = {font.east_asian: font for font in layout.fonts.values()}
    rows = "".join(
        f"<w:font w:name={quoteattr(name)}>"
        + (f"<w:altName w:val={quoteattr(font.fallbacks[0])}/>" if font.fallbacks else "")
        + f'<w:charset w:val="86"/><w:family w:val="{"modern" if font.charset is Charset.GB2312 else "auto"}"/>'
        '<w:pitch w:val="default"/></w:font>'
        for name, font in fonts.items()
    )
    return f"{DECLARATION}<w:fonts {NAMESPACES}>{rows}</w:fonts>"


def core_properties_xml(title: str, now: datetime | None) -> str:
    """docProps/core.xml: title and times, without names of persons."""
    stamps = ""
    if now is not None:
        moment = (now.astimezone(UTC) if now.tzinfo else now).strftime("%Y-%m-%dT%H:%M:%SZ")
        stamps = "".join(
            f'<dcterms:{kind} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{kind}>'
            for kind in ("created", "modified")
        )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator></dc:creator><dc:language>zh-CN</dc:language>"
        f"<cp:lastModifiedBy></cp:lastModifiedBy>{stamps}</cp:coreProperties>"
    )


def app_properties_xml() -> str:
    """docProps/app.xml: the program's name, without data of the office."""
    return f'{DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties"><Application>{APPLICATION}</Application></Properties>'


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="{rid}" Type="{kind}" Target="{target}"/>'
        for rid, (kind, target) in targets.items()
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'
