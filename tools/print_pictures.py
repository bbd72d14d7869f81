"""Screenshots of printing: print dialog, whole-window view, proof, card 「填报」, public copy. Nothing is printed or written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from desktop.domain.case.case import Case
from desktop.services.office.workplace import Workplace
from desktop.services.paper.public_copy import PublicCopy, RedactionRequest, redacted
from desktop.services.writing.composing import layout_of
from desktop.services.writing.drafting import open_reply
from desktop.ui.desk.paper.portal_controller import PortalController
from desktop.ui.desk.paper.portal_dialog import PortalDialog
from desktop.ui.paper.pages_view import PagesView
from desktop.ui.printing.print_dialog import PrintDialog
from desktop.ui.printing.proof_dialog import ProofDialog
from desktop.ui.printing.public_copy_dialog import PublicCopyDialog
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme

Picture = Callable[[str, QDialog], None]
D = TypeVar("D", bound=QDialog)
_POLL_MS = 20
PRIVATE = (
    "一是请与项目专班联系（联系人：周衡，手机13800138000，邮箱zhouheng@example.org）。\n"
    "二是走访了住在东江路18弄5号602室的两位企业创始人，听取意见。\n"
    "三是核对了申报人的身份证号11010519491231002X和车牌沪A12345。"
)
"""Invented data, with numbers reserved for examples."""


def take_printing(window: MainWindow, theme: Theme, worker: StoreWorker, picture: Picture) -> None:
    """Take all pictures for the case that is open on the desk."""
    out = window.desk.paper_controller
    for ask, name in ((out.print, "print"), (out.print_set, "print-set")):
        ask()
        picture(name, _looked_at())
        _front(PrintDialog).reject()
    out.show_pages()
    view = _front(PagesView)
    picture("pages", view)
    view.spread.show_abreast(2)
    picture("pages-two", view)
    view.reject()
    out.proofs.prove(window.desk.session.case)
    picture("proof", _front(ProofDialog))
    _front(ProofDialog).reject()
    out.fill_in()
    card = _card(out.portals)
    picture("portal", card)
    card.reject()
    dialog = PublicCopyDialog(theme, worker.wait_for(_private_copy, window.desk.session.case), window)
    dialog.open()
    picture("public-copy", dialog)
    dialog.reject()


def take_printing_many(window: MainWindow, picture: Picture) -> None:
    """Take a picture of the dialog for all cases of the list."""
    window.show_inbox()
    window.inbox.table.selectAll()
    window.inbox.bar.print_requested.emit()
    picture("print-many", _looked_at())
    _front(PrintDialog).reject()


def _private_copy(work: Workplace, case: Case) -> PublicCopy:
    """A public copy of the letter with private data added; nothing of it is stored."""
    reply = open_reply(work, case.id)
    first, *others = reply.sections
    telling = replace(reply, sections=(replace(first, text=PRIVATE), *others))
    return redacted(work, case, telling, layout_of(work, reply), RedactionRequest())


def _looked_at() -> PrintDialog:
    """Wait until the print dialog has finished its checks, and return it."""
    dialog = _front(PrintDialog)
    loop = QEventLoop()
    dialog.controller.previews_finished.connect(loop.quit)
    if "正在" in dialog.view.findings.state.text():
        loop.exec()
    return dialog


def _card(portals: PortalController) -> PortalDialog:
    """Wait until the card is open, and return it."""
    loop, timer = QEventLoop(), QTimer(interval=_POLL_MS)
    timer.timeout.connect(lambda: loop.quit() if portals.dialog else None)
    timer.start()
    loop.exec()
    assert portals.dialog is not None
    return portals.dialog


def _front(kind: type[D]) -> D:
    """Wait until a dialog of that kind is active, and return it."""
    loop, timer = QEventLoop(), QTimer(interval=_POLL_MS)
    timer.timeout.connect(lambda: loop.quit() if isinstance(QApplication.activeModalWidget(), kind) else None)
    timer.start()
    loop.exec()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    return dialog
