"""What a case enters into the items of an online system."""

from __future__ import annotations

import pytest

from desktop.domain.case.case import HandlingRole, MatterType
from desktop.domain.forms.form_facts import FormFacts
from desktop.domain.forms.portal import PortalItem, PortalTemplate, fill_item

FACTS = FormFacts(
    {"number": "085", "signer": "周砚", "issue_date": "2026年4月9日"},
    {
        "promises": (
            {"n": "1", "text": "建成驿站", "words": "建成驿站（2026年9月30日前，民生科）"},
            {"n": "2", "text": "", "words": ""},
            {"n": "3", "text": "印发办法", "words": "印发办法"},
        )
    },
)


def value(item: PortalItem, body: str = "") -> str:
    return fill_item(item, FACTS, body).value


def test_an_item_is_filled_from_the_facts_of_the_case() -> None:
    assert value(PortalItem("编号", "第{number}号")) == "第085号"


def test_a_day_is_given_as_the_system_wants_it() -> None:
    assert value(PortalItem("日期", "{issue_date}")) == "2026年4月9日"
    assert value(PortalItem("日期", "{issue_date}", iso_days=True)) == "2026-04-09"


@pytest.mark.parametrize("text", ["{document_number}", "{replied_at}", "文号：{document_number}"])
def test_an_unknown_fact_leaves_nothing_to_paste_not_even_blanks(text: str) -> None:
    entry = fill_item(PortalItem("文号", text), FACTS, "")
    assert (entry.pieces, entry.is_missing) == ((), True)
    assert not fill_item(PortalItem("文号", text, optional=True), FACTS, "").is_missing


def test_words_without_a_fact_are_entered_as_they_stand() -> None:
    assert value(PortalItem("备注", "无")) == "无"


def test_an_item_of_two_facts_is_filled_with_the_known_one() -> None:
    assert value(PortalItem("签发", "{signer} {document_number}")) == "周砚"


def test_a_list_gives_a_line_for_each_entry_that_says_something() -> None:
    assert (
        value(PortalItem("承诺", "{words}", each="promises"))
        == "建成驿站（2026年9月30日前，民生科）\n印发办法"
    )
    assert value(PortalItem("承诺", "{text}", each="promises", between="；")) == "建成驿站；印发办法"
    assert value(PortalItem("承诺", "承诺：{text}", each="promises")) == "承诺：建成驿站\n承诺：印发办法"


def test_the_body_comes_in_pieces_of_the_cap() -> None:
    entry = fill_item(PortalItem("正文", body=True, limit=8), FACTS, "\n第一段话。\n第二段话。\n")
    assert entry.pieces == ("第一段话。\n", "第二段话。")
    assert (entry.value, entry.length) == ("第一段话。\n第二段话。", 11)


def test_a_long_list_comes_in_pieces_too() -> None:
    entry = fill_item(PortalItem("承诺", "{text}", each="promises", limit=5), FACTS, "")
    assert entry.pieces == ("建成驿站\n", "印发办法")


def test_a_system_fits_by_type_role_and_place() -> None:
    portal = PortalTemplate(
        "own", 1, "本区系统", (PortalItem("编号", "{number}"),), "", (MatterType.CPPCC_PROPOSAL,), (HandlingRole.SOLE,), ("ningbo",)
    )  # fmt: skip
    assert portal.fits(MatterType.CPPCC_PROPOSAL, HandlingRole.SOLE, "ningbo")
    assert not portal.fits(MatterType.NPC_SUGGESTION, HandlingRole.SOLE, "ningbo")
    assert not portal.fits(MatterType.CPPCC_PROPOSAL, HandlingRole.LEAD, "ningbo")
    assert not portal.fits(MatterType.CPPCC_PROPOSAL, HandlingRole.SOLE, "xiamen")
    assert PortalTemplate("all", 1, "通用", ()).fits(MatterType.NPC_SUGGESTION, HandlingRole.LEAD, "xiamen")
