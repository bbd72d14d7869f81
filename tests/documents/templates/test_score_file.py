"""Reading scoring standards: what is shipped, and what is refused with its line."""

from __future__ import annotations

import pytest

from desktop.documents.templates.score_file import read_score
from desktop.documents.templates.template_library import load_library
from desktop.documents.templates.toml_template import parse_toml
from desktop.domain.errors import TemplateProblem
from desktop.domain.figures.self_check import ScoreRule, ScoreSheet
from tests.letters import TEMPLATES

WHOLE = """\
id = "own"
version = 1
name = "本区标准"

[[items]]
name = "按时办复"
words = "逾期一件扣 2 分"
points = 20
measure = "on_time_rate"
rule = "per_case"
per = 2

[[items]]
name = "总结"
words = "按时报送"
points = 5
"""


def read(text: str) -> ScoreSheet:
    return read_score(parse_toml(text, "own.toml"))


def test_the_shipped_standard_has_a_hundred_points_and_says_that_it_is_unconfirmed() -> None:
    shipped = load_library(TEMPLATES).scores
    assert list(shipped) == ["general"]
    assert shipped["general"].points == 100
    assert not shipped["general"].confirmed
    assert load_library(TEMPLATES).score("general").basis


def test_an_item_without_a_rule_is_written_by_hand() -> None:
    first, second = read(WHOLE).items
    assert (first.rule, first.per, first.measure) == (ScoreRule.PER_CASE, 2.0, "on_time_rate")
    assert (second.rule, second.measure) == (ScoreRule.BY_HAND, "")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"on_time_rate"', '"speed"', "第 9 行：measure 只能是 signed_rate、"),
        (
            '"per_case"',
            '"fines"',
            "第 10 行：rule 只能是 per_case、per_percent、share、reached、by_hand 之一",
        ),
        ("per = 2", "", "per 是每件、每个百分点扣几分"),
        ('rule = "per_case"', 'rule = "share"', "第 11 行：per 是每件、每个百分点扣几分"),
        ('rule = "per_case"\nper = 2', "", "写了 measure，就要写 rule"),
        ("points = 20", "points = 0", "第 8 行：points 应大于 0"),
        ("per = 2", "per = 2\ntarget = 95", "第 12 行：target 是目标比率"),
        ('name = "总结"', 'name = " "', "第 14 行：name 不能为空"),
    ],
)
def test_a_mistake_is_named_with_its_line(old: str, new: str, said: str) -> None:
    with pytest.raises(TemplateProblem) as fault:
        read(WHOLE.replace(old, new))
    assert said in fault.value.what
