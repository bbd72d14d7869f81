"""Verbs on the clock of a case: due, extend, pause, resume, undo."""

from __future__ import annotations

import click

from desktop.cli.arguments import Verb
from desktop.cli.context import CliContext, json_option, parse_day, pass_cli_context, print_message, show
from desktop.domain.errors import Refused
from desktop.services.cases.cases import find_case
from desktop.services.cases.clocks import clock_of, explain_due
from desktop.services.handling import deadlines
from desktop.services.handling.due_list import deadlines_of
from desktop.services.handling.progress import undo_move
from desktop.services.office.rules import calendar_of


@click.command("due", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@click.option("--given", metavar="日期", help="更正或补录交办单上注明的期限")
@click.option("--by-rule", is_flag=True, help="更正：交办单没有注明期限，按规则算")
@click.option("--source", default="", metavar="文字", help="这个期限写在哪里，如交办通知的文号")
@click.option("--why", default="", metavar="文字", help="为什么更正；必须写")
@click.option("--by", "approved_by", default="", metavar="单位或姓名", help="谁同意的；期限往后推的必须写")
@click.option("--anyway", is_flag=True, help="日期已经核对，确实在交办一年以后")
@click.option("--force", is_flag=True, help="已经特批，可以超过最长期限")
@json_option
@pass_cli_context
def due_verb(
    context: CliContext, case: str, given: str | None, by_rule: bool, source: str, why: str, approved_by: str,
    anyway: bool, force: bool, as_json: bool,
) -> None:  # fmt: skip
    """说明期限是怎么算出来的：起算、规则、跳过的每一天、依据；交办单上的期限录错了，在这里更正。

    例：
      chengban due 085
      chengban due 085 --given 2026-04-30 --source 区政府办〔2026〕5号 --why 录错了日期
    """
    day = parse_day(given)
    if day and by_rule:
        raise click.UsageError("--given 和 --by-rule 只能写一个", click.get_current_context())
    if day or by_rule:
        with context.work() as work:
            deadlines.correct_given_due(
                work, find_case(work, case).id, day, why,
                source=source, approved_by=approved_by, anyway=anyway, beyond_limit=force,
            )  # fmt: skip
    with context.work(read_only=True) as work:
        found = find_case(work, case)
        clock, lines = clock_of(work, found), explain_due(work, found)
        state = clock.state(work.today)
        others = [
            {
                "clock": str(d.clock.name),
                "label": d.clock.name.label,
                "due_at": d.due.isoformat(),
                "basis": d.clock.basis,
            }
            for d in deadlines_of(work, found.id)
        ]
    value = {
        "case": found.id,
        "due_at": found.due_at.isoformat() if found.due_at else None,
        "first_due_at": clock.first_due.isoformat() if clock.first_due else None,
        "state": str(state.kind),
        "days_left": state.days,
        "explanation": list(lines),
        "clocks": others,
    }
    show(as_json, value, [*lines, *([state.label] if state.label else [])])


@click.command("extend", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@click.argument("day", metavar="新期限")
@click.option("--reason", default="", metavar="文字", help="为什么延期；必须写")
@click.option("--by", "approved_by", default="", metavar="单位或姓名", help="谁同意的；必须写")
@click.option("--approved", metavar="日期", help="同意的日期；不写就是今天")
@click.option("--told", metavar="日期", help="书面告知提案者的日期")
@click.option("--force", is_flag=True, help="已经特批，可以超过最长期限")
@pass_cli_context
def extend_verb(
    context: CliContext,
    case: str,
    day: str,
    reason: str,
    approved_by: str,
    approved: str | None,
    told: str | None,
    force: bool,
) -> None:
    """延期；原期限保留，超过规则的最长期限不予登记。

    例：
      chengban extend 085 2026-06-09 --reason 待市级部门明确口径 --by 区政府办公室
    """
    new_due = parse_day(day)
    if new_due is None:
        raise Refused("没有写新期限", "请写成 2026-06-09 这样")
    with context.work() as work:
        before = find_case(work, case)
        after = deadlines.extend(
            work, before.id, new_due, reason, approved_by,
            approved_at=parse_day(approved), told_at=parse_day(told), beyond_limit=force,
        )  # fmt: skip
        moved = "" if calendar_of(work).is_working(new_due) else f"（{deadlines.moved_words(new_due)}）"
    print_message(f"#{before.id} 期限 {before.due_at} → {after.due_at}{moved}")


@click.command("pause", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@click.option("--reason", default="", metavar="文字", help="为什么暂停；必须写")
@click.option("--day", metavar="日期", help="从哪一天起；不写就是今天")
@click.option("--by", "approved_by", default="", metavar="单位或姓名", help="谁同意的；补记的必须写")
@click.option("--anyway", is_flag=True, help="日期已经核对，确实要从很久以后或期限之后起")
@pass_cli_context
def pause_verb(
    context: CliContext, case: str, reason: str, day: str | None, approved_by: str, anyway: bool
) -> None:
    """暂停计时，如等待并案或改办的答复；开始很久以后才登记的，标为补记。

    例：
      chengban pause 085 --reason 等待交办单位答复是否改办
    """
    with context.work() as work:
        found = deadlines.pause(
            work, find_case(work, case).id, reason, parse_day(day), approved_by=approved_by, anyway=anyway
        )
    print_message(f"#{found.id} 已暂停计时")


@click.command("resume", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@click.option("--day", metavar="日期", help="从哪一天起；不写就是今天")
@pass_cli_context
def resume_verb(context: CliContext, case: str, day: str | None) -> None:
    """恢复计时；期限按停的天数顺延。

    例：
      chengban resume 085
    """
    with context.work() as work:
        found = deadlines.resume(work, find_case(work, case).id, parse_day(day))
    print_message(f"#{found.id} 已恢复计时，期限 {found.due_at}")


@click.command("undo", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@pass_cli_context
def undo_verb(context: CliContext, case: str) -> None:
    """撤销最近一次流转；只能撤销一次。

    例：
      chengban undo 085
    """
    with context.work() as work:
        found = find_case(work, case)
        back = undo_move(work, found.id)
    print_message(f"#{back.id} {found.status.label} → {back.status.label}")
