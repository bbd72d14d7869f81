"""Positions on a line: indents, alignment, justification, compressed and hanging marks, right-aligned runs."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

import pytest

from desktop.typesetting.lines.line_filling import fill_lines
from desktop.typesetting.lines.measured_text import EmWidths
from desktop.typesetting.model.block import Align, Block
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.model.page import TextLine
from desktop.typesetting.model.runs import make_runs
from desktop.typesetting.words.paragraphs import styled_block
from tests.letters import library

LEFT, WIDTH = 80.0, 442.2


@pytest.fixture
def layout() -> Layout:
    return library().layouts["gbt9704"]


def filled(block: Block, layout: Layout) -> tuple[TextLine, ...]:
    return fill_lines(block, layout, EmWidths(), LEFT, WIDTH)


def lefts(line: TextLine) -> list[float]:
    return [x for run in line.runs for x in list(accumulate(run.advances, initial=run.x_pt))[:-1]]


def test_the_first_line_is_indented_by_two_characters(layout: Layout) -> None:
    first, second, *_ = filled(styled_block("body", "天" * 60, layout), layout)
    assert lefts(first)[0] == pytest.approx(LEFT + 32)
    assert lefts(second)[0] == pytest.approx(LEFT)
    assert (first.start, first.end, second.start) == (0, 26, 26)


def test_a_full_line_reaches_the_right_edge(layout: Layout) -> None:
    first, *_ = filled(styled_block("body", "天" * 12 + "，2025年底前完成" + "地" * 40, layout), layout)
    assert first.runs[-1].end_pt == pytest.approx(LEFT + WIDTH)


def test_the_last_line_is_not_stretched(layout: Layout) -> None:
    *_, last = filled(styled_block("body", "天" * 30, layout), layout)
    assert lefts(last) == pytest.approx([LEFT + 15.75 * n for n in range(4)])


def test_digits_are_not_spaced_by_justification(layout: Layout) -> None:
    (line, *_) = filled(styled_block("body", "天" * 24 + "20255" + "地" * 40, layout), layout)
    run = next((run for run in line.runs if run.text[0].isdigit()), None)
    assert run is None or run.advances[:-1] == pytest.approx([7.75] * (len(run.text) - 1))


def test_a_hanging_indent_aligns_wrapped_lines_with_the_name(layout: Layout) -> None:
    """附件：1.××, whose second line begins below the name (GB/T 9704-2012 7.3.4)."""
    block = replace(
        styled_block("attachment_list", "附件：1." + "名" * 40, layout), left_chars=6.0, first_line_chars=-4.0
    )
    first, second = filled(block, layout)
    assert lefts(first)[0] == pytest.approx(LEFT + 32)
    assert lefts(second)[0] == pytest.approx(LEFT + 96)


def test_right_and_centre(layout: Layout) -> None:
    block = styled_block("issuer", "云溪区民政局", layout)
    (right,) = filled(replace(block, right_chars=2.0), layout)
    (centre,) = filled(replace(block, align=Align.CENTER), layout)
    assert right.runs[-1].end_pt == pytest.approx(LEFT + WIDTH - 32)
    assert lefts(centre)[0] - LEFT == pytest.approx(LEFT + WIDTH - centre.runs[-1].end_pt)


def test_result_and_signer_are_at_both_ends_of_one_line(layout: Layout) -> None:
    signer = make_runs("签发人：王堃", layout.body, layout)
    (line,) = filled(
        replace(styled_block("result", "办理结果：解决或采纳", layout), right_runs=signer, right_chars=1.0),
        layout,
    )
    assert lefts(line)[0] == pytest.approx(LEFT)
    assert line.runs[-1].end_pt == pytest.approx(LEFT + WIDTH - 16)
    assert line.text.endswith("王堃")


def test_a_signer_that_does_not_fit_gets_a_separate_line(layout: Layout) -> None:
    signer = make_runs("签发人：王堃", layout.body, layout)
    lines = filled(replace(styled_block("result", "办" * 25, layout), right_runs=signer), layout)
    assert [line.text for line in lines] == ["办" * 25, "签发人：王堃"]


def test_a_blank_line_has_its_pitch(layout: Layout) -> None:
    (line,) = filled(Block("body", pitch_pt=28.95), layout)
    assert (line.text, line.pitch_pt) == ("", 28.95)


def test_indents_that_leave_too_little_width_are_ignored(layout: Layout) -> None:
    block = replace(styled_block("body", "天" * 40, layout), left_chars=30.0, right_chars=10.0)
    assert [line.text for line in filled(block, layout)] == ["天" * 28, "天" * 12]


def test_only_marks_are_compressed() -> None:
    layout = library().layouts["district-plain"]
    width = layout.paper.text_width_pt
    block = replace(styled_block("body", "天" * 10 + "，" + "天" * 40, layout), first_line_chars=0.0)
    line = fill_lines(block, layout, EmWidths(), LEFT, width)[0]
    advances = [advance for run in line.runs for advance in run.advances]
    assert sum(advances) == pytest.approx(width)
    assert advances[10] < 16.0
    assert advances[:10] + advances[11:] == pytest.approx([16.0] * 25)


def test_hanging_marks_are_outside_and_the_rest_fills_the_line() -> None:
    layout = library().layouts["district-plain"]
    width = layout.paper.text_width_pt
    block = replace(styled_block("body", "天" * 25 + "，" + "天" * 40, layout), first_line_chars=0.0)
    line = fill_lines(block, layout, EmWidths(), LEFT, width)[0]
    assert line.text == "天" * 25 + "，"
    assert lefts(line)[-1] == pytest.approx(LEFT + width, abs=16.0)
    assert line.runs[-1].end_pt > LEFT + width
