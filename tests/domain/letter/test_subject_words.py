"""Words made of the subject and the session: never doubled, no session for what was put forward between sessions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.domain.case.case import Case, MatterType, Proposer, ProposerKind
from desktop.domain.letter.facts import facts_of, raiser_words
from desktop.domain.letter.subject_words import matter_words, subject_title, topic_of
from desktop.typesetting.words.compose import compose
from tests.letters import CASE, REPLY, SUGGESTION, library, locality

TOPICS = (
    "加强社区养老服务", "解决老旧小区停车难", "解决学生放学后无人看护问题", "推动《数据条例》落实",
    "提高政协提案办理质量", "进一步规范征求意见工作",
    "规范使用代表建议办理经费", "建议提案公开", "建设“一刻钟”生活圈", "对口支援地区产业发展", "完善12345热线", "支持科创，促进转化",
)  # fmt: skip
ENDS = (
    "", "的提案", "的建议", "的问题", "问题的建议", "的若干建议", "的几点建议", "的对策建议", "的意见建议",
    "的议案", "提案", "建议", "的建议。",
)  # fmt: skip
DOUBLED = (
    "关于关于", "的的", "问题问题", "问题的问题", "建议的建议", "提案的提案", "建议的提案", "提案的建议", "建议建议的",
    "《《", "》》", "。。", "。的", "在在", "第第", "您您", "上上", "期间期间", "期间上",
)  # fmt: skip

subjects = st.builds(
    lambda quoted, start, topic, end: f"《{start}{topic}{end}》" if quoted else start + topic + end,
    st.booleans(),
    st.sampled_from(("关于", "关于对", "", "建议")),
    st.sampled_from(TOPICS),
    st.sampled_from(ENDS),
)


@given(subjects, st.sampled_from((CASE, SUGGESTION)), st.sampled_from(("会间", "平时", "闭会期间", "")))
def test_no_starter_phrase_or_title_doubles_a_word(subject: str, case: Case, mark: str) -> None:
    """The subject itself is quoted as it was put forward: one that doubles a word stands for itself."""
    assume(not any(words in subject for words in DOUBLED))
    asked = replace(case, subject=subject, time_mark=mark)
    facts = facts_of(asked, REPLY, locality(), (SUGGESTION,), ("澄江区财政局",))
    for template in library().replies.values():
        texts = [*template.title_lines, template.salutation]
        for plan in template.sections:
            texts += [plan.heading, plan.starter, *(phrase.text for phrase in plan.phrases)]
        for text in texts:
            filled = facts.fill(text).text
            assert not [words for words in DOUBLED if words in filled], filled


@pytest.mark.parametrize(
    ("subject", "matter"),
    [
        ("关于推动高质量生物医药孵化器建设的提案", "关于推动高质量生物医药孵化器建设的提案"),
        ("关于改善老旧小区停车的建议", "关于改善老旧小区停车的提案"),
        ("关于老旧小区停车难的问题", "关于老旧小区停车难问题的提案"),
        ("关于解决停车难问题的建议", "关于解决停车难问题的提案"),
        ("加强托育服务", "关于加强托育服务的提案"),
        ("《关于建设口袋公园的若干建议》", "关于建设口袋公园的提案"),
        ("关于提高政协提案办理质量的提案", "关于提高政协提案办理质量的提案"),
        ("关于重视合理化建议", "关于重视合理化建议的提案"),
        ("建议增设公交站点", "关于增设公交站点的提案"),
        ("关于建议提案公开的提案", "关于建议提案公开的提案"),
        ("关于加快旧区改造建议", "关于加快旧区改造的提案"),
        ("", ""),
    ],
)
def test_the_matter_in_full(subject: str, matter: str) -> None:
    assert matter_words(subject, "提案") == matter


def test_a_subject_of_one_word_stays() -> None:
    assert topic_of("建议") == "建议"


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("关于建设口袋公园的提案", "《关于建设口袋公园的提案》"),
        ("《关于建设口袋公园的提案》", "《关于建设口袋公园的提案》"),
        ("关于落实《数据条例》的建议", "《关于落实〈数据条例〉的建议》"),
        ("《数据条例》和《网络条例》", "《〈数据条例〉和〈网络条例〉》"),
        ("《关于落实《数据条例》的建议。》", "《关于落实〈数据条例〉的建议》"),
        ("", ""),
    ],
)
def test_titles_inside_a_title_have_single_marks(subject: str, title: str) -> None:
    assert subject_title(subject) == title


@pytest.mark.parametrize(
    ("case", "mark", "title", "raised"),
    [
        (CASE, "会间", "对澄江区政协九届二次会议第046号提案的答复", "在区政协九届二次会议上"),
        (CASE, "", "对澄江区政协九届二次会议第046号提案的答复", "在区政协九届二次会议上"),
        (CASE, "平时", "对澄江区政协九届闭会期间第046号提案的答复", "在区政协九届闭会期间"),
        (SUGGESTION, "闭会", "对澄江区十七届人大闭会期间第112号代表建议的答复", "在区十七届人大闭会期间"),
    ],
)
def test_what_was_put_forward_between_sessions_names_no_session(
    case: Case, mark: str, title: str, raised: str
) -> None:
    facts = facts_of(replace(case, time_mark=mark), REPLY, locality())
    assert facts.fill("对{session_name}第{number}号{noun}的答复").text == title
    assert facts.fill("{raised}").text == raised


@pytest.mark.parametrize("place", sorted(library().localities))
def test_no_place_prints_a_session_for_a_matter_between_sessions(place: str) -> None:
    rules = library().localities[place]
    for channel in rules.channels:
        case = replace(CASE, matter_type=channel.matter_type, time_mark="平时")
        filled = facts_of(case, REPLY, rules).fill("{session_name}，{session_short}")
        assert "次" not in filled.text.replace("　", ""), filled.text
        assert filled.text.count("闭会期间") == 2
        assert "次" not in filled.missing


def test_the_printed_letter_of_a_matter_between_sessions_has_no_meeting() -> None:
    case = replace(CASE, time_mark="平时提案")
    template, layout = library().replies["district-cppcc"], library().layouts["district-plain"]
    printed = compose(case, replace(REPLY, sections=()), template, layout, locality())
    assert printed.title == "对澄江区政协九届闭会期间第046号提案的答复"


def person(name: str) -> Proposer:
    return Proposer(name)


@pytest.mark.parametrize(
    ("proposers", "words"),
    [
        ((), ""),
        ((person("沈亦澄"),), "沈亦澄委员"),
        ((person("沈亦澄"), person("方砚秋"), person("宋可")), "沈亦澄等3位委员"),
        ((Proposer("民盟澄江区委", ProposerKind.GROUP),), "民盟澄江区委"),
        ((Proposer("民盟澄江区委", ProposerKind.GROUP), person("宋可")), "民盟澄江区委等2方"),
    ],
)
def test_who_put_it_forward(proposers: tuple[Proposer, ...], words: str) -> None:
    assert raiser_words(proposers, MatterType.CPPCC_PROPOSAL.member_title) == words


def test_the_units_heard_are_named_and_unknown_while_none_has_answered() -> None:
    asked = replace(CASE, co_units=("区卫健委", "区资源局"))
    opening = "您提出的提案收悉。{studied}，现答复如下："
    heard = facts_of(asked, REPLY, locality(), (), ("区卫健委",)).fill(opening)
    assert heard.text == "您提出的提案收悉。经会同区卫健委研究，现答复如下："
    assert facts_of(asked, REPLY, locality()).fill(opening).missing == ("studied",)
    alone = facts_of(replace(CASE, co_units=()), REPLY, locality()).fill(opening)
    assert alone.text == "您提出的提案收悉。经研究，现答复如下："
