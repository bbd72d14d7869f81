"""Verbs of reports: stats, ledger."""

from __future__ import annotations

from pathlib import Path

import click

from desktop.cli.place import Place, json_option, pass_place, show_json
from desktop.cli.words import Verb
from desktop.domain.breakdown import Dimension
from desktop.services.not_yet import NotYet
from desktop.services.statistics import FigureScope, Statistics, gather_statistics, rate_rules


@click.command("stats", cls=Verb, options_metavar="[选项]")
@click.option("--term", type=int, metavar="届", help="只算这一届，写数字")
@click.option("--session", type=int, metavar="次", help="只算这一次会议，写数字")
@json_option
@pass_place
def stats_verb(place: Place, term: int | None, session: int | None, as_json: bool) -> None:
    """统计：办复率、按时率、解决采纳率等，每一项都写明算法。

    例：
      chengban stats
      chengban stats --term 15 --session 4 --json
    """
    with place.work(look_only=True) as work:
        found = gather_statistics(work, FigureScope(term=term, session=session))
        decimals = rate_rules(work).decimals
    if as_json:
        show_json(_stats_json(found))
        return
    click.echo(f"交办 {found.assigned} 件，其中由本单位答复 {found.counted} 件，已答复 {found.replied} 件")
    for rate in found.rates:
        click.echo(f"{rate.label}　{rate.words}（{rate.numerator}/{rate.denominator}，{rate.formula}）")
    for part in found.breakdowns[Dimension.RESULT]:
        click.echo(f"{part.label} {part.words(decimals)}")


@click.command("ledger", cls=Verb, options_metavar="[选项]")
@click.argument("out", type=click.Path(path_type=Path), metavar="文件.xlsx")
def ledger_verb(out: Path) -> None:  # noqa: ARG001 - its place is kept
    """把台账导出成 Excel 文件。"""
    raise NotYet("台账导出")


def _stats_json(found: Statistics) -> dict[str, object]:
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
            }
            for rate in found.rates
        ],
        "breakdowns": {
            str(by): [{"label": part.label, "count": part.count, "cases": list(part.cases)} for part in parts]
            for by, parts in found.breakdowns.items()
        },
    }
