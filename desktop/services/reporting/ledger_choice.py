"""Which columns this office wants in its ledger, in which order; remembered from one export to the next."""

from __future__ import annotations

import json
from collections.abc import Sequence

from desktop.domain.figures.ledger import COLUMN_BY_KEY, COLUMNS, PRIVATE
from desktop.services.office.workplace import Workplace
from desktop.store.file.settings import read_setting, write_setting

_SETTING = "ledger.columns"


def chosen_columns(work: Workplace) -> tuple[str, ...]:
    """The keys chosen last time; all but personal data at first."""
    known = read_setting(work.store, _SETTING)
    keys = [key for key in json.loads(known) if key in COLUMN_BY_KEY] if known else []
    return tuple(keys) or tuple(column.key for column in COLUMNS if column.key not in PRIVATE)


def choose_columns(work: Workplace, keys: Sequence[str]) -> None:
    """Remember these columns, in this order."""
    write_setting(work.store, _SETTING, json.dumps(list(keys)))
