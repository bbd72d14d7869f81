"""Verbs about the reply as a whole: merge, disclose, feedback."""

from __future__ import annotations

import click

from desktop.cli.arguments import Verb
from desktop.cli.case_json import plain
from desktop.cli.context import (
    CliContext,
    json_option,
    parse_choice,
    parse_day,
    pass_cli_context,
    print_message,
    show,
)
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.rules.locality import Satisfaction
from desktop.services.cases import merging
from desktop.services.cases.cases import find_case
from desktop.services.handling import feedback, reviews


@click.command("feedback", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@click.argument("rating", required=False, metavar="[评价]")
@click.option("--proposer", default="", metavar="姓名", help="谁的反馈；不写就是第一提案人")
@click.option("--manner", default="", metavar="评价", help="对办理工作的评价：满意、基本满意、不满意")
@click.option("--send", is_flag=True, help="登记征询意见表已发出")
@click.option("--day", metavar="日期", help="发出或收到的日期；不写就是今天")
@click.option("--remark", default="", metavar="文字", help="意见或建议")
@click.option("--reason", default="", metavar="文字", help="改已经登记的评价，写明原因")
@json_option
@pass_cli_context
def feedback_verb(
    context: CliContext,
    case: str,
    rating: str | None,
    proposer: str,
    manner: str,
    send: bool,
    day: str | None,
    remark: str,
    reason: str,
    as_json: bool,
) -> None:
    """征询意见：登记发出和收回；不满意的会提示二次办理。

    评价按当地规则的说法，如 满意、不满意，或 同意、不同意；写错了会列出可以填的。

    例：
      chengban feedback 085 --send
      chengban feedback 085 满意 --proposer 林一帆
    """
    with context.work(read_only=not (send or rating)) as work:
        found = find_case(work, case)
        if send:
            feedback.send_forms(work, found.id, parse_day(day))
        if rating:
            outcome = feedback.record_feedback(
                work, found.id, rating, proposer, returned_at=parse_day(day), remark=remark,
                manner=parse_choice(Satisfaction, manner, "评价") if manner else None, why=reason,
            )  # fmt: skip
            _say_outcome(found.id, outcome)
        forms = feedback.forms_of(work, found)
        lines = [f"{f.proposer}  {feedback.rating_label(work, found, f)}  {f.remark}".rstrip() for f in forms]
    show(as_json, plain(forms), lines)


def _say_outcome(case_id: int, outcome: feedback.FeedbackOutcome) -> None:
    if outcome.second_round:
        print_message(f"#{case_id} 有不满意的评价，请流转到“二次办理”")
    if outcome.outstanding:
        print_message(f"还没有收回：{'、'.join(outcome.outstanding)}")


@click.command("disclose", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@click.argument("decision", required=False, metavar="[公开属性]")
@click.option("--by", "reviewer", default="", metavar="姓名", help="公开审查人")
@click.option("--secrecy", default="", metavar="姓名", help="保密审查人")
@click.option("--reason", default="", metavar="文字", help="不主动公开的理由")
@click.option("--published", metavar="网址或栏目", help="登记已经公开")
@click.option("--day", metavar="日期", help="审查或公开的日期；不写就是今天")
@pass_cli_context
def disclose_verb(
    context: CliContext,
    case: str,
    decision: str | None,
    reviewer: str,
    secrecy: str,
    reason: str,
    published: str | None,
    day: str | None,
) -> None:
    """公开审查：登记结论；公开之后登记公开的地方。

    公开属性：主动公开、依申请公开、不予公开。

    例：
      chengban disclose 085 主动公开 --by 沈秘书 --secrecy 吴主任
      chengban disclose 085 --published 区政府网站建议提案栏目
    """
    if not (decision or published):
        raise click.UsageError("请写公开属性或 --published", click.get_current_context())
    with context.work() as work, work.store.writing():
        found = find_case(work, case)
        if decision:
            kind = parse_choice(Disclosure, decision, "公开属性")
            reviews.review_disclosure(
                work,
                found.id,
                kind,
                reviewer,
                secrecy_reviewer=secrecy,
                reason=reason,
                decided_at=parse_day(day),
            )
        if published:
            reviews.publish(work, found.id, published, parse_day(day))
    print_message(f"#{found.id} 已登记公开情况")


@click.command("merge", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@click.argument("into", required=False, metavar="[并入的办件]")
@click.option("--apart", is_flag=True, help="拆开，单独办理")
@pass_cli_context
def merge_verb(context: CliContext, case: str, into: str | None, apart: bool) -> None:
    """并案：合用一份答复正文，仍然分别答复每一位提案者。

    例：
      chengban merge 086 085
      chengban merge 086 --apart
    """
    if apart == (into is not None):
        raise click.UsageError("请写并入哪一件，或用 --apart 拆开", click.get_current_context())
    with context.work() as work:
        found = find_case(work, case)
        if into is None:
            merging.unmerge_case(work, found.id)
        else:
            merging.merge_case(work, found.id, find_case(work, into).id)
    print_message(f"#{found.id} " + ("已拆开" if apart else "已并案"))
