"""Read and validate templates/scores/*.toml, the scoring standards of a year's self-check."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.documents.templates.toml_template import Fault, TomlTable, blank_faults, read_record
from desktop.domain.figures.self_check import MEASURES, ScoreItem, ScoreRule, ScoreSheet

_MOST = 1000
_WITH_DEDUCTION = frozenset({ScoreRule.PER_CASE, ScoreRule.PER_PERCENT})


def read_score(table: TomlTable) -> ScoreSheet:
    """Return the standard in that file. Raises TemplateProblem with file, line and reason if it is invalid."""
    sheet = read_record(ScoreSheet, table)
    for item, row in zip(sheet.items, table.tables("items"), strict=True):
        row.refuse(_item_faults(item))
    return sheet


def _item_faults(item: ScoreItem) -> Iterator[Fault]:
    yield from blank_faults(item)
    if not 0 < item.points <= _MOST:
        yield "points", f"points 应大于 0、不大于 {_MOST}"
    by_hand = item.rule is ScoreRule.BY_HAND
    if by_hand and item.measure:
        yield "rule", "写了 measure，就要写 rule（怎么扣分）；手填的不写 measure"
    if not by_hand and item.measure not in MEASURES:
        yield "measure", f"measure 只能是 {'、'.join(MEASURES)} 之一"
    if (item.rule in _WITH_DEDUCTION) != (item.per > 0):
        yield "per", "per 是每件、每个百分点扣几分，只和 per_case、per_percent 一起写，大于 0"
    if item.target is not None and not 0 < item.target <= 1:
        yield "target", "target 是目标比率，大于 0、不大于 1，如 0.95"
