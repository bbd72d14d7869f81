"""Map proposers to rows of `proposers`. The work list reads them without the rows of cases."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from desktop.domain.case.case import Proposer
from desktop.store.file.values import Columns

PROPOSER_COLUMNS = Columns(Proposer)


def proposer_of(row: Mapping[str, Any] | sqlite3.Row) -> Proposer:
    return Proposer(**PROPOSER_COLUMNS.read(row))
