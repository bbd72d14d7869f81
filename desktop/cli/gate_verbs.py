"""Verbs about what is missing and who looked: ready, waive, consent, review, examine."""

from __future__ import annotations

import click

from desktop.cli.arguments import ROW, Verb
from desktop.cli.case_json import examined_json, plain
from desktop.cli.case_verbs import status_of
from desktop.cli.context import (
    CliContext,
    json_option,
    parse_choice,
    parse_day,
    pass_cli_context,
    print_message,
    show,
)
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.gates.readiness import Finding
from desktop.domain.records.review import ReviewStage, Verdict
from desktop.domain.rules.locality import SignerLevel
from desktop.services.cases.cases import find_case, get_case
from desktop.services.gates.readiness import readiness
from desktop.services.handling import examinations, reviews, waivers


@click.command("ready", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@click.option("--for", "end", default="", metavar="状态", help="看到这个状态为止；不写就是下一道关口")
@json_option
@pass_cli_context
def ready_verb(context: CliContext, case: str, end: str, as_json: bool) -> int:
    """还差什么：缺什么、依据哪一条、怎么补、谁可以免过；还有必须补的，退出码为 1。

    例：
      chengban ready 085
      chengban ready 085 --for 已答复
    """
    with context.work(read_only=True) as work:
        findings = readiness(work, find_case(work, case), status_of(end) if end else None)
    show(as_json, [_object(found) for found in findings], map(_line, findings))
    return int(any(found.must for found in findings))


def item_of(found: Finding) -> str:
    """The name of a finding on the command line: 「ask:1」「contact」, of a merged case 「086/contact」."""
    return (f"{found.number}/" if found.of else "") + _name(found.need, found.key)


def _object(found: Finding) -> dict[str, object]:
    return {
        "must": found.must,
        "words": found.words,
        "basis": found.basis,
        "item": item_of(found),
        "step": found.step.label,
        "remedy": found.remedy,
        "waiver": plain(found.passing),
        "passed": found.passed,
        "case": found.of or None,
    }


def _line(found: Finding) -> str:
    mark = "已免" if found.passed else "必须" if found.must else "提示"
    basis = f"（{found.basis}）" if found.basis else ""
    lines = [f"{mark}　{found.words}{basis}" + (f"　{found.passed}" if found.passed else "")]
    if found.must:
        lines += [f"　　　{found.step.label}前：{found.remedy}"]
        lines += [f"　　　{found.passing.label}（waive {item_of(found)}）"] if found.passing else []
    return "\n".join(lines)


@click.command("waive", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@click.argument("item", required=False, metavar="[项目]")
@click.option("--reason", default="", metavar="文字", help="为什么可以免过")
@click.option("--by", default="", metavar="姓名", help="同意的领导")
@click.option("--back", is_flag=True, help="撤回这一项的免过")
@json_option
@pass_cli_context
def waive_verb(
    context: CliContext, case: str, item: str | None, reason: str, by: str, back: bool, as_json: bool
) -> None:
    """免过还差的一项，记下谁、为什么；不写项目就列出已经免过的。项目照 ready 列出的写。

    例：
      chengban waive 085 ask:2 --reason 第二条属市级事权，已当面说明
      chengban waive 085 signer --reason 主要领导在外，授权周主任签发 --by 陈主任
    """
    with context.work(read_only=item is None) as work:
        found = find_case(work, case)
        if item is not None and back:
            taken = [
                one
                for one in waivers.waivers_of(work, found.id)
                if item in {str(one.id), _name(one.need, one.key)}
            ]
            if not taken:
                raise Refused(f"没有免过“{item}”", "不写项目就列出已经免过的")
            waivers.take_back_waiver(work, taken[-1].id)
        elif item is not None:
            finding = _named(readiness(work, found, Status.ARCHIVED), item)
            waivers.pass_finding(
                work, finding.of or found.id, finding.need, finding.key, reason, approved_by=by
            )
            print_message(f"#{finding.of or found.id} 已登记免过：{finding.words}")
        listed = waivers.waivers_of(work, found.id)
    lines = [
        f"{_name(one.need, one.key)}  {one.day}  {one.who}  {waivers.waiver_words(one)}" for one in listed
    ]
    show(as_json, plain(listed), lines)


def _name(need: str, key: str) -> str:
    return f"{need}:{key}" if key else need


def _named(found: tuple[Finding, ...], item: str) -> Finding:
    """The finding of that name; the beginning of a name will do if it fits only one."""
    musts = [one for one in found if one.must]
    fitting = [one for one in musts if item_of(one) == item] or [
        one for one in musts if item_of(one).startswith(item)
    ]
    if len(fitting) != 1:
        raise Refused(
            f"还差的各项里没有“{item}”", f"可以写：{'、'.join(item_of(one) for one in musts if one.passing)}"
        )
    return fitting[0]


@click.command("consent", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@click.argument("words", required=False, metavar="[原话]")
@click.option("--proposer", default="", metavar="姓名", help="哪一位；只有一位不满意时可以不写")
@click.option("--day", metavar="日期", help="哪一天；不写就是今天")
@json_option
@pass_cli_context
def consent_verb(
    context: CliContext, case: str, words: str | None, proposer: str, day: str | None, as_json: bool
) -> None:
    """不满意的提案者同意办结：记下日期和原话；不写原话就列出已有的。

    例：
      chengban consent 085 理解目前的条件，同意办结 --day 2026-05-20
    """
    with context.work(read_only=words is None) as work:
        found = find_case(work, case)
        if words is not None:
            waivers.record_consent(work, found.id, words, proposer, day=parse_day(day))
        listed = waivers.consents_of(work, found.id)
    show(as_json, plain(listed), [f"{one.proposer}  {one.day}  {one.words}" for one in listed])


@click.command("review", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@click.argument("stage", required=False, metavar="[环节]")
@click.option("--by", default="", metavar="姓名", help="审稿人或签发人")
@click.option("--back", "remark", metavar="修改意见", help="退改；不写就是同意")
@click.option("--level", default="", metavar="职级", help="签发人是分管领导还是主要领导；不写就是分管领导")
@click.option("--day", metavar="日期", help="哪一天审的；不写就是今天")
@click.option("--no-move", is_flag=True, help="只登记，不流转")
@json_option
@pass_cli_context
def review_verb(
    context: CliContext,
    case: str,
    stage: str | None,
    by: str,
    remark: str | None,
    level: str,
    day: str | None,
    no_move: bool,
    as_json: bool,
) -> None:
    """登记核稿、会签、签发，并流转：同意的送下一环节，退改的退回拟稿；不写环节就列出已有的。

    环节：科室核稿、办公室核稿、会签、签发。

    例：
      chengban review 085 科室核稿 --by 王科长 --back 补上完成时间
      chengban review 085 签发 --by 陈主任 --level 主要领导
    """
    with context.work(read_only=stage is None) as work:
        found = find_case(work, case)
        if stage is not None:
            known = parse_choice(ReviewStage, stage, "环节")
            moved = reviews.finish_review(
                work,
                found.id,
                known,
                by,
                Verdict.PASSED if remark is None else Verdict.CHANGES,
                remark or "",
                day=parse_day(day),
                level=parse_choice(SignerLevel, level, "职级") if level else None,
                move=not no_move,
            )
            print_message(f"#{found.id} 已登记{known.label}，现在是“{moved.status.label}”")
        listed = reviews.reviews_of(work, found.id)
    lines = [
        f"{one.day}  {one.stage.label}  {one.reviewer}  {one.verdict.label}  {one.remark}".rstrip()
        for one in listed
    ]
    show(as_json, plain(listed), lines)


@click.command("examine", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@click.option(
    "--by", "examiner", default="", metavar="单位或姓名", help="谁审查的，如区政府督查室；写了就登记一次审查"
)
@click.option(
    "--return", "returned", multiple=True, metavar="要点=原因", help="退回的要点，可以写几次；没写的都算通过"
)
@click.option("--remark", default="", metavar="文字", help="总的意见")
@click.option("--day", metavar="日期", help="审查的日期；不写就是今天")
@click.option("--no-move", is_flag=True, help="只登记，不退回拟稿")
@click.option("--remove", "number", type=ROW, metavar="序号", help="撤回登错的一次")
@click.option("--why", default="", metavar="文字", help="为什么撤回")
@json_option
@pass_cli_context
def examine_verb(
    context: CliContext, case: str, examiner: str, returned: tuple[str, ...], remark: str, day: str | None,
    no_move: bool, number: int | None, why: str, as_json: bool,
) -> None:  # fmt: skip
    """答复审查：交办单位、督查室逐项审查答复；退回的写原因，办件回到拟稿。不写审查人就列出要点和已有的。

    例：
      chengban examine 085 --by 区政府督查室
      chengban examine 085 --by 区政府督查室 --return 逐条答复=第二条没有答复 --return 公开合规=缺附注
    """
    with context.work(read_only=not (examiner or number)) as work:
        found = find_case(work, case)
        if number:
            examinations.remove_examination(work, number, why)
        if examiner:
            one = examinations.record_examination(
                work, found.id, examiner, dict(map(_parted, returned)), remark=remark, day=parse_day(day),
                move=not no_move,
            )  # fmt: skip
            status = get_case(work, found.id).status.label
            print_message(f"#{found.id} 已登记答复审查：{one.verdict}，现在是“{status}”")
        listed = examinations.examinations_of(work, found.id)
        points = examinations.examination_points(work, found)
    lines = [
        f"{one.examination.id}  {one.examination.day}  {one.examination.examiner}  {one.verdict}  {one.reasons}".rstrip()
        for one in listed
    ]
    usual = [f"要点　{point.label}　{point.what}".rstrip() for point in points] if not listed else []
    show(as_json, [examined_json(one) for one in listed], [*usual, *lines])


def _parted(text: str) -> tuple[str, str]:
    name, equals, reason = text.partition("=")
    if not equals:
        raise Refused(f"“{text}”不是“要点=原因”", "请写成 逐条答复=第二条没有答复 这样")
    return name.strip(), reason.strip()
