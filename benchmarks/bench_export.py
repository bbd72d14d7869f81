"""Export of a demo reply as .docx, compared with plain python-docx writing the same paragraphs. Aim: 1.5 times as long at most."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import docx

from desktop.services.cases.cases import find_case
from desktop.services.demo import SHOWN, fill_demo
from desktop.services.office.workplace import open_workplace
from desktop.services.paper.exporting import export_reply
from desktop.services.writing.composing import print_reply
from desktop.typesetting.model.block import Block

RUNS = 25


def seconds(job: Callable[[], object]) -> float:
    begin = time.perf_counter()
    job()
    return time.perf_counter() - begin


def write_bare(paragraphs: list[str], file: Path) -> None:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(file))


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="chengban-bench-") as folder:
        place = Path(folder)
        work = open_workplace(place / "data", now=datetime.now)
        fill_demo(work)
        case = find_case(work, SHOWN[0]).id
        blocks = [block for block in print_reply(work, case).blocks if isinstance(block, Block)]
        paragraphs = ["".join(run.text for run in block.runs) for block in blocks]
        jobs = (
            lambda: export_reply(work, case, place / "ours.docx"),
            lambda: write_bare(paragraphs, place / "bare.docx"),
        )
        for job in jobs:
            job()
        pairs = [tuple(seconds(job) for job in jobs) for _ in range(RUNS)]
        work.close()
    ours, bare = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    what = f"export of {len(paragraphs)} paragraphs as .docx (peer: bare python-docx)"
    print(f"{what} | {ours:.1f} ms | {bare:.1f} ms | {ours / bare:.2f}")


if __name__ == "__main__":
    main()
