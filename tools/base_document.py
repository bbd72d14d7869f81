"""Build resources/base_document/base_document.docx, the empty document that every .docx starts from, out of the XML beside it:

    .venv/bin/python -m tools.base_document

Change the XML in resources/base_document/parts, run this and commit both; a test compares them. Names, relationships and
content types of the parts are python-docx's. Comments in the XML stay out of the document.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package
from lxml import etree

from desktop.documents.docx.docx_file import with_fixed_times
from desktop.documents.docx.letter_base import BASE_DOCUMENT

PARTS = BASE_DOCUMENT.parent / "parts"


def base_document(parts: Path = PARTS) -> bytes:
    """The bytes of the document. Nothing is compressed, so that they are the same with every version of zlib."""
    package = Package()

    def add(source: OpcPackage | Part, file: str, place: str, content_type: str, relation: str) -> Part:
        part = Part(PackURI(place), content_type, _without_comments(parts / file), package)
        source.relate_to(part, relation)
        return part

    kinds, relations = CONTENT_TYPE, RELATIONSHIP_TYPE
    text = add(
        package, "document.xml", "/word/document.xml", kinds.WML_DOCUMENT_MAIN, relations.OFFICE_DOCUMENT
    )
    add(text, "styles.xml", "/word/styles.xml", kinds.WML_STYLES, relations.STYLES)
    add(text, "settings.xml", "/word/settings.xml", kinds.WML_SETTINGS, relations.SETTINGS)
    add(package, "core.xml", "/docProps/core.xml", kinds.OPC_CORE_PROPERTIES, relations.CORE_PROPERTIES)
    add(package, "app.xml", "/docProps/app.xml", kinds.OFC_EXTENDED_PROPERTIES, relations.EXTENDED_PROPERTIES)
    stream = io.BytesIO()
    package.save(stream)
    return with_fixed_times(stream.getvalue(), zipfile.ZIP_STORED)


def _without_comments(file: Path) -> bytes:
    parser = etree.XMLParser(remove_comments=True, remove_blank_text=True)
    root = etree.parse(file, parser).getroot()
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


if __name__ == "__main__":
    BASE_DOCUMENT.write_bytes(base_document())
    print(f"{BASE_DOCUMENT}: {BASE_DOCUMENT.stat().st_size} bytes")
