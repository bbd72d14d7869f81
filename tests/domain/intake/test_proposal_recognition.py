"""The fields and asks of a proposal."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.case.case import Level, MatterType, ProposerKind
from desktop.domain.intake.document_kind import guess_kind, secrecy_mark
from desktop.domain.intake.parsed_proposal import BodyPart, ProposerRole, proposal_to_json
from desktop.domain.intake.proposal_recognition import recognise_proposal
from tests.intake_corpus.corpus import specimens

FORM = """青禾区政协九届四次会议提案
提案号：012　　流水号：2023-0045
案由：关于缓解老旧小区夜间停车难的提案
提案者：沈若溪　　界别：经济界　　联系电话：13900001234
联名人：陶然、裴松
主办单位：区建设交通委　　会办单位：区房管局、区公安分局
内容：
一、背景情况
近年来，我区机动车保有量持续增长，老旧小区停车矛盾日益突出。
二、问题及分析
小区内部空间利用不充分，周边单位车位夜间大量空置。
三、具体建议
（一）加大挖潜力度。结合老旧小区改造，同步规划停车泊位。
边角地可以一并考虑。
（二）推广错时共享。机关、学校的车位在夜间向居民开放。
"""


def test_the_form_gives_number_subject_units_and_meeting() -> None:
    parsed = recognise_proposal(FORM)
    plain = proposal_to_json(parsed)
    assert (plain["number"], plain["serial_number"]) == ("012", "2023-0045")
    assert plain["subject"] == "关于缓解老旧小区夜间停车难的提案"
    assert (plain["lead_unit"], plain["co_units"]) == ("区建设交通委", ["区房管局", "区公安分局"])
    assert parsed.found["matter_type"].value is MatterType.CPPCC_PROPOSAL
    assert parsed.found["level"].value is Level.DISTRICT


def test_the_proposers_come_with_their_roles_and_the_first_with_sector_and_phone() -> None:
    first, *others = recognise_proposal(FORM).proposers
    assert (first.name, first.role, first.kind) == ("沈若溪", ProposerRole.FIRST, ProposerKind.PERSON)
    assert (first.sector, first.phone) == ("经济界", "13900001234")
    assert [(other.name, other.role) for other in others] == [
        ("陶然", ProposerRole.CO_SIGNER),
        ("裴松", ProposerRole.CO_SIGNER),
    ]


def test_the_asks_are_numbered_and_keep_the_paragraphs_below_them() -> None:
    asks = recognise_proposal(FORM).asks
    assert [(ask.number, ask.heading) for ask in asks] == [(1, "加大挖潜力度"), (2, "推广错时共享")]
    assert asks[0].text.endswith("边角地可以一并考虑。")
    assert "".join(FORM[span.start : span.end] for span in asks[1].spans).startswith("（二）推广错时共享。")


def test_background_problems_and_suggestions_are_distinguished() -> None:
    parsed = recognise_proposal(FORM)
    assert parsed.part(BodyPart.BACKGROUND)[0] == "一、背景情况"
    assert parsed.part(BodyPart.PROBLEMS)[1].startswith("小区内部空间")
    assert len(parsed.part(BodyPart.SUGGESTIONS)) == 4


def test_asks_in_one_sentence_are_split() -> None:
    asks = recognise_proposal(
        "关于停车的建议\n停车矛盾突出，群众反映强烈，亟待解决。\n为此建议：一是挖潜；二是共享；三是立体停车。"
    ).asks
    assert [ask.text.rstrip("。") for ask in asks] == ["挖潜", "共享", "立体停车"]


def test_a_party_is_a_group() -> None:
    parsed = recognise_proposal(
        "案由：关于养老的提案\n提案人：民盟青禾区委\n养老服务供给不足，需要各方共同努力解决。\n"
    )
    assert parsed.proposers[0].kind is ProposerKind.GROUP


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("秘密★1年\n关于……的提案", "秘密"),
        ("机密\n某市政协", "机密"),
        ("密级：绝密\n标题", "绝密"),
        ("内部★\n标题", "内部"),
        ("绝 密 ★ 长期\n标题", "绝密"),
        ("关于加强商业秘密保护的提案\n要做好保密工作，防止泄露国家秘密。", None),
        ("推广机密计算技术", None),
        ("", None),
    ],
)
def test_a_secrecy_mark_is_found_and_the_word_in_a_sentence_is_not(text: str, mark: str | None) -> None:
    found = secrecy_mark(text)
    assert (found.value if found else None) == mark


@pytest.mark.parametrize("folder", ["replies", "proposals"])
def test_the_kind_of_every_specimen_is_recognised(folder: str) -> None:
    wanted = {"replies": "reply", "proposals": "proposal"}[folder]
    assert [specimen.name for specimen in specimens(folder) if guess_kind(specimen.text) != wanted] == []


def test_unrelated_text_has_no_kind() -> None:
    assert guess_kind("牛奶\n面包\n鸡蛋") is None


@settings(deadline=None, max_examples=200)
@given(st.text())
def test_any_text_is_accepted(text: str) -> None:
    proposal_to_json(recognise_proposal(text), spans=True)
    guess_kind(text)
    secrecy_mark(text)


PIECES = st.lists(
    st.sampled_from(
        [
            "案由：",
            "提案人：",
            "第085号",
            "委员",
            "建议：",
            "一是",
            "（一）",
            "\n",
            "\t",
            "　",
            "。",
            "主办单位：",
            "办法：",
            "、",
            "\ud800",
        ]
    ),
    max_size=60,
)


@settings(deadline=None, max_examples=300)
@given(PIECES)
def test_any_sequence_of_labels_is_accepted(pieces: list[str]) -> None:
    proposal_to_json(recognise_proposal("".join(pieces)), spans=True)


def test_everything_below_the_content_label_is_body() -> None:
    found = recognise_proposal(
        "案由：关于整治飞线充电的提案\n内容：\n老旧小区飞线充电普遍\n建议：\n1.建设集中充电棚。\n2.加大巡查力度。"
    )
    assert found.paragraphs[:2] == ("老旧小区飞线充电普遍", "建议：")
    assert [ask.heading for ask in found.asks] == ["建设集中充电棚", "加大巡查力度"]


# When the matter was put forward 「会间/会后」.
@pytest.mark.parametrize(
    ("head", "mark"),
    [
        ("临江区政协十五届委员会\n平时提案", "平时"),
        ("临江区十七届人大闭会期间代表建议", "闭会期间"),
        ("临江区政协十五届四次会议期间提案", "会议期间"),
        ("临江区政协十五届四次会议大会提案", "大会"),
        ("临江区政协会后提案", "会后"),
        ("政协临江区委员会提案（会间）", "会间"),
        ("政协临江区委员会提案【平时】", "平时"),
        ("会间/会后：会后", "会后"),
        ("提出时段：闭会期间", "闭会期间"),
        ("提案类别：平时提案", "平时提案"),  # the words of the place stay
        ("临江区政协十五届四次会议提案", None),
        ("提案类别：城建城管", None),
    ],
)
def test_when_it_was_put_forward_is_read_in_the_words_of_the_paper(head: str, mark: str | None) -> None:
    found = recognise_proposal(
        f"{head}\n案由：关于改善社区图书室的提案\n提案人：林晓舟\n具体建议\n一、增加藏书。\n"
    )
    assert (found.found["time_mark"].value if "time_mark" in found.found else None) == mark


@pytest.mark.parametrize(
    "subject", ["关于平时提案办理质量的提案", "关于改进闭会期间建议办理的建议", "关于大会提案公开的提案"]
)
def test_a_title_about_such_matters_says_nothing_of_itself(subject: str) -> None:
    assert (
        "time_mark"
        not in recognise_proposal(f"临江区政协十五届四次会议提案\n{subject}\n提案人：林晓舟\n").found
    )
