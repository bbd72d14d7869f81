"""Verbs of reports: stats, ledger."""

from __future__ import annotations

from pathlib import Path

import click

from desktop.cli.place import json_option
from desktop.cli.words import Verb
from desktop.services.not_yet import NotYet


@click.command("stats", cls=Verb, options_metavar="[选项]")
@json_option
def stats_verb(as_json: bool) -> None:  # noqa: ARG001 - its place is kept
    """统计：办复率、按时率、解决采纳率等。"""
    raise NotYet("统计")


@click.command("ledger", cls=Verb, options_metavar="[选项]")
@click.argument("out", type=click.Path(path_type=Path), metavar="文件.xlsx")
def ledger_verb(out: Path) -> None:  # noqa: ARG001 - its place is kept
    """把台账导出成 Excel 文件。"""
    raise NotYet("台账导出")
