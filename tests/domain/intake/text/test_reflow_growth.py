"""Reflowing takes linear time, because arbitrary files reach it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from desktop.domain.intake.text.lines import split_lines
from desktop.domain.intake.text.reflow import reflow
from desktop.domain.intake.text.wrapping import measure_wrapping

WORDS = "我们区会同各街镇推进社区食堂建设，方便老年人就近用餐。居民提出意见后，窗口逐件登记、回复；"


def ragged(lines: int) -> str:
    """Short lines of many lengths without wrapping, so that every length has to be examined."""
    return "\n".join(WORDS[place % 17 : place % 17 + 1 + place * 7 % 29] for place in range(lines))


def scraps(lines: int) -> str:
    return "\n".join(("一、", "建议", "，")[place % 3] for place in range(lines))


def work(action: Callable[[], object]) -> int:
    """The number of instructions that Python executes: independent of the machine and its load."""
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> object:
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return trace

    former = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        action()
    finally:
        sys.settrace(former)
    return count


@pytest.mark.parametrize("text", [ragged, scraps])
def test_measuring_the_wrapping_takes_linear_time(text: Callable[[int], str]) -> None:
    small, large = split_lines(text(200)), split_lines(text(800))
    assert work(lambda: measure_wrapping(large)) < 5 * work(lambda: measure_wrapping(small))


def test_reflowing_takes_linear_time() -> None:
    paragraph = (WORDS * 5)[:200]
    paper = "\n".join(paragraph[at : at + 26] for at in range(0, 200, 26))
    small, large = "\n".join([paper] * 5), "\n".join([paper] * 20)
    assert work(lambda: reflow(large)) < 5 * work(lambda: reflow(small))
