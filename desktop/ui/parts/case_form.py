"""The facts of a case as a form, typed from paper by keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from desktop.domain.case.case import Case
from desktop.domain.case.case_field import CASE_FIELDS, set_case_fields, show_field
from desktop.ui.parts.field_box import FieldBox
from desktop.ui.parts.labels import make_label
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
    "proposers": "多人用顿号隔开，第一个领衔",
    "body": "提案正文，可以整段粘贴",
    "asks": "每行一条具体建议，写答复时逐条对应",
}


class CaseForm(QScrollArea):
    """Three fields a line; Tab goes on, also out of the long texts."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = {
            key: FieldBox(theme, CASE_FIELDS[key], _HINTS.get(key, "")) for row in _ROWS for key in row
        }
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out(title)

    def fill(self, case: Case) -> None:
        """Show the facts of a case."""
        for key, box in self.boxes.items():
            box.show_text(show_field(case, key))

    def check(self) -> bool:
        """Say what cannot be read, put the cursor there; True if all is well."""
        wrong = [box for box in self.boxes.values() if not box.check()]
        if not self.boxes["subject"].text.strip():
            self.boxes["subject"].show_fault("案由不能空着。")
            wrong.append(self.boxes["subject"])
        if wrong:
            wrong[0].setFocus()
        return not wrong

    def texts(self) -> dict[str, str]:
        """What stands in the fields, by key."""
        return {key: box.text for key, box in self.boxes.items()}

    def changed_texts(self, case: Case) -> dict[str, str]:
        """The fields that say something else than the case does."""
        return {
            key: text for key, text in self.texts().items() if text.strip() != show_field(case, key).strip()
        }

    def new_case(self) -> Case:
        """The case as typed. Raises Refused for what cannot be read; `check` first."""
        return set_case_fields(Case(), self.texts())

    def _lay_out(self, title: str) -> None:
        form = QWidget()
        form.setProperty("ground", "surface")
        grid = QGridLayout(form)
        grid.setContentsMargins(24, 20, 24, 20)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(14)
        grid.addWidget(make_label(title, "title"), 0, 0, 1, 3)
        for line, row in enumerate(_ROWS, 1):
            for place, key in enumerate(row):
                width = 3 if len(row) == 1 else 1
                grid.addWidget(self.boxes[key], line, place, 1, width, Qt.AlignmentFlag.AlignTop)
        for place in range(3):
            grid.setColumnStretch(place, 1)
        self.setWidget(form)
