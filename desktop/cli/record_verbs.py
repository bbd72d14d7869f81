"""Verbs on recorded facts: records, amend, retract."""

from __future__ import annotations

import click

from desktop.cli.arguments import ROW, Verb
from desktop.cli.context import (
    CliContext,
    json_option,
    parse_choice,
    pass_cli_context,
    print_message,
    show,
)
from desktop.domain.errors import Refused
from desktop.domain.records.correctable import RecordKind, read_values
from desktop.services.cases.cases import find_case
from desktop.services.handling.record_corrections import correct, records_of, take_back


@click.command("records", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@json_option
@pass_cli_context
def records_verb(context: CliContext, case: str, as_json: bool) -> None:
    """列出可以更正、撤回的登记：沟通、预答复、会办意见、延期、暂停、反馈、承诺，各带序号。

    例：
      chengban records 085
    """
    with context.work(read_only=True) as work:
        found = records_of(work, find_case(work, case).id)
    value = [
        {"kind": str(one.kind), "id": one.id, "label": one.label, "values": dict(one.values)} for one in found
    ]
    lines = [
        f"{one.kind.label} {one.id}  {one.label}  " + "，".join(f"{name} {text}" for name, text in one.values)
        for one in found
    ]
    show(as_json, value, [line.rstrip() for line in lines])


@click.command("amend", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@click.argument("kind", metavar="种类")
@click.argument("number", type=ROW, metavar="序号")
@click.argument("assignments", nargs=-1, required=True, metavar="项目=内容…")
@click.option("--why", default="", metavar="文字", help="为什么更正；必须写")
@click.option("--anyway", is_flag=True, help="延期已经特批超过最长期限，或暂停的日期已经核对")
@pass_cli_context
def amend_verb(
    context: CliContext,
    case: str,
    kind: str,
    number: int,
    assignments: tuple[str, ...],
    why: str,
    anyway: bool,
) -> None:
    """更正一条登记；原来的内容、谁改的、为什么，都留在办理过程里。

    种类：沟通、预答复、会办意见、延期、暂停、反馈、承诺；序号用 records 列出。

    例：
      chengban amend 085 延期 1 新期限=2026-06-19 --why 录错了日期
      chengban amend 085 暂停 2 恢复日期= --why 其实还没有恢复
    """
    texts = dict(_parted(assignment) for assignment in assignments)
    wanted = parse_choice(RecordKind, kind, "登记的种类")
    with context.work() as work:
        found = correct(
            work, find_case(work, case).id, wanted, number, read_values(wanted, texts), why, anyway=anyway
        )
    print_message(f"#{found.id} 已更正{wanted.label}登记，期限 {found.due_at or '未定'}")


@click.command("retract", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@click.argument("kind", metavar="种类")
@click.argument("number", type=ROW, metavar="序号")
@click.option("--why", default="", metavar="文字", help="为什么撤回；必须写")
@pass_cli_context
def retract_verb(context: CliContext, case: str, kind: str, number: int, why: str) -> None:
    """撤回一条登记，一次退一步：已兑现的承诺变回没有兑现，收到的意见变回已发函；办理过程里留着。

    例：
      chengban retract 085 延期 1 --why 没有批准
    """
    wanted = parse_choice(RecordKind, kind, "登记的种类")
    with context.work() as work:
        found = take_back(work, find_case(work, case).id, wanted, number, why)
    print_message(f"#{found.id} 已撤回{wanted.label}登记，期限 {found.due_at or '未定'}")


def _parted(assignment: str) -> tuple[str, str]:
    name, equals, text = assignment.partition("=")
    if not equals:
        raise Refused(f"“{assignment}”不是“项目=内容”", "请写成 新期限=2026-06-19 这样")
    return name.strip(), text.strip()
