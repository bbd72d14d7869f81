"""A verb whose capability comes with a later version."""

from __future__ import annotations

from desktop.domain.errors import DeskError


class NotYet(DeskError):
    """「这一版还没有」: told in one sentence; the command line exits with 3."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}还没有做好，会在后续版本提供")
