"""The practice 「练习」: a store of its own beside the real one, kept until it is begun anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document

from desktop.domain.case.case import Case
from desktop.domain.errors import Refused
from desktop.services.cases.cases import create_case, find_case
from desktop.services.demo import prepare_practice, renew_practice
from desktop.services.office.backup import verify
from desktop.services.office.workplace import Workplace, open_workplace
from desktop.services.paper.exporting import export_reply
from desktop.services.paper.forms import export_form
from desktop.services.writing.composing import layout_of, print_reply
from desktop.services.writing.drafting import open_reply
from desktop.typesetting.lines.measured_text import EmWidths
from desktop.typesetting.model.layout import MM
from desktop.typesetting.pages.page_filling import fill

NOON = datetime(2024, 4, 9, 12)
MARK = "练习，不是真实数据"


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workplace]:
    opened = open_workplace(tmp_path / "数据", now=lambda: NOON)
    yield opened
    opened.close()


def test_the_practice_goes_on_where_it_was_left_until_it_is_begun_anew(work: Workplace) -> None:
    folder = prepare_practice(work)
    practice = open_workplace(folder, now=work.now)
    count = verify(practice).cases
    create_case(practice, Case(number="999"))
    practice.close()
    prepare_practice(work)
    assert _cases(folder) == count + 1
    renew_practice(folder, work.now)
    assert _cases(folder) == count
    with pytest.raises(Refused, match="不是练习"):
        renew_practice(work.data_dir.parent / "别处", work.now)
    assert not (work.data_dir.parent / "别处").exists()
    create_case(work, Case(number="001"))
    kept = work.data_dir
    work.close()
    with pytest.raises(Refused, match="不是练习"):
        renew_practice(kept, work.now)
    assert _cases(kept) == 1


def _cases(folder: Path) -> int:
    work = open_workplace(folder, now=lambda: NOON)
    try:
        return verify(work).cases
    finally:
        work.close()


def test_what_is_printed_in_the_practice_says_so_above_every_page(work: Workplace, tmp_path: Path) -> None:
    practice = open_workplace(prepare_practice(work), now=work.now)
    case = find_case(practice, "085")
    document = print_reply(practice, case.id)
    layout = layout_of(practice, open_reply(practice, case.id))
    pages = fill(document, layout, EmWidths())
    plain = fill(replace(document, mark=""), layout, EmWidths())
    assert len(pages) == len(plain) > 1
    for marked, page in zip(pages, plain, strict=True):
        (mark,) = [placed for placed in marked.lines if placed.style == "mark"]
        assert mark.text == MARK
        assert mark.top_pt + mark.line.pitch_pt < layout.paper.top_mm * MM, "above the type area"
        assert marked.body_lines == page.body_lines, "nothing of the letter moves"
    file = export_reply(practice, case.id, tmp_path / "练习.docx").path
    for section in Document(str(file)).sections:
        assert section.header.paragraphs[0].text == section.even_page_header.paragraphs[0].text == MARK
    form = export_form(practice, case.id, "feedback", tmp_path / "表.docx").path
    assert Document(str(form)).sections[0].header.paragraphs[0].text == MARK
    practice.close()

    real = create_case(work, Case(number="085", subject="关于改善社区图书室的提案"))
    open_reply(work, real.id)
    assert print_reply(work, real.id).mark == ""
    file = export_reply(work, real.id, tmp_path / "正式.docx").path
    assert [line.text for line in Document(str(file)).sections[0].header.paragraphs] == [""]
