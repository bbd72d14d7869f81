"""Values beside their labels, in letters and on forms."""

from __future__ import annotations

import pytest

from desktop.domain.intake.text.labels import before_labels, field_of, read_form_line, read_labels, trimmed
from tests.domain.intake.evidence import mapped


def labels(line: str) -> list[tuple[str, str]]:
    return [(pair.label, pair.value.text) for pair in read_labels(mapped(line))]


@pytest.mark.parametrize(
    ("line", "pairs"),
    [
        ("办理结果：B", [("办理结果", "B")]),
        ("办理结果：B　　签发人：顾文澜", [("办理结果", "B"), ("签发人", "顾文澜")]),
        ("类　别: A", [("类别", "A")]),
        ("（联系人：周衡，联系电话：62001234）", [("联系人", "周衡"), ("联系电话", "62001234")]),
        ("联系人：周衡（办公室）", [("联系人", "周衡（办公室）")]),
        ("签发人：", [("签发人", "")]),
        ("正文", []),
    ],
)
def test_a_value_ends_at_the_next_label(line: str, pairs: list[tuple[str, str]]) -> None:
    assert labels(line) == pairs


def test_what_stands_before_the_first_label_is_kept_apart() -> None:
    assert before_labels(mapped("青民提复〔2023〕7号　签发人：顾文澜")).text == "青民提复〔2023〕7号"
    assert before_labels(mapped("正文")).text == "正文"


@pytest.mark.parametrize(
    ("value", "bare"),
    [
        (" 　甲，", "甲"),
        ("、甲。|", "甲"),
        ("甲）", "甲"),
        ("甲）]。）", "甲"),
        ("甲（乙）", "甲（乙）"),
        ("，。", ""),
        ("）", ""),
        ("", ""),
    ],
)
def test_separators_and_an_unmatched_bracket_are_trimmed(value: str, bare: str) -> None:
    assert trimmed(mapped(value)).text == bare


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("案由", "subject"),
        ("案 由", "subject"),
        ("案由：", "subject"),
        ("主办单位", "lead_unit"),
        ("提示", None),
        ("", None),
    ],
)
def test_a_label_names_a_field_however_it_is_spaced(label: str, field: str | None) -> None:
    assert field_of(label) == field


def form(line: str) -> list[tuple[str, str]]:
    return [(one.field, one.value.text) for one in read_form_line(mapped(line))]


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("案由：关于养老服务的提案", [("subject", "关于养老服务的提案")]),
        ("案 由 ：甲", [("subject", "甲")]),
        ("主办单位：区民政局　　会办单位：区财政局", [("lead_unit", "区民政局"), ("co_units", "区财政局")]),
        ("提案号：012；流水号：7", [("number", "012"), ("serial_number", "7")]),
        ("提案者（签名）：沈若溪", [("first_proposer", "沈若溪")]),
        ("案由\t甲\t主办单位\t乙", [("subject", "甲"), ("lead_unit", "乙")]),
        ("案由|甲 | 主办单位 |乙", [("subject", "甲"), ("lead_unit", "乙")]),
        ("案由\t甲\t丙", [("subject", "甲")]),
        ("案由\t主办单位\t乙", [("lead_unit", "乙")]),
        ("案由：", [("subject", "")]),
        ("内容：正文一句。", [("body", "正文一句。")]),
        ("全区案由：甲", []),
        ("正文", []),
        ("甲\t案由\t乙", []),
    ],
)
def test_fields_of_a_form_stand_behind_colons_or_in_cells(line: str, values: list[tuple[str, str]]) -> None:
    assert form(line) == values
