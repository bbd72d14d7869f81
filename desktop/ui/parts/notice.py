"""A notice: what happened, what can be done, and buttons that do it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.errors import DeskError
from desktop.ui.parts.tone import Tone


@dataclass(frozen=True, slots=True)
class NoticeAction:
    """One button of a notice."""

    label: str
    icon: str
    act: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Notice:
    """Words for the notice bar."""

    what: str
    remedy: str = ""
    tone: Tone = Tone.GOOD
    actions: tuple[NoticeAction, ...] = ()

    @classmethod
    def of_error(cls, error: DeskError) -> Notice:
        return cls(error.what, error.remedy, Tone.DANGER)
