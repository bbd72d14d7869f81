"""Errors for the officer: what happened and what to do, also across processes."""

from __future__ import annotations

import pickle

import pytest

from desktop.domain.errors import DeskError, FileProblem, Refused, StoreProblem, TemplateProblem


def test_an_error_reads_as_two_sentences() -> None:
    assert str(FileProblem("文件是空的", "请重新选择")) == "文件是空的。请重新选择。"


@pytest.mark.parametrize("end", ["。", "！", "？", "。”", "！）"])
def test_no_full_stop_is_added_to_a_finished_sentence(end: str) -> None:
    assert DeskError("完" + end).what == "完" + end


def test_a_name_in_quotes_does_not_end_a_sentence() -> None:
    assert (
        str(DeskError("没有找到办件“085”", "请核对编号（见提案首页）"))
        == "没有找到办件“085”。请核对编号（见提案首页）。"
    )


def test_an_error_without_a_remedy_is_one_sentence() -> None:
    assert str(DeskError("已停止")) == "已停止。"


@pytest.mark.parametrize("kind", [DeskError, FileProblem, StoreProblem, TemplateProblem, Refused])
def test_an_error_can_be_passed_between_processes(kind: type[DeskError]) -> None:
    error = kind("出错了", "请重试")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert (again.what, again.remedy) == (error.what, error.remedy)
