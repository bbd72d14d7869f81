"""A Word file is read as displayed: changes accepted, boxes once, without hidden text and field codes."""

from __future__ import annotations

from desktop.documents.reading.document import DEFAULT_LIMITS, ParagraphKind, ReadDocument
from desktop.documents.reading.package import Package
from desktop.documents.reading.word.docx_reader import read_docx
from tests.documents.reading.word.word_files import paragraph, run, word_bytes


def read(body: str, **more: str) -> ReadDocument:
    return read_docx(Package(word_bytes(body, **more), DEFAULT_LIMITS), DEFAULT_LIMITS)  # type: ignore[arg-type]


def box(text: str, offset: int = 0) -> str:
    """A text box as Word writes it: as a drawing and again for older programs."""
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{offset}</wp:posOffset></wp:positionV>'
        f"<wps:txbx>{content}</wps:txbx></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_each_paragraph_is_one_line() -> None:
    assert read(paragraph("关于增设社区食堂的提案") + paragraph() + paragraph("一、背景")).text == (
        "关于增设社区食堂的提案\n\n一、背景"
    )


def test_tracked_insertions_are_read_and_deletions_are_not() -> None:
    body = (
        f'<w:p>{run("本年度")}<w:ins w:id="1">{run("计划")}</w:ins>'
        '<w:del w:id="2"><w:r><w:delText>已经</w:delText></w:r></w:del>'
        f'<w:moveFrom w:id="3">{run("旧处")}</w:moveFrom><w:moveTo w:id="4">{run("新增")}</w:moveTo>{run("三处")}</w:p>'
    )
    assert read(body).text == "本年度计划新增三处"


def test_a_deleted_paragraph_mark_joins_the_next_paragraph() -> None:
    deleted_mark = '<w:rPr><w:del w:id="1"/></w:rPr>'
    assert read(paragraph("前半句，", deleted_mark) + paragraph("后半句。")).text == "前半句，后半句。"


def test_a_paragraph_deleted_with_its_mark_leaves_no_line() -> None:
    gone = '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del w:id="2"><w:r><w:delText>删</w:delText></w:r></w:del></w:p>'
    assert read(paragraph("上") + gone + paragraph("下")).text == "上\n下"


def test_content_controls_are_read_but_not_their_prompts() -> None:
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('张某某委员')}</w:sdtContent></w:sdt>"
    prompt = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        f"<w:sdtContent>{paragraph('单击此处输入文字')}</w:sdtContent></w:sdt>"
    )
    inline = (
        f"<w:p>{run('签发人：')}<w:sdt><w:sdtPr/><w:sdtContent>{run('李某')}</w:sdtContent></w:sdt></w:p>"
    )
    assert read(filled + prompt + inline).text == "张某某委员\n签发人：李某"


def test_a_text_box_is_read_once_and_stands_above_its_anchor() -> None:
    document = read(f"<w:p>{box('某某区教育局文件')}</w:p>" + paragraph("正文"))
    assert document.text == "某某区教育局文件\n正文"
    assert document.paragraphs[0].kind is ParagraphKind.TEXT_BOX


def test_a_text_box_that_hangs_below_its_anchor_is_read_after_it() -> None:
    assert (
        read(f"<w:p>{box('（联系人：王某）', 900_000)}{run('此致')}</w:p>").text == "此致\n（联系人：王某）"
    )


def test_word_art_of_old_files_is_read() -> None:
    art = '<w:p><w:r><w:pict><v:shape><v:textpath string="某某区人民政府"/></v:shape></w:pict></w:r></w:p>'
    assert read(art + paragraph("正文")).text == "某某区人民政府\n正文"


def test_line_breaks_inside_a_paragraph_begin_a_line_that_continues() -> None:
    document = read(f"<w:p>{run('对政协某区第十五届')}<w:r><w:br/></w:r>{run('第085号提案的答复')}</w:p>")
    assert document.text == "对政协某区第十五届\n第085号提案的答复"
    assert [line.continues for line in document.paragraphs] == [False, True]


def test_tabs_hyphens_and_symbols_become_characters() -> None:
    body = (
        f"<w:p>{run('类别')}<w:r><w:tab/></w:r>{run('A')}<w:r><w:noBreakHyphen/></w:r>{run('1')}"
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r><w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r></w:p>'
    )
    assert read(body).text == "类别\tA-1☑□"


def test_a_field_shows_its_result_and_not_its_code() -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        f'{run("不可见")}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("2024年6月3日")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        f'<w:fldSimple w:instr="AUTHOR">{run("办公室")}</w:fldSimple></w:p>'
    )
    assert read(body).text == "2024年6月3日办公室"


def test_a_ticked_form_box_shows_its_tick() -> None:
    ticked = '<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar>'
    empty = '<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData></w:fldChar>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = f"<w:p><w:r>{ticked}</w:r>{end}{run('公开')}<w:r>{empty}</w:r>{end}{run('不公开')}</w:p>"
    assert read(body).text == "☑公开□不公开"


def test_hidden_text_is_left_out_with_a_note() -> None:
    document = read(f"<w:p>{run('看得见')}{run('看不见', '<w:vanish/>')}</w:p>")
    assert document.text == "看得见"
    assert document.notes == ("文件里有隐藏文字，没有读入。",)


def test_phonetic_guides_are_left_out() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('zhuàn')}</w:rt><w:rubyBase>{run('瑑')}</w:rubyBase></w:ruby></w:r>"
    assert read(f"<w:p>{ruby}</w:p>").text == "瑑"


def test_bookmarks_of_sections_are_reported_with_every_paragraph_they_span() -> None:
    start = '<w:bookmarkStart w:id="7" w:name="sec_overview"/>'
    end = '<w:bookmarkEnd w:id="7"/>'
    body = (
        paragraph("抬头")
        + f"<w:p>{start}{run('一')}</w:p>"
        + paragraph("二")
        + f"<w:p>{end}{run('三')}</w:p>"
    )
    assert [line.bookmarks for line in read(body).paragraphs] == [
        (),
        ("sec_overview",),
        ("sec_overview",),
        (),
    ]


def test_bookmarks_between_paragraphs_count_too() -> None:
    body = (
        '<w:bookmarkStart w:id="1" w:name="sec_answer"/>'
        + paragraph("甲")
        + '<w:bookmarkEnd w:id="1"/>'
        + paragraph("乙")
    )
    assert [line.bookmarks for line in read(body).paragraphs] == [("sec_answer",), ()]


def test_characters_outside_the_bmp_are_read() -> None:
    assert read(paragraph("𠮷田委员、㙍委员")).text == "𠮷田委员、㙍委员"


def test_headers_footers_and_footnotes_are_separate() -> None:
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>数据截至五月底</w:t></w:r></w:p></w:footnote>'
    document = read(
        f'<w:p>{run("共12家")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
        footnotes=note,
        header=paragraph("某某区教育局"),
        footer=paragraph("— 1 —"),
    )
    assert document.text == "共12家"
    assert [(line.kind.value, line.text) for line in document.paragraphs[1:]] == [
        ("footnote", "数据截至五月底"),
        ("header", "某某区教育局"),
        ("footer", "— 1 —"),
    ]


def test_a_strict_file_is_read_like_a_transitional_one() -> None:
    data = word_bytes(paragraph("严格格式"), strict=True, footer=paragraph("脚"))
    document = read_docx(Package(data, DEFAULT_LIMITS), DEFAULT_LIMITS)
    assert [line.text for line in document.paragraphs] == ["严格格式", "脚"]


def test_the_body_is_found_by_its_relation_and_not_by_its_name() -> None:
    data = word_bytes(paragraph("正文"), main="word/document2.xml")
    assert read_docx(Package(data, DEFAULT_LIMITS), DEFAULT_LIMITS).text == "正文"


def test_macros_are_noted_and_never_run() -> None:
    data = word_bytes(paragraph("正文"), members={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 macro"})
    document = read_docx(Package(data, DEFAULT_LIMITS), DEFAULT_LIMITS)
    assert (document.text, document.notes) == ("正文", ("文件带有宏，只读了文字，没有运行宏。",))


def test_comments_are_left_out_with_a_note() -> None:
    document = read(paragraph("正文"), comments=f'<w:comment w:id="0">{paragraph("改一改")}</w:comment>')
    assert (document.text, document.notes) == ("正文", ("文件带有批注，批注没有读入。",))
