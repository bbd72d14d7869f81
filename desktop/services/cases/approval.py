"""Who may approve 「同意」: somebody else than the officer who asks for it."""

from __future__ import annotations

import re

from desktop.domain.case.case import Case
from desktop.domain.errors import Refused
from desktop.services.office.workplace import Workplace

_BETWEEN = re.compile(r"[、,，;；/]")
_TITLE = (
    "经办人|承办人|主办人|协办人|联系人|责任人|本人|[副代]?(?:科长|股长|处长|局长|主任|部长|司长|厅长|县长|区长|市长|秘书长|组长|书记)"
    "|[一二三四]级(?:主任科员|调研员)|(?:副?主任)?科员|调研员|干部|女士|先生"
)
_BEFORE = re.compile(rf"(?:[^、，]{{1,12}}[科股处室办局委组部]|中心|{_TITLE})*")
_BEHIND = re.compile(rf"(?:{_TITLE})*")
_BLANK = re.compile(r"\s|同志$")
"""Blanks of any width, which a name may be typed with, and the form of address that some put behind it."""


def refuse_own_approval(work: Workplace, case: Case, approver: str) -> None:
    """Raise Refused if the approver is the officer at work or one of the officers of the case.

    However the name is spaced, and whatever title or section is written with it: 「经办人林越」「科普科林越科长」.
    """
    own = {_bare(_folded(name)) for name in (work.officer, *_BETWEEN.split(case.officer))} - {""}
    mine = next((name.strip() for name in _BETWEEN.split(approver) if _is_one_of(own, _folded(name))), "")
    if mine:
        raise Refused(f"“{mine}”是经办人，不能自己同意自己", "请写明同意的领导或单位")


def _is_one_of(own: set[str], name: str) -> bool:
    """True if the words are one of these names with nothing beside it but titles and sections."""
    parted = (name.partition(one) for one in own if one in name)
    return any(_BEFORE.fullmatch(before) and _BEHIND.fullmatch(behind) for before, _, behind in parted)


def _bare(name: str) -> str:
    """The name of an officer without a title before or behind it; as it is if nothing would be left."""
    found = re.fullmatch(f"(?:{_TITLE})?(.+?)(?:{_TITLE})?", name)
    return found[1] if found and len(found[1]) > 1 else name


def _folded(name: str) -> str:
    return _BLANK.sub("", name.strip())
