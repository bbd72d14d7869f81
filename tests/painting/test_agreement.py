"""LibreOffice prints the exported file with the lines and pages that we show (TRAPS 7c)."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.documents.docx.docx_file import docx_bytes
from tests.painting.agreement import compare, our_lines, printed_lines
from tests.painting.conftest import PageFillers, layout_of
from tests.painting.invented_letters import letters
from tools.rendering import LibreOffice

# LibreOffice splits —— and …… and breaks a word after an address: hence less than 100 %
# (benchmarks/paper_agreement.py explains every line).
LEAST = {"gbt9704": 0.995, "gbt9704-letter": 0.995, "gbt9704-general": 0.995}


@pytest.mark.rendering
@pytest.mark.parametrize("name", LEAST)
def test_lines_and_pages_agree_with_libreoffice(
    name: str, engine: PageFillers, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    layout, filler = layout_of(name), engine(name)
    chosen = {
        key: letter for key, letter in letters(layout).items() if not key.endswith(("-2", "-3", "pages"))
    }
    files = []
    for key, document in chosen.items():
        files.append(tmp_path / f"{key}.docx")
        files[-1].write_bytes(docx_bytes(document, layout, widths=filler.blocks.widths))
    printed = libreoffice.print_all(files, tmp_path)
    results = [
        compare(our_lines(filler.fill(document)), printed_lines(pdf))
        for document, pdf in zip(chosen.values(), printed, strict=True)
    ]
    same, lines = sum(result.same for result in results), sum(result.lines for result in results)
    assert same / lines >= LEAST[name], [result.differing for result in results if result.differing]
    assert all(result.same_pages for result in results)
