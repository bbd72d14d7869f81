"""Form fields, subject, number and proposers of a proposal, with labels and without (DOMAIN 3.3)."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.case.case import HandlingRole, MatterType, ProposerKind
from desktop.domain.intake.parsed_proposal import ParsedProposal, ProposerRole, proposal_to_json
from desktop.domain.intake.proposal_recognition import recognise_proposal, split_units
from tests.domain.intake.evidence import quoted

BODY = "养老服务供给不足，群众反映强烈，需要各方共同努力加以解决。"


def read(*lines: str, body: str = BODY) -> ParsedProposal:
    return recognise_proposal("\n".join([*lines, body]))


def value(found: ParsedProposal, key: str) -> Any:  # noqa: ANN401 - of the field's kind
    return found.found[key].value if key in found.found else None


# Subject.
@pytest.mark.parametrize(
    ("lines", "subject"),
    [
        (("案由：关于养老服务的提案",), "关于养老服务的提案"),
        (("案由：《关于养老服务的提案》",), "关于养老服务的提案"),
        (("案由：关于养老服务的提案（重点提案）",), "关于养老服务的提案"),
        (("案　由：", "关于养老服务的提案"), "关于养老服务的提案"),
        (("案由\t关于养老服务的提案",), "关于养老服务的提案"),
        (("关于养老服务的提案",), "关于养老服务的提案"),
        (("关于进一步完善", "养老服务体系的建议"), "关于进一步完善养老服务体系的建议"),
        (("“关于养老服务的提案”",), "关于养老服务的提案"),
        (("关于养老服务的提案（第12号）",), "关于养老服务的提案"),
        (("完善养老服务体系的几点建议",), "完善养老服务体系的几点建议"),
        (("养老建议",), None),
        (("区政协九届四次会议提案",), None),
        (("政协委员会议提案汇编建议",), None),
    ],
)
def test_the_subject_is_labelled_or_stands_as_the_title(lines: tuple[str, ...], subject: str | None) -> None:
    found = read(*lines)
    assert value(found, "subject") == subject
    text = "\n".join([*lines, BODY])
    if subject:
        assert subject in "".join((quoted(found.found["subject"], text) or "").split())


def test_a_labelled_subject_is_more_certain_than_a_title_and_a_title_than_a_guess() -> None:
    certain = [
        read(line).found["subject"].confidence
        for line in ("案由：关于养老服务的提案", "关于养老服务的提案", "完善养老服务体系的几点建议")
    ]
    assert certain == sorted(certain, reverse=True)
    assert len(set(certain)) == 3


# Number.
@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("提案号：012", "012"),
        ("提案号：第012号", "012"),
        ("提案号：A-12-3", "A-12-3"),
        ("编号：第医体12号", "医体12"),
        ("青禾区政协九届四次会议第012号提案", "012"),
        ("第34号", "34"),
        ("No.56", "56"),
        ("NO 7", "7"),
        ("案号 2023", "2023"),
        ("九届四次会议", None),
    ],
)
def test_the_number_is_labelled_or_stands_in_the_head(line: str, number: str | None) -> None:
    assert value(read(line, "案由：关于养老服务的提案"), "number") == number


# Kind of matter.
@pytest.mark.parametrize(
    ("lines", "matter"),
    [
        (("区政协九届四次会议",), MatterType.CPPCC_PROPOSAL),
        (("区人大十届二次会议",), MatterType.NPC_SUGGESTION),
        (("提案表",), MatterType.CPPCC_PROPOSAL),
        (("书面意见表",), MatterType.NPC_SUGGESTION),
        (("领衔代表：沈若溪",), None),
        (("案由：关于养老服务的提案",), MatterType.CPPCC_PROPOSAL),
        (("案由：关于养老服务的事项",), None),
    ],
)
def test_the_kind_of_matter_is_named_by_meeting_form_or_subject(
    lines: tuple[str, ...], matter: MatterType | None
) -> None:
    assert value(read(*lines), "matter_type") is matter


# Proposers.
def people(*lines: str) -> list[tuple[str, str]]:
    return [(one.name, one.role.value) for one in read(*lines).proposers]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("提案者：沈若溪", ["沈若溪"]),
        ("提案者：沈若溪、陶然、裴松", ["沈若溪", "陶然", "裴松"]),
        ("提案者：沈若溪 陶然", ["沈若溪", "陶然"]),
        ("提案者：沈若溪委员和陶然委员", ["沈若溪", "陶然"]),
        ("提案者：刘　洋", ["刘洋"]),
        ("提案者：沈若溪等12人", ["沈若溪"]),
        ("提案者：沈若溪等", ["沈若溪"]),
        ("提案者：沈若溪（经济界、民建）", ["沈若溪"]),
        ("提案者：沈若溪 13900001234", ["沈若溪"]),
        ("提案者：民盟青禾区委", ["民盟青禾区委"]),
        ("提案者：无", []),
        ("沈若溪委员", ["沈若溪"]),
        ("——沈若溪、陶然", ["沈若溪", "陶然"]),
        ("（沈若溪代表）", ["沈若溪"]),
        ("民盟青禾区委", ["民盟青禾区委"]),
        ("青禾区工商联", ["青禾区工商联"]),
        ("教育界别活动组", ["教育界别活动组"]),
    ],
)
def test_proposers_are_labelled_or_stand_below_the_title(line: str, names: list[str]) -> None:
    found = people("关于养老服务的提案", line)
    assert [name for name, _ in found] == names
    assert [role for _, role in found] == ["first", *["co_signer"] * (len(names) - 1)][: len(names)]


def test_co_signers_follow_and_are_named_once() -> None:
    found = people("提案者：沈若溪、陶然", "联名人：陶然、裴松，邹一鸣等5人", "附议人：无")
    assert found == [
        ("沈若溪", "first"),
        ("陶然", "co_signer"),
        ("裴松", "co_signer"),
        ("邹一鸣", "co_signer"),
    ]
    assert people("提案者：沈若溪", "联名人：12人") == [("沈若溪", "first")]


def test_facts_of_the_form_belong_to_the_first_proposer() -> None:
    first, second = read(
        "提案者：沈若溪、陶然", "界别：经济界　　党派：民建", "工作单位及职务：青禾置业有限公司总经理",
        "联系电话：13900001234　　通讯地址：云岭路9号",
    ).proposers  # fmt: skip
    assert (first.sector, first.party, first.unit) == ("经济界", "民建", "青禾置业有限公司总经理")
    assert (first.phone, first.address) == ("13900001234", "云岭路9号")
    assert (second.sector, second.party, second.unit, second.phone) == ("", "", "", "")
    assert (first.role, first.kind) == (ProposerRole.FIRST, ProposerKind.PERSON)


def test_notes_in_brackets_tell_sector_party_and_unit() -> None:
    first, second = read("提案者：沈若溪（经济界，民建，青禾置业有限公司）、陶然（第三代表团）").proposers
    assert (first.sector, first.party, first.unit) == ("经济界", "民建", "青禾置业有限公司")
    assert (second.sector, second.party, second.unit) == ("第三代表团", "", "")


def test_a_phone_beside_the_name_is_the_first_proposers() -> None:
    (first,) = read("提案者：沈若溪 13900001234").proposers
    assert first.phone == "13900001234"
    assert read("提案者：沈若溪", "联系电话：62001234").contact_phone is not None


# Other fields.
@pytest.mark.parametrize(
    ("line", "key", "found"),
    [
        ("主办单位：区民政局、区财政局", "lead_unit", "区民政局"),
        ("主办单位：无", "lead_unit", None),
        ("办理方式：独办", "handling_role", HandlingRole.SOLE),
        ("办理方式：单独办理", "handling_role", HandlingRole.SOLE),
        ("办理方式：主办", "handling_role", HandlingRole.LEAD),
        ("办理方式：会办件", "handling_role", HandlingRole.CO_HANDLING),
        ("办理方式：协办", "handling_role", HandlingRole.CO_HANDLING),
        ("办理方式：分办", "handling_role", HandlingRole.SEPARATE),
        ("办理方式：另定", "handling_role", None),
        ("是否重点：是", "is_key", True),
        ("是否重点：否", "is_key", False),
        ("是否重点：不是", "is_key", False),
        ("是否重点：无", "is_key", None),
        ("重点督办提案", "is_key", True),
        ("（★重点）", "is_key", True),
        ("类别：社会建设", "category", "社会建设"),
        ("类别：政协提案", "category", None),
        ("类别：提案", "category", None),
        ("流水号：2023-0045", "serial_number", "2023-0045"),
    ],
)
def test_a_labelled_field_is_read_by_its_kind(line: str, key: str, found: object) -> None:
    assert value(read("案由：关于养老服务的事项", line), key) == found


def test_days_are_read_and_unreadable_ones_left_out() -> None:
    plain = proposal_to_json(read("交办日期：2023年2月20日　　办理期限：三个月"))
    assert (plain["assigned_on"], plain["due_on"]) == ("2023-02-20", None)


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("区房管局、区公安分局", ("区房管局", "区公安分局")),
        ("区房管局，区公安分局；区财政局/区教育局", ("区房管局", "区公安分局", "区财政局", "区教育局")),
        ("区房管局 区公安分局。", ("区房管局", "区公安分局")),
        ("无", ()),
        ("/", ()),
        ("—", ()),
        ("-", ()),
        ("", ()),
    ],
)
def test_units_are_parted_by_marks_and_blanks(words: str, units: tuple[str, ...]) -> None:
    assert split_units(words) == units


# Layout of the form.
def test_a_value_may_stand_on_the_line_below_its_label() -> None:
    found = read("案由：", "关于养老服务的提案", "主办单位：", "区民政局", "内容：")
    assert (value(found, "subject"), value(found, "lead_unit")) == ("关于养老服务的提案", "区民政局")
    assert found.paragraphs == (BODY,)


def test_labels_alone_on_a_line_take_the_next_one() -> None:
    found = read("案由", "关于养老服务的提案", "主办单位", "区民政局")
    assert (value(found, "subject"), value(found, "lead_unit")) == ("关于养老服务的提案", "区民政局")


def test_the_content_begins_behind_its_label_and_goes_on_to_the_foot() -> None:
    found = recognise_proposal(
        "案由：关于养老服务的提案\n内容：一段较长的正文，说明情况。\n第二段正文。\n主办单位：区民政局\n2023年2月20日"
    )
    assert found.paragraphs == ("一段较长的正文，说明情况。", "第二段正文。")
    assert value(found, "lead_unit") == "区民政局"


def test_headings_of_parts_belong_to_the_body() -> None:
    found = recognise_proposal(
        "关于养老服务的提案\n背景情况\n养老服务供给不足，群众反映强烈，需要解决。\n具体建议\n加大投入。"
    )
    assert found.paragraphs[0] == "背景情况"
    assert found.paragraphs[2:] == ("具体建议", "加大投入。")


def test_labels_inside_the_body_are_body() -> None:
    found = recognise_proposal(
        "关于养老服务的提案\n一、背景情况\n正文较长，说明情况。\n界别：经济界\n二、具体建议\n提案者：沈若溪"
    )
    assert "界别：经济界" in found.paragraphs
    assert [one.name for one in found.proposers] == ["沈若溪"]
