"""Verbs on the store: demo, backup, restore, verify."""

from __future__ import annotations

from pathlib import Path

import click

from desktop.cli.arguments import FILE, Verb
from desktop.cli.context import CliContext, json_option, pass_cli_context, print_message, show_json
from desktop.domain.records.store_report import StoreReport
from desktop.services.demo import demo_job
from desktop.services.office.backup import backup, restore, verify, verify_backup


@click.command("demo", cls=Verb, options_metavar="[选项]")
@click.argument("folder", type=FILE, metavar="文件夹")
@pass_cli_context
def demo_verb(context: CliContext, folder: Path) -> None:
    """在一个新文件夹里放好虚构的示例办件，并把整件事做一遍：导出 .docx、PDF 和每一页的图片。

    例：
      chengban demo 示例
      chengban --data 示例 list
    """
    painting = context.prepare_painting()
    for path in demo_job(folder, context.now, print_message):
        click.echo(path)
    del painting  # Qt's application must exist until here


@click.command("backup", cls=Verb, options_metavar="[选项]")
@click.argument("out", type=FILE, metavar="文件")
@pass_cli_context
def backup_verb(context: CliContext, out: Path) -> None:
    """备份全部数据，写完当场校验；窗口开着也可以。

    例：
      chengban backup 承办备份.db
    """
    with context.work(read_only=True) as work:
        report = backup(work, out)
    print_message(f"已备份 {report.cases} 件，校验通过")
    click.echo(report.path)


@click.command("restore", cls=Verb, options_metavar="[选项]")
@click.argument("file", type=FILE, metavar="备份文件")
@pass_cli_context
def restore_verb(context: CliContext, file: Path) -> None:
    """用备份换掉现在的数据；现在的数据会另存一份，不会丢。

    例：
      chengban restore 承办备份.db
    """
    former = restore(context.data_dir, file, context.now())
    print_message("已恢复" + (f"，原来的数据另存为 {former}" if former else ""))


@click.command("verify", cls=Verb, options_metavar="[选项]")
@click.argument("file", required=False, type=FILE, metavar="[备份文件]")
@json_option
@pass_cli_context
def verify_verb(context: CliContext, file: Path | None, as_json: bool) -> int:
    """从头到尾检查数据是否完好；写上备份文件就检查那份备份。

    例：
      chengban verify
      chengban verify 承办备份.db --json
    """
    report = verify_backup(file) if file else _verify_store(context)
    if as_json:
        show_json(
            {
                "sound": report.sound,
                "path": str(report.path),
                "version": report.version,
                "cases": report.cases,
                "replies": report.replies,
                "size": report.size,
                "faults": list(report.faults),
            }
        )
    else:
        click.echo(
            f"{report.path}：{'完好' if report.sound else '有损坏'}，{report.cases} 件，{report.replies} 份答复"
        )
    return 0 if report.sound else 1


def _verify_store(context: CliContext) -> StoreReport:
    with context.work(read_only=True) as work:
        return verify(work)
