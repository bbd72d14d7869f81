"""Verbs of what was promised: promise, followup."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from desktop.cli.arguments import FILE, ROW, Verb
from desktop.cli.case_json import plain
from desktop.cli.context import CliContext, json_option, parse_day, pass_cli_context, print_message, show
from desktop.cli.reply_verbs import read_text
from desktop.domain.case.case import Case
from desktop.domain.errors import Refused
from desktop.domain.records.followup_letter import FOLLOWUP_FIELDS, FollowupLetter
from desktop.services.cases.cases import find_case
from desktop.services.handling import followup_letters, promises
from desktop.services.office.workplace import Workplace
from desktop.services.paper.followup_paper import export_letter


@click.command("promise", cls=Verb, options_metavar="[选项]")
@click.argument("case", required=False, metavar="[办件]")
@click.argument("text", required=False, metavar="[承诺事项]")
@click.option("--due", metavar="日期", help="何时兑现")
@click.option("--owner", default="", metavar="科室", help="谁负责；不写就是承办科室")
@click.option("--ask", "ask_number", default=0, metavar="序号", help="对应第几条建议")
@click.option("--made", metavar="日期", help="哪一天承诺的；不写就是答复那一天，没有答复的是今天")
@click.option("--progress", type=(ROW, str), metavar="序号 文字", help="登记一条进展")
@click.option("--keep", type=ROW, metavar="序号", help="登记已兑现")
@click.option("--convert", nargs=2, metavar="结果 依据", help="登记办理结果转化")
@click.option("--day", metavar="日期", help="进展、兑现或转化的日期；不写就是今天")
@click.option("--all", "every", is_flag=True, help="连同已兑现的一起列出")
@click.option("--year", type=ROW, metavar="年", help="只列这一年承诺的")
@click.option("--carried", is_flag=True, help="只列往年承诺、还没有兑现的（结转）")
@json_option
@pass_cli_context
def promise_verb(
    context: CliContext, /, case: str | None, year: int | None, every: bool, carried: bool, as_json: bool,
    **given: object,
) -> None:  # fmt: skip
    """承诺事项：登记、进展、兑现；不写办件就列出全部没有兑现的。

    例：
      chengban promise 085 完成预约系统改造 --due 2026-09-30
      chengban promise --progress 3 已招标
      chengban promise --keep 3
      chengban promise --carried
    """
    if given["convert"] and case is None:
        raise Refused("没有写是哪一件的结果转化", "请写成 promise 办件 --convert 结果 依据")
    acts = any(given[name] for name in ("text", "progress", "keep", "convert"))
    with context.work(read_only=not acts) as work:
        found = find_case(work, case) if case else None
        _act(work, found, given)
        listed = [
            line
            for line in promises.promise_list(work, open_only=not every, year=year, carried_only=carried)
            if found is None or line.promise.case_id == found.id
        ]
    nothing = "没有登记过承诺事项" if every else "没有待兑现的承诺事项（--all 连同已兑现的一起列出）"
    show(as_json, plain(tuple(listed)), map(_line, listed), nothing)


def _act(work: Workplace, case: Case | None, given: dict[str, object]) -> None:
    day = _day(given["day"])
    if case and given["text"]:
        promises.add_promise(
            work, case.id, str(given["text"]), owner=str(given["owner"]), due_at=_day(given["due"]),
            ask_number=int(str(given["ask_number"])), made_at=_day(given["made"]),
        )  # fmt: skip
    if isinstance(given["progress"], tuple):
        number, note = given["progress"]
        promises.note_progress(work, number, note, day)
    if isinstance(given["keep"], int):
        promises.keep_promise(work, given["keep"], day)
    if case and isinstance(given["convert"], tuple):
        result, proof = given["convert"]
        promises.convert_result(work, case.id, result, proof, day)


def _day(text: object) -> date | None:
    return parse_day(str(text)) if text else None


def _line(line: promises.PromiseLine) -> str:
    promise = line.promise
    year = f"（{line.year}年结转）" if line.carried else ""
    return (
        f"{promise.id}  {line.state.label}{year}  {promise.due_at or '未定'}  {line.number}  {promise.text}"
    )


@click.command("followup", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@click.option("--start", is_flag=True, help="起草：写明已兑现、还没有复函的承诺")
@click.option("--promise", "wanted", type=ROW, multiple=True, metavar="序号", help="起草时只写这几项承诺")
@click.option(
    "--set",
    "texts",
    multiple=True,
    metavar="项目=内容",
    help="填写草稿：发文字号、签发人、成文日期、落款单位、联系人、联系电话",
)
@click.option("--text", "body", metavar="正文", help="换成这段正文")
@click.option("--file", "source", type=FILE, metavar="文件", help="正文从文本文件读；- 是标准输入")
@click.option("--out", type=FILE, metavar="文件", help="导出 .docx、.pdf 或 .txt")
@click.option("--sent", is_flag=True, help="登记已经寄出")
@click.option("--day", metavar="日期", help="寄出的日期；不写就是今天")
@click.option("--back", "why", metavar="原因", help="撤回一步：寄出的变回草稿，草稿删去")
@json_option
@pass_cli_context
def followup_verb(context: CliContext, /, case: str, as_json: bool, **given: object) -> None:
    """落实情况复函：承诺兑现以后另发一份函，原来的答复不动；什么都不写就列出已有的。

    例：
      chengban followup 085 --start
      chengban followup 085 --set 签发人=周砚 --set 成文日期=2026-10-12 --out 复函.docx
      chengban followup 085 --sent --day 2026-10-13
    """
    acts = any(given[name] for name in ("start", "texts", "body", "source", "out", "sent", "why"))
    out = given["out"]
    painting = context.prepare_painting() if isinstance(out, Path) and out.suffix.lower() == ".pdf" else None
    with context.work(read_only=not acts) as work:
        found = find_case(work, case)
        _follow_up(work, found.id, given)
        listed = followup_letters.letters_of(work, found.id)
    lines = [
        f"{one.label}  {one.sent_at or '草稿'}  {one.document_number}  {one.signer}".rstrip()
        for one in listed
    ]
    show(as_json, plain(listed), lines, "还没有落实情况复函（--start 起草）")
    del painting  # Qt's application must exist until here


def _follow_up(work: Workplace, case_id: int, given: dict[str, object]) -> None:
    if given["start"]:
        wanted = given["wanted"] if isinstance(given["wanted"], tuple) else ()
        followup_letters.start_letter(work, case_id, wanted)
    values = _values(given)
    if values:
        followup_letters.change_letter(work, _last(work, case_id).id, values)
    if isinstance(given["out"], Path):
        report = export_letter(work, _last(work, case_id).id, given["out"])
        print_message(f"还缺：{'、'.join(report.missing)}" if report.missing else f"已写到 {report.path}")
    if given["sent"]:
        followup_letters.send_letter(work, _last(work, case_id).id, _day(given["day"]))
    if given["why"]:
        followup_letters.take_back_letter(work, _last(work, case_id).id, str(given["why"]))


def _last(work: Workplace, case_id: int) -> FollowupLetter:
    listed = followup_letters.letters_of(work, case_id)
    if not listed:
        raise Refused("这一件还没有落实情况复函", "请先起草：followup 办件 --start")
    return listed[-1]


def _values(given: dict[str, object]) -> dict[str, object]:
    known = {name: field for row in FOLLOWUP_FIELDS for field in row for name in (field.key, field.label)}
    values: dict[str, object] = {}
    for text in given["texts"] if isinstance(given["texts"], tuple) else ():
        name, equals, value = text.partition("=")
        if not equals or name.strip() not in known:
            labels = "、".join(field.label for row in FOLLOWUP_FIELDS for field in row)
            raise Refused(f"落实情况复函没有“{text}”这一项", f"请写成 项目=内容，项目有：{labels}")
        values[known[name.strip()].key] = known[name.strip()].read(value)
    if isinstance(given["source"], Path):
        values["body"] = read_text(given["source"]).strip()
    elif given["body"]:
        values["body"] = str(given["body"]).strip()
    return values
