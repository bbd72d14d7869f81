"""The ledger: its columns and their order, the values of a case and a reply, and texts that are safe in a cell."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.case.case import Case, HandlingRole, Level, MatterType, Proposer
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.reply import ReplyFields
from desktop.domain.figures.ledger import (
    COLUMN_BY_KEY,
    COLUMNS,
    MAX_CHARACTERS,
    PRIVATE,
    ColumnKind,
    LedgerValue,
    cell_text,
    column_named,
    ledger_values,
    looks_like_formula,
)

COUNTS = {"row_no", "co_signer_count", "rounds"}
DAYS = {"assigned_at", "due_at", "replied_at", "disclosed_at", "first_replied_at", "followup_due_at"}
CENTRED = {
    "number", "matter_type", "level", "handling_role", "is_key", "status", "result", "disclosure", "satisfaction",
    "first_result", "first_satisfaction",
}  # fmt: skip


def test_a_ledger_begins_with_the_number_of_the_row_and_that_of_the_case() -> None:
    captions = [column.caption for column in COLUMNS]
    assert captions[:8] == ["序号", "编号", "类型", "层级", "届次", "案由", "第一提案人", "联名人"]
    assert captions[-1] == "备注"
    assert len(captions) == len(set(captions)) == 44


def test_the_kind_of_a_column_decides_how_its_cells_are_stored() -> None:
    kinds = {kind: {column.key for column in COLUMNS if column.kind is kind} for kind in ColumnKind}
    assert kinds[ColumnKind.COUNT] == COUNTS
    assert kinds[ColumnKind.DATE] == DAYS
    assert kinds[ColumnKind.CENTRED] == CENTRED
    assert kinds[ColumnKind.TEXT] == {column.key for column in COLUMNS} - COUNTS - DAYS - CENTRED


def test_only_telephones_are_private() -> None:
    assert {COLUMN_BY_KEY[key].caption for key in PRIVATE} == {"联系电话"}


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("first_proposer", "first_proposer"),
        ("proposers", "first_proposer"),
        ("第一提案人", "first_proposer"),
        ("领衔人", "first_proposer"),
        ("is_key", "is_key"),
        ("是否重点", "is_key"),
        ("office", None),
        ("", None),
    ],
)
def test_a_column_has_a_key_a_caption_and_headings_of_other_offices(word: str, key: str | None) -> None:
    column = column_named(word)
    assert (column.key if column else None) == key


def test_the_values_of_a_case_are_days_and_texts() -> None:
    case = Case(
        id=7, number="085", subject="关于扩大科技创新券的建议", matter_type=MatterType.NPC_SUGGESTION, level=Level.CITY,
        term=15, session=4, proposers=(Proposer("沈亦澄"), Proposer("顾明远")), co_units=("区财政局", "区教育局"),
        handling_role=HandlingRole.SOLE, is_key=True, assigned_at=date(2026, 2, 9), remark="",
    )  # fmt: skip
    values = ledger_values(case)
    expected: dict[str, LedgerValue] = {
        "number": "085",
        "title": "关于扩大科技创新券的建议",
        "matter_type": "人大代表建议",
        "level": "市",
        "handling_role": "独办",
        "is_key": "是",
        "assigned_at": date(2026, 2, 9),
        "due_at": "",
        "co_units": "区财政局、区教育局",
        "remark": "",
    }
    assert {key: values[key] for key in expected} == expected
    assert not values.keys() & {"doc_number", "signer", "disclosure", "issuer", "locality", "time_mark"}


def test_the_values_of_a_reply_are_its_number_signer_and_disclosure() -> None:
    reply = ReplyFields(
        document_number="长科委提复〔2026〕3号", signer="韩", disclosure=Disclosure.ON_REQUEST
    )
    assert ledger_values(reply) == {
        "doc_number": "长科委提复〔2026〕3号",
        "result": "",
        "signer": "韩",
        "disclosure": "依申请公开",
    }


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_that_a_sheet_would_compute_is_found_by_its_first_character(text: str) -> None:
    assert looks_like_formula(text)
    assert not looks_like_formula("是" + text)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("第一行\n第二行\t栏", "第一行\n第二行\t栏"),
        ("a\x00b\x01c\x1fd\re", "abcde"),
        (" \x7f", " \x7f"),
        ("\ufffd\ufffe\uffff\U00010000", "\ufffd\U00010000"),
        ("字" * MAX_CHARACTERS, "字" * 32_767),
        ("字" * (MAX_CHARACTERS + 1), "字" * 32_766 + "…"),
        ("字" * MAX_CHARACTERS + "\x00", "字" * 32_767),
    ],
    ids=[
        "kept",
        "control characters",
        "blank",
        "no characters of XML",
        "as long as a cell",
        "longer",
        "counted",
    ],
)
def test_a_cell_holds_what_xml_and_the_sheet_can_hold(text: str, cell: str) -> None:
    assert cell_text(text) == cell
