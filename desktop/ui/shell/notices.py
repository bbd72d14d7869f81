"""Which notice stands above which page: one of a case stands over no other case, a refusal over no other page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol, cast

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtWidgets import QStackedWidget

from desktop.domain.errors import DeskError
from desktop.ui.parts.notice import Notice, NoticeAction, NoticeBar
from desktop.ui.parts.page import Page
from desktop.ui.parts.tone import Tone


class Teller(Protocol):
    """What tells of refusals and of what has been done."""

    @property
    def failed(self) -> SignalInstance: ...
    @property
    def noticed(self) -> SignalInstance: ...


class Notices(QObject):
    """Shows what the pages tell. `open_case` is offered where a refusal arrives after its case has been left."""

    def __init__(self, bar: NoticeBar, stack: QStackedWidget, open_case: Callable[[int], object]) -> None:
        super().__init__(bar)
        self._bar, self._stack, self._open_case = bar, stack, open_case
        self._told: tuple[Page, Notice] | None = None

    def adopt(self, page: Page) -> None:
        """Show what this page tells from now on."""
        page.failed.connect(partial(self._tell_error, page))
        page.noticed.connect(partial(self._tell, page))

    def hear(self, teller: Teller) -> None:
        """Show what somebody else tells, as if the page in front told it: that is where it was asked for."""
        teller.failed.connect(lambda error: self._tell(self._front, Notice.of_error(error)))
        teller.noticed.connect(lambda notice: self._tell(self._front, notice))

    @property
    def _front(self) -> Page:
        return cast("Page", self._stack.currentWidget())

    def turn_to(self, page: Page) -> None:
        """Another page, or another case, is in front: hide a notice of another case, and a refusal of another page."""
        notice = self._bar.notice
        if notice is None:
            return
        by = self._told[0] if self._told is not None and self._told[1] is notice else page
        elsewhere = notice.tone is Tone.DANGER and by is not page
        if elsewhere or (page.case is not None and notice.case_id not in {0, page.case.id}):
            self._bar.clear()

    def _tell_error(self, page: Page, error: DeskError) -> None:
        self._tell(page, Notice.of_error(error, page.case))

    def _tell(self, page: Page, notice: Notice) -> None:
        """Show a notice; a refusal of a case that has been left offers to open it, and does not stand red over what is in front."""
        shown = self._front is page and (page.case is None or page.case.id == notice.case_id)
        if notice.case_id and notice.tone is Tone.DANGER and not shown:
            open_it = NoticeAction("打开这一件", "arrow-right", partial(self._open_case, notice.case_id))
            notice = notice._replace(tone=Tone.WARNING, actions=(open_it,))
        self._told = page, notice
        self._bar.show_notice(notice)
