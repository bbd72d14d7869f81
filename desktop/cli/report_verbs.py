"""Verbs of reports: stats, report, ledger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, TypeVar

import click

from desktop.cli.arguments import FILE, ROW, Verb
from desktop.cli.case_verbs import status_of
from desktop.cli.context import CliContext, json_option, pass_cli_context, print_message, show_json
from desktop.domain.case.work_list import CaseQuery
from desktop.domain.figures.breakdown import Dimension
from desktop.domain.figures.case_figures import FigureScope
from desktop.services.cases.figures import rate_rules, year_scope
from desktop.services.reporting.ledger import (
    EVERYTHING,
    export_form,
    export_ledger,
    filled_words,
    ledger_columns,
)
from desktop.services.reporting.report import export_report
from desktop.services.reporting.statistics import Statistics, gather_statistics

Wrapped = TypeVar("Wrapped", bound=Callable[..., Any])
_SCOPE = (("--term", "届", "这一届的"), ("--session", "次", "这一次会议的"), ("--year", "年", "这一年交办的"))


def scope_options(act: str) -> Callable[[Wrapped], Wrapped]:
    """The options that `scope_of` reads, on a verb that does `act` 「算」「写」 with the matters of a term, session or year."""

    def add(verb: Wrapped) -> Wrapped:
        for name, metavar, which in reversed(_SCOPE):
            verb = click.option(name, type=ROW, metavar=metavar, help=f"只{act}{which}，写数字")(verb)
        return verb

    return add


@click.command("stats", cls=Verb, options_metavar="[选项]")
@scope_options("算")
@json_option
@pass_cli_context
def stats_verb(
    context: CliContext, term: int | None, session: int | None, year: int | None, as_json: bool
) -> None:
    """统计：办复率、按时率、解决采纳率等，每一项都写明算法。

    例：
      chengban stats
      chengban stats --term 15 --session 4 --json
    """
    with context.work(read_only=True) as work:
        found = gather_statistics(work, scope_of(term, session, year))
        decimals = rate_rules(work).decimals
    if as_json:
        show_json(stats_json(found))
        return
    click.echo(f"交办 {found.assigned} 件，其中由本单位答复 {found.counted} 件，已答复 {found.replied} 件")
    for rate in found.rates:
        click.echo(f"{rate.label}　{rate.words}（{rate.numerator}/{rate.denominator}，{rate.formula}）")
    for part in found.breakdowns[Dimension.RESULT]:
        click.echo(f"{part.label} {part.words(decimals)}")
    for group in found.left_out:
        click.echo(f"不计入：{group.words}")
    for group in found.marked:
        click.echo(f"期限有标记：{group.words}")
    for made in found.promises:
        click.echo(made.words)
    if found.outside:
        click.echo(f"全库 {found.stored} 件，这里统计 {found.assigned} 件（{found.scope.words}）")
    for outside in found.outside:
        click.echo(f"未计入：{outside.words}")


@click.command("report", cls=Verb, options_metavar="[选项]")
@click.argument("out", type=FILE, metavar="文件")
@scope_options("算")
@pass_cli_context
def report_verb(
    context: CliContext, out: Path, term: int | None, session: int | None, year: int | None
) -> None:
    """给领导的一页情况报告，写成 .docx、.pdf 或 .txt。

    例：
      chengban report 情况报告.docx --term 15 --session 4
    """
    painting = context.prepare_painting() if out.suffix.lower() == ".pdf" else None
    with context.work(read_only=True) as work:
        export_report(work, out, scope_of(term, session, year))
    click.echo(out)
    del painting  # Qt's application must exist until here


@click.command("ledger", cls=Verb, options_metavar="[选项]")
@click.argument("out", type=FILE, metavar="文件.xlsx")
@click.option("--form", type=FILE, metavar="表样.xlsx", help="填进上级发的表样，表样原件不动")
@click.option(
    "--map", "cells", multiple=True, metavar="单元格=列", help="指明表样的表头，如 C4=案由；指过一次就记住"
)
@click.option("--sheet", default="", metavar="工作表", help="指明表头时填哪个工作表；不写就是第一个")
@click.option("--search", default="", metavar="文字", help="只要这些办件，写法同 list")
@click.option("--status", "statuses", multiple=True, metavar="状态", help="只要这个状态，可以写几次")
@click.option("--private", is_flag=True, help="带上联系电话等个人信息")
@pass_cli_context
def ledger_verb(
    context: CliContext, out: Path, form: Path | None, cells: tuple[str, ...], sheet: str, search: str,
    statuses: tuple[str, ...], private: bool,
) -> None:  # fmt: skip
    """把台账导出成 Excel 文件，或填进上级发的表样。

    例：
      chengban ledger 台账.xlsx
      chengban ledger 报送.xlsx --form 区府办表样.xlsx --status 办结
      chengban ledger 报送.xlsx --form 区府办表样.xlsx --map B3=编号 --map C3=案由
    """
    query = CaseQuery(text=search, statuses=tuple(map(status_of, statuses)), limit=EVERYTHING.limit)
    pointed = dict(_cell_and_column(text) for text in cells)
    with context.work(read_only=not pointed) as work:
        if form is None:
            words = f"共 {export_ledger(work, out, query, columns=ledger_columns(private=private))} 件"
        else:
            words = filled_words(export_form(work, form, out, query, sheet=sheet, cells=pointed))
    print_message(words)
    click.echo(out)


def scope_of(term: int | None, session: int | None, year: int | None) -> FigureScope:
    """The cases that these options name; without any, all."""
    days = year_scope(year) if year else FigureScope()
    return replace(days, term=term, session=session)


def _cell_and_column(text: str) -> tuple[str, str]:
    cell, equals, column = text.partition("=")
    if not equals:
        raise click.UsageError(f"“{text}”应写成 单元格=列，如 C4=案由", click.get_current_context())
    return cell.strip(), column.strip()


def stats_json(found: Statistics) -> dict[str, object]:
    """The figures as JSON; keys as in docs/CLI.md."""
    return {
        "assigned": found.assigned,
        "counted": found.counted,
        "replied": found.replied,
        "extended": found.extended,
        "average_days": found.average_days,
        "basis": found.basis,
        "rates": [
            {
                "key": rate.key,
                "label": rate.label,
                "formula": rate.formula,
                "numerator": rate.numerator,
                "denominator": rate.denominator,
                "share": rate.share,
                "words": rate.words,
                "target": rate.target,
                "cases": list(rate.counted),
                "of_cases": list(rate.of),
            }
            for rate in found.rates
        ],
        "left_out": [
            {"reason": group.reason, "cases": [case.id for case in group.cases]} for group in found.left_out
        ],
        "marked": [
            {"mark": group.reason, "cases": [case.id for case in group.cases]} for group in found.marked
        ],
        "undated": found.undated,
        "stored": found.stored,
        "outside": [{"reason": part.reason, "cases": list(part.cases)} for part in found.outside],
        "promises": [asdict(year) for year in found.promises],
        "by_matter": [asdict(part) for part in found.by_matter],
        "by_category": [asdict(part) for part in found.by_category],
        "breakdowns": {
            str(by): [{"label": part.label, "count": part.count, "cases": list(part.cases)} for part in parts]
            for by, parts in found.breakdowns.items()
        },
    }
