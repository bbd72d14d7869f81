"""Result classes 「办理结果分类」: what a place calls the outcome of a case, and how outcomes compare between places.

Source: DOMAIN 3.6. The words differ by channel and place; statistics compare them through the grade A, B, C.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ResultGrade(StrEnum):
    """The common measure behind every place's own classes: A done or adopted, B under way or planned, C kept for reference.

    `OTHER` counts in no adoption rate (其他, 处理中).
    """

    SOLVED = "A"
    PLANNED = "B"
    REFERENCE = "C"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {"A": "解决采纳", "B": "计划解决", "C": "留作参考", "other": "其他"}[self]


@dataclass(frozen=True, slots=True)
class ResultClass:
    """One class of a place's list.

    `label` is printed as words (办理结果：…), `mark` as the class mark 「类别标识」 at the top right of page 1 ("" = none).
    `must_name` tells what a reply of this class has to name (rule of thumb of DOMAIN 3.6). A class with
    `retired` stays readable in old cases and is no longer offered.
    """

    code: str
    label: str
    grade: ResultGrade
    meaning: str = ""
    must_name: str = ""
    mark: str = ""
    retired: bool = False

    @property
    def needs_followup(self) -> bool:
        """True for outcomes that promise something for later 「跟踪落实」 (DOMAIN 3.11)."""
        return self.grade is ResultGrade.PLANNED
