"""Person or organisation: one rule for names typed, imported, recognised in a proposal or in a salutation."""

from __future__ import annotations

import pytest

from desktop.domain.case.case import Case, Proposer, ProposerKind
from desktop.domain.case.case_field import set_case_fields, show_field
from desktop.domain.case.proposer_kind import kind_of_name, proposer_named
from desktop.domain.errors import Refused


@pytest.mark.parametrize(
    "name",
    [
        "",
        "沈亦澄",
        "白露",
        "欧阳文澜",
        "阿依古丽·买买提",
        "张民进",  # a given name, not the party
        "李文联",
        "欧阳建社",  # a compound surname means a person regardless of the ending
        "临江区委员沈亦澄",  # 区委员 is not 区委
        "张三（民盟）",  # the party of a member
        "张三(民盟)",
        "李四（九三学社）",
        "钱七（农工党）",
        "孙八（区工商联）",
        "冯二（临江区财政局）",
        "欧阳文澜（致公党）",
        "吴十 民建",
        "李 明",
    ],
)
def test_persons(name: str) -> None:
    assert kind_of_name(name) is ProposerKind.PERSON


@pytest.mark.parametrize(
    "name",
    [
        "民盟临江区委",
        "中国民主同盟临江区委员会",
        "致公党临江区总支",  # recognised by a word inside, not by the ending
        "九三学社临江区第三支社",
        "区工商联",  # four characters; formerly classified as a person by the input form
        "工商联",
        "民盟",
        "区妇联",
        "团区委",
        "无党派人士联谊会",
        "文化艺术界",
        "科技界别",
        "教育卫生活动小组",
        "第三代表团",
        "云岭街道",
        "临江区科技局",
        "临江区科创服务中心",  # recognised by the ending; formerly classified as a person in proposals
        "临江水务公司",
        "民盟（临江）",
        "文化艺术界（第三组）",
        "临江区科技局（牵头）",
        "临江区（工商联）",  # a place is no person
        "临江区 工商联",
        "民盟 临江区委",
    ],
)
def test_organisations(name: str) -> None:
    assert kind_of_name(name) is ProposerKind.GROUP


def test_the_kind_of_a_proposer_follows_from_the_name() -> None:
    assert proposer_named("民盟临江区委") == Proposer("民盟临江区委", ProposerKind.GROUP)


def test_typed_names_are_classified_and_known_ones_keep_their_kind() -> None:
    known = Proposer("经济界", ProposerKind.PERSON, unit="某单位")
    case = set_case_fields(Case(proposers=(known,)), {"提案者": "经济界、区工商联、沈亦澄"})
    assert case.proposers == (known, Proposer("区工商联", ProposerKind.GROUP), Proposer("沈亦澄"))


def test_an_officer_corrects_which_proposers_are_organisations() -> None:
    case = set_case_fields(Case(), {"提案者": "区工商联、河畔读书会友、沈亦澄"})
    assert show_field(case, "group_proposers") == "区工商联"
    corrected = set_case_fields(case, {"集体提案者": "区工商联、河畔读书会友"})
    assert [one.kind for one in corrected.proposers] == [
        ProposerKind.GROUP, ProposerKind.GROUP, ProposerKind.PERSON,
    ]  # fmt: skip
    assert show_field(set_case_fields(corrected, {"集体提案者": ""}), "group_proposers") == ""


def test_a_correction_stays_when_the_names_are_written_again() -> None:
    corrected = set_case_fields(Case(), {"proposers": "河畔读书会友", "group_proposers": "河畔读书会友"})
    again = set_case_fields(corrected, {"proposers": "河畔读书会友、沈亦澄"})
    assert show_field(again, "group_proposers") == "河畔读书会友"


def test_an_organisation_must_be_one_of_the_proposers() -> None:
    with pytest.raises(Refused, match="提案者里没有“区妇联”"):
        set_case_fields(Case(), {"提案者": "沈亦澄", "集体提案者": "区妇联"})
