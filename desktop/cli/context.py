"""What all verbs share: the data folder of the command line, opened on demand; parsing and printing of values."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import click

from desktop.domain.case.field import read_date
from desktop.domain.errors import Refused
from desktop.services.office.workplace import Workplace, open_workplace

_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class CliContext:
    """Settings of one command line.

    `data_dir`: None = the platform's default. `now`: the clock. `prepare_painting`: creates the Qt
    application needed for PDF and pictures. `officer`: whose name the events carry; "" = the one of the settings.
    """

    data_dir: Path | None
    now: Callable[[], datetime]
    prepare_painting: Callable[[], object]
    officer: str = ""

    @contextmanager
    def work(self, *, read_only: bool = False) -> Iterator[Workplace]:
        """The open workplace, closed at the end of the block. `read_only` works while another program has it open.

        Its officer is the one named, else that of the settings, else the account at this machine: no event is without a name.
        """
        opened = open_workplace(self.data_dir, now=self.now, officer=self.officer, read_only=read_only)
        try:
            yield opened if opened.officer else replace(opened, officer=f"账号 {getpass.getuser()}")
        finally:
            opened.close()


pass_cli_context = click.make_pass_decorator(CliContext)
json_option = click.option("--json", "as_json", is_flag=True, help="输出 JSON，供别的程序读取")


def show_json(value: object) -> None:
    """Print a value as JSON with readable Chinese."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def print_message(words: str) -> None:
    """Print a message to stderr, separate from output meant for scripts."""
    click.echo(words, err=True)


# Parsing of typed words and days; output as JSON or lines.
def parse_choice(kind: type[_Word], text: str, what: str) -> _Word:
    """The member with that code or Chinese label. Raises Refused with all labels."""
    for member in kind:
        if text.strip() in {str(member), str(getattr(member, "label", member))}:
            return member
    labels = "、".join(str(getattr(member, "label", member)) for member in kind if str(member))
    raise Refused(f"{what}没有“{text}”这一项", f"可以写：{labels}")


def parse_day(text: str | None) -> date | None:
    """The day that was typed; None for no text. Raises Refused."""
    return read_date(text) if text else None


def show(as_json: bool, value: object, lines: Iterable[str], nothing: str = "") -> None:
    """Print `value` as JSON, or `lines`; `nothing` says on standard error that there are none."""
    if as_json:
        show_json(value)
        return
    shown = list(lines)
    for line in shown:
        click.echo(line)
    if nothing and not shown:
        print_message(nothing)
