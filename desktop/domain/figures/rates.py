"""The reported rates 「统计口径」, each with its formula in words and the case ids of numerator and denominator (DOMAIN 5.3).

N: lead, sole and separate cases, neither returned nor withdrawn. R: those replied. F: returned feedback forms, the last of
each signer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.status import Status
from desktop.domain.figures.case_figures import CaseFigures, ReturnedForm
from desktop.domain.rules.locality import RateRules, ResultGrade
from desktop.domain.rules.locality import Satisfaction as Sat

Test = Callable[[CaseFigures], bool]


@dataclass(frozen=True, slots=True)
class Rate:
    """A computed rate. `counted` and `of` are case ids, one per item counted: a case with two forms appears twice."""

    key: str
    label: str
    formula: str
    counted: tuple[int, ...]
    of: tuple[int, ...]
    decimals: int = 1
    target: float | None = None

    @property
    def numerator(self) -> int:
        return len(self.counted)

    @property
    def denominator(self) -> int:
        return len(self.of)

    @property
    def share(self) -> float | None:
        """0 to 1; None where there is nothing to count."""
        return self.numerator / self.denominator if self.of else None

    @property
    def words(self) -> str:
        """「92.54%」; 「—」 where there is nothing to count."""
        return percent(self.numerator, self.denominator, self.decimals)

    @property
    def misses_target(self) -> bool:
        share = self.share
        return share is not None and self.target is not None and share < self.target


def percent(part: int, whole: int, decimals: int = 1) -> str:
    """A percentage, rounded half up; 100 and 0 without decimals; 「—」 if `whole` is 0."""
    if not whole:
        return "—"
    value = (Decimal(part * 100) / Decimal(whole)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{part * 100 // whole}%" if part in {0, whole} else f"{value}%"


@dataclass(frozen=True, slots=True)
class _Kind:
    """A rate over cases: the share of those passing `base` that also pass `test`."""

    key: str
    label: str
    formula: str
    base: Test
    test: Test


def _counts(case: CaseFigures) -> bool:
    return case.is_counted


def _replied(case: CaseFigures) -> bool:
    return case.is_counted and case.is_replied


def _planned(case: CaseFigures) -> bool:
    return _replied(case) and case.planned


def _is_solved(case: CaseFigures) -> bool:
    return case.grade is ResultGrade.SOLVED


def _is_proactive(case: CaseFigures) -> bool:
    return case.disclosure is Disclosure.PROACTIVE


def _to_publish(case: CaseFigures) -> bool:
    return _replied(case) and _is_proactive(case)


def _is_co_handled(case: CaseFigures) -> bool:
    return case.is_accepted and not case.role.answers_proposer


def _is_signed(case: CaseFigures) -> bool:
    return case.acknowledged_at is not None or case.status is not Status.ASSIGNED


_SIGNED = _Kind("signed_rate", "签收率", "已签收件 ÷ 交办件", lambda c: c.is_accepted, _is_signed)
_REPLIED = _Kind(
    "reply_rate",
    "办复率",
    "已答复件 ÷ 应答复件（主办、独办、分办，不含退回和撤案）",
    _counts,
    lambda c: c.is_replied,
)
_ON_TIME = _Kind(
    "on_time_rate", "按时办复率", "期限内（含批准延期）答复件 ÷ 应答复件", _counts, lambda c: c.on_time
)
_CLOSED = _Kind("closed_rate", "办结率", "办结件 ÷ 应答复件", _counts, lambda c: c.is_closed)
_HANDLING = (
    _Kind("adoption_rate", "解决采纳率", "结果（含转化）为解决或采纳的件 ÷ 已答复件", _replied, _is_solved),
    _Kind("face_rate", "面商率", "当面沟通过的件 ÷ 应答复件", _counts, lambda c: c.face_to_face > 0),
    _Kind("contact_rate", "沟通率", "沟通过的件 ÷ 应答复件", _counts, lambda c: c.contacts > 0),
)  # fmt: skip
_OTHERS = (
    _Kind("rehandling_rate", "重办率", "二次办理件 ÷ 已答复件", _replied, lambda c: c.rounds > 1),
    _Kind("disclosure_rate", "主动公开率", "决定主动公开的件 ÷ 已答复件", _replied, _is_proactive),
    _Kind("published_rate", "公开发布率", "已发布的件 ÷ 决定主动公开的已答复件", _to_publish, lambda c: c.published),
    _Kind("co_on_time_rate", "会办按时率", "期限内报送的会办意见 ÷ 会办件", _is_co_handled, lambda c: c.on_time),
    _Kind("conversion_rate", "落实转化率", "已转为解决采纳的件 ÷ 答复为列入计划的件", _planned, lambda c: c.converted),
)  # fmt: skip


def compute_rates(cases: Sequence[CaseFigures], rules: RateRules) -> tuple[Rate, ...]:
    """Every rate of these cases, in report order. Targets by volume go by the number of cases counted."""
    rules = replace(rules, targets=rules.targets_for(sum(map(_counts, cases))))
    on_time, closed = _ON_TIME, _CLOSED
    if rules.on_time_base == "replied":
        on_time = replace(on_time, base=_replied, formula="期限内（含批准延期）答复件 ÷ 已答复件")
    if rules.closed_means == "replied":
        closed = replace(closed, test=_replied, formula="已答复件 ÷ 应答复件")
    kinds = (_SIGNED, _REPLIED, on_time, closed, *_HANDLING)
    return (
        *(_rate_of(kind, cases, rules) for kind in kinds),
        *_satisfaction(list(filter(_replied, cases)), rules),
        *(_rate_of(kind, cases, rules) for kind in _OTHERS),
    )


def average_days(cases: Iterable[CaseFigures]) -> float | None:
    """「平均办理天数」: mean of the calendar days from assignment to reply; None without any."""
    days = [case.days_taken for case in cases if case.is_counted and case.days_taken is not None]
    return sum(days) / len(days) if days else None


def _satisfaction(replied: Sequence[CaseFigures], rules: RateRules) -> tuple[Rate, ...]:
    by_forms = rules.satisfaction_base == "returned"
    base = "收回的征询意见表" if by_forms else "已答复件"
    last = [(case.id, form) for case in replied for form in case.last_forms]
    first = [(case.id, form) for case in replied for form in case.first_forms]
    if rules.satisfaction_by == "case" or not by_forms:  # of cases a share can only be one of cases
        base = base.removesuffix("的征询意见表") + "征询意见的件" if by_forms else base
        last, first = _one_a_case(last), _one_a_case(first)
    every = _ids(replied)
    of = tuple(case_id for case_id, _ in last) if by_forms else every
    of_first = tuple(case_id for case_id, _ in first) if by_forms else every
    good, both = {Sat.SATISFIED}, {Sat.SATISFIED, Sat.BASICALLY_SATISFIED}
    rows = (
        ("satisfaction_rate", "满意率", f"满意 ÷ {base}", _rated(last, good), of),
        (
            "satisfied_or_basically_rate",
            "满意和基本满意率",
            f"（满意＋基本满意）÷ {base}",
            _rated(last, both),
            of,
        ),
        ("first_round_rate", "一次办理满意率", f"第一次办理即满意 ÷ {base}", _rated(first, good), of_first),
    )
    asked = [(case_id, form) for case_id, form in last if form.manner]
    satisfied = tuple(case_id for case_id, form in asked if form.manner in both)
    manner = (
        "manner_rate",
        "办理工作满意率",
        "对办理工作满意或基本满意 ÷ 填了这一项的表",
        satisfied,
        tuple(i for i, _ in asked),
    )
    return tuple(_rate(*row, rules) for row in (*rows, manner))


def _one_a_case(forms: Sequence[tuple[int, ReturnedForm]]) -> list[tuple[int, ReturnedForm]]:
    """The least satisfied form of each case."""
    order = list(Sat)
    least: dict[int, ReturnedForm] = {}
    for case_id, form in forms:
        known = least.get(case_id)
        if known is None or order.index(form.counts_as) > order.index(known.counts_as):
            least[case_id] = form
    return list(least.items())


def _rate_of(kind: _Kind, cases: Iterable[CaseFigures], rules: RateRules) -> Rate:
    members = list(filter(kind.base, cases))
    return _rate(kind.key, kind.label, kind.formula, _ids(filter(kind.test, members)), _ids(members), rules)


def _rate(
    key: str, label: str, formula: str, counted: tuple[int, ...], of: tuple[int, ...], rules: RateRules
) -> Rate:
    return Rate(key, label, formula, counted, of, rules.decimals, rules.targets.get(key))


def _rated(forms: Iterable[tuple[int, ReturnedForm]], wanted: set[Sat]) -> tuple[int, ...]:
    return tuple(case_id for case_id, form in forms if form.counts_as in wanted)


def _ids(cases: Iterable[CaseFigures]) -> tuple[int, ...]:
    return tuple(case.id for case in cases)
