"""Small hand-written PDF files: Chinese text through a built-in CMap, so that no font file is needed."""

from __future__ import annotations

from collections.abc import Sequence

A4 = (595, 842)
_FONT = (
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /DW 1000 /W [1 95 500] "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R >>"
)
_FONT_FACTS = (
    "<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -140 1000 880] /Ascent 880 /Descent -140 "
    "/CapHeight 700 /ItalicAngle 0 /StemV 80 >>"
)
Placed = tuple[float, float, float, str]
"""A piece of text: left edge and baseline in pt, font size, text."""


def pdf_bytes(
    pages: Sequence[Sequence[Placed]], *, pictures: bool = False, rotation: int = 0, more: str = ""
) -> bytes:
    """Return a PDF with the pieces of text on their pages; `pictures` lays a small grey picture on each page.

    `more` is raw page content for everything else.
    """
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        _FONT,
        _FONT_FACTS,
        _stream(
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
            "x",
        ),
    ]
    kids = []
    for page in pages:
        content = "q 400 0 0 600 90 100 cm /Im0 Do Q\n" if pictures else ""
        content += "".join(_text(*piece) for piece in page) + more
        objects.append(_stream("", content))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {A4[0]} {A4[1]}] /Rotate {rotation} /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F0 3 0 R >> /XObject << /Im0 6 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _file(objects)


def paper(
    lines: Sequence[str], *, left: float = 90, top: float = 760, size: float = 16, pitch: float = 28
) -> list[Placed]:
    """Return lines of text one below the other; a leading full-width blank indents the line by one em."""
    placed = []
    for number, line in enumerate(lines):
        words = line.lstrip("\u3000")
        indent = (len(line) - len(words)) * size
        if words:
            placed.append((left + indent, top - number * pitch, size, words))
    return placed


def _text(left: float, base: float, size: float, words: str) -> str:
    return f"BT /F0 {size} Tf 1 0 0 1 {left} {base} Tm <{words.encode('utf-16-be').hex()}> Tj ET\n"


def _stream(entries: str, content: str) -> str:
    return f"<< {entries} /Length {len(content)} >>\nstream\n{content}\nendstream"


def _file(objects: Sequence[str]) -> bytes:
    body = b"%PDF-1.5\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")
