"""What the recording verbs share: words and days as people type them, one way to show what stands now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar

import click

from desktop.cli.place import show_json
from desktop.domain.case.field import read_date
from desktop.domain.errors import Refused

_Word = TypeVar("_Word", bound=StrEnum)


def word_of(kind: type[_Word], text: str, what: str) -> _Word:
    """The member of that code or Chinese label. Raises Refused with all labels."""
    for member in kind:
        if text.strip() in {str(member), str(getattr(member, "label", member))}:
            return member
    labels = "、".join(str(getattr(member, "label", member)) for member in kind if str(member))
    raise Refused(f"{what}没有“{text}”这一项", f"可以写：{labels}")


def day_of(text: str | None) -> date | None:
    """A day as people type it; None for none. Raises Refused."""
    return read_date(text) if text else None


def show(as_json: bool, value: object, lines: Iterable[str]) -> None:
    """What stands now: as JSON, or one line each."""
    if as_json:
        show_json(value)
        return
    for line in lines:
        click.echo(line)
