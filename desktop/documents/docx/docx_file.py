"""Write a printed document as .docx. Every part of the package is generated; no template file is used.

Output is reproducible: no clock, no random ids, fixed times inside the archive.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from desktop.documents.docx.document_xml import document_xml
from desktop.documents.docx.package_xml import (
    app_properties_xml,
    content_types_xml,
    core_properties_xml,
    document_relations_xml,
    font_table_xml,
    package_relations_xml,
    settings_xml,
)
from desktop.documents.docx.section_xml import footer_parts
from desktop.documents.docx.styles_xml import styles_xml
from desktop.typesetting.lines.measured_text import GlyphWidths
from desktop.typesetting.model.block import PrintedDocument
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.pages.signature_tie import imprint_stands_alone, without_needless_tie

_EPOCH = (1980, 1, 1, 0, 0, 0)


def docx_bytes(
    printed: PrintedDocument,
    layout: Layout,
    *,
    now: datetime | None = None,
    widths: GlyphWidths | None = None,
) -> bytes:
    """Return the bytes of the file. `layout` is the one the document was arranged for; `now` is stored as time of writing.

    `widths` are those of the printing fonts, to predict the end of the last page; None counts half and whole ems, as in the
    official fonts.

    Raises ValueError for another layout.
    """
    if printed.layout != layout.id:
        raise ValueError(f"arranged for {printed.layout}, not for {layout.id}")
    return _packed(docx_parts(printed, layout, now=now, widths=widths))


def docx_parts(
    printed: PrintedDocument,
    layout: Layout,
    *,
    now: datetime | None = None,
    widths: GlyphWidths | None = None,
) -> dict[str, str]:
    """Every part by its name inside the package."""
    foreseen = without_needless_tie(printed, layout, widths)
    alone = imprint_stands_alone(foreseen, layout, widths)
    footers = footer_parts(layout, imprint_alone=alone)
    ids = {kind: f"rId{number}" for number, kind in enumerate(footers, 11)}
    names = {kind: f"footer{number}.xml" for number, kind in enumerate(footers, 1)}
    return {
        "[Content_Types].xml": content_types_xml(list(names.values())),
        "_rels/.rels": package_relations_xml(),
        "word/document.xml": document_xml(foreseen, layout, ids, imprint_alone=alone),
        "word/_rels/document.xml.rels": document_relations_xml({ids[kind]: names[kind] for kind in footers}),
        "word/styles.xml": styles_xml(layout),
        "word/settings.xml": settings_xml(layout),
        "word/fontTable.xml": font_table_xml(layout),
        **{f"word/{names[kind]}": xml for kind, xml in footers.items()},
        "docProps/core.xml": core_properties_xml(printed.title, now),
        "docProps/app.xml": app_properties_xml(),
    }


def _packed(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, xml in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            archive.writestr(entry, xml.encode("utf-8"))
    return buffer.getvalue()
