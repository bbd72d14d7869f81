"""The year's self-check 「考核自评」: points by the place's scoring standard, each deduction with the cases behind it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.errors import Refused
from desktop.domain.figures.case_figures import CaseFigures
from desktop.domain.figures.rates import Rate
from desktop.domain.figures.self_check import (
    MEASURES,
    PROMISE_RATE,
    Score,
    ScoreSheet,
    points_words,
    score_item,
)
from desktop.services.handling.promises import promise_list
from desktop.services.office.workplace import Workplace
from desktop.services.reporting.case_lines import Line
from desktop.services.reporting.office_source import OfficeSource, numbers_of


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """The scores of every item of a standard, and the cases that they name by id."""

    sheet: ScoreSheet
    scores: tuple[Score, ...]
    cases: dict[int, CaseFigures]

    @property
    def total(self) -> Decimal:
        """The points of all items that were measured."""
        return sum((score.points for score in self.scores if score.points is not None), Decimal(0))

    @property
    def measured(self) -> Decimal:
        """The full points of the items that were measured."""
        full = (score.item.points for score in self.scores if score.points is not None)
        return sum((Decimal(str(points)) for points in full), Decimal(0))

    @property
    def by_hand(self) -> tuple[Score, ...]:
        """The items that the officer writes."""
        return tuple(score for score in self.scores if score.points is None)

    @property
    def values(self) -> dict[str, str]:
        """The values of the printed table."""
        return {
            "score_name": self.sheet.name + ("" if self.sheet.confirmed else "（待核）"),
            "score_points": points_words(self.sheet.points),
            "score_total": points_words(self.total),
            "score_open": str(len(self.by_hand)) if self.by_hand else "",
        }

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rows of the printed table."""
        return tuple(self._line(place, score) for place, score in enumerate(self.scores, 1))

    def names(self, score: Score) -> str:
        """The numbers of the cases behind a deduction, all of them."""
        return numbers_of([self.cases[one] for one in score.behind if one in self.cases], every=True)

    def _line(self, place: int, score: Score) -> Line:
        item = score.item
        return {
            "n": place,
            "group": item.group,
            "name": item.name,
            "words": item.words,
            "points": points_words(Decimal(str(item.points))),
            "done": score.done or "（手填）",
            "score": "" if score.points is None else points_words(score.points),
            "why": self.names(score) if score.off else "",
        }


def score_sheets_for(work: Workplace, place: str) -> tuple[ScoreSheet, ...]:
    """The scoring standards of a place: the office's own first, then those that name the place, then the general ones."""
    scores = work.library.scores
    fitting = [one for one in scores.values() if not one.localities or place in one.localities]
    return tuple(sorted(fitting, key=lambda one: (one.id not in scores.own, not one.localities, one.id)))


def self_check(source: OfficeSource) -> SelfCheck:
    """The scores of the cases of that choice. Raises Refused for an unknown standard, or if there is none."""
    sheet = _sheet(source.work, source.rules.id, source.choice.score_sheet.strip())
    rates = {rate.key: rate for rate in source.statistics.rates} | {PROMISE_RATE: _promises(source)}
    today = source.work.today
    due = {case.id for case in source.cases if case.is_replied or (case.due_at and case.due_at < today)}
    scores = tuple(score_item(item, rates, due) for item in sheet.items)
    return SelfCheck(sheet, scores, {case.id: case for case in source.cases})


def _sheet(work: Workplace, place: str, word: str) -> ScoreSheet:
    fitting = score_sheets_for(work, place)
    every = (*fitting, *work.library.scores.values())
    found = next((one for one in every if not word or word in {one.id, one.name}), None)
    if found is None:
        names = "、".join(f"{one.name}（{one.id}）" for one in every)
        raise Refused(
            f"没有评分标准“{word}”", f"可以用：{names}" if names else "请在 templates/scores 里补一份"
        )
    return found


def _promises(source: OfficeSource) -> Rate:
    """The promises of these cases that were due or are kept, and those of them that are kept."""
    promises = [
        line.promise
        for line in promise_list(source.work, open_only=False)
        if line.promise.case_id in source.ids
    ]
    today = source.work.today
    due = [one for one in promises if one.kept_at or (one.due_at and one.due_at < today)]
    kept = tuple(one.case_id for one in due if one.kept_at)
    decimals = source.rules.rates.decimals
    return Rate(
        PROMISE_RATE,
        MEASURES[PROMISE_RATE],
        "已兑现 ÷ 到期和已兑现的承诺",
        kept,
        tuple(one.case_id for one in due),
        decimals,
    )
