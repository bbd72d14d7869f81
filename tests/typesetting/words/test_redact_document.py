"""Removing text from a printable letter without changing the formatting of the rest."""

from __future__ import annotations

from desktop.domain.redaction.redaction import RemovalKind, Span
from desktop.domain.redaction.redaction_patterns import find_spans
from desktop.typesetting.model.block import PrintedDocument, TableBlock
from desktop.typesetting.model.runs import make_runs
from desktop.typesetting.words.paragraphs import styled_block
from desktop.typesetting.words.redact_document import Redactor, cut_runs
from tests.letters import letter, library, words_of

LAYOUT = library().layouts["gbt9704"]


def redacted(document: PrintedDocument, *kept: str) -> tuple[PrintedDocument, Redactor]:
    redactor = Redactor(find_spans, frozenset(kept))
    return redactor.document(document), redactor


def test_the_contact_note_is_removed_whole_and_listed_with_its_place() -> None:
    document = letter(template="deputy-suggestion")
    public, redactor = redacted(document)
    assert any("62001234" in words for words in words_of(document, "note"))
    assert not any("62001234" in words for words in words_of(public, "note"))
    assert [(found.kind, found.place) for found in redactor.removals] == [(RemovalKind.CONTACT_LINE, "附注")]


def test_rejected_removals_stay_and_are_listed() -> None:
    document = letter(template="deputy-suggestion")
    key = redacted(document)[1].removals[0].key
    public, redactor = redacted(document, key)
    assert words_of(public, "note") == words_of(document, "note")
    assert [found.key for found in redactor.removals] == [key]


def test_a_replacement_takes_the_form_of_the_run_it_falls_into() -> None:
    runs = make_runs("请拨打AB13812345678咨询", LAYOUT.body, LAYOUT)
    cut = cut_runs(runs, (Span(RemovalKind.MOBILE, 5, 16, "（略）"),))
    assert "".join(run.text for run in cut) == "请拨打AB（略）咨询"
    assert [run.font for run in cut] == [run.font for run in runs]


def test_table_cells_are_redacted_too() -> None:
    cell = (styled_block("table", "电话13812345678", LAYOUT),)
    document = PrintedDocument("gbt9704", "表", (TableBlock(((cell,),), (60.0,)),))
    public, redactor = redacted(document)
    (table,) = public.blocks
    assert isinstance(table, TableBlock)
    assert table.rows[0][0][0].text == "电话（略）"
    assert redactor.removals[0].place == "表格"


def test_a_letter_without_private_data_is_unchanged() -> None:
    document = letter(contact_person="", contact_phone="")
    assert redacted(document)[0] == document
