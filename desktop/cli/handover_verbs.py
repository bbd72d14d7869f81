"""Verb of absence: handover."""

from __future__ import annotations

import click

from desktop.cli.arguments import Verb
from desktop.cli.case_json import plain
from desktop.cli.context import (
    CliContext,
    json_option,
    parse_day,
    pass_cli_context,
    print_message,
    show,
    show_json,
)
from desktop.domain.errors import Refused
from desktop.services.cases.handovers import (
    Handover,
    HandoverOutcome,
    hand_back,
    hand_over,
    handovers,
    undo_handover,
)
from desktop.services.office.workplace import Workplace


@click.command("handover", cls=Verb, options_metavar="[选项]")
@click.argument("officer", required=False, metavar="[外出的人]")
@click.argument("deputy", required=False, metavar="[代管的人]")
@click.option("--from", "first", metavar="日期", help="外出从哪天起")
@click.option("--to", "last", metavar="日期", help="外出到哪天为止；到了会提醒交还")
@click.option("--back", is_flag=True, help="交还：代管期间另给了别人的不动")
@click.option("--undo", is_flag=True, help="撤销最近一次移交或交还")
@json_option
@pass_cli_context
def handover_verb(
    context: CliContext,
    officer: str | None,
    deputy: str | None,
    first: str | None,
    last: str | None,
    back: bool,
    undo: bool,
    as_json: bool,
) -> None:
    """外出代管：把一个人的在办件全部交给另一个人，回来时交还；不写姓名就列出现在代管的。

    例：
      chengban handover 林越 何一苇 --from 2026-11-30 --to 2026-12-11
      chengban handover 林越 --back
      chengban handover --undo
    """
    _refuse_muddle(officer, deputy, first or last, back, undo)
    with context.work(read_only=not (officer or undo)) as work:
        if not (officer or undo):
            found = handovers(work)
            show(
                as_json,
                [_object(one) for one in found],
                [one.words for one in found] or ["现在没有代管的办件"],
            )
            return
        outcome = _carry_out(work, officer or "", deputy or "", first, last, back, undo)
    if as_json:
        show_json(_outcome_object(outcome))
        return
    print_message("；".join(filter(None, (outcome.words, outcome.left_words))))


def _carry_out(
    work: Workplace, officer: str, deputy: str, first: str | None, last: str | None, back: bool, undo: bool
) -> HandoverOutcome:
    if undo:
        return undo_handover(work)
    if back:
        return hand_back(work, officer, deputy)
    return hand_over(work, officer, deputy, first=parse_day(first), last=parse_day(last))


def _refuse_muddle(officer: str | None, deputy: str | None, days: str | None, back: bool, undo: bool) -> None:
    if undo and (officer or back or days):
        raise Refused("撤销不用写姓名和日期", "只写 chengban handover --undo")
    if back and (days or not officer):
        raise Refused("交还只要写外出的人是谁", "例：chengban handover 林越 --back")
    if officer and not (deputy or back):
        raise Refused(f"没有写{officer}的办件交给谁", "例：chengban handover 林越 何一苇")
    if days and not officer:
        raise Refused("没有写谁外出、交给谁", "例：chengban handover 林越 何一苇 --to 2026-12-11")


def _object(found: Handover) -> dict[str, object]:
    return {
        "officer": found.officer,
        "deputy": found.deputy,
        "handed_at": plain(found.handed_at),
        "from": plain(found.first),
        "to": plain(found.last),
        "cases": list(found.case_ids),
    }


def _outcome_object(outcome: HandoverOutcome) -> dict[str, object]:
    left = [{"number": number, "officer": officer} for number, officer in outcome.left]
    return {"words": outcome.words, "moved": list(outcome.moved), "left": left}
