"""Breakdowns 「分类统计」: cases counted by one attribute, each count with its case ids (DOMAIN 5.3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.case.case import Level, MatterType
from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.case.work_list import session_label
from desktop.domain.figures.case_figures import CaseFigures
from desktop.domain.figures.rates import percent
from desktop.domain.rules.locality import ResultGrade, Satisfaction

UNKNOWN = "未填"


class Dimension(StrEnum):
    """The attribute by which cases are counted."""

    RESULT = "result"
    SATISFACTION = "satisfaction"
    MONTH = "month"
    SECTION = "section"
    OFFICER = "officer"
    LEADER = "leader"
    ROLE = "role"
    MATTER_TYPE = "matter_type"
    LEVEL = "level"
    SESSION = "session"
    CATEGORY = "category"
    KEY = "key"
    STATUS = "status"

    @property
    def label(self) -> str:
        return _LABELS[self]


_FIELDS = {
    Dimension.RESULT: "handling_result",
    Dimension.SECTION: "section",
    Dimension.OFFICER: "officer",
    Dimension.LEADER: "leader",
    Dimension.ROLE: "handling_role",
    Dimension.MATTER_TYPE: "matter_type",
    Dimension.LEVEL: "level",
    Dimension.SESSION: "meeting",
}
_LABELS = {by: REGISTRY[key].field.label for by, key in _FIELDS.items()} | {
    # Reports word these differently from the fields 满意度, 答复日期, 分类, 重点提案 and 办理状态 (DOMAIN 5.3).
    Dimension.SATISFACTION: "反馈意见",
    Dimension.MONTH: "答复时间",
    Dimension.CATEGORY: "类别",
    Dimension.KEY: "重点",
    Dimension.STATUS: "状态",
}


@dataclass(frozen=True, slots=True)
class Slice:
    """One line of a breakdown: label, ids of its cases, and the total it is a share of."""

    label: str
    cases: tuple[int, ...]
    total: int

    @property
    def count(self) -> int:
        return len(self.cases)

    def words(self, decimals: int = 1) -> str:
        """The count as reports print it: 「62件，占总数的92.54%」."""
        return f"{self.count}件，占总数的{percent(self.count, self.total, decimals)}"


def break_down(cases: Iterable[CaseFigures], by: Dimension) -> tuple[Slice, ...]:
    """Count the cases by that attribute, the largest group first; months in order, 未填 last.

    Results and months count only the replied cases of N, satisfaction those with a returned form, status all cases,
    the rest the cases of N.
    """
    members = [case for case in cases if _belongs(case, by)]
    groups: dict[str, list[int]] = defaultdict(list)
    for case in members:
        groups[_TRAITS[by](case) or UNKNOWN].append(case.id)
    in_order = sorted(
        groups.items(), key=lambda item: (item[0] == UNKNOWN, _place(by, len(item[1])), item[0])
    )
    return tuple(Slice(label, tuple(ids), len(members)) for label, ids in in_order)


@dataclass(frozen=True, slots=True)
class PartFigures:
    """The figures of one kind of matter or one category: all its cases, those of N, of R, in time, solved or adopted."""

    label: str
    assigned: int
    counted: int
    replied: int
    on_time: int
    adopted: int


def part_figures(cases: Iterable[CaseFigures], by: Dimension) -> tuple[PartFigures, ...]:
    """The figures of each part of the cases, in the order of the labels, 未填 last."""
    parts: dict[str, list[CaseFigures]] = defaultdict(list)
    for case in cases:
        parts[_TRAITS[by](case) or UNKNOWN].append(case)
    return tuple(
        figures_of_part(label, parts[label]) for label in sorted(parts, key=lambda one: (one == UNKNOWN, one))
    )


@dataclass(frozen=True, slots=True)
class Kind:
    """Matters of one type from bodies of one level, as superior offices count them: 「市人大代表建议」."""

    level: Level
    matter_type: MatterType

    def label(self, region: str = "") -> str:
        """「区政协提案」; of a county or banner, as the region's name ends, 「县政协提案」."""
        word = (
            region[-1:] if self.level is Level.DISTRICT and region[-1:] in {"县", "旗"} else self.level.label
        )
        return word + self.matter_type.label


def by_kind(cases: Iterable[CaseFigures]) -> dict[Kind, tuple[CaseFigures, ...]]:
    """The cases by kind, the highest level first, at each level suggestions before proposals."""
    groups: dict[Kind, list[CaseFigures]] = defaultdict(list)
    for case in cases:
        groups[Kind(case.level, case.matter_type)].append(case)
    levels = list(Level)
    in_order = sorted(
        groups, key=lambda kind: (levels.index(kind.level), kind.matter_type is MatterType.CPPCC_PROPOSAL)
    )
    return {kind: tuple(groups[kind]) for kind in in_order}


def figures_of_part(label: str, cases: Sequence[CaseFigures]) -> PartFigures:
    """The figures of these cases under that label."""
    ours = [case for case in cases if case.is_counted]
    replied = [case for case in ours if case.is_replied]
    return PartFigures(
        label,
        len(cases),
        len(ours),
        len(replied),
        sum(case.on_time for case in ours),
        sum(case.grade is ResultGrade.SOLVED for case in replied),
    )


@dataclass(frozen=True, slots=True)
class NamedCases:
    """Cases named for one reason: not of N, 「会办件」「已退回」「已撤案」, or counted with a mark, 「延期或暂停是补记的」."""

    reason: str
    cases: tuple[CaseFigures, ...]

    @property
    def words(self) -> str:
        """「会办件3件（003、014、015）」."""
        return f"{self.reason}{len(self.cases)}件（{'、'.join(one.number or f'#{one.id}' for one in self.cases)}）"


def left_out(cases: Iterable[CaseFigures]) -> tuple[NamedCases, ...]:
    """Every case that the unit does not have to answer, by reason, the largest group first."""
    groups: dict[str, list[CaseFigures]] = defaultdict(list)
    for case in cases:
        if not case.is_counted:
            groups[case.left_out_because].append(case)
    in_order = sorted(groups, key=lambda reason: (-len(groups[reason]), reason))
    return tuple(NamedCases(reason, tuple(groups[reason])) for reason in in_order)


def marked(cases: Iterable[CaseFigures]) -> tuple[NamedCases, ...]:
    """The counted cases whose due day rests on something entered late or past the limit, and those whose status says answered
    while nothing says when, by mark; () if there are none.
    """
    ours = [case for case in cases if case.is_counted]
    groups = {
        "延期或暂停是补记的": tuple(case for case in ours if case.entered_late),
        "更正期限是补记的": tuple(case for case in ours if case.corrected_late),
        "期限超过最长期限（特批）的": tuple(case for case in ours if case.beyond_limit),
        "没有答复日期、未算已答复的": tuple(case for case in ours if case.lacks_reply_day),
    }
    return tuple(NamedCases(mark, found) for mark, found in groups.items() if found)


def _belongs(case: CaseFigures, by: Dimension) -> bool:
    if by in {Dimension.STATUS, Dimension.ROLE}:
        return True
    if by in {Dimension.RESULT, Dimension.MONTH}:
        return case.is_counted and case.is_replied
    return case.is_counted and (by is not Dimension.SATISFACTION or bool(case.forms))


def _satisfaction(case: CaseFigures) -> str:
    last = [form.counts_as for form in case.last_forms]
    order = list(Satisfaction)
    return max(last, key=order.index).label if last else ""


_TRAITS: dict[Dimension, Callable[[CaseFigures], str]] = {
    Dimension.RESULT: lambda case: case.result,
    Dimension.SATISFACTION: _satisfaction,
    Dimension.MONTH: lambda case: f"{case.replied_at:%Y-%m}" if case.replied_at else "",
    Dimension.SECTION: lambda case: case.section,
    Dimension.OFFICER: lambda case: case.officer,
    Dimension.LEADER: lambda case: case.leader,
    Dimension.ROLE: lambda case: case.role.label,
    Dimension.MATTER_TYPE: lambda case: case.matter_type.label,
    Dimension.LEVEL: lambda case: case.level.label,
    Dimension.SESSION: lambda case: session_label(case.term, case.session),
    Dimension.CATEGORY: lambda case: case.category,
    Dimension.KEY: lambda case: "重点" if case.is_key else "一般",
    Dimension.STATUS: lambda case: case.status.label,
}


def _place(by: Dimension, count: int) -> int:
    return 0 if by is Dimension.MONTH else -count
