"""Verbs of intake: import, undo-import, parse."""

from __future__ import annotations

from pathlib import Path

import click

from desktop.cli.arguments import FILE, ROW, Verb
from desktop.cli.context import CliContext, json_option, pass_cli_context, print_message, show_json
from desktop.domain.errors import Refused
from desktop.domain.importing.plan import ImportStatus, IntakeKind
from desktop.services.importing.intake import ImportOutcome, import_files, parse_file, reading_json
from desktop.services.importing.reading import Reading
from desktop.services.importing.undo import PastImport, past_imports, undo_import

_as_option = click.option(
    "--as",
    "as_kind",
    type=click.Choice([str(kind) for kind in IntakeKind]),
    help="当作什么来读：proposal 提案，reply 答复，ledger 清单；不写就自己判断",
)


@click.command("import", cls=Verb, options_metavar="[选项]")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="文件…")
@_as_option
@click.option("--dry-run", is_flag=True, help="只说会怎样，什么都不写")
@click.option(
    "--take",
    multiple=True,
    metavar="字段",
    help="这一项与现有内容不同的，按文件改（如 办理期限），可以写几次；不写只列出不同",
)
@json_option
@pass_cli_context
def import_verb(
    context: CliContext,
    files: tuple[Path, ...],
    as_kind: str | None,
    dry_run: bool,
    take: tuple[str, ...],
    as_json: bool,
) -> int:
    """收件：把文件变成办件，输出办件的序号，一行一个；整批可以用 undo-import 撤销。

    例：
      chengban import 085号答复.docx --as reply
      chengban import 交办/*.docx 交办清单.xlsx --dry-run
      chengban import 新清单.xlsx --take 办理期限
    """
    with context.work() as work:
        outcomes = import_files(work, files, IntakeKind(as_kind) if as_kind else None, dry_run, take=take)
    if as_json:
        show_json([_outcome_json(outcome) for outcome in outcomes])
    numbers = dict.fromkeys(outcome.case_id for outcome in outcomes if outcome.case_id is not None)
    for number in () if as_json else numbers:
        click.echo(number)
    for outcome in outcomes:
        row = f"第 {outcome.row} 行 " if outcome.row else ""
        print_message(f"{outcome.path.name} {row}{outcome.message}")
        for remark in outcome.remarks:
            print_message(f"{outcome.path.name} {row}{remark}")
    batch = max((outcome.batch for outcome in outcomes), default=0)
    if batch:
        print_message(f"这是第 {batch} 次收件，撤销用 chengban undo-import {batch}")
    return int(any(outcome.status is ImportStatus.REFUSED for outcome in outcomes))


@click.command("undo-import", cls=Verb, options_metavar="[选项]")
@click.argument("number", required=False, type=ROW, metavar="[次序号]")
@click.option("--list", "only_list", is_flag=True, help="只列出最近的收件，不撤销")
@json_option
@pass_cli_context
def undo_import_verb(context: CliContext, number: int | None, only_list: bool, as_json: bool) -> None:
    """把一次收件整批撤销：新建的办件删去，改过的恢复原样；收件以后又办理过的不撤。不写次序号就是最近一次。

    例：
      chengban undo-import --list
      chengban undo-import 7
    """
    with context.work(read_only=only_list) as work:
        imports = past_imports(work)
        if only_list:
            _show_imports(imports, as_json)
            return
        chosen = number if number is not None else _latest(imports)
        made, changed = undo_import(work, chosen)
    if as_json:
        show_json({"batch": chosen, "removed": made, "restored": changed})
    else:
        print_message(f"已撤销第 {chosen} 次收件：删去新建的 {made} 件，恢复改过的 {changed} 件")


@click.command("parse", cls=Verb, options_metavar="[选项]")
@click.argument("file", type=FILE, metavar="文件")
@_as_option
@click.option("--spans", is_flag=True, help="JSON 里带上每一项的可信程度和出处")
@json_option
def parse_verb(file: Path, as_kind: str | None, spans: bool, as_json: bool) -> None:
    """读一份文件，输出认出了什么；不动任何数据。

    例：
      chengban parse 085号答复.docx --as reply --json
      chengban parse 交办清单.xlsx
    """
    reading = parse_file(file, IntakeKind(as_kind) if as_kind else None)
    if as_json:
        show_json(reading_json(reading, spans=spans))
    else:
        _show_reading(reading, spans=spans)


def _outcome_json(outcome: ImportOutcome) -> dict[str, object]:
    return {
        "file": str(outcome.path),
        "case_id": outcome.case_id,
        "kind": str(outcome.kind),
        "status": str(outcome.status),
        "message": outcome.message,
        "row": outcome.row or None,
        "changes": [
            {
                "field": change.key,
                "old": change.old,
                "new": change.new,
                "set_by": str(change.set_by),
                "taken": change.key in outcome.taken,
            }
            for change in outcome.changes
        ],
        "batch": outcome.batch or None,
        "remarks": list(outcome.remarks),
    }


def _show_imports(imports: tuple[PastImport, ...], as_json: bool) -> None:
    if as_json:
        show_json(
            [
                {
                    "batch": past.id,
                    "at": past.at.isoformat(timespec="seconds"),
                    "who": past.who,
                    "files": list(past.sources),
                    "made": past.made,
                    "changed": past.changed,
                    "undone_at": past.undone_at.isoformat(timespec="seconds") if past.undone_at else None,
                }
                for past in imports
            ]
        )
        return
    for past in imports:
        click.echo(f"{past.id}  {past.label}")


def _latest(imports: tuple[PastImport, ...]) -> int:
    """The number of the newest import not undone. Raises Refused if there is none."""
    standing = next((past.id for past in imports if past.undone_at is None), None)
    if standing is None:
        raise Refused("没有可以撤销的收件", "用 chengban undo-import --list 查看收件记录")
    return standing


def _show_reading(reading: Reading, *, spans: bool) -> None:
    for found in reading.fields:
        if found.text:
            sure = f"（可信 {found.confidence:.0%}）" if spans or found.needs_check else ""
            click.echo(f"{found.label}：{found.text}{sure}")
    if reading.ledger is not None and reading.kind is IntakeKind.LEDGER:
        click.echo(f"{len(reading.ledger.rows)} 行可收，{len(reading.ledger.bad_rows)} 行有问题")
        for bad in reading.ledger.bad_rows:
            click.echo(f"第 {bad.row_number} 行：{bad.reason}")
    for note in reading.notes:
        print_message(note)
    others = "、".join(kind.label for kind in reading.kinds[1:])
    click.echo(f"当作{reading.kind.label}读" + (f"，也可以当作{others}（--as）" if others else ""))
