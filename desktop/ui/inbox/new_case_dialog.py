"""A new case 「新建办件」 typed from paper, by keyboard alone."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.case import Case
from desktop.domain.case_field import CASE_FIELDS, set_case_fields
from desktop.domain.errors import DeskError
from desktop.domain.matter import Proposer, ProposerKind
from desktop.services.cases import create_case
from desktop.ui.clerk import Clerk
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.field_box import FieldBox
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.notice_bar import NoticeBar
from desktop.ui.theme.theme import Theme

_ROWS = (
    ("matter_type", "level", "region"),
    ("term", "session", "number"),
    ("subject",),
    ("proposers", "handling_role", "is_key"),
    ("assigning_office", "assigned_at", "due_at"),
    ("section", "officer", "co_units"),
    ("body",),
    ("asks",),
)
_HINTS = {
    "region": "如 长宁区",
    "term": "如 十五 或 15",
    "session": "如 四 或 4",
    "number": "如 085，照原样保留零",
    "subject": "关于……的提案",
    "proposers": "多人用顿号隔开，第一个是第一提案人",
    "body": "提案正文，可以整段粘贴",
    "asks": "每行一条具体建议，撰写时逐条对应",
}
_GROUP_ENDINGS = ("委", "会", "界别", "联", "社", "党", "盟", "局", "组", "部", "办")


class NewCaseDialog(QDialog):
    """Tab goes on, Ctrl+Enter stores, Esc leaves. `created` carries the id of the stored case."""

    created = Signal(int)

    def __init__(self, theme: Theme, clerk: Clerk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clerk = clerk
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("新建办件")
        self.boxes = {
            key: FieldBox(theme, CASE_FIELDS[key], _HINTS.get(key, "")) for row in _ROWS for key in row
        }
        self._notice = NoticeBar(theme)
        self._save = Button(theme, "建立并撰写", "arrow-right", "primary")
        self._save.put_icon_last()
        self._save.setToolTip("Ctrl+Enter")
        self._cancel = Button(theme, "取消")
        self._lay_out()
        self._save.clicked.connect(self.save)
        self._cancel.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)
        self._fill_defaults()
        self.boxes["number"].setFocus()

    def save(self) -> None:
        """Store the case and close, or say what is missing."""
        wrong = [box for box in self.boxes.values() if not box.check()]
        if not self.boxes["subject"].text.strip():
            self.boxes["subject"].show_fault("案由不能空着。")
            wrong.append(self.boxes["subject"])
        if wrong:
            wrong[0].setFocus()
            return
        try:
            stored = self._clerk.ask(create_case, self._typed_case())
        except DeskError as error:
            self._notice.tell_error(error)
            return
        self.accept()
        self.created.emit(stored.id)

    def _typed_case(self) -> Case:
        case = set_case_fields(Case(), {key: box.text for key, box in self.boxes.items()})
        return _with_groups(case)

    def _fill_defaults(self) -> None:
        self.boxes["level"].show_text("区")
        self.boxes["handling_role"].show_text("主办")
        self.boxes["officer"].show_text(self._clerk.work.officer)

    def _lay_out(self) -> None:
        self.resize(760, 740)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._notice)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._make_form())
        column.addWidget(area, 1)
        column.addWidget(self._make_foot())

    def _make_form(self) -> QWidget:
        form = QWidget()
        form.setProperty("ground", "surface")
        grid = QGridLayout(form)
        grid.setContentsMargins(24, 20, 24, 20)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(14)
        grid.addWidget(make_label("新建办件", "title"), 0, 0, 1, 3)
        for line, row in enumerate(_ROWS, 1):
            for place, key in enumerate(row):
                box = self.boxes[key]
                grid.addWidget(box, line, place, 1, 3 if len(row) == 1 else 1, Qt.AlignmentFlag.AlignTop)
        for place in range(3):
            grid.setColumnStretch(place, 1)
        return form

    def _make_foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("edge", "top")
        foot.setProperty("ground", "surface")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(10)
        row.addWidget(make_label("只有案由必须填，其余可以以后再补。", "small"), 1)
        row.addWidget(self._cancel)
        row.addWidget(self._save)
        return foot


def _with_groups(case: Case) -> Case:
    """The case with organisations among its proposers marked as such, known by the ending of their names."""
    marked = tuple(
        Proposer(one.name, ProposerKind.GROUP)
        if len(one.name) > 4 and one.name.endswith(_GROUP_ENDINGS)
        else one
        for one in case.proposers
    )
    return replace(case, proposers=marked)
