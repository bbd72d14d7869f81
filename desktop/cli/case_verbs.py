"""Verbs on cases: list, show, new, set, delete, bin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from desktop.cli.arguments import FILE, Verb
from desktop.cli.case_json import case_json, plain, row_json
from desktop.cli.case_page import case_page, list_due, list_lines
from desktop.cli.context import CliContext, json_option, pass_cli_context, print_message, show, show_json
from desktop.domain.case.case import Case
from desktop.domain.case.case_field import (
    CASE_FIELDS,
    REPLY_FIELDS,
    field_named,
    known_field,
    set_case_fields,
)
from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import WEEK_DAYS, BinnedCase, CaseQuery, SortKey, TextOrder
from desktop.domain.errors import Refused
from desktop.domain.words.dates import iso_moment
from desktop.services.cases.bin import bin_list, delete_case, delete_for_ever, find_binned, put_back
from desktop.services.cases.cases import case_name, create_case, find_case, set_fields
from desktop.services.cases.waiting import list_whole
from desktop.services.handling.case_view import view_case
from desktop.services.office.places import with_known_place
from desktop.services.office.rules import default_level
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import set_reply_fields


def status_of(word: str) -> Status:
    """The status with that code or Chinese name. Raises Refused with all names."""
    for status in Status:
        if word.strip() in {str(status), status.label}:
            return status
    raise Refused(f"没有“{word}”这个状态", f"可以写：{'、'.join(status.label for status in Status)}")


def sorted_by(query: CaseQuery, words: str) -> CaseQuery:
    """The query sorted by a column and an order of texts as typed, 「-案由:笔画」. Raises Refused for another column or order."""
    column, _, order = words.removeprefix("-").partition(":")
    keys = {
        name: key for key in SortKey for name in (str(key), REGISTRY[_FIELDS.get(key, str(key))].window_label)
    }
    orders = {name: by for by in TextOrder for name in (str(by), by.label, by.label[1:])} | {
        "": TextOrder.PINYIN
    }
    if column not in keys or order not in orders:
        raise Refused(
            f"不能按“{words}”排", f"可以写：{'、'.join(dict.fromkeys(keys))}；后面可以加 :拼音 或 :笔画"
        )
    return replace(query, sort=keys[column], by=orders[order], descending=words.startswith("-"))


_FIELDS = {SortKey.PROPOSER: "proposers", SortKey.MEETING: "meeting"}


@click.command("list", cls=Verb, options_metavar="[选项]")
@click.option(
    "--search",
    default="",
    metavar="文字",
    help="编号、案由、提案者、单位、科室、正文、答复里的任何字，届次、状态，或拼音",
)
@click.option("--status", "statuses", multiple=True, metavar="状态", help="只列这个状态，可以写几次")
@click.option(
    "--sort",
    default="",
    metavar="列",
    help="按这一列排，如 案由、提案者、科室、经办人、编号；案由:笔画 按笔画，不写就按拼音；-案由 倒过来",
)
@click.option("--limit", default=1_000_000, metavar="件数", help="最多列多少件；不写就全列")
@click.option("--offset", default=0, metavar="件数", help="跳过前面多少件")
@click.option(
    "--due",
    "within",
    type=click.IntRange(0, 36500),
    is_flag=False,
    flag_value=WEEK_DAYS,
    metavar="天数",
    help=f"改列逾期和几天内到期的事项；不写天数就是 {WEEK_DAYS} 天",
)
@click.option("--ics", type=FILE, metavar="文件.ics", help="同 --due 一起用：把到期日写成日历文件")
@click.option(
    "--out",
    type=FILE,
    metavar="文件",
    help="同 --due 一起用：写成 .docx、.pdf 或 .txt 一览表",
)
@json_option
@pass_cli_context
def list_verb(
    context: CliContext,
    search: str,
    statuses: tuple[str, ...],
    sort: str,
    limit: int,
    offset: int,
    within: int | None,
    ics: Path | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """列出办件，快到期的在前。

    例：
      chengban list --search 孵化器
      chengban list --due 14
      chengban list --status 拟稿 --status 科室核稿 --json
    """
    if within is not None:
        list_due(context, within, as_json=as_json, ics=ics, out=out)
        return
    query = CaseQuery(text=search, statuses=tuple(map(status_of, statuses)), limit=limit, offset=offset)
    query = sorted_by(query, sort) if sort else query
    with context.work(read_only=True) as work:
        page = list_whole(work, query)
    if as_json:
        show_json([row_json(row) for row in page.rows])
        return
    for line in list_lines(page):
        click.echo(line)


@click.command("show", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@json_option
@pass_cli_context
def show_verb(context: CliContext, case: str, as_json: bool) -> None:
    """显示一件的全部内容。办件可以写 #序号，也可以写编号。

    例：
      chengban show 085
      chengban show '#3' --json
    """
    with context.work(read_only=True) as work:
        view = view_case(work, find_case(work, case))
    if as_json:
        show_json(case_json(view))
        return
    for line in case_page(view):
        click.echo(line)


@pass_cli_context
def _new(context: CliContext, /, **given: str | None) -> None:
    """新建一件，输出它的序号。

    例：
      chengban new --number 085 --subject 关于推动孵化器建设的提案 --term 15 --session 4 --proposers 沈亦澄
    """
    texts = {key: text for key, text in given.items() if text is not None}
    with context.work() as work:
        case = with_known_place(work, set_case_fields(Case(), texts))
        if "level" not in texts:
            case = replace(case, level=default_level(work, case))
        stored = create_case(work, case)
    click.echo(stored.id)


def _with_field_options(callback: Callable[..., None]) -> click.Command:
    options = [
        click.Option([f"--{key.replace('_', '-')}", key], metavar="…", help=_field_help(key))
        for key in (*CASE_FIELDS, "first_proposer", "co_signers", "group_proposers")
    ]
    return Verb(
        "new", callback=callback, params=list(options), help=callback.__doc__, options_metavar="[选项]"
    )


def _field_help(key: str) -> str:
    field = known_field(key, CASE_FIELDS)
    choices = "、".join(label for _, label in field.choices)
    return REGISTRY[key].field.label + (f"（{choices}）" if choices else "")


new_verb = _with_field_options(_new)


@click.command("set", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@click.argument("assignments", nargs=-1, required=True, metavar="字段=内容…")
@click.option(
    "--why",
    "--reason",
    "why",
    default="",
    metavar="文字",
    help="更改的原因，记入办理经过；期限因此变动的必须写",
)
@pass_cli_context
def set_verb(context: CliContext, case: str, assignments: tuple[str, ...], why: str) -> None:
    """填写或更正字段；办件和答复的字段都可以，写英文名或中文名。

    例：
      chengban set 085 经办人=林越 due_at=2024-05-30
      chengban set 085 handling_result=解决或采纳 签发人=周砚 issue_date=2024年4月9日
    """
    texts = dict(map(_assignment, assignments))
    of_case = {key: text for key, text in texts.items() if _is_case_field(key)}
    of_reply = {key: text for key, text in texts.items() if key not in of_case}
    for key in of_reply:
        known_field(key, CASE_FIELDS | REPLY_FIELDS)
    with context.work() as work, work.store.writing():
        found = find_case(work, case)
        if of_case:
            set_fields(work, found.id, of_case, why=why)
        if of_reply:
            set_reply_fields(work, found.id, of_reply, why=why)
    print_message(f"#{found.id} 已更新：{'、'.join(texts)}")


@click.command("delete", cls=Verb, options_metavar="[选项]")
@click.argument("names", nargs=-1, required=True, metavar="办件…")
@click.option("--reason", default="", metavar="文字", help="为什么删除，记入办理经过；必须写")
@pass_cli_context
def delete_verb(context: CliContext, names: tuple[str, ...], reason: str) -> None:
    """删除录错的办件：放进回收站，以后还能放回；答复过的、报过退回的不能删除。全部删成，或者都不删。

    例：
      chengban delete 085 --reason 重复录入
      chengban bin 085 --back
    """
    with context.work() as work, work.store.writing():
        gone = [delete_case(work, find_case(work, name).id, reason) for name in names]
    print_message(f"已放进回收站：{'、'.join(map(case_name, gone))}")


@click.command("bin", cls=Verb, options_metavar="[选项]")
@click.argument("case", required=False, metavar="[办件]")
@click.option("--back", is_flag=True, help="放回，原样恢复")
@click.option("--for-ever", is_flag=True, help="永久删除，连同记录和附件，不能恢复")
@json_option
@pass_cli_context
def bin_verb(context: CliContext, case: str | None, back: bool, for_ever: bool, as_json: bool) -> None:
    """回收站：不写办件就列出里面有哪些；写了就显示那一件，加 --back 放回，加 --for-ever 永久删除。

    例：
      chengban bin
      chengban bin 085 --back
    """
    if ((back or for_ever) and not case) or (back and for_ever):
        raise Refused("没有写明是哪一件，或者又要放回又要删除", "例：chengban bin 085 --back")
    with context.work(read_only=not (back or for_ever)) as work:
        if case is None:
            rows = bin_list(work)
            show(
                as_json,
                [{key: plain(value) for key, value in row._asdict().items()} for row in rows],
                [_bin_line(row) for row in rows] or ["回收站是空的"],
            )
        elif back or for_ever:
            _take_out(work, find_binned(work, case), for_ever=for_ever)
        else:
            view = view_case(work, find_binned(work, case))
            show(as_json, case_json(view), case_page(view))


def _take_out(work: Workplace, case: Case, *, for_ever: bool) -> None:
    if for_ever:
        delete_for_ever(work, case.id)
        print_message(f"已永久删除 {case_name(case)}")
    else:
        put_back(work, case.id)
        print_message(f"已放回 {case_name(case)}，#{case.id}")


def _bin_line(row: BinnedCase) -> str:
    return f"#{row.id}  {row.number}  {row.subject}  {iso_moment(row.deleted_at)} {row.who}：{row.reason}"


def _assignment(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key.strip():
        raise click.UsageError(f"“{text}”应写成 字段=内容", click.get_current_context())
    return key.strip(), value


def _is_case_field(key: str) -> bool:
    if key in {"status", "状态"}:
        raise Refused("状态不能直接改", "请用 chengban move 流转")
    return field_named(key, CASE_FIELDS) is not None
