"""Where a verb works: the data folder of the command line, opened only when a verb needs it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import click

from desktop.domain.case.field import read_date
from desktop.domain.errors import Refused
from desktop.services.office.workplace import Workplace, open_workplace


@dataclass(frozen=True, slots=True)
class Place:
    """`data_dir` None is the platform's own folder. `now` is the clock, `prepare_painting` makes PDF and pictures possible."""

    data_dir: Path | None
    now: Callable[[], datetime]
    prepare_painting: Callable[[], object]

    @contextmanager
    def work(self, *, read_only: bool = False) -> Iterator[Workplace]:
        """The open workplace, closed again whatever happens. With `read_only` another program may have it open too."""
        opened = open_workplace(self.data_dir, now=self.now, read_only=read_only)
        try:
            yield opened
        finally:
            opened.close()


pass_place = click.make_pass_decorator(Place)
json_option = click.option("--json", "as_json", is_flag=True, help="输出 JSON，供别的程序读取")


def show_json(value: object) -> None:
    """Print a value as JSON, Chinese readable."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def say(words: str) -> None:
    """A word to the person, kept apart from the output that a script reads."""
    click.echo(words, err=True)


# What the recording verbs share: words and days as people type them, one way to show what stands now.
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
