"""Follow-up letters 「落实情况复函」 in the part 「承诺与落实」: drafted, written, exported, sent, taken back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.case.field import date_field
from desktop.domain.letter.bracketed import braced, bracketed
from desktop.domain.records.followup_letter import FOLLOWUP_FIELDS, FollowupLetter
from desktop.domain.words.dates import short_date
from desktop.services.handling.casework import Casework
from desktop.services.handling.followup_letters import (
    change_letter,
    send_letter,
    start_letter,
    take_back_letter,
)
from desktop.services.paper.exporting import ExportReport
from desktop.services.paper.followup_paper import export_letter
from desktop.ui.desk.casework_controller import CaseworkController
from desktop.ui.desk.paper.form_export import DOCX_OR_PDF
from desktop.ui.desk.tabs.work_part import Act
from desktop.ui.dialogs.record_dialog import ReasonDialog, RecordDialog
from desktop.ui.parts.file_dialogs import ask_save_path
from desktop.ui.parts.notice import written_notice
from desktop.ui.theme.theme import Theme

_SENT = ((date_field("day", "寄出日期"),),)
_BODY_LINES = 15
"""Height of the letter in the dialog, in heights of its type: as much as a small screen at 150 % has room for."""


class FollowupLetters(QObject):
    """Opens the dialogs over `window`, the part that shows the promises."""

    def __init__(self, theme: Theme, casework: CaseworkController, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._casework, self._window = theme, casework, window

    def may_start(self, found: Casework) -> bool:
        """True if the reply is out, no draft is open, and a promise was kept of which no letter tells."""
        kept = any(one.promise.kept_at and not one.promise.told_in for one in found.promises)
        return kept and bool(found.case.replied_at) and all(letter.sent_at for letter in found.letters)

    def start(self) -> None:
        """Draft the letter of all kept promises, then open it."""
        self._casework.carry_out(start_letter).done.connect(self._write)

    def _write(self, letter: FollowupLetter) -> None:
        """Open a letter just drafted, unless another case is open by now."""
        if letter.case_id == self._casework.case_id:
            self.ask_text(letter)

    def words(self, letter: FollowupLetter) -> tuple[str, str]:
        """A letter in one line, and its number and signer in small type."""
        state = f"{short_date(letter.sent_at)}寄出" if letter.sent_at else "草稿"
        signer = f"签发人 {letter.signer}" if letter.signer else ""
        return f"{letter.label}　{state}", "　".join(filter(None, (letter.document_number, signer)))

    def links(self, letter: FollowupLetter) -> tuple[tuple[str, str, Act], ...]:
        """What can be done with a letter: (label, accessible name, action)."""
        verbs = [("导出…", f"导出{letter.label}", partial(self.ask_file, letter))]
        if letter.sent_at is None:
            verbs.insert(0, ("撰写…", f"撰写{letter.label}", partial(self.ask_text, letter)))
            verbs.append(("登记寄出…", f"登记{letter.label}寄出", partial(self.ask_sent, letter)))
        verbs.append(("撤回…", f"撤回{letter.label}", partial(self.ask_withdrawal, letter)))
        return tuple(verbs)

    def ask_text(self, letter: FollowupLetter) -> None:
        """Let the officer write the letter and its facts."""
        sentence = "另发给提案者的函，原来的答复不动。一项一段，写明做了什么、什么时候完成。"
        dialog = RecordDialog(self._theme, letter.label, sentence, "保存", FOLLOWUP_FIELDS, self._window)
        dialog.boxes["body"].control.setFixedHeight(_BODY_LINES * self._theme.size.font_base)
        dialog.setMinimumWidth(680)
        known = {field.key: field for row in FOLLOWUP_FIELDS for field in row}
        shown = {key: field.show(getattr(letter, key)) for key, field in known.items()}
        dialog.fill({**shown, "body": bracketed(shown["body"])})
        dialog.boxes["body"].setFocus()
        dialog.submitted.connect(partial(self._save, dialog, letter.id))
        dialog.open()

    def ask_sent(self, letter: FollowupLetter) -> None:
        """Ask for the day on which the letter went out."""
        dialog = RecordDialog(self._theme, f"{letter.label}寄出", "", "登记寄出", _SENT, self._window)
        dialog.fill({"day": self._casework.worker.work.today.isoformat()})
        dialog.submitted.connect(
            lambda values: dialog.follow(self._casework.carry_out_on(send_letter, letter.id, **values))
        )
        dialog.open()

    def ask_withdrawal(self, letter: FollowupLetter) -> None:
        """Ask why the letter is taken back: a sent one is a draft again, a draft is gone."""
        what = "寄出的变回草稿" if letter.sent_at else "草稿删去，承诺变回没有复函"
        dialog = ReasonDialog(
            self._theme, f"撤回{letter.label}", f"{what}。请写明原因，会记入办理过程。", self._window
        )
        dialog.submitted.connect(
            lambda why: dialog.follow(self._casework.carry_out_on(take_back_letter, letter.id, why))
        )
        dialog.open()

    def ask_file(self, letter: FollowupLetter) -> None:
        """Ask for the file, then write the letter as stored."""
        number = self._casework.case_number
        name = f"第{number}号落实情况复函" if number else "落实情况复函"
        ask_save_path(self._window, f"导出{letter.label}", name, DOCX_OR_PDF, partial(self.export, letter.id))

    def export(self, letter_id: int, out: Path) -> None:
        """Write the letter to `out`."""
        self._casework.carry_out_on(export_letter, letter_id, out).done.connect(self._on_written)

    def _save(self, dialog: RecordDialog, letter_id: int, values: dict[str, Any]) -> None:
        stored = {**values, "body": braced(str(values["body"]))}
        dialog.follow(self._casework.carry_out_on(change_letter, letter_id, stored))

    def _on_written(self, report: ExportReport) -> None:
        missing = f"还缺：{'、'.join(report.missing)}，纸上已留空。" if report.missing else ""
        self._casework.noticed.emit(written_notice(report.path, missing + "".join(report.warnings)))
