"""Verbs of intake: import, parse."""

from __future__ import annotations

from pathlib import Path

import click

from desktop.cli.place import Place, json_option, pass_place, say, show_json
from desktop.cli.words import Verb
from desktop.services.intake import ImportStatus, IntakeKind, import_files, parse_file

_as_option = click.option(
    "--as",
    "as_kind",
    type=click.Choice([str(kind) for kind in IntakeKind]),
    help="当作什么来读：proposal 提案，reply 答复，ledger 清单；不写就自己判断",
)


@click.command("import", cls=Verb, options_metavar="[选项]")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="文件…")
@_as_option
@click.option("--dry-run", is_flag=True, help="只说会怎样，什么都不写")
@json_option
@pass_place
def import_verb(
    place: Place, files: tuple[Path, ...], as_kind: str | None, dry_run: bool, as_json: bool
) -> int:
    """收件：把文件变成办件，输出办件的序号，一行一个。

    例：
      chengban import 085号答复.docx --as reply
      chengban import 交办/*.docx --dry-run
    """
    with place.work() as work:
        outcomes = import_files(work, files, IntakeKind(as_kind) if as_kind else None, dry_run)
    if as_json:
        show_json(
            [
                {
                    "file": str(outcome.path),
                    "case_id": outcome.case_id,
                    "kind": str(outcome.kind),
                    "status": str(outcome.status),
                    "message": outcome.message,
                    "row": outcome.row or None,
                    "changes": [
                        {"field": change.key, "old": change.old, "new": change.new, "taken": change.taken}
                        for change in outcome.changes
                    ],
                }
                for outcome in outcomes
            ]
        )
    for outcome in outcomes:
        if not as_json and outcome.case_id is not None:
            click.echo(outcome.case_id)
        row = f"第 {outcome.row} 行 " if outcome.row else ""
        say(f"{outcome.path.name} {row}{outcome.message}")
    return int(any(outcome.status is ImportStatus.REFUSED for outcome in outcomes))


@click.command("parse", cls=Verb, options_metavar="[选项]")
@click.argument("file", type=click.Path(path_type=Path), metavar="文件")
@_as_option
@click.option("--spans", is_flag=True, help="JSON 里带上每一项的可信程度和出处")
@json_option
def parse_verb(file: Path, as_kind: str | None, spans: bool, as_json: bool) -> None:
    """读一份文件，输出认出了什么；不动任何数据。

    例：
      chengban parse 085号答复.docx --as reply --json
    """
    parsed = parse_file(file, IntakeKind(as_kind) if as_kind else None)
    found = parsed.to_json(spans=spans)
    if as_json:
        show_json(found)
        return
    for key, value in found.items():
        if isinstance(value, str):
            click.echo(f"{key}：{value}")
    click.echo(f"当作{parsed.kind.label}读")
