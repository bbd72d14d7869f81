"""Print sets of 300 replies with feedback form and envelope, one PDF each and one large PDF: replies per second, memory.

python3 benchmarks/bench_print_set.py [COUNT]
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtGui import QGuiApplication  # noqa: E402

from desktop.domain.case.case import Proposer  # noqa: E402
from desktop.services.cases.cases import create_case  # noqa: E402
from desktop.services.office.workplace import Workplace, set_up  # noqa: E402
from desktop.services.paper.print_sets import write_one_pdf, write_sets  # noqa: E402
from desktop.store.file.store import Store  # noqa: E402
from desktop.store.letters.replies import add_reply  # noqa: E402
from tests.letters import CASE, REPLY  # noqa: E402

AIM_A_SECOND = 10.0


def filled(folder: Path, count: int) -> tuple[Workplace, list[int]]:
    """A workplace with `count` invented cases, each with a different reply of five pages."""
    work = set_up(Store.in_memory(), folder, now=lambda: datetime(2025, 4, 9, 10, 42), officer="周衡")
    ids = []
    with work.store.writing():
        for number in range(count):
            case = replace(
                CASE,
                id=0,
                number=f"{number + 1:03d}",
                proposers=(Proposer("林知遥"),),
                due_at=date(2025, 5, 17),
            )
            stored = create_case(work, case)
            reply = REPLY.with_section("thanks", f"感谢您对第{number + 1}项工作的关心和支持。")
            add_reply(work.store, replace(reply, id=0, case_id=stored.id), work.now())
            ids.append(stored.id)
    return work, ids


def megabytes() -> float:
    """The peak memory of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def row(what: str, ours: float) -> None:
    """Print one row; the peer is the aim."""
    print(f"{what} | {ours:.1f} /s | {AIM_A_SECOND:.0f} /s | {ours / AIM_A_SECOND:.1f}")


def main(arguments: list[str]) -> None:
    count = int(arguments[0]) if arguments else 300
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        work, ids = filled(folder / "data", count)
        list(write_sets(work, ids[:10], folder / "warm", docx=False))
        before, began = megabytes(), time.perf_counter()
        pages = sum(report.pages for report in write_sets(work, ids, folder / "sets", docx=False))
        row(f"{count} sets of {pages / count:.0f} pages, a PDF each (+{megabytes() - before:.0f} MB)",
            count / (time.perf_counter() - began))  # fmt: skip
        began = time.perf_counter()
        list(write_sets(work, ids, folder / "sets", pdf=False))
        row(f"{count} sets as .docx", count / (time.perf_counter() - began))
        before, began = megabytes(), time.perf_counter()
        write_one_pdf(work, ids, folder / "all.pdf")
        size = (folder / "all.pdf").stat().st_size / 2**20
        row(f"{count} sets in one PDF of {size:.1f} MB (+{megabytes() - before:.0f} MB)",
            count / (time.perf_counter() - began))  # fmt: skip
        work.close()
    del application


if __name__ == "__main__":
    main(sys.argv[1:])
