"""Report how far our pages agree with LibreOffice's print of the exported .docx, for each layout.

    python3 benchmarks/paper_agreement.py [LAYOUT ...] [--lines N]

62 invented letters per layout; differing lines are shown with the reason, at most N (20) of them.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtGui import QGuiApplication  # noqa: E402

from desktop.documents.docx.docx_file import docx_bytes  # noqa: E402
from desktop.documents.templates.template_library import read_layout  # noqa: E402
from desktop.documents.templates.toml_template import read_toml  # noqa: E402
from desktop.painting.font_library import FontLibrary, FontWidths  # noqa: E402
from desktop.typesetting.pages.page_filling import PageFiller  # noqa: E402
from tests.painting.agreement import Agreement, Line, compare, our_lines, printed_lines  # noqa: E402
from tests.painting.invented_letters import letters  # noqa: E402
from tools.rendering import LibreOffice  # noqa: E402

LAYOUTS = ("gbt9704", "gbt9704-letter", "gbt9704-general")


def measure(layout_id: str, office: LibreOffice, folder: Path) -> dict[str, Agreement]:
    """Print every letter both ways and compare the lines."""
    layout = read_layout(read_toml(ROOT / "templates" / "layouts" / f"{layout_id}.toml"))
    filler = PageFiller(layout, FontWidths(FontLibrary(layout)))
    documents = letters(layout)
    files = []
    for name, document in documents.items():
        files.append(folder / f"{layout_id}-{name}.docx")
        files[-1].write_bytes(docx_bytes(document, layout, widths=filler.blocks.widths))
    pdfs = office.print_all(files, folder)
    return {
        name: compare(our_lines(filler.fill(document)), printed_lines(pdf))
        for (name, document), pdf in zip(documents.items(), pdfs, strict=True)
    }


def reason(ours: Line | None, theirs: Line | None) -> str:
    """Why LibreOffice's line differs, as far as known from its faults."""
    if ours is None or theirs is None:
        return "follows from the line above"
    if ours[1] == theirs[1]:
        return "the same line on another page"
    longer, shorter = sorted((ours[1], theirs[1]), key=len, reverse=True)
    rest = longer[len(shorter) :] if longer.startswith(shorter) else ""
    if rest in ("—", "…"):
        return "LibreOffice tears a dash or an ellipsis apart"
    if rest and shorter.endswith("/"):
        return "LibreOffice parts no address behind its slash and cuts a word instead"
    return "line ends elsewhere" if longer[:4] == shorter[:4] else "follows from the line above"


def report(layout_id: str, results: dict[str, Agreement], most: int) -> None:
    lines, same = (sum(getattr(a, field) for a in results.values()) for field in ("lines", "same"))
    whole = sum(a.same == a.lines for a in results.values())
    pages = sum(a.same_pages for a in results.values())
    print(f"{layout_id}: {same} of {lines} lines on the same page ({same / lines:.2%}); "
          f"{whole} of {len(results)} letters without any difference; {pages} with as many pages")  # fmt: skip
    shown = 0
    for name, agreement in results.items():
        for ours, theirs in agreement.differing:
            if shown >= most:
                return
            why = reason(ours, theirs)
            if why == "follows from the line above":
                continue
            shown += 1
            print(f"  {name}: {why}\n     ours   {ours}\n     theirs {theirs}")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("layouts", nargs="*", default=LAYOUTS)
    parser.add_argument("--lines", type=int, default=20)
    parser.add_argument("--keep", type=Path, help="folder that keeps the files")
    arguments = parser.parse_args()
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        kept = arguments.keep or Path(folder)
        kept.mkdir(parents=True, exist_ok=True)
        office = LibreOffice(Path(folder))
        for layout_id in arguments.layouts:
            began = time.perf_counter()
            results = measure(layout_id, office, kept)
            report(layout_id, results, arguments.lines)
            print(f"  ({time.perf_counter() - began:.0f} s)")
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
