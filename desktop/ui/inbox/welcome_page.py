"""The first minutes: three steps (unit, officer, place), each of which can be skipped, then the doors to the first work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.services.office.office import Office, amend_office, end_welcome, is_welcomed, read_office
from desktop.services.office.regions import Fit, Region, fitting_books
from desktop.services.office.workplace import Workplace
from desktop.ui.access.print_size import KeptWidth
from desktop.ui.inbox.place_picker import PlacePicker
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.scroll_column import ScrollColumn
from desktop.ui.parts.tone import Tone
from desktop.ui.store_worker import Newest, StoreWorker
from desktop.ui.theme.theme import Theme

_WIDTH = 600
_DOOR_WIDTH = 190


@dataclass(frozen=True, slots=True)
class _Known:
    office: Office
    is_welcomed: bool


def _read(work: Workplace) -> _Known:
    return _Known(read_office(work), is_welcomed(work))


class Step(QWidget):
    """One question. `facts` are the facts of the office that were typed; `answered` asks to go on."""

    answered = Signal()

    def __init__(self, question: str, why: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self.column.addWidget(make_label(question, "title"))
        self.column.addWidget(make_label(why, tone=Tone.SECONDARY, wrap=True))

    def add_line(self, label: str, hint: str) -> QLineEdit:
        """A line with its label above it; Enter goes on."""
        line = QLineEdit()
        line.setPlaceholderText(hint)
        line.setAccessibleName(label)
        name = make_label(label, "small", Tone.SECONDARY)
        name.setBuddy(line)
        self.column.addWidget(name)
        self.column.addWidget(line)
        line.returnPressed.connect(self.answered)
        return line

    def begin(self, office: Office) -> None:
        """Show what is known."""

    @property
    def facts(self) -> Mapping[str, str]:
        return {}


class UnitStep(Step):
    """The unit in whose name letters are issued."""

    def __init__(self) -> None:
        super().__init__("您在哪个单位？", "单位全称印在答复的落款处，填一次就够。")
        self.unit = self.add_line("单位全称", "如 长宁区科学技术委员会")
        self.column.addStretch(1)
        self.setFocusProxy(self.unit)

    def begin(self, office: Office) -> None:
        self.unit.setText(office.unit)

    @property
    def facts(self) -> Mapping[str, str]:
        return {"unit": self.unit.text().strip()}


class OfficerStep(Step):
    """Who uses the program; the contact of letters is the same person unless the settings say otherwise."""

    def __init__(self) -> None:
        super().__init__("您怎么称呼？", "姓名记在办理经过里；联系人和电话印在答复的附注里，可以以后再填。")
        self.officer = self.add_line("经办人", "您的姓名")
        self.phone = self.add_line("联系电话", "如 021-5550 0199，可以不填")
        self.column.addStretch(1)
        self.setFocusProxy(self.officer)
        self._contact = ""

    def begin(self, office: Office) -> None:
        self.officer.setText(office.officer)
        self.phone.setText(office.contact_phone)
        self._contact = office.contact_person

    @property
    def facts(self) -> Mapping[str, str]:
        name = self.officer.text().strip()
        return {
            "officer": name,
            "contact_person": self._contact or name,
            "contact_phone": self.phone.text().strip(),
        }


class PlaceStep(Step):
    """The region of the office and the rule book that goes with it."""

    failed = Signal(object)
    settled = Signal()
    """A region is chosen and its rule books are shown: one may go on."""

    def __init__(self, theme: Theme, worker: StoreWorker) -> None:
        super().__init__(
            "在哪里办理？", "区名用在标题和称谓里；办理结果分几类、期限怎么算，各地不同，按当地的来。"
        )
        self._worker = worker
        self._asked = Newest()
        self._region: Region | None = None
        self.picker = PlacePicker(theme)
        self.chosen = make_label("还没有选。", "heading", wrap=True)
        self.rules = QComboBox()
        self.rules.setAccessibleName("办理规则")
        self.why = make_label("", "small", Tone.SECONDARY, wrap=True)
        self.column.addWidget(self.picker)
        self.column.addWidget(self.chosen)
        self.column.addWidget(self.rules)
        self.column.addWidget(self.why)
        self.rules.hide()
        self.setFocusProxy(self.picker)
        self.picker.chosen.connect(self.choose)
        self.rules.currentIndexChanged.connect(self._explain)

    def begin(self, office: Office) -> None:
        self.picker.begin()
        if office.region:
            self.chosen.setText(f"现在是 {office.region}。")

    def choose(self, region: Region) -> None:
        """Take this region and ask which rule books fit it."""
        self._region = region
        self.chosen.setText(f"{region.path}，按下面的规则办：")
        task = self._asked.follow(self._worker.looker.send(fitting_books, region))
        task.done.connect(self._show)
        task.failed.connect(self.failed)

    @property
    def facts(self) -> Mapping[str, str]:
        if self._region is None:
            return {}
        book = self.rules.currentData()
        return {"region": self._region.name, "locality": str(book[0]) if book else ""}

    def _show(self, found: tuple[Fit, ...]) -> None:
        self.rules.clear()
        for fit in found:
            self.rules.addItem(fit.name, (fit.book, fit.why))
        self.rules.show()
        self.settled.emit()

    def _explain(self, place: int) -> None:
        self.why.setText(self.rules.itemData(place)[1] if place >= 0 else "")


class Doors(QWidget):
    """The ways to the first work; the first one takes the focus."""

    intake_requested = Signal()
    list_requested = Signal()
    practice_requested = Signal()
    new_requested = Signal()
    office_requested = Signal()

    def __init__(self, theme: Theme, *, in_practice: bool) -> None:
        super().__init__()
        self.heading = make_label("从哪里开始？", "title")
        self.intake = Button(theme, "收件", "file-input", "primary")
        self.list = Button(theme, "取用去年的清单", "file-spreadsheet")
        self.practice = Button(theme, "先用示例练手", "monitor")
        self.new = Button(theme, "照着纸件新建", "plus")
        self.office = Button(theme, "", kind="link")
        doors = (
            (
                self.intake,
                "把交办的 Word、WPS、PDF 或 Excel 收进来；把文件拖进窗口也行。",
                self.intake_requested,
            ),
            (self.list, "交办清单或往年台账（Excel、WPS 表格），先试收，看过再定。", self.list_requested),
            (self.practice, "十二件虚构的办件，随便改，不影响正式数据。", self.practice_requested),
            (self.new, "手头只有纸件时，先填编号和案由。", self.new_requested),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(1, 1)
        for row, (door, words, request) in enumerate(doors):
            if door is self.practice and in_practice:
                continue
            KeptWidth(theme, door, _DOOR_WIDTH)
            door.setAccessibleDescription(words)
            door.setAutoDefault(True)  # Enter presses it
            door.clicked.connect(request)
            grid.addWidget(door, row, 0)
            grid.addWidget(make_label(words, tone=Tone.SECONDARY, wrap=True), row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(18)
        column.addWidget(self.heading)
        column.addLayout(grid)
        column.addWidget(self.office, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.office.clicked.connect(self.office_requested)
        self.setFocusProxy(self.intake)

    def show_missing(self, office: Office) -> None:
        """Say how many of the facts of the office are still to be filled in, with the way to them."""
        missing = sum(not fact for fact in (office.unit, office.officer, office.region, office.contact_phone))
        words = f"本单位还有 {missing} 项没填，去设置里填" if missing else "改本单位的信息"
        self.office.setText(words)


class WelcomePage(QWidget):
    """Shown in the place of the list while there is no case. Begins with the steps until they were gone through once."""

    failed = Signal(object)

    def __init__(self, theme: Theme, worker: StoreWorker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._asked = Newest()
        self._office = Office()
        place = PlaceStep(theme, worker)
        place.failed.connect(self.failed)
        self.steps: tuple[Step, ...] = (UnitStep(), OfficerStep(), place)
        self.doors = Doors(theme, in_practice=worker.work.is_practice)
        self.at = make_label(kind="small", tone=Tone.ACCENT)
        self.back = Button(theme, "上一步", kind="link")
        self.skip = Button(theme, "跳过")
        self.go_on = Button(theme, "下一步", "arrow-right", "primary")
        place.settled.connect(self.go_on.setFocus)
        self._stack = QStackedWidget()
        for part in (*self.steps, self.doors):
            self._stack.addWidget(part)
        self._lay_out(theme)
        for step in self.steps:
            step.answered.connect(self._store)
        self.go_on.clicked.connect(self._store)
        self.skip.clicked.connect(self._advance)
        self.back.clicked.connect(lambda: self._show(self.place - 1))
        self._show(len(self.steps))

    @property
    def place(self) -> int:
        """The number of the step shown, from 0; that of the doors is the number of steps."""
        return self._stack.currentIndex()

    def begin(self) -> None:
        """Ask what is known of the office, then show the first step or the doors."""
        task = self._asked.follow(self._worker.looker.send(_read))
        task.done.connect(self._begin)
        task.failed.connect(self.failed)

    def _begin(self, known: _Known) -> None:
        self._office = known.office
        self.doors.show_missing(known.office)
        if self.place < len(self.steps):
            return  # in the middle of the steps
        if not known.is_welcomed:
            for step in self.steps:
                step.begin(known.office)
            self._show(0)

    def _store(self) -> None:
        """Store the facts of this step and go on; an empty answer is the same as to skip it."""
        facts = {key: value for key, value in self.steps[self.place].facts.items() if value}
        if not facts:
            self._advance()
            return
        task = self._asked.follow(self._worker.send(amend_office, facts))
        task.done.connect(partial(self._on_stored, self.place))
        task.failed.connect(self.failed)

    def _on_stored(self, place: int, office: Office) -> None:
        self._office = office
        if place == self.place:
            self._advance()

    def _advance(self) -> None:
        self._show(self.place + 1)
        if self.place == len(self.steps):
            self.doors.show_missing(self._office)
            task = self._worker.send(end_welcome)
            task.failed.connect(self.failed)

    def _show(self, place: int) -> None:
        """Show a step, or the doors, with the focus in it."""
        self._stack.setCurrentIndex(place)
        for part in (*self.steps, self.doors):  # only the part that is shown takes room
            shown = part is self._stack.currentWidget()
            policy = QSizePolicy.Policy.Preferred if shown else QSizePolicy.Policy.Ignored
            part.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        at_doors = place >= len(self.steps)
        self.at.setText("" if at_doors else f"欢迎使用承办 · 第 {place + 1} 步，共 {len(self.steps)} 步")
        for button in (self.skip, self.go_on):
            button.setVisible(not at_doors)
        self.go_on.setText("完成" if place + 1 == len(self.steps) else "下一步")
        self.back.setVisible(not at_doors and place > 0)
        self.setFocusProxy(self._stack.currentWidget())
        if self.isVisible():
            self._stack.currentWidget().setFocus()

    def _lay_out(self, theme: Theme) -> None:
        self.go_on.setAutoDefault(True)  # Enter presses it
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.skip)
        foot.addWidget(self.go_on)
        self.go_on.put_icon_last()
        inner = QWidget()
        KeptWidth(theme, inner, _WIDTH, at_most=True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 32, 24, 24)
        column.setSpacing(12)
        column.addWidget(self.at)
        column.addWidget(self._stack)
        column.addLayout(foot)
        column.addStretch(1)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inner, 8)
        row.addStretch(1)
        sheet = ScrollColumn((0, 0, 0, 0))  # large print in a small window needs more height than there is
        sheet.column.addWidget(middle)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(sheet)
