"""The scope in which statistics open: this year's session, else the year, else the newest session."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.figures.case_figures import FigureScope
from desktop.services.cases.figures import default_scope, year_scope
from desktop.store.cases.scope_choices import ScopeChoices

YEAR = FigureScope(first=date(2024, 1, 1), last=date(2024, 12, 31))


@pytest.mark.parametrize(
    ("choices", "scope"),
    [
        (ScopeChoices(), FigureScope()),
        (ScopeChoices(sessions=((15, 4), (15, 3)), this_year=((15, 3),)), FigureScope(term=15, session=3)),
        (ScopeChoices(sessions=((15, 4),), this_year=((15, None),)), FigureScope(term=15)),
        (ScopeChoices(sessions=((15, 4), (15, 3)), this_year=((15, 4), (15, 3))), YEAR),
        (ScopeChoices(sessions=((15, 4),), this_year=((None, None),)), YEAR),  # no session known
        (ScopeChoices(sessions=((15, 4), (15, 3))), FigureScope(term=15, session=4)),  # nothing this year
    ],
)
def test_the_default_scope(choices: ScopeChoices, scope: FigureScope) -> None:
    assert default_scope(choices, 2024) == scope


def test_a_year_has_its_first_and_last_day() -> None:
    assert year_scope(2024) == YEAR
