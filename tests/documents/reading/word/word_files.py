"""Word files built part by part, so that a test controls their XML. All texts are invented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_NAMESPACES = (
    'xmlns:w="{w}" xmlns:r="{r}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
PART_KINDS = {
    "styles": "styles.xml",
    "numbering": "numbering.xml",
    "footnotes": "footnotes.xml",
    "header": "header1.xml",
    "footer": "footer1.xml",
    "comments": "comments.xml",
}


def word_bytes(
    body: str,
    *,
    strict: bool = False,
    main: str = "word/document.xml",
    members: Mapping[str, bytes] | None = None,
    **parts: str,
) -> bytes:
    """Return a .docx whose body is the given XML; further parts (`styles`, `numbering`, …) by their kind."""
    relations = _STRICT_RELATIONS if strict else _RELATIONS
    names = _NAMESPACES.format(w=STRICT_W if strict else W, r=relations)
    entries = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations([("officeDocument", main)], relations),
        main: f"{_HEAD}<w:document {names}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": _relations([(k, PART_KINDS[k]) for k in parts], relations),
    }
    for kind, content in parts.items():
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        entries[f"word/{PART_KINDS[kind]}"] = f"{_HEAD}<w:{root} {names}>{content}</w:{root}>"
    return zip_bytes({name: text.encode() for name, text in entries.items()} | dict(members or {}))


def word_file(folder: Path, body: str, *, name: str = "proposal.docx", **more: str) -> Path:
    """Write such a file into a folder and return its path."""
    path = folder / name
    path.write_bytes(word_bytes(body, **more))  # type: ignore[arg-type]  # the named switches are passed to word_bytes itself
    return path


def zip_bytes(entries: Mapping[str, bytes]) -> bytes:
    """Return a compressed zip of the entries."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def paragraph(text: str = "", properties: str = "") -> str:
    """Return the XML of a paragraph with one run."""
    return f"<w:p>{_properties(properties)}{run(text) if text else ''}</w:p>"


def run(text: str, properties: str = "") -> str:
    """Return the XML of a run."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{text}</w:t></w:r>'


def row(*cells: str) -> str:
    """Return the XML of a table row; each cell is given as the XML of its blocks."""
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def table(*rows: str) -> str:
    """Return the XML of a table."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def numbered(text: str, num_id: int = 1, level: int = 0) -> str:
    """Return a paragraph of a list."""
    reference = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>'
    return paragraph(text, reference)


def level(number: int, number_format: str, text: str, more: str = "", start: int = 1) -> str:
    """Return the XML of one level of a list."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """Return a numbering part with one abstract list."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def _properties(inner: str) -> str:
    return f"<w:pPr>{inner}</w:pPr>" if inner else ""


def _relations(targets: list[tuple[str, str]], kinds: str) -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{kinds}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return (
        f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{entries}</Relationships>"
    )
