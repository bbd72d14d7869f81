"""Who may approve 「同意」: somebody else than the officer who asks for it."""

from __future__ import annotations

import re

from desktop.domain.case.case import Case
from desktop.domain.errors import Refused
from desktop.services.office.workplace import Workplace

_BETWEEN = re.compile(r"[、,，;；/]")
_BLANK = re.compile(r"\s|同志$")
"""Blanks of any width, which a name may be typed with, and the form of address that some put behind it."""


def refuse_own_approval(work: Workplace, case: Case, approver: str) -> None:
    """Raise Refused if the approver is the officer at work or one of the officers of the case, however the name is spaced."""
    own = {_folded(name) for name in (work.officer, *_BETWEEN.split(case.officer))} - {""}
    mine = next((name.strip() for name in _BETWEEN.split(approver) if _folded(name) in own), "")
    if mine:
        raise Refused(f"“{mine}”是经办人，不能自己同意自己", "请写明同意的领导或单位")


def _folded(name: str) -> str:
    return _BLANK.sub("", name.strip())
