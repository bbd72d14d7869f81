"""Recognition of the invented corpus, as measured by `bench intake`."""

from __future__ import annotations

import pytest

from desktop.domain.intake.reply_recognition import recognise_reply
from desktop.domain.intake.text.reflow import reflow
from tests.intake_corpus.corpus import Specimen, specimens, wrapped

REPLIES = specimens("replies")


@pytest.mark.parametrize("specimen", REPLIES, ids=lambda specimen: specimen.name)
def test_the_body_of_a_reply_with_one_paragraph_per_line_is_exact(specimen: Specimen) -> None:
    assert recognise_reply(specimen.text).paragraphs == specimen.body


@pytest.mark.parametrize("specimen", REPLIES, ids=lambda specimen: specimen.name)
def test_the_body_of_an_indented_reply_wrapped_at_26_is_exact(specimen: Specimen) -> None:
    assert recognise_reply(wrapped(specimen, 26, indent="　　")).paragraphs == specimen.body


@pytest.mark.parametrize("specimen", [*REPLIES, *specimens("proposals")], ids=lambda specimen: specimen.name)
def test_text_of_whole_paragraphs_is_never_joined(specimen: Specimen) -> None:
    kept = {paragraph.text for paragraph in reflow(specimen.text).paragraphs}
    assert kept <= {line.replace("　　", "　　") for line in map(_as_read, specimen.lines)}


def _as_read(line: str) -> str:
    return reflow(line).text or line
