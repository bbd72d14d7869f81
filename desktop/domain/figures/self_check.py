"""The self-check 「考核自评」: points by a scoring standard 「评分标准」, with the cases behind every deduction (DOMAIN 5.3, 9).

Editable data, read by documents.templates.score_file; what is measured is one of the reported rates.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from enum import StrEnum

from desktop.domain.figures.rates import Rate, compute_rates
from desktop.domain.rules.locality import RateRules

PROMISE_RATE = "promise_rate"
MEASURES: Mapping[str, str] = {
    **{rate.key: rate.label for rate in compute_rates((), RateRules())},
    PROMISE_RATE: "承诺兑现率",
}
"""What an item may measure, with its Chinese name."""


class ScoreRule(StrEnum):
    """How points follow from what was measured."""

    PER_CASE = "per_case"  # so many points off for each case that falls short
    PER_PERCENT = (
        "per_percent"  # so many points off for each percentage point that the rate misses its target by
    )
    SHARE = "share"  # the points times the rate, all of them from the target on
    REACHED = "reached"  # all points if the rate reaches its target, else none
    BY_HAND = "by_hand"  # the officer writes them

    @property
    def label(self) -> str:
        return _RULE_LABELS[self]


_RULE_LABELS = {
    ScoreRule.PER_CASE: "每件扣分",
    ScoreRule.PER_PERCENT: "每差一个百分点扣分",
    ScoreRule.SHARE: "按比例得分",
    ScoreRule.REACHED: "达到目标得满分，否则不得分",
    ScoreRule.BY_HAND: "手填",
}


class Among(StrEnum):
    """Which cases an item looks at: all that the rate counts, or only those answered or due by now."""

    ALL = "all"
    DUE = "due"

    @property
    def words(self) -> str:
        """Said behind a figure whose denominator differs from that of the same rate elsewhere; "" if it does not."""
        return "，只算已答复和已到期的" if self is Among.DUE else ""


@dataclass(frozen=True, slots=True)
class ScoreItem:
    """One line of the standard: its `words`, its full `points`, what is measured and how points go off.

    `per` are the points off for each case or percentage point. `target` is a share from 0 to 1; None = that of the place's rules,
    else 1. `lower_is_better`: the cases that the rate counts are those that fall short (重办率). `begun`: a begun percentage
    point counts as a whole one.
    """

    name: str
    words: str
    points: float
    group: str = ""
    measure: str = ""
    rule: ScoreRule = ScoreRule.BY_HAND
    per: float = 0.0
    target: float | None = None
    lower_is_better: bool = False
    begun: bool = False
    among: Among = Among.ALL


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """One file of templates/scores; empty `localities` fit every place."""

    id: str
    version: int
    name: str
    items: tuple[ScoreItem, ...]
    basis: str = ""
    confirmed: bool = True
    localities: tuple[str, ...] = ()

    @property
    def points(self) -> Decimal:
        """The full points of all items."""
        return sum((_decimal(item.points) for item in self.items), Decimal(0))


@dataclass(frozen=True, slots=True)
class Score:
    """The points of one item; None if the officer writes them. `behind` are the ids of the cases that fall short, each once.

    `done`: what was measured, in words; `is_empty`: there was nothing to measure, so nothing goes off.
    """

    item: ScoreItem
    points: Decimal | None
    done: str = ""
    behind: tuple[int, ...] = ()
    is_empty: bool = False

    @property
    def off(self) -> Decimal:
        """The points that went off."""
        return Decimal(0) if self.points is None else _decimal(self.item.points) - self.points


def score_item(item: ScoreItem, rates: Mapping[str, Rate], due: Collection[int]) -> Score:
    """The points of one item. `due` are the ids of the cases answered or due by now.

    Points are rounded half up to hundredths and never below 0.
    """
    if item.rule is ScoreRule.BY_HAND:
        return Score(item, None)
    rate = rates[item.measure]
    of = [case for case in rate.of if item.among is Among.ALL or case in due]
    counted = [case for case in rate.counted if item.among is Among.ALL or case in due]
    full = _decimal(item.points)
    if not of:
        return Score(item, full, "没有这类办件", is_empty=True)
    good, bad = _parted(of, counted, lower_is_better=item.lower_is_better)
    off = _deduction(item, rate, Decimal(good) / Decimal(len(of)), len(bad))
    points = max(full - off, Decimal(0)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    shown = Rate(rate.key, rate.label, rate.formula, tuple(counted), tuple(of), rate.decimals)
    done = f"{rate.label}{shown.words}（{len(counted)}/{len(of)}）{item.among.words}"
    return Score(item, points, done, tuple(dict.fromkeys(bad)))


def _parted(of: Sequence[int], counted: Sequence[int], *, lower_is_better: bool) -> tuple[int, list[int]]:
    """The number of items that are as they should be, and the cases of the others; a case may stand for several forms."""
    if lower_is_better:
        return len(of) - len(counted), list(counted)
    left = list(counted)
    bad = []
    for case in of:
        if case in left:
            left.remove(case)
        else:
            bad.append(case)
    return len(counted), bad


def _deduction(item: ScoreItem, rate: Rate, share: Decimal, bad: int) -> Decimal:
    full, per = _decimal(item.points), _decimal(item.per)
    target = _decimal(next((one for one in (item.target, rate.target) if one is not None), 1.0))
    if item.rule is ScoreRule.PER_CASE:
        return per * bad
    short = max(target - share, Decimal(0))
    if item.rule is ScoreRule.PER_PERCENT:
        percents = short * 100
        return per * (percents.to_integral_value(ROUND_CEILING) if item.begun else percents)
    if item.rule is ScoreRule.SHARE:
        return full * short / target if target else Decimal(0)
    return full if short else Decimal(0)


def _decimal(number: float) -> Decimal:
    """The number as it is written in the file: 0.1 is a tenth."""
    return Decimal(str(number))


def points_words(points: Decimal) -> str:
    """「18.5」「20」: without zeros at the end."""
    return f"{points.normalize():f}"
