"""Verbs of papers over many cases 「汇总文书」: paper, score."""

from __future__ import annotations

from pathlib import Path

import click

from desktop.cli.arguments import FILE, Verb
from desktop.cli.context import CliContext, json_option, parse_day, pass_cli_context, print_message, show
from desktop.cli.report_verbs import scope_of, scope_options
from desktop.domain.case.work_list import WEEK_DAYS
from desktop.domain.figures.self_check import points_words
from desktop.domain.forms.form_template import FormKind
from desktop.services.cases.cases import find_case
from desktop.services.reporting.case_lines import Line
from desktop.services.reporting.office_papers import OfficePaper, export_office_paper, office_kind
from desktop.services.reporting.office_source import OfficeChoice, office_source
from desktop.services.reporting.self_check import SelfCheck, self_check


@click.command("paper", cls=Verb, options_metavar="[选项]")
@click.argument("name", metavar="文书")
@click.argument("out", type=FILE, metavar="文件")
@click.argument("cases", nargs=-1, metavar="[办件…]")
@scope_options("写")
@click.option(
    "--days",
    type=click.IntRange(0, 366),
    default=WEEK_DAYS,
    metavar="天数",
    help="科室催办单：提前几天催，不写就是 7",
)
@click.option("--week", metavar="日期", help="进展周报：哪一天所在的那一周；不写就是本周")
@click.option("--sheet", default="", metavar="标准", help="考核自评表：按哪一份评分标准，写名字或 id")
@json_option
@pass_cli_context
def paper_verb(
    context: CliContext, name: str, out: Path, cases: tuple[str, ...], term: int | None, session: int | None,
    year: int | None, days: int, week: str | None, sheet: str, as_json: bool,
) -> None:  # fmt: skip
    """汇总文书：年度办理工作总结、考核自评表、办理工作方案、任务分解表、重点提案办理进展周报、科室催办单、
    答复件落实情况一览表。

    写成 .docx 或 .pdf，成表的还可以写成 .xlsx。写了办件就只写这些办件。名称可以只写一段，如“总结”。

    例：
      chengban paper 年度办理工作总结 总结.docx --year 2026
      chengban paper 任务分解表 任务分解表.xlsx 085 096 112
      chengban paper 周报 周报.docx
      chengban paper 科室催办单 催办单.pdf --days 14
    """
    kind = office_kind(name)
    painting = context.prepare_painting() if out.suffix.lower() == ".pdf" else None
    with context.work(read_only=kind is not FormKind.SECTION_REMINDER) as work:
        ids = tuple(find_case(work, case).id for case in cases) or None
        choice = OfficeChoice(scope_of(term, session, year), ids, days, parse_day(week), score_sheet=sheet)
        paper = export_office_paper(work, out, kind, choice)
    for words in paper.notes:
        print_message(words)
    show(as_json, _json(kind, paper), [str(paper.path)])
    del painting  # Qt's application must exist until here


def _json(kind: FormKind, paper: OfficePaper) -> dict[str, object]:
    return {
        "kind": str(kind),
        "file": str(paper.path),
        "to_write": paper.to_write,
        "missing": list(paper.missing),
        "warnings": list(paper.warnings),
    }


@click.command("score", cls=Verb, options_metavar="[选项]")
@click.option(
    "--sheet", default="", metavar="标准", help="按哪一份评分标准，写名字或 id；不写就是适用的第一份"
)
@scope_options("算")
@json_option
@pass_cli_context
def score_verb(
    context: CliContext, sheet: str, term: int | None, session: int | None, year: int | None, as_json: bool
) -> None:
    """考核自评：按评分标准逐条算分，扣分的写明是哪几件。要填好的表，用 paper 考核自评表。

    例：
      chengban score --year 2026
      chengban score --sheet general --json
    """
    with context.work(read_only=True) as work:
        choice = OfficeChoice(scope_of(term, session, year), score_sheet=sheet)
        found = self_check(office_source(work, choice))
    show(as_json, _score_json(found), map(_score_line, found.lines))
    print_message(
        f"{found.sheet.name}：自评 {points_words(found.total)} 分，已算的满分 {points_words(found.measured)} 分"
    )
    if found.by_hand:
        print_message(
            f"要手填 {len(found.by_hand)} 项：{'、'.join(score.item.name for score in found.by_hand)}"
        )


def _score_line(line: Line) -> str:
    why = f"\t扣分：{line['why']}" if line["why"] else ""
    return f"{line['name']}\t{line['score'] or '—'} / {line['points']}\t{line['done']}{why}"


def _score_json(found: SelfCheck) -> dict[str, object]:
    items = [
        {
            "group": score.item.group,
            "name": score.item.name,
            "words": score.item.words,
            "points": score.item.points,
            "score": None if score.points is None else float(score.points),
            "measure": score.item.measure,
            "done": score.done,
            "cases": list(score.behind),
        }
        for score in found.scores
    ]
    return {
        "sheet": found.sheet.id,
        "confirmed": found.sheet.confirmed,
        "total": float(found.total),
        "measured": float(found.measured),
        "points": float(found.sheet.points),
        "items": items,
    }
