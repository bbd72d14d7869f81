"""Command-line arguments: types that refuse unusable input, Chinese help pages and usage errors."""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import click

# Arguments: valid text only, and file names that a file system can hold.
_LONGEST_NAME = 255  # bytes of one part of a path: ext4, XFS and (in UTF-16 units) NTFS
_NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")  # a lone surrogate stands for a byte that is not valid text


class FileName(click.ParamType[Path]):
    """A file or folder name. Names that no file system can hold are refused; whether the file exists is
    checked by the verb.

    A name with bytes that are no valid text (as in old zip files) is accepted.
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
    """A row number as printed by the program: 1 and up, within SQLite's integer range."""

    name = "integer"

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        digits = str(value)
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 18 and int(digits)):
            self.fail("要写数字，从 1 起", param, ctx)
        return int(digits)


ROW = Row()


def refuse_broken_text(ctx: click.Context, param: click.Parameter) -> None:
    """Raise BadParameter if the argument contains bytes that are not valid text and could not be printed or stored."""
    value = ctx.params.get(param.name or "")
    for text in value if isinstance(value, tuple) else (value,):
        if isinstance(text, str) and _NO_CHARACTER.search(text):
            raise click.BadParameter("里面有不是文字的字节", ctx, param)


def _size(part: str) -> int:
    try:
        return len(os.fsencode(part))
    except UnicodeEncodeError:  # a surrogate that stands for no byte
        return _LONGEST_NAME + 1


_LONG_QUOTATION = re.compile(r"([“'][^”']{200})[^”']+")


class _ChineseFormatter(click.HelpFormatter):
    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{heading}：\n")


class _ChineseContext(click.Context):
    formatter_class = _ChineseFormatter


class _ChineseHelp(click.Command):
    """A command with a completely Chinese help page."""

    context_class = _ChineseContext

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这一页"
        return option

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        words, _, examples = inspect.cleandoc(self.help or "").partition("\n例：\n")
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(words)
        if examples:
            formatter.write(f"\n例：\n{examples.rstrip()}\n")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [row for param in self.get_params(ctx) if (row := param.get_help_record(ctx))]
        if rows:
            with formatter.section("选项"):
                formatter.write_dl(rows)


class Verb(_ChineseHelp):
    """One verb. Its docstring is shown verbatim from the line 例： on. Accepts valid text only."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, args)
        for param in self.params:
            refuse_broken_text(ctx, param)
        return rest


class VerbGroup(_ChineseHelp, click.Group):
    """All verbs in the order of an officer's work. Modules are imported when called (TRAPS 19).

    `verbs` maps each verb to its module and command.
    """

    verbs: Mapping[str, tuple[str, str]] = {}

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _ChineseHelp.format_options(self, ctx, formatter)
        rows = [(name, self._verb(name).get_short_help_str(60)) for name in self.verbs]
        with formatter.section("命令"):
            formatter.write_dl(rows)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        return self._verb(cmd_name) if cmd_name in self.verbs else None

    def _verb(self, name: str) -> click.Command:
        module, attribute = self.verbs[name]
        command: click.Command = getattr(import_module(module), attribute)
        return command


def usage_words(fault: click.UsageError) -> str:
    """A usage error in one or two Chinese sentences."""
    path = fault.ctx.command_path if fault.ctx else "chengban"
    return f"{_what(fault)}。用法见 {path} --help。"


def in_brief(words: str) -> str:
    """The sentences with long quotations shortened, for a whole text given where a name was expected."""
    return _LONG_QUOTATION.sub(r"\1……", words)


def _what(fault: click.UsageError) -> str:
    if isinstance(fault, click.NoSuchOption):
        near = f"，是不是 {fault.possibilities[0]}" if fault.possibilities else ""
        return f"没有 {fault.option_name} 这个选项{near}"
    if isinstance(fault, click.MissingParameter):
        return f"缺少 {_name(fault.param)}"
    if isinstance(fault, click.BadParameter):
        return f"{_name(fault.param)} 写得不对" + (
            f"：{fault.message}" if not fault.message.isascii() else ""
        )
    if "No such command" in fault.message:
        return f"没有这个命令：{fault.message.split(chr(39))[1]}"
    return fault.message if not fault.message.isascii() else "命令写得不对"


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return "参数"
    return (
        param.make_metavar(click.Context(click.Command("chengban")))
        if isinstance(param, click.Argument)
        else param.opts[0]
    )
