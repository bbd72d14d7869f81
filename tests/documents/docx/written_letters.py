"""Letters written as .docx, for the tests of what stands in the file."""

from __future__ import annotations

from dataclasses import replace

from desktop.documents.docx.docx_file import docx_bytes
from tests.letters import letter, library, reply_saying

TEMPLATE_FOR = {"gbt9704-letter": "higher-level-letter", "gbt9704-general": "deputy-suggestion"}


def written(layout: str = "gbt9704", **changes: object) -> bytes:
    template = TEMPLATE_FOR.get(layout, "district-cppcc")
    return docx_bytes(letter(layout, template, **changes), library().layouts[layout])  # type: ignore[arg-type]


def saying(text: str) -> bytes:
    return docx_bytes(letter(reply=reply_saying(text)), library().layouts["gbt9704"])


def letter_with_imprint_alone(**page_number: bool) -> bytes:
    known = library().layouts["gbt9704-general"]
    reply = reply_saying("\n".join(["短句一行。"] * 22))
    printed = letter("gbt9704-general", "deputy-suggestion", reply=reply)
    return docx_bytes(printed, replace(known, page_number=replace(known.page_number, **page_number)))  # type: ignore[arg-type]
