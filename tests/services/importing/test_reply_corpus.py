"""Replies of all shapes are imported and printed again with the same text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from desktop.documents.plain_text import body_text, letter_text
from desktop.domain.intake.parsed_reply import ParsedReply
from desktop.domain.intake.reply_recognition import recognise_reply
from desktop.services.importing.recognised_values import new_case, reply_values
from desktop.services.importing.reply_parts import reply_of, with_rule_book
from desktop.services.office.workplace import Workplace, set_up
from desktop.services.writing.composing import compose_reply, layout_of
from desktop.store.file.store import Store
from desktop.typesetting.model.block import PrintedDocument
from tests.intake_corpus.corpus import specimens

SPECIMENS = [pytest.param(recognise_reply(found.text), id=found.name) for found in specimens("replies")]


@pytest.fixture(scope="module")
def place() -> Iterator[Workplace]:
    opened = set_up(Store.in_memory(), Path("none"), now=lambda: datetime(2024, 4, 9))
    yield opened
    opened.close()


def printed_again(place: Workplace, parsed: ParsedReply) -> PrintedDocument:
    case = with_rule_book(place, new_case(reply_values(parsed), ""), parsed)
    reply = reply_of(place, case, parsed)
    return compose_reply(place, case, reply, layout_of(place, reply))


@pytest.mark.parametrize("parsed", SPECIMENS)
def test_the_body_is_the_same_paragraph_by_paragraph(place: Workplace, parsed: ParsedReply) -> None:
    assert tuple(body_text(printed_again(place, parsed)).split("\n")) == parsed.paragraphs


@pytest.mark.parametrize("parsed", SPECIMENS)
def test_title_signature_and_numbers_are_the_same(place: Workplace, parsed: ParsedReply) -> None:
    document = printed_again(place, parsed)
    words = letter_text(document).replace(" ", "")
    assert document.title == "".join(parsed.title_lines)
    for found in (
        parsed.unit,
        parsed.signer,
        parsed.document_number,
        parsed.contact_person,
        parsed.contact_phone,
    ):
        assert found is None or all(part in words for part in found.value.replace(" ", "").split("、"))
    if parsed.salutation is not None:
        assert parsed.salutation.value.replace(" ", "") in words
