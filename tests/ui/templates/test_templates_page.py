"""The templates page: templates in use, their owner, and errors in the office's own files."""

from __future__ import annotations

import pytest

from desktop.services.office.template_files import TemplateKind, own_folder
from desktop.ui.templates.templates_page import TemplatesPage
from tests.ui.officer import Officer
from tests.ui.places import TEMPLATES, go_to


@pytest.fixture
def page(officer: Officer) -> TemplatesPage:
    found = go_to(officer, TEMPLATES, TemplatesPage)
    officer.until(lambda: found.shown is not None)
    return found


def test_every_kind_of_template_is_listed(page: TemplatesPage) -> None:
    assert page.shown is not None
    assert {card.kind for card in page.shown.cards} == set(TemplateKind)
    assert all(card.path.is_file() and card.name for card in page.shown.cards)


def test_a_copy_for_the_office_is_used_at_once(officer: Officer, page: TemplatesPage) -> None:
    assert page.card is not None
    name, kind = page.card.id, page.card.kind
    page.copy_card()
    officer.until(lambda: page.shown is not None and any(card.own for card in page.shown.cards))
    assert page.shown is not None
    own = next(card for card in page.shown.cards if card.own)
    assert (own.kind, own.id) == (kind, name)
    assert own.path.parent == officer.program.data_dir / "templates" / kind
    assert "本单位 1 份" in officer.foot


def test_an_error_in_the_offices_file_is_shown_with_its_remedy(officer: Officer, page: TemplatesPage) -> None:
    folder = officer.program.worker.wait_for(own_folder)
    (folder / TemplateKind.REPLY / "我们的.toml").write_text('id = "ours"\n', encoding="utf-8")
    page.refresh()
    officer.until(lambda: page.shown is not None and bool(page.shown.problems))
    assert page._problems.isVisible()
