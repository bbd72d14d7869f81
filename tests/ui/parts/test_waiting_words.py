"""What a case waits for, on a line that is too short for it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from desktop.domain.case.waiting import Waiting
from desktop.ui.parts.waiting_words import waiting_line

NAME = "临江区城市更新和旧区改造工作领导小组办公室"
NOTES = "（已催 1 次，第 5 天）"


@pytest.fixture
def metrics(qapp: QApplication) -> QFontMetrics:
    font = QFont(qapp.font())
    font.setPixelSize(12)
    return QFontMetrics(font)


def on(metrics: QFontMetrics, waiting: Waiting, words: str) -> str:
    """The line on the width that these words need."""
    return waiting_line(
        metrics, waiting, metrics.horizontalAdvance(words) + 2
    )  # as a label adds for rounding


def test_what_fits_stands_whole(metrics: QFontMetrics) -> None:
    waiting = Waiting("等科创科核稿（第 2 天）", "，另等区文旅局的会办意见")
    assert on(metrics, waiting, waiting.words) == waiting.words


def test_what_is_awaited_besides_is_cut_first(metrics: QFontMetrics) -> None:
    waiting = Waiting("等科创科核稿（第 2 天）", "，另等区文旅局的会办意见")
    line = on(metrics, waiting, "等科创科核稿（第 2 天），另等区文")
    assert line.startswith("等科创科核稿（第 2 天）")
    assert line.endswith("…")


def test_a_long_name_is_cut_before_the_days_and_reminders(metrics: QFontMetrics) -> None:
    waiting = Waiting(f"等{NAME}的会办意见{NOTES}", "，还没有征求区财政局的意见")
    line = on(metrics, waiting, f"等临江区城市更新{NOTES}")
    assert line.startswith("等临江区")
    assert line.endswith(f"…{NOTES}")


def test_where_no_name_would_be_left_the_end_is_cut(metrics: QFontMetrics) -> None:
    waiting = Waiting(f"等{NAME}的会办意见{NOTES}")
    line = on(metrics, waiting, NOTES)
    assert line.startswith("等临江区")
    assert line.endswith("…")


def test_a_sentence_without_notes_is_cut_at_its_end(metrics: QFontMetrics) -> None:
    line = on(metrics, Waiting("二次办理，等林越再次与提案者沟通"), "二次办理，等林越再次与")
    assert line.startswith("二次办理，等林越")
    assert line.endswith("…")
