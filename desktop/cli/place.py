"""Where a verb works: the data folder of the command line, opened only when a verb needs it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from desktop.services.office.workplace import Workplace, open_workplace


@dataclass(frozen=True, slots=True)
class Place:
    """`data_dir` None is the platform's own folder. `now` is the clock, `prepare_painting` makes PDF and pictures possible."""

    data_dir: Path | None
    now: Callable[[], datetime]
    prepare_painting: Callable[[], object]

    @contextmanager
    def work(self, *, look_only: bool = False) -> Iterator[Workplace]:
        """The open workplace, closed again whatever happens. With `look_only` another program may have it open too."""
        opened = open_workplace(self.data_dir, now=self.now, look_only=look_only)
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
