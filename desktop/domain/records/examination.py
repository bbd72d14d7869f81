"""The assigning office's examination of our reply 「答复审查」: each point passed, or returned with a reason (DOMAIN 5.5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.domain.errors import Refused
from desktop.domain.rules.locality import ExaminationPoint


@dataclass(frozen=True, slots=True)
class Examination:
    """One examination of the letter of one round, by an office or a person of it."""

    case_id: int
    day: date
    examiner: str
    remark: str = ""
    round: int = 1
    id: int = 0


@dataclass(frozen=True, slots=True)
class PointVerdict:
    """One point of it; `reason` is why it was returned, "" = passed. `label` is what the place called it then."""

    examination_id: int
    key: str
    label: str
    reason: str = ""
    id: int = 0

    @property
    def is_returned(self) -> bool:
        return bool(self.reason)

    @property
    def words(self) -> str:
        """「格式规范：通过」「逐条答复：退回，第二条没有答复」."""
        return f"{self.label}：" + (f"退回，{self.reason}" if self.reason else "通过")


@dataclass(frozen=True, slots=True)
class Examined:
    """An examination with its points."""

    examination: Examination
    points: tuple[PointVerdict, ...]

    @property
    def returned(self) -> tuple[PointVerdict, ...]:
        return tuple(point for point in self.points if point.is_returned)

    @property
    def verdict(self) -> str:
        """「通过」 or 「退回 2 项」."""
        return f"退回 {len(self.returned)} 项" if self.returned else "通过"

    @property
    def reasons(self) -> str:
        """「逐条答复（第二条没有答复）；公开合规（没有公开附注）」; "" if all passed."""
        return "；".join(f"{point.label}（{point.reason}）" for point in self.returned)


USUAL_POINTS = (
    ExaminationPoint("format", "格式规范", "版式、文号、类别、联系人、附注齐全"),
    ExaminationPoint("each_ask", "逐条答复", "每条建议都有回应，不答非所问"),
    ExaminationPoint("results", "办理结果属实", "类别与实际相符，数据和时间查得到"),
    ExaminationPoint("contact", "沟通到位", "答复前与提案者沟通，意见有回应"),
    ExaminationPoint("disclosure", "公开合规", "公开属性有审查，附注与审查一致"),
)
"""Of a place that lists none. 浙海渔办〔2011〕16号 art. 14: content, what was solved, co-handling, form and wording; contact."""


def points_of(listed: tuple[ExaminationPoint, ...]) -> tuple[ExaminationPoint, ...]:
    """The points of a place, else the usual five."""
    return listed or USUAL_POINTS


def read_returns(points: Iterable[ExaminationPoint], named: Mapping[str, str]) -> dict[str, str]:
    """The reasons of the returned points by key; each is named by key or label. Raises Refused for another name, or no reason."""
    known = {name: point for point in points for name in (point.key, point.label)}
    found: dict[str, str] = {}
    for name, reason in named.items():
        if name.strip() not in known:
            labels = "、".join(dict.fromkeys(point.label for point in known.values()))
            raise Refused(f"审查要点里没有“{name}”", f"可以写：{labels}")
        if not reason.strip():
            raise Refused(f"“{known[name.strip()].label}”退回要写明原因", "请写一句要改什么")
        found[known[name.strip()].key] = reason.strip()
    return found
