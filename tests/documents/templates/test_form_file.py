"""Form files: every error is reported with file, line and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.documents.templates.form_file import read_form
from desktop.documents.templates.template_library import load_library
from desktop.documents.templates.toml_template import read_toml
from desktop.domain.errors import TemplateProblem
from desktop.domain.forms.form_facts import (
    CHOICE_NAMES,
    FORM_FACT_NAMES,
    LIST_FIELDS,
    OFFICE_FACT_NAMES,
    OFFICE_LISTS,
)
from desktop.domain.forms.form_template import FormKind
from tests.letters import TEMPLATES

WHOLE = """\
id = "own"
version = 1
name = "自用表"
kind = "feedback"

[paper]
width_mm = 210
height_mm = 297
top_mm = 20
bottom_mm = 20
left_mm = 25
right_mm = 25

[styles]
text = { name = "内容", font = "body", size_pt = 14, pitch_pt = 20 }

[[parts]]
text = "第{number}号"

[[parts]]
widths_mm = [60, 100]

[[parts.rows]]
height_mm = 10
cells = [
  { text = "编号" },
  { text = "{number}" },
]
"""


def read(tmp_path: Path, text: str) -> object:
    file = tmp_path / "自用表.toml"
    file.write_text(text, encoding="utf-8")
    return read_form(read_toml(file))


def test_every_shipped_form_is_valid_and_every_kind_has_one() -> None:
    forms = load_library(TEMPLATES).forms
    assert {form.kind for form in forms.values()} == set(FormKind)
    assert all(form.basis for form in forms.values())


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('"第{number}号"', '"第{numer}号"', 18, "没有名为“numer”的占位符"),
        ('"第{number}号"', '"第{number号"', 18, "花括号里只能写占位符的名字"),
        ('{ text = "{number}" }', '{ text = "{__class__}" }', 25, "花括号"),
        ('{ text = "{number}" }', '{ text = "", choices_of = "颜色" }', 25, "没有名为“颜色”的选项"),
        ('{ text = "{number}" }', '{ text = "", style = "big" }', 25, "没有名为“big”的样式"),
        ('{ text = "{number}" }', '{ text = "", place = "左" }', 25, "place 只能是"),
        ('  { text = "{number}" },\n', "", 25, "这一行占1栏，表格有2栏"),
        ("widths_mm = [60, 100]", "widths_mm = [160, 100]", 21, "各栏共宽260毫米，纸上只有160毫米"),
        ("widths_mm = [60, 100]", "widths_mm = [0, 100]", 21, "都大于0"),
        ("height_mm = 10\n", "height_mm = 1000\n", 24, "行高应不小于0"),
        ("height_mm = 10\n", 'height_mm = 10\neach = "people"\n', 25, "没有名为“people”的列表"),
        ("size_pt = 14", "size_pt = 400", 15, "字号应在4至120磅之间"),
        ("pitch_pt = 20", "pitch_pt = 2", 15, "行距不能小于字号"),
        ("left_mm = 25", "left_mm = 180", 11, "不足20毫米"),
        ('kind = "feedback"', 'kind = "letter"', 4, "只能是"),
        # A paper over many cases has figures, not the facts of one case, and says how its sheets are made.
        ('kind = "feedback"', 'kind = "task_table"\nfor_each = "office"', 19, "没有名为“number”的占位符"),
        ('kind = "feedback"', 'kind = "task_table"', 4, "“任务分解表”的 for_each 只能是office、section之一"),
        ('kind = "feedback"', 'kind = "feedback"\nfor_each = "section"', 4, "只能是case、proposer、co_unit、awaited_unit之一"),
        ("version = 1", 'version = 1\ncolour = "red"', 3, "不认识的项目 colour"),
    ],
)  # fmt: skip
def test_an_error_is_reported_with_its_line(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    assert old in WHOLE
    with pytest.raises(TemplateProblem) as caught:
        read(tmp_path, WHOLE.replace(old, new))
    assert said in caught.value.what
    assert f"自用表.toml 第 {line} 行" in caught.value.what


def test_a_form_of_the_office_overrides_a_shipped_one_and_an_invalid_one_is_left_out(
    tmp_path: Path,
) -> None:
    (tmp_path / "forms").mkdir()
    own = WHOLE.replace('id = "own"', 'id = "feedback-simple"')
    (tmp_path / "forms" / "a.toml").write_text(own, encoding="utf-8")
    (tmp_path / "forms" / "b.toml").write_text(WHOLE.replace("version = 1", ""), encoding="utf-8")
    library = load_library(TEMPLATES, tmp_path)
    assert library.form("feedback-simple").name == "自用表"
    assert ["b.toml" in problem.what for problem in library.forms.problems] == [True]
    with pytest.raises(TemplateProblem, match="没有名为“own”的表单"):
        library.form("own")


def test_the_guide_names_every_placeholder_list_and_choice() -> None:
    guide = (TEMPLATES / "README.zh.md").read_text(encoding="utf-8")
    facts, lists = {**FORM_FACT_NAMES, **OFFICE_FACT_NAMES}, (*LIST_FIELDS, *CHOICE_NAMES, *OFFICE_LISTS)
    assert [name for name in facts if f"`{{{name}}}`" not in guide] == []
    assert [name for name in lists if f"`{name}`" not in guide] == []
