"""The field registry: a name means the same field in commands, on paper and in lists."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from datetime import date

import pytest

from desktop.domain.case.case import Case
from desktop.domain.case.case_field import CASE_FIELDS, REPLY_FIELDS, known_field, set_case_fields
from desktop.domain.case.field_entry import Holder
from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.case.reply import ReplyFields
from desktop.domain.figures.ledger import column_named
from desktop.domain.intake.lists.ledger_columns import field_of_header
from desktop.domain.intake.proposal_recognition import recognise_proposal
from desktop.domain.intake.reply_recognition import recognise_reply
from desktop.domain.intake.text.labels import field_of


def repeated(words: list[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


def test_no_heading_of_a_list_names_two_fields() -> None:
    assert repeated([word for entry in REGISTRY.values() for word in entry.headings]) == []


@pytest.mark.parametrize(("holder", "record"), [(Holder.CASE, Case), (Holder.REPLY, ReplyFields)])
def test_every_field_with_a_column_is_an_attribute_of_its_record(
    holder: Holder, record: type[Case | ReplyFields]
) -> None:
    attributes = {attribute.name for attribute in fields(record)}
    keys = {key for key, entry in REGISTRY.items() if entry.holder is holder}
    assert keys <= attributes


def test_every_field_of_the_form_has_a_place_of_its_own_and_a_line_holds_three() -> None:
    places = [entry.in_form.place for entry in REGISTRY.values() if entry.in_form]
    assert repeated([str(place) for place in places]) == []
    assert {place % 10 for place in places} <= {1, 2, 3}


def test_no_label_on_paper_names_two_fields() -> None:
    assert repeated([word for entry in REGISTRY.values() for word in entry.paper_labels]) == []


def test_a_label_of_letters_names_two_fields_only_where_it_is_marked_as_shared() -> None:
    assert repeated([word for entry in REGISTRY.values() for word in entry.letter_labels]) == []
    own = {key: entry.letter_labels & entry.shared_letter_labels for key, entry in REGISTRY.items()}
    assert [key for key, words in own.items() if words] == []


def test_a_shared_label_of_a_letter_gives_each_field_only_what_has_its_form() -> None:
    found = recognise_reply("编号：085\n类型：提案\n联系人及电话：冯岚 64331234\n")
    assert found.proposal_numbers == ("085",)
    assert (found.document_number, found.handling_result) == (None, None)
    assert found.contact_person is not None
    assert found.contact_person.value == "冯岚"
    assert found.contact_phone is not None
    assert found.contact_phone.value == "64331234"


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("提案性质", "matter_type"),
        ("立案编号", "number"),
        ("会议名称", "meeting"),
        ("议题", "title"),
        ("集体提案单位", "first_proposer"),
        ("第二提案人", "co_signers"),
        ("所在代表团", "sector"),
        ("工作单位和职务", "proposer_unit"),
        ("提案类别", "category"),
        ("审定主办", "lead_unit"),
        ("审定会办", "co_units"),
        ("限办日期", "due_at"),
    ],
)
def test_labels_of_proposals_are_accepted_in_lists(heading: str, name: str) -> None:
    assert field_of_header(heading) == name


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("提案建议编号", "number"),
        ("建议提案标题", "subject"),
        ("委员单位", "proposer_unit"),
        ("委员电话", "proposer_phone"),
        ("业务分类", "category"),
        ("主办承办单位", "lead_unit"),
        ("会办协办单位", "co_units"),
        ("承办方式", "handling_role"),
        ("要求结办日期", "due_at"),
        ("提案是否同意公开", "proposal_open"),
    ],
)
def test_headings_of_lists_are_accepted_in_proposals(label: str, key: str) -> None:
    assert field_of(label) == key


def test_commands_accept_labels_and_headings() -> None:
    case = set_case_fields(Case(), {"限办日期": "2026-05-30", "承办单位": "区科委", "领衔人": "沈亦澄"})
    assert (case.due_at, case.lead_unit) == (date(2026, 5, 30), "区科委")
    assert [proposer.name for proposer in case.proposers] == ["沈亦澄"]


def test_the_title_of_the_letter_is_not_the_subject_to_a_command() -> None:
    assert known_field("标题", CASE_FIELDS | REPLY_FIELDS).key == "title_lines"


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("title", "title"),
        ("subject", "title"),
        ("案由", "title"),
        ("proposers", "first_proposer"),
        ("handling_result", "result"),
        ("document_number", "doc_number"),
        ("限办日期", "due_at"),
    ],
)
def test_a_column_of_the_ledger_is_found_by_field_key_caption_and_heading(word: str, key: str) -> None:
    column = column_named(word)
    assert column is not None
    assert column.key == key


@pytest.mark.parametrize("word", ["体重", "issuer", "serial_number", "body"])
def test_fields_outside_the_ledger_are_no_columns(word: str) -> None:
    assert column_named(word) is None


def test_a_label_without_its_own_recogniser_is_read_by_the_field_kind() -> None:
    found = recognise_proposal(
        "提案号：012　流水号：2023-0045\n交办日期：2026年2月9日\n限办日期：见通知"
    ).found
    assert found["serial_number"].value == "2023-0045"
    assert found["assigned_at"].value == date(2026, 2, 9)
    assert "due_at" not in found
