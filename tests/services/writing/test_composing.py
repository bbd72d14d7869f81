"""The printed reply in the layouts that can be chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.case.case import Case
from desktop.services.cases.cases import create_case
from desktop.services.office.office import Office, save_office
from desktop.services.office.workplace import Workplace
from desktop.services.writing.composing import layout_of, print_reply
from desktop.services.writing.drafting import open_reply


@pytest.mark.parametrize("layout", ["gbt9704", "gbt9704-letter", "gbt9704-general", "district-plain"])
def test_every_layout_can_be_chosen(work: Workplace, case: Case, layout: str) -> None:
    assert print_reply(work, case.id, layout).layout == layout


def test_a_public_letter_names_no_contact(work: Workplace, case: Case) -> None:
    """DOMAIN 7.3: whom to call is for the proposer."""
    save_office(work, Office(unit="区科委", contact_person="林越", contact_phone="021-5550 0199"))
    made = create_case(work, replace(case, id=0, number="086", locality="general-words"))
    contact = "（联系人：林越，联系电话：021-5550 0199）"
    printed, public = (
        [block.text for block in print_reply(work, made.id, "gbt9704", public=public).blocks]
        for public in (False, True)
    )
    assert contact in printed
    assert contact not in public
    assert contact in [block.text for block in print_reply(work, made.id, "gbt9704").blocks]


def test_a_letter_is_printed_in_the_layout_asked_for_else_its_own_else_its_templates(
    work: Workplace, case: Case
) -> None:
    reply = open_reply(work, case.id)
    assert layout_of(work, reply).id == "district-plain"
    own = replace(reply, layout="gbt9704")
    assert layout_of(work, own).id == "gbt9704"
    assert layout_of(work, own, "gbt9704-letter").id == "gbt9704-letter"
