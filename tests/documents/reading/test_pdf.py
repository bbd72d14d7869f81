"""A PDF with a text layer is read as printed lines with indents, gaps and page breaks; a scan is refused."""

from __future__ import annotations

import pytest

from desktop.documents.reading.document import DEFAULT_LIMITS, PAGE_BREAK, FileFormat, ReadDocument
from desktop.documents.reading.pdf_glyphs import Glyph
from desktop.documents.reading.pdf_reader import lines_of_page, read_pdf
from desktop.domain.errors import FileProblem
from tests.documents.reading.pdf_files import Placed, paper, pdf_bytes

WATERMARK = "BT /F0 60 Tf 0.7 0.7 -0.7 0.7 100 100 Tm <5185 90E8 8D44 6599> Tj ET\n"  # 内部资料 at 45 degrees
BODY = [
    "　　近年来，我区停车难问题日益突出，群众反映较",
    "为集中。",
    "　　一、加强统筹，盘活存量资源，在老旧小区周边",
    "新增泊位。",
]


def read(*pages: list[Placed], **more: bool | int) -> ReadDocument:
    return read_pdf(pdf_bytes(pages, **more), DEFAULT_LIMITS)  # type: ignore[arg-type]


def test_a_printed_line_is_a_line_with_its_indent_in_full_width_blanks() -> None:
    document = read(paper(BODY))
    assert document.text.split("\n") == BODY
    assert (document.format, document.pages, document.printed_lines) == (FileFormat.PDF, 1, True)


def test_pages_are_divided_by_a_page_break_and_number_their_lines() -> None:
    document = read(paper(BODY), paper(["第二页"]))
    assert document.text.endswith(f"新增泊位。{PAGE_BREAK}第二页")
    assert [line.page for line in document.paragraphs] == [1, 1, 1, 1, 2]


def test_an_empty_line_stays_an_empty_line() -> None:
    assert read(paper([*BODY, "", "联系人：王某某"])).text.split("\n") == [*BODY, "", "联系人：王某某"]


def test_a_gap_inside_a_line_becomes_one_blank_per_em() -> None:
    line = [(90.0, 700.0, 16.0, "办理结果：A"), (90.0 + 16 * 5.5 + 16 * 4, 700.0, 16.0, "签发人：李某")]
    assert read(line).text == "办理结果：A　　　　签发人：李某"


def test_the_quarter_em_beside_digits_is_no_blank() -> None:
    line = [(90.0, 700.0, 16.0, "第"), (110.0, 700.0, 16.0, "085"), (138.0, 700.0, 16.0, "号")]
    assert read(line).text == "第085号"


def test_a_letter_spaced_red_head_is_one_name() -> None:
    head = [(90.0 + 40 * place, 700.0, 16.0, letter) for place, letter in enumerate("某某区教育局")]
    assert read(head).text == "某某区教育局"
    assert read([(90.0, 700.0, 16.0, "答"), (130.0, 700.0, 16.0, "复")]).text == "答　　复"


def test_a_blank_that_was_typed_stays() -> None:
    assert read(paper(["第 085 号提案", "Hello world"])).text == "第 085 号提案\nHello world"


def test_lines_are_in_the_order_of_the_page_and_not_of_the_file() -> None:
    assert read(list(reversed(paper(BODY)))).text.split("\n") == BODY


def test_bold_by_overprinting_is_read_once() -> None:
    twice = [(90.0, 700.0, 16.0, "关于停车的提案"), (90.4, 700.0, 16.0, "关于停车的提案")]
    assert read(twice).text == "关于停车的提案"


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_rotated_page_is_read_upright(rotation: int) -> None:
    assert read(paper(BODY), rotation=rotation).text.split("\n") == BODY


def test_radicals_are_replaced_by_characters() -> None:
    assert read(paper(["⾼质量发展，⻋位"])).text == "高质量发展，车位"


def test_a_raised_note_mark_stays_in_its_line() -> None:
    line = [(90.0, 700.0, 16.0, "共12家"), (138.0, 706.0, 8.0, "①②"), (154.0, 700.0, 16.0, "。")]
    assert read(line).text == "共12家①②。"


def test_a_single_digit_is_read_or_its_loss_noted() -> None:
    """Whether the digit has an outline depends on the system font that replaces the one missing in the file."""
    document = read([*paper(BODY), (90.0, 500.0, 16.0, "3")])
    is_read = document.text.split("\n")[-1].strip() == "3"
    assert is_read != any("1 处" in note for note in document.notes)
    assert read(paper(BODY)).notes == ()


def test_a_scan_is_refused() -> None:
    with pytest.raises(FileProblem, match="扫描件") as caught:
        read([], [], pictures=True)
    assert "电子文本" in caught.value.remedy


def test_a_scanned_page_among_others_is_noted() -> None:
    assert read(paper(BODY), paper(BODY), pictures=True).notes == ()
    mixed = read_pdf(pdf_bytes([paper(BODY * 3), []], pictures=True), DEFAULT_LIMITS)
    assert mixed.notes == ("有 1 页是图片，上面的文字没有读入。",)


def test_an_empty_pdf_is_refused() -> None:
    with pytest.raises(FileProblem, match="没有文字"):
        read([])


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    with pytest.raises(FileProblem, match="501 页"):
        read(*[[] for _ in range(501)])


def test_overlapping_marks_keep_their_order() -> None:
    """》（ may share one em: the boxes overlap, and only the ink shows the order."""
    glyphs = [
        Glyph("法", 90, 106, 700, 16, middle=98),
        Glyph("》", 106, 122, 700, 16, middle=110),
        Glyph("（", 105.9, 121.9, 700, 16, middle=118),
        Glyph("试", 122, 138, 700, 16, middle=130),
    ]
    assert [line.text for line in lines_of_page(glyphs)] == ["法》（试"]


def test_a_watermark_across_the_page_is_left_out() -> None:
    data = pdf_bytes([paper(BODY)], more=WATERMARK)
    assert read_pdf(data, DEFAULT_LIMITS).text.split("\n") == BODY
    upright = WATERMARK.replace("0.7 0.7 -0.7 0.7", "1 0 0 1")
    assert "内部资料" in read_pdf(pdf_bytes([paper(BODY)], more=upright), DEFAULT_LIMITS).text
