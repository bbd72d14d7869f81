"""A place by its Chinese name or id on the command line; a group is addressed as a group."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Chengban


@pytest.mark.parametrize("words", ["佛坪县", "foping"])
def test_new_takes_a_place_by_name_and_by_id(chengban: Chengban, words: str) -> None:
    chengban("new", "--number", "086", "--subject", "关于改善图书室的提案", "--locality", words)
    found = chengban("show", "086", "--json").json
    assert found["locality"] == "foping"
    assert (found["rules"]["id"], found["rules"]["name"]) == ("foping", "佛坪县")


def test_an_unknown_place_is_refused_with_the_list_and_nothing_is_stored(chengban: Chengban) -> None:
    answer = chengban("new", "--number", "086", "--subject", "关于改善图书室的提案", "--locality", "火星")
    assert answer.code == 1
    assert answer.err.startswith("没有“火星”这个地方政协提案的办理规则。可以写：")
    assert "上海市长宁区（shanghai-changning）" in answer.err
    assert chengban("list", "--json").json == []


@pytest.mark.usefixtures("case")
def test_set_takes_a_name_and_refuses_an_unknown_one(chengban: Chengban) -> None:
    assert chengban("set", "085", "办理规则=佛坪县").code == 0
    assert chengban("show", "085", "--json").json["locality"] == "foping"
    assert chengban("set", "085", "办理规则=火星").code == 1
    assert chengban("show", "085", "--json").json["locality"] == "foping"


def test_the_page_names_the_rules_that_are_used(chengban: Chengban) -> None:
    chengban("new", "--number", "086", "--subject", "关于改善图书室的提案", "--region", "佛坪县")
    assert "办理规则：佛坪县 第2版" in chengban("show", "086").out


def test_a_new_case_has_the_usual_level_of_its_place_unless_one_is_given(chengban: Chengban) -> None:
    named = ("--subject", "关于改善图书室的提案", "--locality", "上海市")
    chengban("new", "--number", "086", *named)
    chengban("new", "--number", "087", *named, "--level", "区")
    assert chengban("show", "086", "--json").json["level"] == "city"
    assert chengban("show", "087", "--json").json["level"] == "district"


def test_a_group_is_addressed_as_a_group_and_can_be_corrected(chengban: Chengban, tmp_path: Path) -> None:
    chengban(
        "new",
        "--number",
        "086",
        "--subject",
        "关于改善营商环境的提案",
        "--proposers",
        "区工商联、河畔读书会友",
    )

    def salutation() -> str:
        chengban("write", "086", "opening", "--text", "收悉。")
        chengban("export", "086", tmp_path / "信.txt")
        lines = (tmp_path / "信.txt").read_text(encoding="utf-8").splitlines()
        return next(line for line in lines if line.endswith("："))

    assert salutation() == "区工商联、河畔读书会友委员："
    assert chengban("show", "086", "--json").json["group_proposers"] == ["区工商联"]
    chengban("set", "086", "集体提案者=区工商联、河畔读书会友")
    assert salutation() == "区工商联、河畔读书会友："
