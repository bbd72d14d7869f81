"""Reply templates: the shipped ones are valid, an invalid one is refused with file, line and reason."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.documents.templates.template_library import load_library, read_reply_template
from desktop.documents.templates.toml_template import parse_toml
from desktop.domain.errors import TemplateProblem
from desktop.domain.letter.facts import FACT_NAMES, facts_of
from desktop.domain.letter.placeholder import placeholders_in
from desktop.domain.letter.reply_template import LetterKind
from tests.letters import CASE, REPLY, SUGGESTION, TEMPLATES, library, locality

TEXT = (TEMPLATES / "replies" / "district-cppcc.toml").read_text(encoding="utf-8")
REPLIES = sorted(library().replies)


def refusal(old: str, new: str) -> str:
    assert old in TEXT
    with pytest.raises(TemplateProblem) as caught:
        read_reply_template(parse_toml(TEXT.replace(old, new, 1), "mine.toml"))
    message = str(caught.value)
    assert f"第 {TEXT[: TEXT.index(old)].count(chr(10)) + 1} 行" in message
    return message


def test_the_six_reply_templates_and_the_follow_up_letter_are_shipped() -> None:
    assert {template.kind for template in library().replies.values()} == set(LetterKind)
    assert len(REPLIES) == 7


@pytest.mark.parametrize("name", REPLIES)
def test_every_section_has_a_label_and_a_prompt(name: str) -> None:
    template = library().replies[name]
    assert template.basis
    for plan in template.sections:
        assert plan.label
        assert plan.prompt.endswith("。")
    assert any(plan.phrases for plan in template.sections)
    assert any(plan.advice != (0, 0) for plan in template.sections)


@pytest.mark.parametrize("name", REPLIES)
def test_every_phrase_can_be_filled_from_a_full_case(name: str) -> None:
    answered = replace(CASE, replied_at=date(2024, 4, 9))
    facts = facts_of(answered, REPLY, locality(), (SUGGESTION,), ("澄江区财政局",))
    template = library().replies[name]
    for plan in template.sections:
        for text in (plan.heading, plan.starter, *(phrase.text for phrase in plan.phrases)):
            filled = facts.fill(text)
            assert filled.missing == ()
            assert placeholders_in(filled.text) == ()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('salutation = "{salutation}"', 'salutation = "{salutaton}"', "没有名为“salutaton”的占位符"),
        ('note = "{disclosure_mark}"', 'note = "{公开付注}"', "花括号里只能写占位符的名字"),
        ('note = "{disclosure_mark}"', 'note = "{disclosure_mark"', "花括号里只能写占位符的名字"),
        ('note = "{disclosure_mark}"', "note = \"{__import__('os')}\"", "花括号里只能写占位符的名字"),
        ('note = "{disclosure_mark}"', 'note = "{issuer.__class__}"', "花括号里只能写占位符的名字"),
        ('kind = "reply"', 'kind = "answer"', "kind 只能是"),
        ("sealed = false", 'sealed = "no"', "sealed 应为true或false"),
        ('key = "opening"', 'key = "greeting"', "重名"),
        ('key = "opening"', 'key = "开头"', "小写英文字母"),
        ("advice = [150, 700]", "advice = [700, 150]", "最少字数"),
        ('required_fields = ["handling_result",', 'required_fields = ["result",', "没有名为“result”的事实"),
        ('name = "写明会议"', 'nmae = "写明会议"', "不认识的项目 nmae"),
    ],
)
def test_an_invalid_template_is_refused_with_its_line(old: str, new: str, reason: str) -> None:
    assert reason in refusal(old, new)


def test_files_of_the_office_override_and_invalid_ones_are_left_out(tmp_path: Path) -> None:
    own = tmp_path / "replies"
    own.mkdir()
    (own / "a.toml").write_text(
        TEXT.replace('name = "区政协提案答复"', 'name = "本局答复"'), encoding="utf-8"
    )
    (own / "b.toml").write_text(TEXT.replace("version = 1", "version = one"), encoding="utf-8")
    known = load_library(TEMPLATES, tmp_path)
    assert known.replies["district-cppcc"].name == "本局答复"
    assert ["b.toml" in str(problem) for problem in known.problems] == [True]


def test_a_template_with_an_unknown_layout_is_refused(tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    path = tmp_path / "templates" / "replies" / "district-cppcc.toml"
    path.write_text(TEXT.replace('layout = "district-plain"', 'layout = "none"'), encoding="utf-8")
    with pytest.raises(TemplateProblem, match="none"):
        load_library(tmp_path / "templates")


def test_an_unknown_id_is_refused_with_the_known_ones() -> None:
    with pytest.raises(TemplateProblem, match="district-cppcc"):
        library().reply("nothing")


def test_the_guide_names_every_placeholder() -> None:
    guide = (TEMPLATES / "README.zh.md").read_text(encoding="utf-8")
    assert set(placeholders_in(guide.split("## 表单")[0])) == set(FACT_NAMES)
