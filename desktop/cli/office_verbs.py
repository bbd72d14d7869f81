"""The verb of papers over many cases 「汇总文书」: paper."""

from __future__ import annotations

from pathlib import Path

import click

from desktop.cli.arguments import FILE, ROW, Verb
from desktop.cli.context import CliContext, json_option, parse_day, pass_cli_context, print_message, show
from desktop.cli.report_verbs import scope_of
from desktop.domain.case.work_list import WEEK_DAYS
from desktop.domain.forms.form_template import FormKind
from desktop.services.cases.cases import find_case
from desktop.services.reporting.office_papers import OfficePaper, export_office_paper, office_kind
from desktop.services.reporting.office_source import OfficeChoice


@click.command("paper", cls=Verb, options_metavar="[选项]")
@click.argument("name", metavar="文书")
@click.argument("out", type=FILE, metavar="文件")
@click.argument("cases", nargs=-1, metavar="[办件…]")
@click.option("--term", type=ROW, metavar="届", help="只写这一届的，写数字")
@click.option("--session", type=ROW, metavar="次", help="只写这一次会议的，写数字")
@click.option("--year", type=ROW, metavar="年", help="只写这一年交办的，写数字")
@click.option(
    "--days",
    type=click.IntRange(0, 366),
    default=WEEK_DAYS,
    metavar="天数",
    help="科室催办单：提前几天催，不写就是 7",
)
@click.option("--week", metavar="日期", help="进展周报：哪一天所在的那一周；不写就是本周")
@json_option
@pass_cli_context
def paper_verb(
    context: CliContext, name: str, out: Path, cases: tuple[str, ...], term: int | None, session: int | None,
    year: int | None, days: int, week: str | None, as_json: bool,
) -> None:  # fmt: skip
    """汇总文书：年度办理工作总结、办理工作方案、任务分解表、重点提案办理进展周报、科室催办单、
    答复件落实情况一览表。

    写成 .docx 或 .pdf，后四种还可以写成 .xlsx。写了办件就只写这些办件。名称可以只写一段，如“总结”。

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
        choice = OfficeChoice(scope_of(term, session, year), ids, days, parse_day(week))
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
