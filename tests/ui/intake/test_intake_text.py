"""The shown text of the original: joined paragraphs, and positions that are correct with rare characters."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from desktop.domain.intake.parsed_reply import BodyParagraph
from desktop.domain.intake.proposal_recognition import recognise_proposal
from desktop.domain.intake.text.source import Span
from desktop.ui.intake.original_view import OriginalView, QtPositions
from desktop.ui.intake.shown_text import BlockKind, ShownText, TextMark, show_text
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Scheme, Theme
from tests.ui.opened_program import RESOURCES

TEXT = """政协临江区第十五届委员会第四次会议提案
提案号：085　　案由：关于改善社区图书室的提案
提案人：𠮷田明、𫍲晓舟
内容：
社区图书室是居民身边的书房。近年来开放时间短、图书旧的问题比较突
出，居民意见较多。

- 1 -

为此建议：
一、延长开放时间；
二、增加图书。
"""


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def shown() -> ShownText:
    return show_text(TEXT, recognise_proposal(TEXT).body)


@given(st.text(alphabet=st.sampled_from("书，1𠮷𫍲\n"), max_size=40), st.data())
def test_a_position_is_converted_to_qt_and_back(text: str, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(text)))
    positions = QtPositions(text)
    assert positions.to_qt(index) == utf16_length(text[:index])
    assert positions.from_qt(positions.to_qt(index)) == index


def test_hard_line_breaks_are_joined_and_counted() -> None:
    assert "问题比较突出，居民意见较多。" in shown().text
    assert shown().joined >= 1
    assert "一、延长开放时间；\n二、增加图书。" in shown().text


def test_every_recognised_value_is_found_in_the_shown_text() -> None:
    text = shown()
    assert len(list(recognise_proposal(TEXT).recognised())) >= 5
    for _, found in recognise_proposal(TEXT).recognised():
        for span in found.spans:
            words = "".join(text.text[start:end] for start, end in text.places(span))
            assert words == "".join(TEXT[span.start : span.end].split())


def test_a_place_never_crosses_the_end_of_a_paragraph() -> None:
    text = show_text("甲乙\n丙丁", ())
    assert [text.text[start:end] for start, end in text.places(Span(1, 4))] == ["乙", "丙"]


def test_a_selection_has_its_source_position_also_after_rare_characters() -> None:
    text = shown()
    start = text.text.index("𫍲晓舟")
    span = text.source_of(start, start + 3)
    assert span is not None
    assert TEXT[span.start : span.end] == "𫍲晓舟"
    assert text.source_of(start, start) is None


def test_title_facts_and_body_have_their_own_formats() -> None:
    kinds = dict(zip(shown().text.split("\n"), shown().kinds, strict=True))
    assert kinds["政协临江区第十五届委员会第四次会议提案"] is BlockKind.TITLE
    assert kinds["提案人：𠮷田明、𫍲晓舟"] is BlockKind.LINE
    assert kinds["为此建议："] is BlockKind.BODY


@given(st.text(alphabet=st.sampled_from("书图。 \t\n\r\f\v\u2028𠮷\0　"), max_size=60), st.data())
def test_any_text_can_be_shown_without_losing_words(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=4, unique=True)))
    spans = tuple(Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False))
    paragraphs = [BodyParagraph("", 0, spans)] if spans else []
    laid = show_text(text, paragraphs)
    assert len(laid.positions) == len(laid.text)
    assert list(laid.positions) == sorted(laid.positions)
    assert laid.text.count("\n") + 1 == max(len(laid.kinds), 1)
    outside = "".join(text[: cuts[0]] + text[cuts[-1] :]) if spans else text
    for character in set(outside) - set(" \t\n\r\f\v\u2028　"):
        assert character in laid.text


@pytest.mark.parametrize(("tone", "whole"), [(Tone.ACCENT, True), (Tone.WARNING, False)])
def test_what_is_doubtful_is_dashed_and_what_is_sure_has_a_whole_line(
    qtbot: QtBot, tone: Tone, whole: bool
) -> None:
    theme = Theme(RESOURCES)
    theme.choose(Scheme.LIGHT)
    view = OriginalView(theme)
    qtbot.addWidget(view)
    view.resize(500, 200)
    view.show_original(show_text("关于改善社区图书室的提案", ()))
    view.show_marks([TextMark("subject", (Span(0, 12),), tone)])
    view.show()
    picture = view.viewport().grab().toImage()
    ink = theme.colour(tone.ink).rgb()
    rows = [
        [x for x in range(picture.width()) if picture.pixel(x, y) == ink] for y in range(picture.height())
    ]
    line = max(rows, key=len)
    gaps = sum(after - before > 1 for before, after in itertools.pairwise(line))
    assert len(line) > 60
    assert (gaps == 0) is whole
