"""Runs actions on many cases in the store worker, with progress and a way to stop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QMenu, QWidget

from desktop.domain.case.case_field import CASE_FIELDS
from desktop.domain.case.field import date_field, flag_field, text_field
from desktop.domain.case.field_registry import REGISTRY
from desktop.domain.case.next_step import move_label
from desktop.domain.case.status import Status
from desktop.domain.forms.form_template import FormKind
from desktop.services.many_cases import (
    Assignees,
    ManyOutcome,
    assign_cases,
    assignees,
    export_cases,
    merge_cases,
    merge_choices,
    move_cases,
    pack_cases,
    undo_moves,
    unmerge_cases,
)
from desktop.services.paper.assessment_pack import PackRequest
from desktop.services.paper.printables import WHOLE_SET
from desktop.services.reporting.office_source import OfficeChoice
from desktop.ui.dialogs.deleting import Deleting, Job, Undo
from desktop.ui.dialogs.record_dialog import RecordDialog, pick_field
from desktop.ui.dialogs.storing_dialog import StoringDialog
from desktop.ui.inbox.many_bar import ManyBar
from desktop.ui.parts.file_dialogs import Purpose, ask_folder, ask_save_path
from desktop.ui.parts.notice import Notice, NoticeAction, open_file, show_in_folder
from desktop.ui.parts.office_papers import OfficePapers
from desktop.ui.parts.tone import Tone
from desktop.ui.printing.print_dialog import open_print_dialog
from desktop.ui.store_worker import Newest, StepsTask, StoreWorker
from desktop.ui.theme.theme import Theme

_UNDO_MOVES: Undo = ("已撤销流转", undo_moves)
_UNDO_MERGER: Undo = ("已拆开", unmerge_cases)
ChosenIds = Callable[[], tuple[int, ...]]
_ASSIGN = (
    tuple(CASE_FIELDS[key]._replace(label=REGISTRY[key].window_label) for key in ("section", "officer")),
    (date_field("day", "分办日期"),),
)

_PACK_HOLDS = (
    "每件的答复、沟通记录、征询意见、办理过程表，各一个 PDF，附材料目录。按公开版的规则删去电话、手机、证件号、住址等；"
    "提案者和经办人的姓名、核稿意见、办理经过都在里面。还没有答复的不收入。"
)
_PACK_FIELDS = (
    (flag_field("hide_names", "提案者姓名写成 刘×× 这样"),),
    (flag_field("whole", "不删联系方式等内容（只供本单位内部评估）"),),
)
_PAPERS = (
    FormKind.TASK_TABLE,
    FormKind.WORK_PLAN,
    FormKind.KEY_PROGRESS,
    FormKind.SECTION_REMINDER,
    FormKind.FOLLOWUP_LIST,
)
"""The year's summary is about a scope, not about chosen cases: it stands with the statistics."""


class Merging(QObject):
    """Asks which of the chosen cases is the lead case whose letter answers the others 「并案」.

    `chosen` carries what is said, the ids and the job.
    """

    chosen = Signal(str, object, object)
    failed = Signal(object)

    def __init__(self, theme: Theme, worker: StoreWorker, chosen_ids: ChosenIds, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._worker, self._chosen_ids, self._window = theme, worker, chosen_ids, window
        self._asked = Newest()

    def ask(self) -> None:
        """Ask for the lead case."""
        self._read(self._chosen_ids())

    def _read(self, ids: tuple[int, ...]) -> None:
        task = self._asked.follow(self._worker.reader.send(merge_choices, ids))
        task.done.connect(self._ask_among)
        task.failed.connect(self.failed)

    def _ask_among(self, choices: tuple[tuple[int, str], ...]) -> None:
        rows = ((pick_field("into", "主件", [(str(number), words) for number, words in choices]),),)
        sentence = f"选中的 {len(choices)} 件合用一份答复：拟稿、签发、编号随主件走，沟通、答复函和征询意见仍各件各办。"
        dialog = RecordDialog(self._theme, "并案", sentence, "并案", rows, self._window)
        dialog.fill({"into": str(choices[0][0])})

        def begin(values: dict[str, Any]) -> None:
            dialog.accept()
            into = int(values["into"])
            said = f"已并入{dict(choices)[into].partition('　')[0]}"
            others = tuple(number for number, _ in choices if number != into)
            self.chosen.emit(said, others, partial(merge_cases, into=into))

        dialog.submitted.connect(begin)
        dialog.open()


class ManyCasesController(QObject):
    """`chosen_ids` gives the chosen cases to a job that begins. `done` is emitted when cases have changed."""

    done = Signal()
    failed = Signal(object)
    noticed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        worker: StoreWorker,
        bar: ManyBar,
        chosen_ids: ChosenIds,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._theme, self._worker, self._bar, self._window = theme, worker, bar, window
        self._chosen_ids = chosen_ids
        self._task: StepsTask | None = None
        self._asked, self._asked_print = Newest(), Newest()
        self.papers = OfficePapers(worker, self._give_choice, window)
        self.papers.noticed.connect(self.noticed)
        self.papers.failed.connect(self.failed)
        bar.stop_requested.connect(self._stop)
        self.merging = Merging(theme, worker, chosen_ids, window)
        self.merging.failed.connect(self.failed)
        self.deleting = Deleting(theme, worker, window)
        self.deleting.failed.connect(self.failed)
        self.deleting.chosen.connect(lambda said, ids, job, undo: self._begin(said, ids, job, undo=undo))
        self.merging.chosen.connect(lambda said, ids, job: self._begin(said, ids, job, undo=_UNDO_MERGER))

    def ask_section(self) -> None:
        """Ask for the section that the chosen cases are assigned to."""
        ids = self._chosen_ids()
        task = self._asked.follow(self._worker.reader.send(assignees))
        task.done.connect(partial(self._ask_assignee, ids))
        task.failed.connect(self.failed)

    def _ask_assignee(self, ids: tuple[int, ...], known: Assignees) -> None:
        sentence = f"分办选中的 {len(ids)} 件。经办人不填就不改；还没有分办的，同时转到“已分办”。"
        dialog = RecordDialog(self._theme, "分办到科室", sentence, "分办", _ASSIGN, self._window)
        dialog.fill({"day": self._worker.work.today.isoformat()})
        for key, names in (("section", known.sections), ("officer", known.officers)):
            control = dialog.boxes[key].control
            if isinstance(control, QLineEdit):
                control.setCompleter(QCompleter(list(names), control))
        dialog.submitted.connect(partial(self._assign, dialog, ids))
        dialog.open()

    def fill_moves(self, menu: QMenu, moves: tuple[Status, ...]) -> None:
        """Fill a menu with these moves."""
        menu.clear()
        for status in moves:
            menu.addAction(move_label(status), partial(self.move, status))
        if moves:
            menu.addSeparator()
            menu.addAction("补记流转（填实际日期）…", partial(self.ask_day, moves))

    def ask_day(self, moves: tuple[Status, ...]) -> None:
        """Ask which of these moves the chosen cases made, on which day and why."""
        rows = (
            (pick_field("to", "流转到", [(str(status), move_label(status)) for status in moves]),),
            (date_field("day", "实际日期"),),
            (text_field("note", "备注或原因", long=True),),
        )
        ids = self._chosen_ids()
        sentence = f"登记选中的 {len(ids)} 件，按实际办理的日期；不能早于各件的上一步，也不能晚于今天。"
        dialog = RecordDialog(self._theme, "补记流转", sentence, "登记", rows, self._window)
        dialog.fill({"day": self._worker.work.today.isoformat()})

        def begin(values: dict[str, Any]) -> None:
            to = Status(values["to"])
            job = partial(move_cases, to=to, note=values["note"], day=values["day"])
            self._begin(f"已流转到“{to.label}”", ids, job, undo=_UNDO_MOVES, dialog=dialog)

        dialog.submitted.connect(begin)
        dialog.open()

    def move(self, to: Status) -> None:
        """Move those of the chosen cases for which the move is allowed."""
        said = f"已流转到“{to.label}”"
        self._begin(said, self._chosen_ids(), partial(move_cases, to=to), undo=_UNDO_MOVES)

    def fill_exports(self, menu: QMenu) -> None:
        """Fill a menu with the letters and the papers about the chosen cases."""
        menu.clear()
        menu.addAction("答复，每件一个文件…", self.ask_folder)
        menu.addSeparator()
        self.papers.add_to(menu, _PAPERS)
        menu.addSeparator()
        menu.addAction("第三方评估材料…", self.ask_pack)

    def _give_choice(self, then: Callable[[OfficeChoice], object]) -> None:
        then(OfficeChoice(ids=self._chosen_ids()))

    def ask_folder(self) -> None:
        """Ask for the folder to write the letters to, one file each."""
        ids = self._chosen_ids()
        title = f"导出选中的 {len(ids)} 件答复到文件夹"
        ask_folder(self._window, title, Purpose.OUTPUT, partial(self.export, ids))

    def export(self, ids: tuple[int, ...], folder: Path) -> None:
        """Write the letter of each of these cases into `folder`."""
        self._begin("已导出", ids, partial(export_cases, folder=folder))

    def ask_pack(self) -> None:
        """Say what the pack for an assessment holds, let the officer decide about private things, then ask for the file."""
        ids = self._chosen_ids()
        sentence = f"选中的 {len(ids)} 件，{_PACK_HOLDS}"
        dialog = RecordDialog(
            self._theme, "第三方评估材料", sentence, "选择文件…", _PACK_FIELDS, self._window
        )
        dialog.submitted.connect(partial(self._ask_pack_file, dialog, ids))
        dialog.open()

    def _ask_pack_file(self, dialog: RecordDialog, ids: tuple[int, ...], values: dict[str, Any]) -> None:
        dialog.accept()
        take = partial(self.write_pack, ids, PackRequest(**values))
        ask_save_path(self._window, "第三方评估材料", "第三方评估材料", ("压缩文件 (*.zip)",), take)

    def write_pack(self, ids: tuple[int, ...], request: PackRequest, out: Path) -> None:
        """Write the pack of these cases to `out`."""
        self._begin("已打包", ids, partial(pack_cases, out=out, request=request))

    def ask_printer(self) -> None:
        """Open the print dialog for the sets of all chosen cases."""
        self._open_printer(self._chosen_ids())

    def _open_printer(self, ids: tuple[int, ...]) -> None:
        name = f"选中的 {len(ids)} 件"
        open_print_dialog(
            self._theme,
            self._worker,
            ids,
            name,
            WHOLE_SET,
            self._window,
            self.noticed,
            self.failed,
            self._asked_print,
        )

    def _assign(self, dialog: RecordDialog, ids: tuple[int, ...], values: dict[str, Any]) -> None:
        if not str(values["section"]).strip():
            dialog.boxes["section"].show_fault("请填写科室名称。")
            return
        said = f"已分办到{values['section']}"
        self._begin(said, ids, partial(assign_cases, **values), dialog=dialog)

    def _begin(
        self,
        said: str,
        ids: tuple[int, ...],
        job: Job,
        *,
        undo: Undo | None = None,
        dialog: StoringDialog | None = None,
    ) -> None:
        """Begin a job. `dialog` asked for it: it comes back, with what was typed, if nothing at all could be done."""
        self._bar.show_progress(0, len(ids))
        task = self._task = self._worker.send_steps(job, ids)
        through = 0

        def show(cases: int) -> None:
            nonlocal through
            through = cases
            self._bar.show_progress(cases, len(ids))

        task.advanced.connect(show)
        task.broken.connect(lambda: self.noticed.emit(_broken_off(through, len(ids))))
        task.broken.connect(self.done)
        task.settled.connect(lambda: self._bar.show_progress(0, 0))
        task.done.connect(lambda outcome: self._finish(said, outcome, undo, dialog))
        if dialog is None:
            task.failed.connect(self.failed)
        else:
            dialog.step_aside()
            task.failed.connect(lambda error: dialog.come_back(Notice.of_error(error)))
            task.broken.connect(dialog.accept)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.stop()

    def _finish(
        self, said: str, outcome: ManyOutcome, undo: Undo | None, dialog: StoringDialog | None
    ) -> None:
        if dialog is not None and not outcome.done and outcome.words:
            dialog.come_back(Notice("一件也没有办成", outcome.words, Tone.DANGER, stays=True))
            return
        if dialog is not None:
            dialog.accept()
        stopped = "已停止。" if self._task and self._task.is_stopped else ""
        tone = Tone.WARNING if outcome.refused or outcome.halted else Tone.GOOD
        actions = _file_actions(outcome.out) if outcome.out and outcome.done else ()
        if undo and outcome.done:
            actions = (NoticeAction("撤销", "undo-2", partial(self._begin, undo[0], outcome.done, undo[1])),)
        notice = Notice(f"{len(outcome.done)} 件{said}", stopped + outcome.words, tone, actions)
        self.noticed.emit(notice._replace(file=outcome.out if outcome.done else None))
        self.done.emit()


def _broken_off(through: int, total: int) -> Notice:
    """How far a job came before a fault of the program, which LastResort reports."""
    what = f"{total} 件里办到第 {through + 1} 件停下了"
    return Notice(what, f"前 {through} 件已经办过，其余没有动，请看清单核对。", Tone.WARNING)


def _file_actions(out: Path) -> tuple[NoticeAction, ...]:
    folder = NoticeAction("打开所在文件夹", "folder-open", partial(show_in_folder, out))
    if out.is_dir():
        return (NoticeAction("打开文件夹", "folder-open", partial(open_file, out)),)
    return (NoticeAction("打开", "external-link", partial(open_file, out)), folder)
