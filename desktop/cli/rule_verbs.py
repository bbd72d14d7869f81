"""The verb `rules`: effects of changed rule books or calendars on open cases, and adopting them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from desktop.cli.arguments import FILE, Verb
from desktop.cli.context import CliContext, json_option, pass_cli_context, print_message, show
from desktop.domain.errors import Refused
from desktop.domain.words.dates import iso_date
from desktop.services.cases.cases import find_case
from desktop.services.handling.rule_changes import (
    DueChange,
    adopt_calendar,
    apply_changes,
    calendar_changes,
    follow_calendar,
    group_by_edition,
    present_calendar_changes,
    read_calendar,
    rule_changes,
)
from desktop.services.office.workplace import Workplace


@click.command("rules", cls=Verb, options_metavar="[选项]")
@click.option("--adopt", "cases", multiple=True, metavar="办件", help="这一件改按现行规则办理，可以写几次")
@click.option("--all", "everything", is_flag=True, help="列出的全部在办件都改")
@click.option("--days", type=FILE, metavar="文件", help="改看工作日历：换成这份 holidays.toml，哪些期限会变")
@click.option(
    "--calendar", is_flag=True, help="看现行工作日历（如程序带来了新的放假安排）会改哪些期限；加 --all 重算"
)
@json_option
@pass_cli_context
def rules_verb(
    context: CliContext,
    cases: tuple[str, ...],
    everything: bool,
    days: Path | None,
    calendar: bool,
    as_json: bool,
) -> None:
    """列出规则或工作日历变动对在办件的影响（原来 → 现在）；加 --adopt 或 --all 才改。

    例：
      chengban rules
      chengban rules --adopt 085 --adopt '#3'
      chengban rules --days 2027年放假.toml --all
      chengban rules --calendar --all
    """
    if (cases and (everything or days or calendar)) or (days and calendar):
        words = "--adopt 不能和 --all、--days、--calendar 同时用，--days 也不能和 --calendar 同时用"
        raise click.UsageError(words, click.get_current_context())
    with context.work(read_only=not (cases or everything)) as work:
        if calendar:
            found = present_calendar_changes(work)
            taken = found if everything and follow_calendar(work) else ()
        else:
            found, taken = _changed(work, days, cases, everything=everything)
    show(as_json, [_json(change, applied=change in taken) for change in found], _lines(found))
    if cases or everything:
        print_message(f"已改 {len(taken)} 件")


def _changed(
    work: Workplace, days: Path | None, cases: tuple[str, ...], *, everything: bool
) -> tuple[tuple[DueChange, ...], tuple[DueChange, ...]]:
    """What installed rules or the calendar file `days` would change, and what of it was changed."""
    if days:
        text = read_calendar(days)
        found = calendar_changes(work, text, days.name)
        if everything:
            adopt_calendar(work, text, days.name, found)
        return found, found if everything else ()
    found = rule_changes(work)
    taken = found if everything else _named(work, found, cases)
    if taken:
        apply_changes(work, taken)
    return found, taken


def _named(work: Workplace, found: tuple[DueChange, ...], words: tuple[str, ...]) -> tuple[DueChange, ...]:
    by_case = {change.case_id: change for change in found}
    wanted = dict.fromkeys(find_case(work, word).id for word in words)
    for case_id in wanted:
        if case_id not in by_case:
            raise Refused(f"#{case_id} 没有要改的规则", "请用 chengban rules 查看哪些在办件仍按原规则办理")
    return tuple(by_case[case_id] for case_id in wanted)


def _lines(found: tuple[DueChange, ...]) -> Iterator[str]:
    for group in group_by_edition(found):
        if edition := group[0].edition:
            yield f"{edition.old} → {edition.new}（{group[0].matter_type.short_label}）"
            for point in edition.differences:
                yield f"    {point.what}：{point.old} → {point.new}"
        yield from (f"{change.label}　{change.subject}" for change in group)
    yield f"共 {len(found)} 件" if found else "没有受影响的在办件。"


def _json(change: DueChange, *, applied: bool) -> dict[str, object]:
    edition = change.edition
    points = edition.differences if edition else ()
    return {
        "case": change.case_id,
        "number": change.number,
        "subject": change.subject,
        "due_at": {"old": iso_date(change.old) or None, "new": iso_date(change.new) or None},
        "edition": {"old": edition.old, "new": edition.new} if edition else None,
        "differences": [{"what": point.what, "old": point.old, "new": point.new} for point in points],
        "applied": applied,
    }
