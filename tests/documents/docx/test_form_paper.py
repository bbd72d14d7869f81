"""Every form: our own pages compared with LibreOffice's print of the .docx."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.documents.docx.docx_file import docx_bytes
from desktop.domain.forms.form_facts import (
    LIST_FIELDS,
    OF_THE_OFFICE,
    OFFICE_FACT_NAMES,
    OFFICE_LISTS,
    FormFacts,
)
from desktop.painting.print_engine import PrintEngine
from desktop.typesetting.forms.compose_form import FormSheet, compose_form
from tests.documents.paper import read_paper
from tests.letters import library
from tests.painting.agreement import compare, our_lines, printed_lines
from tools.rendering import LibreOffice

FACTS = FormFacts(
    {
        "session_name": "澄江区政协九届二次会议", "session_short": "区政协九届二次会议", "number": "046", "noun": "提案",
        "matter_type": "政协提案", "number_name": "提案号", "subject": "关于推进澄江区社区嵌入式养老服务高质量发展的建议",
        "addressee": "林知遥委员", "addressee_address": "澄江区清河街道柳湾路9弄", "addressee_unit": "澄江区第三中学 教研组长",
        "proposers": "林知遥、何云岫", "lead_unit": "澄江区民政局", "co_units": "澄江区卫生健康委员会、澄江区规划和自然资源局",
        "handling_result": "解决或采纳", "issue_date": "2025年4月9日", "assigned_at": "2025年2月17日", "due_at": "2025年5月17日",
        "office_unit": "澄江区民政局", "office_phone": "62001234", "office_contact": "周衡",
        "section": "养老服务科", "officer": "周衡",
        "unit": "澄江区卫生健康委员会", "unit_asked_at": "2025年2月20日", "unit_due_at": "2025年3月20日", "today": "2025年4月9日",
        "asks": "1.优化设施布局\n2.推进医养结合", "disclosure": "主动公开", "retention": "30年", "role": "主办", "status": "已答复",
        "letter_title": "对澄江区政协九届二次会议第046号提案的答复", "year": "2025", "archive_count": "7", "draft_count": "2",
        "sign_off": "同意。\n　　　　顾文澜　2025年4月9日", "document_number": "澄民提复〔2025〕6号",
        **{f"postcode_{place}": str(place) for place in range(1, 7)},
    },
    {name: tuple(dict.fromkeys(fields, "甲乙丙丁") for _ in range(4)) for name, fields in LIST_FIELDS.items()},
    {
        "ratings": ("同意", "理解", "保留", "不同意"), "disclosures": ("主动公开", "依申请公开", "不予公开"),
        "retentions": ("永久", "30年", "10年"),
    },
)  # fmt: skip
OFFICE_FACTS = FormFacts(
    dict(OFFICE_FACT_NAMES)
    | {"office_unit": "澄江区民政局", "today": "2025年4月9日", "levels": "区政协提案4件（主办3件、会办1件）"},
    {
        name: tuple(dict.fromkeys(fields, "甲乙丙丁") for _ in range(4))
        for name, fields in OFFICE_LISTS.items()
    },
    vocabulary=OF_THE_OFFICE,
)
FORMS = sorted(library().forms)


@pytest.fixture(scope="module")
def sheets() -> dict[str, FormSheet]:
    known = library()
    return {
        name: compose_form(
            form, OFFICE_FACTS if form.kind.is_of_office else FACTS, known.layouts[form.layout]
        )
        for name, form in known.forms.items()
    }


@pytest.fixture(scope="module")
def papers(
    sheets: dict[str, FormSheet], libreoffice: LibreOffice, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("forms")
    for name, sheet in sheets.items():
        (folder / f"{name}.docx").write_bytes(docx_bytes(sheet.document, sheet.layout))
    pdfs = libreoffice.print_all([folder / f"{name}.docx" for name in FORMS], folder)
    return dict(zip(FORMS, pdfs, strict=True))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", FORMS)
def test_libreoffice_prints_the_same_lines_and_pages(
    name: str, sheets: dict[str, FormSheet], papers: dict[str, Path]
) -> None:
    pages = PrintEngine().pages(sheets[name].document, sheets[name].layout)
    agreement = compare(our_lines(pages), printed_lines(papers[name]))
    assert agreement.differing == ()
    assert agreement.same_pages


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", FORMS)
def test_every_line_has_the_same_position(
    name: str, sheets: dict[str, FormSheet], papers: dict[str, Path]
) -> None:
    """Within 1.5 mm, because forms may be printed onto preprinted paper."""
    page = PrintEngine().pages(sheets[name].document, sheets[name].layout)[0]
    ours = sorted({round(line.baseline_pt) for line in page.lines if line.text.strip()})
    theirs = sorted({round(line.baseline) for line in read_paper(papers[name])[0].lines})
    assert max(min(abs(a - b) for b in theirs) for a in ours) <= 4.25
