"""Verbs on a case's records: archive, contact, pre-reply, opinion."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date
from pathlib import Path

import click

from desktop.cli.arguments import FILE, Verb
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
from desktop.cli.reply_verbs import read_text
from desktop.domain.case.field import read_names
from desktop.domain.records.co_opinion import CoOpinion, Position
from desktop.domain.records.contact import ContactPhase, ContactWay
from desktop.domain.records.pre_reply import DraftAnswer
from desktop.domain.words.dates import iso_date
from desktop.services.cases.cases import find_case
from desktop.services.handling import contacts, opinions, pre_replies
from desktop.services.handling.archive import check_archive
from desktop.services.office.workplace import Workplace


@click.command("archive", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@json_option
@pass_cli_context
def archive_verb(context: CliContext, case: str, as_json: bool) -> int:
    """核对归档材料：卷内有什么、缺什么、保管多久；缺材料时退出码为 1。

    例：
      chengban archive 085
    """
    with context.work(read_only=True) as work:
        found = check_archive(work, find_case(work, case).id)
    lines = [{"part": str(line.part), "label": line.part.label, "present": line.present, "needed": line.needed,
              "detail": line.detail} for line in found.lines]  # fmt: skip
    value = {
        "folder": found.folder,
        "retention": found.retention.label,
        "lines": lines,
        "missing": [str(p) for p in found.missing],
    }
    texts = [
        f"{'√' if line.present else '缺'}　{line.part.label}　{line.detail}".rstrip() for line in found.lines
    ]
    show(
        as_json,
        value,
        [found.folder, f"保管期限：{found.retention.label}（请按本单位保管期限表核对）", *texts],
    )
    return int(bool(found.missing))


@click.command("contact", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@click.argument("way", required=False, metavar="[方式]")
@click.option("--day", metavar="日期", help="不写就是今天")
@click.option("--phase", metavar="阶段", help="办前、办中、办后；不写就按办理状态")
@click.option("--people", default="", metavar="姓名", help="本单位参加的人")
@click.option("--with", "their_people", default="", metavar="姓名", help="提案方参加的人；不写就是第一提案人")
@click.option("--leader", is_flag=True, help="分管领导参加")
@click.option("--place", "where", default="", metavar="地点", help="在哪里")
@click.option("--points", default="", metavar="文字", help="谈了什么；免予沟通时写原因")
@click.option("--promises", "promised", default="", metavar="文字", help="当场答应了什么")
@click.option("--attitude", default="", metavar="文字", help="提案方的态度")
@click.option("--by", "approved_by", default="", metavar="姓名", help="同意免予沟通的领导，当地要求时写")
@json_option
@pass_cli_context
def contact_verb(
    context: CliContext, /, case: str, way: str | None, as_json: bool, **given: str | bool | None
) -> None:
    """登记一次沟通；不写方式就列出已有的。

    方式：走访、座谈、现场调研、邀请来访、电话、视频、微信或短信、书面、免予沟通。

    例：
      chengban contact 085 走访 --points 看了预约系统
      chengban contact 085 免予沟通 --points 委员本人提出不需要走访
    """
    with context.work(read_only=way is None) as work:
        found = find_case(work, case)
        if way is not None:
            print_message(f"#{found.id} 已登记：{_contact(work, found.id, way, given)}")
        listed = contacts.contacts_of(work, found.id)
    show(
        as_json,
        plain(listed),
        [f"{c.label}  {'、'.join(c.their_people)}  {c.points}".rstrip() for c in listed],
    )


def _contact(work: Workplace, case_id: int, way: str, given: dict[str, str | bool | None]) -> str:
    texts = {key: str(value or "") for key, value in given.items()}
    contact = contacts.record_contact(
        work,
        case_id,
        parse_choice(ContactWay, way, "沟通方式"),
        day=parse_day(texts["day"]),
        phase=parse_choice(ContactPhase, texts["phase"], "沟通阶段") if texts["phase"] else None,
        our_people=read_names(texts["people"]),
        their_people=read_names(texts["their_people"]),
        leader_joined=bool(given["leader"]),
        place=texts["where"],
        points=texts["points"],
        promises=texts["promised"],
        attitude=texts["attitude"],
        approved_by=texts["approved_by"],
    )
    return contact.label


@click.command("pre-reply", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@click.argument("answer", required=False, metavar="[意见]")
@click.option("--show", "shows", is_flag=True, help="登记答复稿已送提案者看")
@click.option("--proposer", default="", metavar="姓名", help="哪一位；不写就是第一提案人")
@click.option("--way", default="", metavar="方式", help="怎样送看；不写就是微信或短信")
@click.option("--words", default="", metavar="文字", help="提案者的原话；有意见的必须写")
@click.option("--settled", default="", metavar="文字", help="有意见的怎样处理：改了什么，或为什么不改")
@click.option("--day", metavar="日期", help="送看或答复的日期；不写就是今天")
@json_option
@pass_cli_context
def pre_reply_verb(context: CliContext, /, case: str, as_json: bool, **given: str | bool | None) -> None:
    """预答复：正式寄出以前，答复稿先送提案者看，记下同意还是有意见；什么都不写就列出已有的。

    意见：同意、有意见。送看和意见可以一次登记，也可以分两次。

    例：
      chengban pre-reply 085 --show --way 走访
      chengban pre-reply 085 有意见 --words 请写明完成的月份
      chengban pre-reply 085 --settled 第二稿已写明十月底前
    """
    lists = not (given["shows"] or given["answer"] or given["settled"])
    with context.work(read_only=lists) as work:
        found = find_case(work, case)
        with nullcontext() if lists else work.store.writing():
            _record_pre_reply(work, found.id, given)
        listed = pre_replies.pre_replies_of(work, found.id)
    lines = [
        f"{one.id}  {one.shown_at}  {one.proposer}  第 {one.draft} 稿  {one.state}  {one.words}"
        for one in listed
    ]
    show(as_json, plain(listed), [line.rstrip() for line in lines], "还没有预答复的登记（--show 登记送看）")


def _record_pre_reply(work: Workplace, case_id: int, given: dict[str, str | bool | None]) -> None:
    texts = {key: str(value or "") for key, value in given.items()}
    said = parse_choice(DraftAnswer, texts["answer"], "意见") if texts["answer"] else DraftAnswer.OPEN
    proposer, day = texts["proposer"], parse_day(texts["day"])
    if given["shows"]:
        how = parse_choice(ContactWay, texts["way"], "方式") if texts["way"] else ContactWay.MESSAGE
        shown = pre_replies.show_draft(
            work, case_id, proposer, way=how, day=day, answer=said, words=texts["words"]
        )
        print_message(f"#{case_id} 已登记：第 {shown.draft} 稿送{shown.proposer}看")
    elif said:
        known = pre_replies.last_shown_to(work, case_id, proposer)
        pre_replies.answer_draft(work, known.id, said, texts["words"], day=day)
    if texts["settled"]:
        known = pre_replies.last_shown_to(work, case_id, proposer)
        pre_replies.settle_wish(work, known.id, texts["settled"])


@click.command("opinion", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@click.argument("unit", required=False, metavar="[会办单位]")
@click.option("--ask", is_flag=True, help="登记已发函征求意见；不写单位就是全部未发的")
@click.option("--due", metavar="日期", help="请对方何时回复；不写就按规则算")
@click.option("--chase", metavar="文字", help="登记一次催办")
@click.option("--text", metavar="文字", help="收到的意见")
@click.option("--file", type=FILE, metavar="文件", help="收到的意见，从文本文件读；- 是标准输入")
@click.option("--position", default="", metavar="态度", help="同意、部分同意、不属职责")
@click.option("--day", metavar="日期", help="发函、催办或收到的日期；不写就是今天")
@click.option("--merge", metavar="小节", help="并入答复的这一节")
@json_option
@pass_cli_context
def opinion_verb(
    context: CliContext, /, case: str, unit: str | None, ask: bool, chase: str | None, merge: str | None, as_json: bool,
    **given: str | Path | None,
) -> None:  # fmt: skip
    """会办意见：征求、催办、收到、并入答复；什么也不写就列出各单位的情况。

    例：
      chengban opinion 085 --ask
      chengban opinion 085 区文旅局 --chase 电话催办
      chengban opinion 085 区文旅局 --text 同意延时开放。 --merge 对建议的答复
    """
    wanted = str(given["text"] or "") or (read_text(Path(str(given["file"]))) if given["file"] else "")
    acts = ask or chase is not None or bool(wanted) or merge is not None
    if acts and not unit and not ask:
        raise click.UsageError("请写明是哪个会办单位", click.get_current_context())
    with context.work(read_only=not acts) as work, work.store.writing() if acts else nullcontext():
        found = find_case(work, case)
        day = parse_day(_text(given["day"]))
        if ask:
            opinions.ask_opinions(
                work, found.id, (unit,) if unit else (), asked_at=day, due_at=parse_day(_text(given["due"]))
            )
        if chase is not None:
            opinions.chase(work, found.id, unit or "", note=chase, day=day)
        if wanted:
            position = parse_choice(Position, _text(given["position"]), "态度")
            opinions.receive_opinion(work, found.id, unit or "", wanted, received_at=day, position=position)
        if merge is not None:
            opinions.merge_opinion(work, found.id, unit or "", merge)
        listed = opinions.opinions_of(work, found.id)
        lines = [_opinion_line(opinion, work.today) for opinion in listed]
        states = [str(opinion.state(work.today)) for opinion in listed]
    show(
        as_json,
        [{"unit": o.unit, "state": state, **_days(o)} for o, state in zip(listed, states, strict=True)],
        lines,
    )


def _opinion_line(opinion: CoOpinion, today: date) -> str:
    due = f"  {iso_date(opinion.due_at)} 前" if opinion.due_at and opinion.is_awaited else ""
    return f"{opinion.unit}  {opinion.state(today).label}{due}  {opinion.position.label}".rstrip()


def _days(opinion: CoOpinion) -> dict[str, object]:
    """All fields of an opinion except its unit, for JSON."""
    names = ("asked_at", "due_at", "received_at", "position", "text", "merged_into")
    return {name: plain(getattr(opinion, name)) for name in names}


def _text(value: str | Path | None) -> str:
    return str(value or "")
