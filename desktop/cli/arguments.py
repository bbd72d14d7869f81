"""What may be typed behind a verb at all: texts of real characters, names that a disk can hold."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click

_LONGEST_NAME = 255  # bytes of one part of a path: ext4, XFS and (in UTF-16 units) NTFS
_NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")  # a lone surrogate is a byte that is no text


class FileName(click.ParamType[Path]):
    """A file or folder by its name. Refused are those that no disk can hold; whether it is there, the verb looks.

    A name that is no valid text (an old zip brings such) is still a name.
    """

    name = "path"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        if not value:
            self.fail("名称是空的", param, ctx)
        if "\0" in value or any(_size(part) > _LONGEST_NAME for part in Path(value).parts):
            self.fail("名称太长，或有不能用的字符", param, ctx)
        return Path(value)


FILE = FileName()


class Row(click.ParamType[int]):
    """The number of a row, as the program printed it: 1 and up, no more digits than a store can hold."""

    name = "integer"

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        digits = str(value)
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 18 and int(digits)):
            self.fail("要写数字，从 1 起", param, ctx)
        return int(digits)


ROW = Row()


def refuse_broken_text(ctx: click.Context, param: click.Parameter) -> None:
    """Raise BadParameter if what was typed for it holds bytes that are no text: nothing could print or store it."""
    value = ctx.params.get(param.name or "")
    for text in value if isinstance(value, tuple) else (value,):
        if isinstance(text, str) and _NO_CHARACTER.search(text):
            raise click.BadParameter("里面有不是文字的字节", ctx, param)


def _size(part: str) -> int:
    try:
        return len(os.fsencode(part))
    except UnicodeEncodeError:  # a surrogate that stands for no byte
        return _LONGEST_NAME + 1
