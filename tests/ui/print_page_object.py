"""The page object of the print dialog, and helpers for printing tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from desktop.domain.case.case import Case, HandlingRole, Proposer
from desktop.domain.case.status import Status
from desktop.services.cases.cases import create_case, get_case
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply, set_reply_fields, write_section
from desktop.ui.printing.print_dialog import PrintDialog
from desktop.ui.printing.printer_choice import PDF_NAME
from tests.ui.officer import Officer

_CTRL = Qt.KeyboardModifier.ControlModifier
PARAGRAPH = (
    "自5月起，全区12处社区图书室开放时间延长到21时，周末不休。我们会同街道逐处核对了馆舍、藏书和人员，"
    "对3处条件不足的图书室先行改造，年底前再建3处，并把借阅点设到公园、地铁站和企业园区。"
)
Dialog = TypeVar("Dialog", bound=QWidget)


def answered(number: str, paragraphs: int = 14, *names: str) -> Callable[[Workplace], Case]:
    """A function that creates an invented case with a reply of about that many paragraphs."""

    def make(work: Workplace) -> Case:
        case = Case(
            number=number, term=15, session=4, region="长宁区", subject=f"关于改善社区图书室的提案之{number}",
            proposers=tuple(Proposer(name) for name in names or ("林晓舟",)), handling_role=HandlingRole.LEAD,
            status=Status.DRAFTING, section="文化科",
        )  # fmt: skip
        stored = create_case(work, case)
        open_reply(work, stored.id)
        write_section(work, stored.id, "answer", "\n".join([PARAGRAPH] * paragraphs))
        set_reply_fields(work, stored.id, {"issuer": "长宁区文化和旅游局", "issue_date": "2024-04-09"})
        return get_case(work, stored.id)

    return make


def dialog_of(officer: Officer, kind: type[Dialog]) -> Dialog:
    """Wait until a dialog of that kind is active, and return it."""
    officer.until(lambda: isinstance(QApplication.activeModalWidget(), kind))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    dialog.activateWindow()
    officer.until(dialog.isActiveWindow)
    return dialog


def name_file(officer: Officer, file: Path) -> None:
    """Type the file name into the open file dialog, then press Enter."""
    dialog_of(officer, QFileDialog)
    officer.until(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    officer.ctrl(Qt.Key.Key_A)
    QTest.keyClicks(officer.focus, str(file))
    officer.press(Qt.Key.Key_Return)


class PrintDialogDriver:
    """Operates the print dialog by keyboard."""

    def __init__(self, officer: Officer) -> None:
        self.officer = officer
        self.dialog = dialog_of(officer, PrintDialog)
        officer.fill_field("打印机", PDF_NAME)  # independent of the printers of this machine
        self.wait_looked()

    def wait_looked(self) -> None:
        """Wait until all chosen items have been checked."""
        self.officer.until(lambda: "正在" not in self.dialog.view.findings.state.text())

    def tick(self, name: str) -> None:
        """Go to that box and press Space."""
        self.officer.tab_to(name)
        self.officer.press(Qt.Key.Key_Space)
        self.wait_looked()

    def acknowledge_findings(self) -> None:
        """Tick the box that allows printing despite findings that must be corrected."""
        box = self.dialog.view.foot.acknowledged
        if not box.isHidden():
            self.tick(box.text())

    def save_as(self, file: Path) -> None:
        """Press Ctrl+Enter, type the file name, press Enter; wait for the notice."""
        self.officer.ctrl(Qt.Key.Key_Return)
        name_file(self.officer, file)
        self.officer.until(lambda: "已导出" in self.officer.notice)

    @property
    def findings(self) -> list[str]:
        """The accessible texts of the findings."""
        frames = cast("list[QWidget]", self.dialog.view.findings.findChildren(QWidget))
        return [name for frame in frames if "：" in (name := frame.accessibleName())]


def texts(pdf: Path) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(str(pdf))
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def pictures(pdf: Path) -> list[bytes]:
    """A picture of each page at 72 dpi."""
    document = pypdfium2.PdfDocument(str(pdf))
    try:
        return [page.render(scale=1.0).to_pil().tobytes() for page in document]
    finally:
        document.close()
