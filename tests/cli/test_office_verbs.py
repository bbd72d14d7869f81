"""The verb of papers over many cases."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Chengban


@pytest.fixture
def two(chengban: Chengban) -> Chengban:
    """Two cases of one session; the second is key and due tomorrow."""
    for number, more in (("085", ()), ("086", ("is_key=是", "due_at=2024-04-10", "officer=林越"))):
        case = chengban(
            "new", "--number", number, "--subject", f"关于事项{number}的提案", "--term", "9", "--session", "2",
            "--proposers", "沈亦澄", "--section", "养老科", "--locality", "shanghai-changning",
        ).out.strip()  # fmt: skip
        if more:
            assert chengban("set", f"#{case}", *more).code == 0
    return chengban


def test_the_summary_says_on_standard_error_what_is_left_to_write(two: Chengban, tmp_path: Path) -> None:
    answer = two("paper", "总结", tmp_path / "总结.docx")
    assert (answer.code, answer.out.strip()) == (0, str(tmp_path / "总结.docx"))
    assert "还有 6 处【待写】要填写" in answer.err
    assert "留空手填：本单位" in answer.err  # nothing is set up yet
    words = zipfile.ZipFile(tmp_path / "总结.docx").read("word/document.xml").decode()
    assert "存在问题" in words


def test_cases_and_session_bound_the_paper(two: Chengban, tmp_path: Path) -> None:
    assert two("paper", "任务分解表", tmp_path / "任务.xlsx", "086").code == 0
    rows = load_workbook(tmp_path / "任务.xlsx").worksheets[0].iter_rows(min_row=3, values_only=True)
    assert [row[3] for row in rows] == ["086"]
    answer = two("paper", "任务分解表", tmp_path / "无.xlsx", "--term", "8")
    assert (answer.code, (tmp_path / "无.xlsx").exists()) == (1, False)


def test_the_week_of_a_day_and_its_json(two: Chengban, tmp_path: Path) -> None:
    answer = two("paper", "周报", tmp_path / "周报.docx", "--week", "2024-04-01", "--json")
    assert answer.json == {
        "kind": "key_progress", "file": str(tmp_path / "周报.docx"), "to_write": 0, "missing": ["本单位"], "warnings": [],
    }  # fmt: skip
    words = zipfile.ZipFile(tmp_path / "周报.docx").read("word/document.xml").decode()
    assert "2024" in words
    assert "本周没有登记进展" in words


def test_a_reminder_looks_as_far_ahead_as_it_is_told(two: Chengban, tmp_path: Path) -> None:
    assert two("paper", "催办", tmp_path / "催办.docx", "086", "--days", "0").code == 1
    assert two("paper", "催办", tmp_path / "催办.docx", "086", "--days", "1").code == 0
    shown = two("show", "086", "--json").json
    assert shown["events"][-1]["note"] == "科室催办单：催办.docx"


def test_papers_are_no_forms_of_a_case_and_forms_are_no_papers(two: Chengban, tmp_path: Path) -> None:
    for words in (
        ("form", "086", "任务分解表", tmp_path / "a.docx"),
        ("form", "086", "task-table", tmp_path / "a.docx"),
        ("print-set", "086", tmp_path / "打印", "--with", "任务分解表"),
        ("paper", "征询意见表", tmp_path / "a.docx"),
    ):
        assert two(*words).code == 1
    assert not (tmp_path / "a.docx").exists()


def test_the_self_check_says_points_and_what_is_left_to_write(two: Chengban, tmp_path: Path) -> None:
    answer = two("score", "--term", "9")
    assert answer.code == 0
    lines = dict(line.split("\t", 1) for line in answer.out.splitlines())
    assert lines["签收"] == "0 / 4\t签收率0%（0/2）\t扣分：第085号、第086号"
    assert lines["组织领导和制度"] == "— / 8\t（手填）"
    assert "自评 82 分，已算的满分 86 分" in answer.err  # nothing is due but the receipt
    assert "要手填 2 项：组织领导和制度、总结和归档" in answer.err
    found = two("score", "--sheet", "general", "--json").json
    assert (found["sheet"], found["confirmed"], found["total"], found["measured"], found["points"]) == (
        "general", False, 82.0, 86.0, 100.0,
    )  # fmt: skip
    (signed,) = [item for item in found["items"] if item["name"] == "签收"]
    assert (signed["score"], signed["measure"], signed["cases"]) == (0.0, "signed_rate", [1, 2])
    assert two("paper", "自评", tmp_path / "自评.docx", "--sheet", "general").code == 0
    assert two("score", "--sheet", "火星").code == 1
