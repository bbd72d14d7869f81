"""Rule books: the shipped ones are valid, an invalid one is refused with file, line and reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop.documents.templates.locality_file import read_locality
from desktop.documents.templates.toml_template import parse_toml, read_toml
from desktop.domain.case.case import Level, MatterType
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.deadlines.case_clock import Traits, pick_clock
from desktop.domain.errors import TemplateProblem
from desktop.domain.figures.rates import compute_rates
from desktop.domain.rules.clock import ClockName, CountingUnit
from desktop.domain.rules.locality import ContactDemand, ResultGrade, ResultPlace, SignerLevel

FOLDER = Path(__file__).parents[3] / "templates" / "localities"
SHIPPED = sorted(FOLDER.glob("*.toml"))

SMALL = """\
id = "here"
version = 1
name = "本地"
basis = "本地办法"

[[channels]]
matter_type = "cppcc_proposal"
noun = "提案"
session_name = "政协{term}届{session}次会议"
session_short = "政协{term}届{session}次会议"
basis = "本地办法"
[channels.salutations]
one = "{name}委员："
several = "{first}等{count}位委员："
group = "{name}："
[[channels.results]]
code = "a"
label = "解决"
grade = "A"

[[clocks]]
name = "reply"
unit = "months"
amount = 3
basis = "本地办法"
"""


ONE_KIND = {
    "national-cppcc": MatterType.CPPCC_PROPOSAL,
    "national-npc": MatterType.NPC_SUGGESTION,
}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_rule_that_was_not_confirmed_says_so_in_its_basis(path: Path) -> None:
    """And every confirmed one names its source: a title, a document number, an article or a day."""
    book = read_locality(read_toml(path))
    assert (book.id, bool(book.basis)) == (path.stem, True)
    rules = [(clock.basis, clock.confirmed) for clock in book.clocks]
    rules += [(channel.basis, channel.confirmed) for channel in book.channels]
    rules += [(book.signing.basis, book.signing.confirmed), (book.required.basis, book.required.confirmed)]
    rules += [(book.rates.basis, book.rates.confirmed), (book.disclosure.basis, book.disclosure.confirmed)]
    for basis, confirmed in rules:
        assert basis
        assert confirmed or "待核" in basis, basis
        named = re.search(r"第.+条|号|\d{4} ?年|规定|办法|条例|系统|通知|报道|复文", basis)
        assert named or not confirmed, basis


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_source_has_a_title_and_a_number_or_a_date(path: Path) -> None:
    book = read_locality(read_toml(path))
    assert book.sources
    for source in book.sources:
        assert source.title
        assert source.number or re.search(r"\d{4}年|未见", source.date)
        assert "http" not in source.words


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_kind_of_matter_has_a_reply_clock_and_an_a_class(path: Path) -> None:
    book = read_locality(read_toml(path))
    kinds = {ONE_KIND[book.id]} if book.id in ONE_KIND else set(MatterType)
    assert {channel.matter_type for channel in book.channels} == kinds
    assert all(pick_clock(book, ClockName.REPLY, Traits(kind)) for kind in kinds)
    for channel in book.channels:
        assert ResultGrade.SOLVED in {result.grade for result in channel.choices}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_target_names_a_rate_that_is_computed(path: Path) -> None:
    rules = read_locality(read_toml(path)).rates
    named = {*rules.targets, *(tier.rate for tier in rules.tiers)}
    assert named <= {rate.key for rate in compute_rates((), rules)}


def test_no_two_places_have_the_same_name_or_region() -> None:
    books = [read_locality(read_toml(path)) for path in SHIPPED]
    for kind in MatterType:
        named = [
            words for book in books if book.covers(kind) for words in {book.id, book.name, book.region} - {""}
        ]
        assert len(named) == len(set(named))


def test_changning_prints_the_words_of_the_district() -> None:
    locality = read_locality(read_toml(FOLDER / "shanghai-changning.toml"))
    proposal = locality.channel(MatterType.CPPCC_PROPOSAL, Level.DISTRICT)
    assert [result.label for result in proposal.choices] == ["解决或采纳", "列入计划拟解决", "留作参考"]
    assert proposal.result_place is ResultPlace.WORDS
    assert locality.disclosure_mark(Disclosure.PROACTIVE) == "（此件公开发布）"
    suggestion = locality.channel(MatterType.NPC_SUGGESTION, Level.DISTRICT)
    assert [r.label for r in suggestion.choices] == ["解决采纳", "正在解决", "计划解决", "留作参考"]


def test_a_retired_class_is_still_read_but_no_longer_offered() -> None:
    channel = read_locality(read_toml(FOLDER / "shanghai-changning.toml")).channel(MatterType.NPC_SUGGESTION)
    assert channel.result("hard") is not None
    assert "hard" not in {result.code for result in channel.choices}


def test_a_class_is_found_by_label_or_letter() -> None:
    channel = read_locality(read_toml(FOLDER / "general-abc.toml")).channel(MatterType.CPPCC_PROPOSAL)
    by_letter, by_words = channel.result_by_label("B"), channel.result_by_label("计划解决")
    assert by_letter is by_words is not None
    assert channel.result_by_label("没有这一类") is None
    assert channel.result_by_label("") is None


def test_the_highest_required_leader_signs() -> None:
    signing = read_locality(read_toml(FOLDER / "zhejiang.toml")).signing
    assert signing.required() is SignerLevel.DEPUTY
    assert signing.required(key=True) is SignerLevel.PRINCIPAL
    assert signing.required(money=True) is SignerLevel.PRINCIPAL
    assert read_locality(read_toml(FOLDER / "foping.toml")).signing.required() is SignerLevel.PRINCIPAL


def test_missing_values_have_defaults() -> None:
    locality = read_locality(parse_toml(SMALL, "here.toml"))
    assert locality.default_level is Level.DISTRICT
    assert locality.required.contact is ContactDemand.ANY
    assert locality.clocks[0].unit is CountingUnit.MONTHS


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ('grade = "A"', 'grade = "E"', 19, "grade 只能是 A、B、C、other 之一，不能写“E”"),
        ("amount = 3", 'amount = "3"', 24, "amount 应为整数"),
        ("amount = 3", "amount = 0", 24, "amount 应在 1 到 400 之间"),
        ("amount = 3\n", "", 21, "缺少 amount"),
        ('label = "解决"', 'lable = "解决"', 18, "不认识的项目 lable"),
        ('noun = "提案"', 'noun = "提案"\nnuon = "x"', 9, "不认识的项目 nuon"),
        ('name = "本地"', "name = 本地", 3, "TOML"),
        ('name = "本地"', 'name = " "', 3, "name 不能为空"),
        ("version = 1", "version = true", 2, "version 应为整数"),
    ],
)
def test_an_invalid_rule_book_is_refused_with_its_line(old: str, new: str, line: int, reason: str) -> None:
    assert old in SMALL
    with pytest.raises(TemplateProblem) as caught:
        read_locality(parse_toml(SMALL.replace(old, new), "here.toml"))
    assert f"here.toml 第 {line} 行" in caught.value.what
    assert reason in caught.value.what


def test_a_code_used_twice_is_refused() -> None:
    twice = SMALL.replace(
        "[[clocks]]", '[[channels.results]]\ncode = "a"\nlabel = "又"\ngrade = "B"\n[[clocks]]'
    )
    with pytest.raises(TemplateProblem, match="第 22 行：办理结果代码 a 重复"):
        read_locality(parse_toml(twice, "here.toml"))


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gbk.toml"
    path.write_bytes('name = "本地"'.encode("gb18030"))
    with pytest.raises(TemplateProblem, match="UTF-8"):
        read_locality(read_toml(path))
