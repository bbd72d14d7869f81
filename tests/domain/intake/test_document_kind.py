"""Is it a proposal or a reply, and is it marked secret (DOMAIN 7.1, GB/T 9704-2012 7.2.2)."""

from __future__ import annotations

import pytest

from desktop.domain.intake.document_kind import guess_kind, secrecy_mark
from tests.domain.intake.evidence import quoted


def mark(text: str) -> str | None:
    found = secrecy_mark(text)
    return found.value if found else None


# Secrecy marks.
@pytest.mark.parametrize(
    ("text", "value", "printed"),
    [
        ("绝密★长期\n关于某事的函", "绝密", "绝密"),
        ("机密★10年\n关于某事的函", "机密", "机密"),
        ("秘密★1年", "秘密", "秘密"),
        ("秘　密 ☆ 五年", "秘密", "秘　密"),
        ("内部★\n关于某事的函", "内部", "内部"),
        ("机密*6个月", "机密", "机密"),
        ("机 密＊", "机密", "机 密"),
        ("秘密", "秘密", "秘密"),
        ("【机密】", "机密", "机密"),
        ("（秘密 1年）", "秘密", "秘密"),
        ("秘密（长期）", "秘密", "秘密"),
        ("密级：秘密", "秘密", "秘密"),
        ("编号 000012　密级和保密期限：机密 10年", "机密", "机密"),
        ("密 级 : 绝密", "绝密", "绝密"),
        ("第一行\n第二行\r\n  秘密★3年\n正文", "秘密", "秘密"),
    ],
)
def test_a_mark_of_secrecy_is_found_with_its_place(text: str, value: str, printed: str) -> None:
    assert mark(text) == value
    assert quoted(secrecy_mark(text), text) == printed


@pytest.mark.parametrize(
    "text",
    [
        "关于加强商业秘密保护的提案",
        "要研究机密计算等技术。",
        "做好保密工作，不得泄密。",
        "内部",
        "企业内部★管理",
        "本行业秘密★不外传",
        "绝密飞行",
        "",
    ],
)
def test_ordinary_words_are_no_mark(text: str) -> None:
    assert mark(text) is None


def test_a_word_alone_counts_in_the_first_fifteen_lines_with_text_only() -> None:
    above = "一行文字\n\n" * 14  # empty lines do not count
    assert mark(above + "秘密\n正文") == "秘密"
    assert mark(above + "一行文字\n秘密\n正文") is None
    assert mark(above + "一行文字\n密级：秘密\n正文") is None


def test_a_starred_mark_counts_everywhere_on_a_short_line() -> None:
    above = "一行文字\n" * 30
    assert mark(above + "秘密★1年") == "秘密"
    assert mark(above + "秘密★1年 " + "长" * 13) == "秘密"  # 20 characters
    assert mark(above + "秘密★1年 " + "长" * 14 + "长") is None


def test_a_mark_far_behind_on_a_line_is_not_looked_for() -> None:
    assert mark("字" * 190 + "　秘密★1年") == "秘密"
    assert mark("字" * 200 + "　秘密★1年") is None
    # A word alone may have blanks around it, but not a line of them.
    assert mark(" " * 38 + "秘密") == "秘密"
    assert mark(" " * 39 + "秘密") is None


def test_a_mark_at_the_top_of_a_page_is_found_behind_a_form_feed() -> None:
    assert mark("正文\x0c秘密\n正文") == "秘密"


# Kinds.
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("对区政协九届四次会议第012号提案的答复\n办理结果：采纳\n沈若溪委员：\n您好！", "reply"),
        ("关于第35号建议的协办意见\n区教育局：\n", "reply"),
        ("关于某事的函\n您提出的《某提案》收悉，现答复如下：", "reply"),
        ("某局办理情况\n沈若溪委员：\n您提出的建议已收悉。\n感谢您对我们工作的支持！", "reply"),
        ("签发人：陆听澜\n某函", "reply"),
        ("签发人:陆听澜", "reply"),
        ("林知遥代表：\n您好！此件公开发布", "reply"),
        ("林知遥委员：\n您好！\n抄送：区政府办公室", "reply"),
        ("案由：关于缓解停车难的提案\n提案者：沈若溪", "proposal"),
        ("关于缓解停车难的提案\n一、背景情况\n二、存在的主要问题", "proposal"),
        ("关于缓解停车难的建议\n为此，特提出如下建议：", "proposal"),
        ("提案人\t沈若溪", "proposal"),
        ("领衔代表|沈若溪", "proposal"),
        ("会议记录", None),
        ("沈若溪委员：\n您好！", None),
        ("", None),
    ],
)
def test_a_text_is_a_proposal_or_a_reply_by_its_own_words(text: str, kind: str | None) -> None:
    assert guess_kind(text) == kind


def test_blanks_between_characters_do_not_matter() -> None:
    assert guess_kind("案　由：停车难\n提 案 人：沈若溪") == "proposal"


def test_equal_clues_for_both_decide_nothing() -> None:
    assert guess_kind("案由：停车难\n签发人：陆听澜") is None


def test_one_weak_clue_is_too_little() -> None:
    assert guess_kind("一、背景情况\n某段文字") is None
    assert guess_kind("一、背景情况\n" + "字" * 900 + "\n具体建议\n某段文字") == "proposal"


def test_words_of_a_reply_count_in_its_head_and_at_its_end() -> None:
    far = "字" * 950
    assert guess_kind(f"{far}签发人：陆听澜{far}") is None
    assert guess_kind(f"{far}\n此件主动公开") == "reply"
    assert guess_kind(f"此件主动公开{far}") is None
    assert guess_kind(f"{far}\n感谢您一直以来的关心和支持。") == "reply"
