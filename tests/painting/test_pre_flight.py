"""Pre-flight findings before printing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.painting.font_library import FontLibrary, FontWidths
from desktop.painting.print_engine import PreFlight, pre_flight
from desktop.typesetting.model.block import Block, Imprint, PrintedDocument
from desktop.typesetting.pages.page_filling import fill
from desktop.typesetting.words.paragraphs import styled_block
from tests.letters import letter
from tests.painting.conftest import layout_of

Fonts = Callable[[str], FontLibrary]
Look = Callable[..., PreFlight]


@pytest.fixture
def look(fonts: Fonts) -> Look:
    def look_at(document: PrintedDocument) -> PreFlight:
        layout, library = layout_of(document.layout), fonts(document.layout)
        return pre_flight(fill(document, layout, FontWidths(library)), layout, library)

    return look_at


def of_blocks(*blocks: Block, layout: str = "gbt9704", imprint: Imprint = Imprint()) -> PrintedDocument:  # noqa: B008
    return PrintedDocument(layout, "题", blocks, imprint=imprint)


def body(text: str = "天", layout: str = "gbt9704") -> Block:
    return styled_block("body", text, layout_of(layout))


def test_a_usual_letter_has_only_font_findings(look: Look) -> None:
    seen = look(letter("gbt9704"))
    assert seen.findings == ()
    assert seen.without_glyph == ""
    assert not seen.coloured
    assert seen.absent_fonts == ()


def test_substitutes_are_listed_for_each_used_font(look: Look) -> None:
    seen = look(of_blocks(body()))
    assert {font.role for font in seen.stand_ins} <= {"body", "page_number"}
    for font in seen.stand_ins:
        assert font.served not in {"", font.wanted}


def test_a_character_without_a_glyph_is_reported(look: Look) -> None:
    assert look(of_blocks(body("天\U000e0fff"))).without_glyph == "\U000e0fff"


def test_colour_is_reported(look: Look) -> None:
    assert look(letter("gbt9704-letter")).coloured


def test_a_signature_alone_on_a_page_is_reported(look: Look) -> None:
    issuer = styled_block("issuer", "云溪区民政局", layout_of("gbt9704"))
    date = styled_block("issue_date", "2025年4月9日", layout_of("gbt9704"))
    seen = look(of_blocks(*[body()] * 22, issuer, date))
    assert [(finding.rule_id, finding.page) for finding in seen.findings] == [("page.lone_signature", 2)]


def test_an_imprint_on_an_odd_page_is_reported(look: Look) -> None:
    imprint = Imprint("抄送：区政协提案委员会。", "云溪区民政局办公室", "2025年4月9日印发")
    seen = look(of_blocks(body(layout="gbt9704-general"), layout="gbt9704-general", imprint=imprint))
    assert [finding.rule_id for finding in seen.findings] == ["page.imprint_on_odd_page"]


def test_pages_and_sheets_are_counted(look: Look) -> None:
    seen = look(of_blocks(*[body()] * 50))
    assert (seen.pages, seen.sheets_duplex) == (3, 2)
