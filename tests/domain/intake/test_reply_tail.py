"""The tail of a reply: who signs and when, notes, contacts, copies (DOMAIN 4, GB/T 9704-2012 7.3.5)."""

from __future__ import annotations

import pytest

from desktop.domain.intake.contacts import Contacts, read_contacts
from desktop.domain.intake.reply_tail import Tail, is_dated, read_tail, split_units
from desktop.domain.intake.text.labels import LabelledValue
from desktop.domain.intake.text.source import MappedText, Recognised
from tests.domain.intake.evidence import mapped, quoted


def lines_of(text: str) -> list[MappedText]:
    """The lines of a text with their places in it."""
    found, at = [], 0
    for line in text.split("\n"):
        found.append(MappedText(line, tuple(range(at, at + len(line)))))
        at += len(line) + 1
    return found


def tail(text: str, start: int = 1) -> Tail:
    return read_tail(lines_of(text), start)


def texts(lines: tuple[MappedText, ...]) -> list[str]:
    return [line.text for line in lines]


# Signatures.
@pytest.mark.parametrize(
    ("signature", "units", "date"),
    [
        ("青禾区民政局\n2023年5月18日", ["青禾区民政局"], "2023年5月18日"),
        ("青禾区民政局　2023年5月18日", ["青禾区民政局"], "青禾区民政局　2023年5月18日"),
        ("青禾区民政局（盖章）\n2023年5月18日", ["青禾区民政局"], "2023年5月18日"),
        ("青禾区民政局\n青禾区财政局\n2023年5月18日", ["青禾区民政局", "青禾区财政局"], "2023年5月18日"),
        ("青禾区民政局　　青禾区财政局\n2023年5月18日", ["青禾区民政局", "青禾区财政局"], "2023年5月18日"),
        ("青禾区民政局、青禾区财政局\n2023年5月18日", ["青禾区民政局", "青禾区财政局"], "2023年5月18日"),
        ("2023年5月18日\n青禾区民政局", ["青禾区民政局"], "2023年5月18日"),
        ("青禾区民政局\n2023年　月　日", ["青禾区民政局"], "2023年　月　日"),
        ("青 禾 区 民 政 局\n二〇二三年五月十八日", ["青禾区民政局"], "二〇二三年五月十八日"),
        ("某某园区\n2023年5月18日", ["某某园区"], "2023年5月18日"),
        ("青禾区民政局", ["青禾区民政局"], None),
    ],
)
def test_units_and_date_end_the_body(signature: str, units: list[str], date: str | None) -> None:
    found = tail(f"标题\n正文一。\n正文二。\n{signature}")
    assert (found.body_end, texts(found.units)) == (3, units)
    assert (found.date.text if found.date else None) == date


@pytest.mark.parametrize(
    "last", ["此复", "感谢您的支持", "特此函复", "现将有关情况答复", "以上供参考", "（一）民政局"]
)
def test_a_last_sentence_is_no_unit(last: str) -> None:
    found = tail(f"标题\n正文。\n{last}\n青禾区民政局\n2023年5月18日")
    assert (found.body_end, texts(found.units)) == (3, ["青禾区民政局"])
    without = tail(f"标题\n正文。\n{last}")
    assert texts(without.units) == []


def test_a_signature_without_an_organs_ending_stands_directly_above_the_date() -> None:
    assert texts(tail("标题\n正文。\n青禾云谷\n2023年5月18日").units) == ["青禾云谷"]
    for odd in (
        "云谷",
        "一" * 31,
        "正文一句。",
        "您好！",
        "（此件公开）",
        "联系人：周衡",
        "一、云谷之家",
        "甲，乙丙丁",
    ):
        assert texts(tail(f"标题\n正文。\n{odd}\n2023年5月18日").units) == [], odd


def test_the_date_of_the_signature_is_the_one_beside_an_organ() -> None:
    found = tail(
        "标题\n2023年1月1日\n正文。\n青禾区民政局\n2023年5月18日\n（联系人：周衡）\n2023年5月20日印发"
    )
    assert found.date is not None
    assert found.date.text == "2023年5月18日"
    alone = tail("标题\n正文。\n2023年1月1日\n2023年5月18日").date
    assert alone is not None
    assert alone.text == "2023年5月18日"


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("2023年5月18日", True),
        ("2023年　月　日", True),
        ("青禾区民政局 2023年5月18日", True),
        ("青禾区民政局（盖章）2023年5月18日", True),
        ("截至2023年5月18日", False),
        ("青禾区民政局办公室 2023年5月18日印发", False),
        ("我局于2023年5月18日完成。", False),
        ("青禾区民政局于2023年5月18日", False),
        ("青禾区民政局", False),
    ],
)
def test_a_date_counts_alone_or_behind_an_organ(text: str, dated: bool) -> None:
    assert is_dated(text) is dated


@pytest.mark.parametrize(
    ("line", "units"),
    [
        ("青禾区民政局", ["青禾区民政局"]),
        ("青禾区民政局 青禾区财政局", ["青禾区民政局", "青禾区财政局"]),
        ("青 禾 区 民 政 局", ["青禾区民政局"]),
        ("青禾区民政局（公章） 、青禾区财政局 （公章）", ["青禾区民政局", "青禾区财政局"]),
        ("青禾区民政局（公章）　青禾区财政局（公章）", ["青禾区民政局", "青禾区财政局"]),
        ("青禾区 民政局", ["青禾区", "民政局"]),
        ("青禾 民政局", ["青禾民政局"]),
    ],
)
def test_units_of_a_line_are_parted_by_blanks_between_whole_names(line: str, units: list[str]) -> None:
    assert texts(tuple(split_units(mapped(line)))) == units


# What stands around the signature.
def test_lines_above_the_signature_that_are_none_of_the_body_belong_to_the_tail() -> None:
    above = "附件：1.补短板清单\n2.资金表\n联系人：周衡\n电话：62001234\n（此件公开发布）\nB"
    found = tail(f"标题\n正文。\n{above}\n青禾区民政局\n2023年5月18日")
    assert found.body_end == 2
    assert texts(found.attachments) == ["附件：1.补短板清单", "2.资金表"]
    assert texts(found.lines)[:2] == ["附件：1.补短板清单", "2.资金表"]
    assert "2023年5月18日" in texts(found.lines)


@pytest.mark.parametrize(
    "line", ["此页无正文", "（此页无正文）", "———", "共印12份", "完", "62001234", "2023年5月18日印发"]
)
def test_marks_of_the_end_are_no_body(line: str) -> None:
    assert tail(f"标题\n正文。\n{line}\n青禾区民政局\n2023年5月18日").body_end == 2


@pytest.mark.parametrize("line", ["正文二", "1.补短板清单", "第62001234号", "（" + "一" * 121 + "）"])
def test_other_lines_end_the_tail(line: str) -> None:
    found = tail(f"标题\n正文。\n{line}\n联系人：周衡\n青禾区民政局\n2023年5月18日")
    assert found.body_end == 3


def test_numbered_lines_are_attachments_below_their_list_only() -> None:
    near = "\n".join(["附件：1.甲"] + [f"{n}.乙" for n in range(2, 13)])
    found = tail(f"标题\n正文。\n{near}\n青禾区民政局\n2023年5月18日")
    assert (found.body_end, len(found.attachments)) == (2, 12)
    ended = tail("标题\n正文。\n附件：1.甲\n2.乙。\n青禾区民政局\n2023年5月18日")
    assert ended.body_end == 4


def test_pages_of_attachments_are_left_out() -> None:
    found = tail("标题\n正文。\n青禾区民政局\n2023年5月18日\n附件1\n清单\n某某局\n2022年1月1日")
    assert found.date is not None
    assert (found.body_end, found.date.text) == (2, "2023年5月18日")
    # Without a signature above it, the word is part of the body.
    assert tail("标题\n附件\n正文。\n青禾区民政局\n2023年5月18日").body_end == 3


def test_a_text_without_signature_is_all_body() -> None:
    found = tail("标题\n正文一。\n正文二。")
    assert (found.body_end, found.units, found.date, found.lines) == (3, (), None, ())


# Contacts, copies, imprint.
def contacts(text: str, *head: LabelledValue) -> Contacts:
    return read_contacts(lines_of(text), head)


def said(found: Recognised[str] | None) -> str | None:
    return found.value if found else None


@pytest.mark.parametrize(
    ("line", "person", "phone"),
    [
        ("（联系人：周衡，联系电话：021-62001234）", "周衡", "021-62001234"),
        ("联系人：周　衡　电话：62001234转801", "周衡", "62001234转801"),
        ("联 系 人：周衡、林越；电话：13900001234", "周衡、林越", "13900001234"),
        ("承办人：教育局基教科　冯岚 手机：139 0000 1234", "冯岚", "139 0000 1234"),
        ("联系科室：养老科 联系电话：（021）62001234", None, "（021）62001234"),
        ("联系人：阿依古丽·买买提", "阿依古丽·买买提", None),
        ("联系人：周衡 62001234", "周衡", "62001234"),
        ("联系人：", None, None),
        ("联系电话：1234", None, None),
        ("联系电话：139000012345", None, None),
    ],
)
def test_person_and_phone_are_read_from_a_contact_line(
    line: str, person: str | None, phone: str | None
) -> None:
    found = contacts(f"{line}\n抄送：区政府办公室。")
    assert (said(found.person), said(found.phone)) == (person, phone)
    assert said(found.words) == line.strip("（）")
    for one in (found.person, found.phone, found.words):
        assert one is None or set((quoted(one, line) or "").split()) != set()


def test_contact_lines_are_joined_as_printed() -> None:
    found = contacts("（联系单位：民政局）\n联系人：周衡。\n正文。\n联系电话：62001234")
    assert said(found.words) == "联系单位：民政局；联系人：周衡；联系电话：62001234"


def test_contacts_labelled_in_the_head_count_after_those_of_the_tail() -> None:
    head = (LabelledValue("联系人", mapped("林越")), LabelledValue("联系电话", mapped("62005678")))
    assert (said(contacts("", *head).person), said(contacts("", *head).phone)) == ("林越", "62005678")
    both = contacts("联系人：周衡，电话：62001234", *head)
    assert (said(both.person), said(both.phone)) == ("周衡", "62001234")
    assert contacts("", *head).words is None


def test_copies_and_imprint_are_lines_of_their_own() -> None:
    found = contacts("抄送：区政协提案委员会，区政府办公室。\n青禾区民政局办公室　2023年5月19日印发")
    assert said(found.copies) == "区政协提案委员会，区政府办公室"
    assert said(found.issue_line) == "青禾区民政局办公室　2023年5月19日印发"
    assert (found.words, found.person, found.phone) == (None, None, None)
    nothing = contacts("抄送：\n青禾区民政局")
    assert (nothing.copies, nothing.issue_line) == (None, None)
