"""Verbs on output: forms, entries for online systems, print sets, preflight and layout proof."""

from __future__ import annotations

from pathlib import Path

import click

from desktop.cli.arguments import FILE, Verb
from desktop.cli.context import CliContext, json_option, pass_cli_context, print_message, show, show_json
from desktop.domain.errors import Refused
from desktop.domain.forms.form_template import FormKind
from desktop.services.cases.cases import find_case
from desktop.services.office.workplace import Workplace
from desktop.services.paper.assessment_pack import AssessmentPack, PackRequest
from desktop.services.paper.forms import export_form
from desktop.services.paper.portal_card import PortalCard, portal_card
from desktop.services.paper.preflight import preflight
from desktop.services.paper.print_sets import (
    EVERYTHING,
    WITH_EVERY_LETTER,
    SetReport,
    write_one_pdf,
    write_sets,
)
from desktop.services.paper.printables import PRINTABLE
from desktop.services.paper.proof import Proof, proof_case, proof_file, proof_sheet
from desktop.services.paper.sheet_files import Printout, write_printouts

FINDINGS = 1


@click.command("form", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@click.argument("form", metavar="表单")
@click.argument("out", type=FILE, metavar="文件")
@pass_cli_context
def form_verb(context: CliContext, case: str, form: str, out: Path) -> None:
    """把一种表单填好，写成 .docx 或 .pdf；给几个人就有几张。

    表单可以写：征询意见表、发文稿纸、公开同步审查表、会办意见征求函、催办函、退办申请函、办理过程表、信封、地址标签、归档封面、卷内目录、
    落实情况登记表。

    例：
      chengban form 085 征询意见表 征询意见表.docx
      chengban form 085 发文稿纸 发文稿纸.pdf
    """
    painting = context.prepare_painting() if out.suffix.lower() == ".pdf" else None
    with context.work() as work:
        report = export_form(work, find_case(work, case).id, form, out)
    for warning in report.warnings:
        print_message(warning)
    if report.missing:
        print_message(f"留空手填：{'、'.join(report.missing)}")
    click.echo(report.path)
    del painting  # Qt's application must exist until here


@click.command("portal", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@click.option(
    "--portal", "portal", default="", metavar="系统", help="填哪个系统，写名字或 id；不写就是最合适的一个"
)
@json_option
@pass_cli_context
def portal_verb(context: CliContext, case: str, portal: str, as_json: bool) -> None:
    """填报：按网上系统的次序列出每一项填什么；正文超过字数上限的分成几段。程序不联网，请复制过去。

    例：
      chengban portal 085
      chengban portal 085 --portal 通用政协提案系统 --json
    """
    with context.work(read_only=True) as work:
        card = portal_card(work, find_case(work, case).id, portal)
    show(as_json, _card_json(card), (f"{row.label}\t{row.text}" for row in card.rows))
    if card.missing:
        print_message(f"还没有填：{'、'.join(card.missing)}")


def _card_json(card: PortalCard) -> dict[str, object]:
    items = [
        {
            "name": entry.item.name,
            "value": entry.value,
            "pieces": list(entry.pieces),
            "limit": entry.item.limit,
            "missing": entry.is_missing,
            "hint": entry.item.hint,
            "copied": [row.state for row in card.rows if row.item is entry.item and row.text],
        }
        for entry in card.entries
    ]
    portals = [{"id": one.id, "name": one.name} for one in card.choices]
    return {
        "case_id": card.case.id,
        "number": card.case.number,
        "portal": card.portal.id,
        "portals": portals,
        "items": items,
    }


@click.command("print-set", cls=Verb, options_metavar="[选项]")
@click.argument("cases", nargs=-1, required=True, metavar="办件…")
@click.argument("out", type=FILE, metavar="文件夹")
@click.option("--with", "more", multiple=True, metavar="表单", help="再加一种表单；可以写多次")
@click.option("--everything", is_flag=True, help="连同发文稿纸、公开同步审查表、过程表、归档封面和目录")
@click.option("--one-pdf", is_flag=True, help="全部办件合成一个 PDF，文件夹处写 PDF 的文件名")
@click.option("--no-docx", is_flag=True, help="只要 PDF")
@json_option
@pass_cli_context
def print_set_verb(
    context: CliContext, cases: tuple[str, ...], out: Path, more: tuple[str, ...], everything: bool, one_pdf: bool,
    no_docx: bool, as_json: bool,
) -> int:  # fmt: skip
    """整套打印：按收件人理好，每人一份答复和征询意见表，信封在最后；每件一个 PDF，另有 .docx。

    例：
      chengban print-set 085 086 087 打印
      chengban print-set 085 打印 --everything
      chengban print-set 085 086 全部.pdf --one-pdf
    """
    painting = context.prepare_painting()
    kinds = (*(EVERYTHING if everything else WITH_EVERY_LETTER), *map(_kind, more))
    with context.work() as work:
        ids = [find_case(work, case).id for case in cases]
        reports = (
            _one_pdf(work, ids, out, kinds)
            if one_pdf
            else list(write_sets(work, ids, out, kinds, docx=not no_docx))
        )
    for report in reports:
        for warning in (report.left_out, *report.warnings):
            if warning:
                print_message(f"#{report.case_id} {warning}")
    files = [str(file) for report in reports for file in report.files] or [str(out)]
    show(as_json, [_report_json(report) for report in reports], files)
    del painting  # Qt's application must exist until here
    return FINDINGS if any(report.left_out for report in reports) else 0


def _kind(word: str) -> FormKind:
    for kind in PRINTABLE:
        if word.strip() in {kind, kind.label}:
            return kind
    raise Refused(f"没有表单“{word}”", f"可以写：{'、'.join(kind.label for kind in PRINTABLE)}")


def _one_pdf(work: Workplace, ids: list[int], out: Path, kinds: tuple[FormKind, ...]) -> list[SetReport]:
    reports: list[SetReport] = []

    def on_progress(report: SetReport) -> bool:
        reports.append(report)
        return True

    write_one_pdf(work, ids, out, kinds, on_progress=on_progress)
    return reports


def _report_json(report: SetReport) -> dict[str, object]:
    return {
        "case_id": report.case_id,
        "number": report.number,
        "items": report.items,
        "pages": report.pages,
        "files": [str(file) for file in report.files],
        "left_out": report.left_out,
    }


@click.command("preflight", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@click.option("--layout", metavar="版式", help="版式的英文名，如 gbt9704；不写就用答复的版式")
@click.option("--mono", is_flag=True, help="用黑白打印机")
@json_option
@pass_cli_context
def preflight_verb(context: CliContext, case: str, layout: str | None, mono: bool, as_json: bool) -> int:
    """打印前检查：缺的内容、没填的空、字体、缺字、颜色、页面。有必须改的，退出码为 1。

    例：
      chengban preflight 085 --mono
    """
    painting = context.prepare_painting()
    with context.work() as work:
        report = preflight(work, find_case(work, case).id, layout, mono=mono)
    found = [
        {"weight": f.weight, "rule_id": f.rule_id, "reason": f.reason, "clause": f.clause, "place": f.place, "page": f.page}
        for f in report.findings
    ]  # fmt: skip
    lines = [f"{finding.weight.label}\t{finding.label}" for finding in report.findings]
    lines.append(f"共 {report.pages} 页，双面打印 {report.sheets_duplex} 张")
    show(as_json, {"pages": report.pages, "sheets": report.sheets_duplex, "findings": found}, lines)
    del painting  # Qt's application must exist until here
    return 0 if report.is_clear else FINDINGS


@click.command("proof", cls=Verb, options_metavar="[选项]")
@click.argument("target", metavar="办件或文件")
@click.option("--layout", metavar="版式", help="对照的版式；文件不写就对照国标版心")
@click.option("--sheet", type=FILE, metavar="文件", help="另存一张自检单（.docx 或 .pdf）")
@json_option
@pass_cli_context
def proof_verb(
    context: CliContext, target: str, layout: str | None, sheet: Path | None, as_json: bool
) -> int:
    """版面自检：实测每行字数、每页行数、页边、字体、页码，同标准条款对照。有不符的，退出码为 1。

    例：
      chengban proof 085
      chengban proof 答复.docx --sheet 自检单.pdf
    """
    painting = context.prepare_painting()
    with context.work() as work:
        file = Path(target)
        if file.suffix.lower() == ".docx":
            proof = proof_file(work, file, layout)
        else:
            proof = proof_case(work, find_case(work, target).id, layout)
        if sheet is not None:
            printed = proof_sheet(work, proof, work.today)
            write_printouts([Printout(printed.document, printed.layout)], sheet, work.now())
    _show_proof(proof, as_json=as_json)
    del painting  # Qt's application must exist until here
    return FINDINGS if proof.wrong else 0


def _show_proof(proof: Proof, *, as_json: bool) -> None:
    if as_json:
        lines = [
            {"what": o.what, "found": o.found, "wanted": o.wanted, "clause": o.clause, "ok": o.ok}
            for o in proof.lines
        ]
        show_json({"subject": proof.subject, "layout": proof.layout, "lines": lines})
        return
    for line in proof.lines:
        click.echo(
            f"{'符合' if line.ok else '不符'}\t{line.what}\t{line.found}\t{line.wanted}\t{line.clause}"
        )
    print_message(proof.summary)


@click.command("assessment", cls=Verb, options_metavar="[选项]")
@click.argument("cases", nargs=-1, required=True, metavar="办件…")
@click.argument("out", type=FILE, metavar="文件.zip")
@click.option("--whole", is_flag=True, help="不删联系方式等内容，只供本单位内部评估")
@click.option("--hide-names", is_flag=True, help="提案者姓名写成 刘×× 这样")
@pass_cli_context
def assessment_verb(
    context: CliContext, cases: tuple[str, ...], out: Path, whole: bool, hide_names: bool
) -> int:
    """第三方评估材料：每件的答复、沟通记录、征询意见、办理过程表，打成一个 .zip，附材料目录。

    按公开版的规则删去联系方式、证件号码、住址等；还没有答复的不收入，退出码为 1。

    例：
      chengban assessment 085 086 评估材料.zip
    """
    painting = context.prepare_painting()
    with context.work() as work:
        pack = AssessmentPack(work, out, PackRequest(whole, hide_names))
        for case_id in _ids(work, cases):
            pack.add(case_id)
        packed = pack.write()
    for one in packed:
        if words := one.left_out or one.removed_words:
            print_message(f"{one.name}：{words}")
    click.echo(out)
    del painting  # Qt's application must exist until here
    return int(any(one.left_out for one in packed))


def _ids(work: Workplace, cases: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(find_case(work, case).id for case in cases))
