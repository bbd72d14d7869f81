"""Verbs on a reply: write, move, export."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from desktop.cli.arguments import FILE, Verb
from desktop.cli.case_verbs import status_of
from desktop.cli.context import CliContext, parse_day, pass_cli_context, print_message
from desktop.domain.errors import FileProblem
from desktop.domain.redaction.redaction import Removal
from desktop.domain.words.lengths import characters
from desktop.services.cases.cases import find_case
from desktop.services.handling.progress import move_case
from desktop.services.paper.exporting import export_public, export_reply
from desktop.services.paper.public_copy import RedactionRequest, public_copy
from desktop.services.writing.drafting import write_section


@click.command("write", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@click.argument("section", metavar="小节")
@click.option("--text", metavar="文字", help="这一节的全部文字，段落之间换行")
@click.option("--file", "file", type=FILE, metavar="文件", help="从文本文件读；- 是标准输入")
@click.option("--reason", default="", metavar="文字", help="更正已经发出的答复，写明原因")
@pass_cli_context
def write_verb(
    context: CliContext, case: str, section: str, text: str | None, file: Path | None, reason: str
) -> None:
    """写答复的一节；小节可以写名称、英文名或第几节。还没有答复就先按模板建好。

    已签发的先退回待签发（move 085 待签发 --note 原因）；已答复的写明原因可以更正，发出的那一稿会留着；已归档的不能改。

    例：
      chengban write 085 开头 --text 您提出的提案收悉。
      chengban write 085 answer --file 答复.txt
    """
    if (text is None) == (file is None):
        raise click.UsageError("--text 和 --file 要写其中一个", click.get_current_context())
    words = text if text is not None else read_text(file or Path("-"))
    with context.work() as work:
        found = find_case(work, case)
        write_section(work, found.id, section, words, why=reason)
    print_message(f"#{found.id} 已保存“{section}”，{characters(words)} 字")


@click.command("move", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@click.argument("status", metavar="状态")
@click.option("--note", default="", metavar="文字", help="备注；退回、跳转要写明原因")
@click.option("--day", metavar="日期", help="实际办理的日期；不写就是今天")
@pass_cli_context
def move_verb(context: CliContext, case: str, status: str, note: str, day: str | None) -> None:
    """流转到一个状态；不按通常次序的，写明原因就可以跳转。

    状态写中文名，如 已签收、拟稿、办公室核稿、已签发、已答复、办结；去不了的，会列出通常可以去的。

    例：
      chengban move 085 科室核稿
      chengban move 085 已签发 --note 周主任当面签发
      chengban move 085 已签收 --day 2026-02-25
    """
    to = status_of(status)
    with context.work() as work:
        found = find_case(work, case)
        moved = move_case(work, found.id, to, note, jump=bool(note.strip()), day=parse_day(day))
    print_message(f"#{moved.id} {found.status.label} → {moved.status.label}")


@click.command("export", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@click.argument("out", type=FILE, metavar="文件")
@click.option("--layout", metavar="版式", help="版式的英文名，如 gbt9704；不写就用答复的版式")
@click.option("--public", is_flag=True, help="公开版：删去联系方式、证件号码等，逐处列出")
@click.option("--yes", "all_confirmed", is_flag=True, help="公开版：列出的各处都确认删除")
@click.option("--keep", multiple=True, metavar="记号", help="公开版：这一处保留；可以写多次")
@click.option("--remove", multiple=True, metavar="记号", help="公开版：这一处确认删除；可以写多次")
@click.option("--hide-names", is_flag=True, help="公开版：提案者姓名印成 刘××")
@pass_cli_context
def export_verb(
    context: CliContext, case: str, out: Path, layout: str | None, public: bool, all_confirmed: bool,
    keep: tuple[str, ...], remove: tuple[str, ...], hide_names: bool,
) -> None:  # fmt: skip
    """把答复导出成 .docx、.pdf 或 .txt。

    公开版先列出要删去的每一处；要请人定夺的，用 --yes、--remove 或 --keep 说定了才写文件。

    例：
      chengban export 085 答复.docx
      chengban export 085 答复.docx --layout gbt9704
      chengban export 085 公开版.docx --public --keep address-3f2a1c
    """
    request = RedactionRequest(frozenset(keep), frozenset(remove), all_confirmed, hide_names)
    painting = context.prepare_painting() if out.suffix.lower() == ".pdf" else None
    with context.work() as work:
        found = find_case(work, case).id
        if public:
            print_removals(public_copy(work, found, layout, request).removals, request)
            report = export_public(work, found, out, layout, request)
        else:
            report = export_reply(work, found, out, layout)
    for warning in report.warnings:
        print_message(warning)
    if report.missing:
        print_message(f"还没有填：{'、'.join(report.missing)}")
    click.echo(report.path)
    del painting  # Qt's application must exist until here


def print_removals(removals: tuple[Removal, ...], request: RedactionRequest) -> None:
    """Print what was found for a public copy, one line each: action, key, place, before and after."""
    for removal in removals:
        happens = "保留" if removal.key in request.kept else removal.action.label
        print_message(f"{happens}\t{removal.key}\t{removal.label}")


def read_text(file: Path) -> str:
    """The text of a file, or of standard input for `-`; read as GB 18030 if it is not UTF-8. Raises FileProblem."""
    if str(file) == "-":
        if sys.stdin is None:  # closed by the calling program
            raise FileProblem("标准输入没有打开", "请写上文件名")
        return sys.stdin.buffer.read().decode("utf-8-sig", "replace")
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return file.read_bytes().decode("gb18030", "replace")
    except OSError as fault:
        raise FileProblem(f"文件“{file.name}”打不开", "请核对文件的位置") from fault
