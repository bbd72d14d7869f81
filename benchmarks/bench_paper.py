"""Times of the paper view: keystroke to filled pages, repaint, PDF of a five-page reply compared with LibreOffice, many letters.

python3 benchmarks/bench_paper.py
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtWidgets import QApplication  # noqa: E402

from desktop.documents.docx.docx_file import docx_bytes  # noqa: E402
from desktop.documents.templates.template_library import read_layout  # noqa: E402
from desktop.documents.templates.toml_template import read_toml  # noqa: E402
from desktop.painting.font_library import FontLibrary, FontWidths  # noqa: E402
from desktop.painting.pdf_writer import write_pdf  # noqa: E402
from desktop.typesetting.model.block import Block  # noqa: E402
from desktop.typesetting.model.layout import Layout  # noqa: E402
from desktop.typesetting.pages.page_filling import PageFiller  # noqa: E402
from desktop.typesetting.pages.page_places import TypedPosition  # noqa: E402
from desktop.ui.paper.paper_view import PaperView  # noqa: E402
from desktop.ui.theme.tokens import read_tokens  # noqa: E402
from tests.painting.invented_letters import letter_of_pages, letters  # noqa: E402
from tools.rendering import LibreOffice  # noqa: E402

KEYS = "我们正在一个字一个字地写这份答复，排版要跟得上手指。" * 4
FRAME_MS = 16.0
AIM_MS_A_LETTER = 100.0


def milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def row(what: str, ours_ms: float, peer_ms: float) -> None:
    """Print one row; if there is no other program to compare with, the peer is our aim."""
    print(f"{what} | {ours_ms:.1f} ms | {peer_ms:.0f} ms | {peer_ms / ours_ms:.1f}")


def keystrokes(layout: Layout, pages: int) -> None:
    """Time typing in the middle of a letter: compose its blocks and fill its pages, as the window does after each key."""
    filler = PageFiller(layout, FontWidths(FontLibrary(layout)))
    filler.fill(letter_of_pages(layout, pages))
    composed = [letter_of_pages(layout, pages, typed=KEYS[: n + 1]) for n in range(len(KEYS))]
    times = [milliseconds(lambda letter=letter: filler.fill(letter)) for letter in composed]  # type: ignore[misc]
    count = len(filler.fill(composed[-1]))
    row(f"keystroke to filled pages, {count} pages, p95", p95(times), FRAME_MS)


def repaint(layout: Layout) -> None:
    fonts = FontLibrary(layout)
    filler = PageFiller(layout, FontWidths(fonts))
    view = PaperView(read_tokens(ROOT / "resources" / "theme" / "tokens.toml").light)
    view.resize(520, 900)
    view.show()
    typed, scrolled = [], []
    blocks = letter_of_pages(layout, 10, typed="※").blocks
    middle = next(
        block.anchor.paragraph
        for block in blocks
        if isinstance(block, Block) and block.anchor and "※" in block.text
    )
    for n in range(len(KEYS)):
        letter = letter_of_pages(layout, 10, typed=KEYS[: n + 1])
        began = time.perf_counter()
        view.show_pages(filler.fill(letter), layout, fonts)
        view.follow(TypedPosition("body", middle, 10**6))
        view.viewport().grab()
        typed.append((time.perf_counter() - began) * 1000)
    bar = view.verticalScrollBar()
    for step in range(0, bar.maximum(), 60):
        bar.setValue(step)
        scrolled.append(milliseconds(view.viewport().grab))
    row("keystroke to painted paper, 13 pages, p95", p95(typed), FRAME_MS)
    row("scrolling the paper by 60 pixels, p95", p95(scrolled), FRAME_MS)


def five_pages(layout: Layout, folder: Path) -> None:
    letter = letter_of_pages(layout, 5)
    fonts = FontLibrary(layout)
    ours = [
        milliseconds(lambda: write_pdf([letter], layout, folder / "ours.pdf", None, fonts)) for _ in range(5)
    ]
    docx = folder / "theirs.docx"
    docx.write_bytes(docx_bytes(letter, layout))
    if not LibreOffice.is_installed():
        print("LibreOffice is not installed: nothing to compare the PDF with", file=sys.stderr)
        return
    office = LibreOffice(folder)
    office(docx)  # the first start creates a profile and is not measured
    theirs = [milliseconds(lambda: office(docx)) for _ in range(3)]
    row("PDF of five pages; LibreOffice from our .docx", statistics.median(ours), statistics.median(theirs))


def many(layout: Layout, folder: Path) -> None:
    invented = list(letters(layout).values())
    chosen = [letter for letter in invented if len(letter.blocks) < 40][:50] * 6
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    took = milliseconds(lambda: write_pdf(iter(chosen), layout, folder / "many.pdf", None))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    row(f"a letter of {len(chosen)} in one PDF (+{grown:.0f} MB); aim", took / len(chosen), AIM_MS_A_LETTER)


def main() -> None:
    application = QApplication.instance() or QApplication(sys.argv[:1])
    layout = read_layout(read_toml(ROOT / "templates" / "layouts" / "gbt9704.toml"))
    for pages in (10, 30):
        keystrokes(layout, pages)
    repaint(layout)
    with tempfile.TemporaryDirectory() as folder:
        five_pages(layout, Path(folder))
        many(layout, Path(folder))
    del application


if __name__ == "__main__":
    main()
