"""The printed reply in the layouts that can be chosen."""

from __future__ import annotations

import pytest

from desktop.domain.case.case import Case
from desktop.services.office.workplace import Workplace
from desktop.services.writing.composing import print_reply


@pytest.mark.parametrize("layout", ["gbt9704", "gbt9704-letter", "gbt9704-general", "district-plain"])
def test_every_layout_can_be_chosen(work: Workplace, case: Case, layout: str) -> None:
    assert print_reply(work, case.id, layout).layout == layout
