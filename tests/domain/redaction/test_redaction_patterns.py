"""Private data that a public copy may not contain, and similar data that it may."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.redaction.redaction import RemovalAction, RemovalKind, Span, not_overlapping
from desktop.domain.redaction.redaction_patterns import find_spans, is_id_number, is_luhn, masked

ID = "110101199003078515"  # invented, with a valid checksum
CARD = "6222021234567890128"


def public(text: str, *names: str) -> str:
    for span in reversed(find_spans(text, names)):
        text = text[: span.start] + span.after + text[span.end :]
    return text


def kinds(text: str) -> list[RemovalKind]:
    return [span.kind for span in find_spans(text)]


@pytest.mark.parametrize(
    ("text", "kind", "left"),
    [
        ("请拨打13812345678咨询。", RemovalKind.MOBILE, "请拨打（略）咨询。"),
        ("手机138 1234 5678，", RemovalKind.MOBILE, "手机（略），"),
        ("可致电62001234咨询", RemovalKind.LANDLINE, "可致电（略）咨询"),
        ("办公室021-62001234可受理", RemovalKind.LANDLINE, "办公室（略）可受理"),
        ("电话 5250 1234 转 801", RemovalKind.LANDLINE, "电话 （略）"),
        ("发至zhang.san@linjiang.gov.cn即可", RemovalKind.EMAIL, "发至（略）即可"),
        ("加微信号：lin_jiang88联系", RemovalKind.MESSENGER, "加微信号：（略）联系"),
        (f"居民{ID}反映", RemovalKind.ID_NUMBER, "居民（略）反映"),
        (f"账户{CARD}收到", RemovalKind.BANK_CARD, "账户（略）收到"),
        ("账户6222 0212 3456 7890 128收到", RemovalKind.BANK_CARD, "账户（略）收到"),
        ("（联系人：周衡，联系电话：021-62001234）", RemovalKind.CONTACT_LINE, ""),
        ("联系电话：021-62001234", RemovalKind.CONTACT_LINE, ""),
        ("经办人：林越，电话：62001234", RemovalKind.CONTACT_LINE, ""),
        ("家庭住址：云岭路88弄6号，", RemovalKind.ADDRESS, "家庭住址：（略），"),
        ("您反映的云岭路88弄6号1203室漏水", RemovalKind.ADDRESS, "（略）漏水"),
        ("车辆沪A12345停放", RemovalKind.LICENCE_PLATE, "车辆（略）停放"),
        ("某某生物有限公司2023年纳税1200万元", RemovalKind.COMPANY_FIGURE, "（略）"),
        ("秘密★1年", RemovalKind.SECRECY_MARK, "1年"),
    ],
)  # fmt: skip
def test_private_data_is_found_and_removed(text: str, kind: RemovalKind, left: str) -> None:
    assert kinds(text) == [kind]
    assert public(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "《办法》（长科委规〔2020〕1号）",
        "批复文号20230158",
        "沪府〔2023〕20230158号",
        "20230158",
        "第085号提案",
        "第13812345678号记录",
        "2024-2025年，2023年1月至2024年12月",
        "投资12345678元，共需资金3260万元",
        "服务62001234人次，覆盖13800138000人次",
        "项目代码2020-310105-65-03-001234",
        "统一社会信用代码91310105MA1FW1234X",
        "登记编号310105202401158",
        "拨打12345热线和120急救电话",
        "增长12.5%，达1392.1234万吨",
        "编号110101199003078516",  # not an identity number: the last digit is wrong
        "流水号6222021234567890127",  # not a card number: the last digit is wrong
        "江川路320号政务服务中心2楼",
        "全区企业纳税1200万元",
        "G60科创走廊",
        "工商银行、秘密花园、机密",
    ],
)
def test_numbers_of_documents_money_and_years_stay(text: str) -> None:
    assert public(text) == text


def test_an_identity_number_needs_a_valid_birthday_and_check_character() -> None:
    assert is_id_number(ID)
    assert is_id_number("11010119900307109x") is is_id_number("11010119900307109X")
    assert not is_id_number("110101199013078510")
    assert not is_id_number(ID[:17])
    assert not is_id_number("１" * 18)


@given(st.text("0123456789", min_size=15, max_size=18))
def test_exactly_one_last_digit_is_a_valid_check_digit(digits: str) -> None:
    right = [digit for digit in "0123456789" if is_luhn(digits + digit)]
    assert len(right) == (1 if digits.strip("0") else 0)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("刘大伟", "刘××"), ("欧阳知远", "欧阳××"), ("李磊", "李××"), ("司徒", "司××"), ("欧阳远", "欧阳××")],
)
def test_a_masked_name_keeps_the_family_name(name: str, shown: str) -> None:
    assert masked(name) == shown


def test_names_are_masked_only_where_the_switch_names_them() -> None:
    assert public("刘大伟委员：", "刘大伟") == "刘××委员："
    assert public("刘大伟委员：") == "刘大伟委员："


def test_the_default_action_of_each_kind() -> None:
    """Numbers of persons and secrets may never go out, contact data goes without a question, the rest a person decides."""
    actions = {
        action: {str(kind) for kind in RemovalKind if kind.action is action} for action in RemovalAction
    }
    assert actions == {
        RemovalAction.BLOCK: {"id_number", "bank_card", "secrecy_mark"},
        RemovalAction.REMOVE: {"contact_line", "mobile", "landline", "email", "messenger", "name"},
        RemovalAction.ASK: {"address", "id_words", "licence_plate", "company_figure"},
    }


def test_of_overlapping_spans_the_more_important_one_is_kept() -> None:
    number, line = Span(RemovalKind.ID_NUMBER, 4, 22), Span(RemovalKind.MOBILE, 6, 17)
    assert not_overlapping([line, number]) == (number,)
    longer = Span(RemovalKind.MOBILE, 5, 17)
    assert not_overlapping([line, longer]) == (longer,)


def test_spans_that_only_touch_are_both_kept_from_left_to_right() -> None:
    left, right = Span(RemovalKind.MOBILE, 0, 11), Span(RemovalKind.ID_NUMBER, 11, 29)
    assert not_overlapping([right, left]) == (left, right)


@given(st.text("联系电话手机：1380123456789@a.，。〔〕号年（）路弄室 ", max_size=60))
def test_finding_never_fails_and_never_overlaps(text: str) -> None:
    spans = find_spans(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
