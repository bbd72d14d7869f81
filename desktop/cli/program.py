"""The command line 「命令行」: every verb of the program without a window.

Exit codes: 0 done, 1 refused or findings, 2 wrong usage.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import click

from desktop.cli.arguments import VerbGroup, in_brief, refuse_broken_text, usage_words
from desktop.cli.context import CliContext
from desktop.domain.errors import DeskError

REFUSED, USAGE = 1, 2
_VERBS = {
    "import": ("desktop.cli.intake_verbs", "import_verb"),
    "undo-import": ("desktop.cli.intake_verbs", "undo_import_verb"),
    "parse": ("desktop.cli.intake_verbs", "parse_verb"),
    "list": ("desktop.cli.case_verbs", "list_verb"),
    "show": ("desktop.cli.case_verbs", "show_verb"),
    "new": ("desktop.cli.case_verbs", "new_verb"),
    "set": ("desktop.cli.case_verbs", "set_verb"),
    "delete": ("desktop.cli.case_verbs", "delete_verb"),
    "bin": ("desktop.cli.case_verbs", "bin_verb"),
    "write": ("desktop.cli.reply_verbs", "write_verb"),
    "move": ("desktop.cli.reply_verbs", "move_verb"),
    "export": ("desktop.cli.reply_verbs", "export_verb"),
    "form": ("desktop.cli.print_verbs", "form_verb"),
    "portal": ("desktop.cli.print_verbs", "portal_verb"),
    "print-set": ("desktop.cli.print_verbs", "print_set_verb"),
    "preflight": ("desktop.cli.print_verbs", "preflight_verb"),
    "proof": ("desktop.cli.print_verbs", "proof_verb"),
    "contact": ("desktop.cli.handling_verbs", "contact_verb"),
    "pre-reply": ("desktop.cli.handling_verbs", "pre_reply_verb"),
    "opinion": ("desktop.cli.handling_verbs", "opinion_verb"),
    "merge": ("desktop.cli.followup_verbs", "merge_verb"),
    "disclose": ("desktop.cli.followup_verbs", "disclose_verb"),
    "feedback": ("desktop.cli.followup_verbs", "feedback_verb"),
    "promise": ("desktop.cli.promise_verbs", "promise_verb"),
    "followup": ("desktop.cli.promise_verbs", "followup_verb"),
    "due": ("desktop.cli.clock_verbs", "due_verb"),
    "extend": ("desktop.cli.clock_verbs", "extend_verb"),
    "pause": ("desktop.cli.clock_verbs", "pause_verb"),
    "resume": ("desktop.cli.clock_verbs", "resume_verb"),
    "rules": ("desktop.cli.rule_verbs", "rules_verb"),
    "records": ("desktop.cli.record_verbs", "records_verb"),
    "amend": ("desktop.cli.record_verbs", "amend_verb"),
    "retract": ("desktop.cli.record_verbs", "retract_verb"),
    "undo": ("desktop.cli.clock_verbs", "undo_verb"),
    "ready": ("desktop.cli.gate_verbs", "ready_verb"),
    "review": ("desktop.cli.gate_verbs", "review_verb"),
    "examine": ("desktop.cli.gate_verbs", "examine_verb"),
    "assessment": ("desktop.cli.print_verbs", "assessment_verb"),
    "waive": ("desktop.cli.gate_verbs", "waive_verb"),
    "consent": ("desktop.cli.gate_verbs", "consent_verb"),
    "handover": ("desktop.cli.handover_verbs", "handover_verb"),
    "archive": ("desktop.cli.handling_verbs", "archive_verb"),
    "stats": ("desktop.cli.report_verbs", "stats_verb"),
    "score": ("desktop.cli.office_verbs", "score_verb"),
    "report": ("desktop.cli.report_verbs", "report_verb"),
    "paper": ("desktop.cli.office_verbs", "paper_verb"),
    "ledger": ("desktop.cli.report_verbs", "ledger_verb"),
    "backup": ("desktop.cli.store_verbs", "backup_verb"),
    "restore": ("desktop.cli.store_verbs", "restore_verb"),
    "verify": ("desktop.cli.store_verbs", "verify_verb"),
    "demo": ("desktop.cli.store_verbs", "demo_verb"),
}


def _show_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        from desktop.services.office.licences import program_version  # 15 ms, needed for --version only

        click.echo(f"承办 {program_version()}")
        context.exit()


@click.group(
    cls=VerbGroup,
    name="chengban",
    subcommand_metavar="命令 …",
    options_metavar="[--data 文件夹] [--officer 姓名]",
)
@click.option("--data", "data_dir", envvar="CHENGBAN_DATA", metavar="文件夹",
              help="数据文件夹；也可以用环境变量 CHENGBAN_DATA 指定")  # fmt: skip
@click.option("--officer", envvar="CHENGBAN_OFFICER", metavar="姓名", default="",
              help="经手人，写进每一条记录；也可以用环境变量 CHENGBAN_OFFICER。没有写的，用设置里的姓名")  # fmt: skip
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="显示版本号"
)
@click.pass_context
def _program(context: click.Context, data_dir: str | None, officer: str) -> None:
    """承办：办理政协提案和人大代表建议，本机离线使用，不处理涉密信息。

    不带命令启动，就打开窗口。

    例：
      chengban import 085号答复.docx --as reply    收进一份答复
      chengban list --search 孵化器                查办件
      chengban export 085 答复.docx                导出公文
    """
    now, prepare_painting = context.obj
    refuse_broken_text(context, context.command.params[1])
    folder = Path(data_dir) if data_dir else None
    context.obj = CliContext(folder, now, prepare_painting, officer.strip())


program: VerbGroup = _program
program.verbs = _VERBS


def run(arguments: Sequence[str], now: Callable[[], datetime], prepare_painting: Callable[[], object]) -> int:
    """Run one command line and return its exit code. Unexpected exceptions propagate.

    `prepare_painting` is called before the first PDF or picture; its result is kept until the verb ends.
    """
    try:
        outcome = program.main(
            list(arguments), prog_name="chengban", standalone_mode=False, obj=(now, prepare_painting)
        )
    except click.UsageError as fault:
        click.echo(in_brief(usage_words(fault)), err=True)
        return USAGE
    except click.Abort:
        click.echo("已停止。", err=True)
        return REFUSED
    except DeskError as fault:
        click.echo(in_brief(str(fault)), err=True)
        return REFUSED
    return outcome if isinstance(outcome, int) else 0
