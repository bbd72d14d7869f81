"""Removals in words, and the edges of what counts as private: numbers, bracketed contacts, addresses, firms."""

from __future__ import annotations

import pytest

from desktop.domain.redaction.redaction import Removal, RemovalAction, RemovalKind, Span, not_overlapping
from desktop.domain.redaction.redaction_patterns import find_spans, is_id_number, is_luhn, masked


def public(text: str, *names: str) -> str:
    for span in reversed(find_spans(text, names)):
        text = text[: span.start] + span.after + text[span.end :]
    return text


def kinds(text: str) -> list[str]:
    return [span.kind.value for span in find_spans(text)]


@pytest.mark.parametrize(
    ("kind", "label", "question"),
    [
        (RemovalKind.ID_NUMBER, "身份证号", "必须删除"),
        (RemovalKind.BANK_CARD, "银行卡号", "必须删除"),
        (RemovalKind.SECRECY_MARK, "密级标志", "必须删除"),
        (RemovalKind.CONTACT_LINE, "联系方式", "删除"),
        (RemovalKind.MOBILE, "手机号", "删除"),
        (RemovalKind.LANDLINE, "电话号码", "删除"),
        (RemovalKind.EMAIL, "电子邮箱", "删除"),
        (RemovalKind.MESSENGER, "微信、QQ号", "删除"),
        (RemovalKind.ADDRESS, "住址", "请确认"),
        (RemovalKind.ID_WORDS, "提到身份证件", "请确认"),
        (RemovalKind.LICENCE_PLATE, "车牌号", "请确认"),
        (RemovalKind.COMPANY_FIGURE, "单个企业的经营数据", "请确认"),
        (RemovalKind.NAME, "姓名", "删除"),
    ],
)
def test_each_kind_has_a_name_and_a_default_action(kind: RemovalKind, label: str, question: str) -> None:
    assert (kind.label, kind.action.label) == (label, question)


@pytest.mark.parametrize(
    ("after", "label"),
    [
        ("（略）", "正文第3段 手机号：13812345678 → （略）"),
        ("", "正文第3段 手机号：13812345678 → （删除）"),
    ],
)
def test_a_removal_reads_as_one_line(after: str, label: str) -> None:
    removal = Removal("a1", RemovalKind.MOBILE, "正文第3段", "13812345678", after, "拨打13812345678咨询")
    assert (removal.label, removal.action) == (label, RemovalAction.REMOVE)


# Checksums: weights 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2 of GB 11643, remainder 0 to 10 -> 1 0 X 9 8 7 6 5 4 3 2.
@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("11010519491231002X", True),  # the example of GB 11643-1999
        ("11010519491231002x", True),
        ("440524188001010014", True),  # the second example of the standard, born in 1880
        ("110105194912310021", False),
        ("11010519490230002X", False),  # 30 February
        ("1101051949123100２X", False),  # a full-width digit
        ("11010519491231002", False),
        ("11010519491231002XX", False),
    ],
)
def test_an_identity_number_is_checked_as_the_standard_says(number: str, valid: bool) -> None:
    assert is_id_number(number) is valid


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("79927398713", True),  # the worked example of the algorithm
        ("79927398710", False),
        ("79927398719", False),
        ("18", True),  # 8 + (1*2 = 2) = 10
        ("59", True),  # 9 + (5*2 = 10 -> 1) = 10
        ("91", True),  # 1 + (9*2 = 18 -> 9) = 10
        ("0000", False),
        ("", False),
        ("7992739871３", False),
    ],
)
def test_a_card_number_is_checked_by_luhn(number: str, valid: bool) -> None:
    assert is_luhn(number) is valid


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("电话：62001234", ""),
        ("手机：13812345678", ""),
        ("传真: 62001234\n特此答复。", "\n特此答复。"),
        ("电子邮箱：a@b.cn", ""),
        ("联系人：周衡", ""),
        ("此致。联系人：周衡，联系电话：62001234。", "此致。联系人：周衡，联系电话：（略）。"),
        ("特此答复，联系人：周衡，联系电话：62001234。", "特此答复。"),
        ("电话：热线", "电话：热线"),
        ("（经办人：周衡）", ""),
        ("(联系电话：62001234)", ""),
        ("（联系单位：区科委）", "（联系单位：区科委）"),
        ("（传真：12345678）和（手机不通）", "和（手机不通）"),
        ("（联系方式：a@b）", ""),
    ],
)
def test_a_contact_goes_with_its_label_and_brackets(text: str, left: str) -> None:
    assert public(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("+8613812345678", "（略）"),
        ("86-13812345678", "（略）"),
        ("138-1234-5678", "（略）"),
        ("12812345678", "12812345678"),  # no mobile begins with 12
        ("138123456789", "138123456789"),
        ("1.13812345678", "1.13812345678"),
        ("13812345678号码", "（略）号码"),
        ("13812345678号", "13812345678号"),
        ("13812345678.5", "13812345678.5"),
        ("13812345678。", "（略）。"),
        ("No.13812345678", "No.13812345678"),
        ("文号 13812345678", "文号 13812345678"),
        ("13812345678 万元", "13812345678 万元"),
    ],
)
def test_a_mobile_is_eleven_digits_that_count_nothing(text: str, left: str) -> None:
    assert public(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("（021）62001234", "（略）"),
        ("0571-8700 1234", "（略）"),
        ("020-1200123", "020-1200123"),  # no subscriber number begins with 1
        ("拨打62001234", "拨打（略）"),
        ("热线6200123", "热线（略）"),
        ("电话。面积62001234", "电话。面积62001234"),  # a word of the sentence before
        ("致电十二个字之前的那位委员62001234", "致电十二个字之前的那位委员62001234"),
        ("致电十个字之前的那位委员62001234", "致电十个字之前的那位委员（略）"),
        ("62001234", "62001234"),
        ("座机62001234元", "座机62001234元"),
        ("座机62001234-801", "座机（略）"),
    ],
)
def test_a_landline_has_an_area_code_or_a_word_for_telephone_just_before_it(text: str, left: str) -> None:
    assert public(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("微信lin_jiang88", "微信（略）"),
        ("微信号为lin_jiang88", "微信号为（略）"),
        ("加QQ：12345", "加QQ：（略）"),
        ("Q Q号：12345678901", "Q Q号：（略）"),
        ("微信abc", "微信abc"),  # an account has six characters at least
        ("QQ1234", "QQ1234"),
        ("QQ01234567", "QQ01234567"),
        ("家住云岭路五号院", "家住（略）"),
        ("通讯地址：云岭路五", "通讯地址：（略）"),
        ("现住上海", "现住上海"),  # too short for an address
        ("云岭路88弄6号楼3单元1203室", "（略）"),
        ("88号1203室", "（略）"),
        ("身份证号：123", "身份证号：123"),
        ("身份证号为1234", "（略）"),
        ("身份证号码：3101**", "（略）"),
        ("护照号码E12345678", "（略）"),
        ("沪A12345", "（略）"),
        ("沪AD12345", "（略）"),
        ("沪A1234", "沪A1234"),
        ("沪A·12345", "（略）"),
        ("沪I12345", "沪I12345"),  # no plate has I or O
        ("鹏程有限公司去年利润1.2亿元", "（略）"),
        ("鹏程有限公司。去年利润1.2亿元", "鹏程有限公司。去年利润1.2亿元"),
        ("机密五年", ""),
        ("秘密级文件", ""),
        ("内部资料，注意保存", ""),
        ("内部资料", "内部资料"),
        ("工作秘密★", ""),
    ],
)
def test_accounts_addresses_plates_firms_and_secrecy_marks(text: str, left: str) -> None:
    assert public(text) == left


def test_names_are_masked_where_they_stand_and_a_single_character_is_no_name() -> None:
    assert public("刘大伟、刘大伟和欧阳知远", "刘大伟", "欧阳知远", "和") == "刘××、刘××和欧阳××"
    assert public("A.B与AxB", "A.B") == "A××与AxB"
    assert masked("欧阳") == "欧××"


def test_a_span_covers_exactly_the_number_and_keeps_its_kind() -> None:
    assert find_spans("手机13812345678，邮箱a@b.cn。") == (
        Span(RemovalKind.MOBILE, 2, 13, "（略）"),
        Span(RemovalKind.EMAIL, 16, 22, "（略）"),
    )
    assert find_spans("秘密★1年") == (Span(RemovalKind.SECRECY_MARK, 0, 3, ""),)


@pytest.mark.parametrize(
    ("spans", "kept"),
    [
        ("mobile 0 5, mobile 4 9", "mobile 0 5"),
        ("mobile 0 5, mobile 4 10", "mobile 4 10"),
        ("mobile 0 5, mobile 5 9", "mobile 0 5, mobile 5 9"),
        ("name 0 9, mobile 8 10", "mobile 8 10"),
        ("name 9 12, mobile 4 6, id_number 0 3", "id_number 0 3, mobile 4 6, name 9 12"),
        ("address 0 9, mobile 2 4, mobile 5 7", "mobile 2 4, mobile 5 7"),
    ],
)
def test_overlaps_are_settled_by_kind_then_length_then_place(spans: str, kept: str) -> None:
    assert not_overlapping(read(spans)) == tuple(read(kept))


def read(words: str) -> list[Span]:
    cells = [one.split() for one in words.split(", ")]
    return [Span(RemovalKind(kind), int(start), int(end)) for kind, start, end in cells]
