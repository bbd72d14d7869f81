"""The pages of the work list: asked for when they are to be seen, kept while they may be seen again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.domain.case.work_list import CasePage, CaseQuery, CaseRow
from desktop.services.cases.list_view import WorkList

T = TypeVar("T")
PAGE = 100
_PAGES_KEPT = 40
_IN_SIGHT = 2
"""Pages of which rows can be seen at the same time, on a usual screen."""

Rows = tuple[CaseRow, ...]
_Ask = Callable[[CaseQuery, Callable[[T], object]], object]
"""Asks a question about a query; the second argument takes the answer when it is there, in the window's thread."""
_AskPage = Callable[[CaseQuery, Callable[[CasePage], object], Callable[[], object]], object]
"""As `_Ask`; the third argument is called first, also if there will be no answer."""


class Questions(NamedTuple):
    """What is asked: a list with its first page, the cases of one further page; `lacking`: what bars the gates before which
    these rows stand.
    """

    first: _Ask[WorkList]
    page: _AskPage
    lacking: Callable[[Rows, Callable[[Rows], object]], object] = lambda _rows, _then: None


class CasePages(QObject):
    """The list of `query`, and the question for the list of `wanted`. Nothing here waits for an answer.

    Which cases are in the list, and in which order, is settled when it is read: a further page is read by its ids, so that a row
    stays the same case while others write.
    """

    list_arrived = Signal()
    """The list wanted has been read; the one before is still there."""
    list_read = Signal(object, object)
    """The list wanted has been read: a WorkList, and the query of the list before."""
    page_read = Signal(int, int)
    """A further page has been read: the first and the last index of its cases."""

    def __init__(self, questions: Questions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._questions = questions
        self.query = self.wanted = CaseQuery()
        self._ids: tuple[int, ...] = ()
        self._pages: OrderedDict[int, dict[int, CaseRow]] = OrderedDict()  # by id
        self._asked: set[int] = set()

    def ask(self, query: CaseQuery) -> None:
        """Ask for the list of `query`; the present one stays until it is there. An earlier question is forgotten."""
        wanted = self.wanted = replace(query, offset=0, limit=PAGE)
        self._questions.first(wanted, lambda found: self._take_list(wanted, found))

    def begin_with(self, query: CaseQuery, found: WorkList) -> None:
        """Take the first list, which has not been asked for."""
        self.wanted = query
        self._take_list(query, found)

    def adopt_order(self, query: CaseQuery) -> None:
        """Sort the next list like `query`; the present one is not changed."""
        self.wanted = replace(self.wanted, sort=query.sort, descending=query.descending)

    def row(self, offset: int) -> CaseRow | None:
        """The case at that index; None behind the end, if it was removed since, and until its page, asked for now, is there."""
        number = offset // PAGE
        if offset >= len(self._ids):
            return None
        if number not in self._pages:
            if number not in self._asked:
                self._ask_page(number)
            return None
        self._pages.move_to_end(number)
        return self._pages[number].get(self._ids[offset])

    def offset_of(self, case_id: int) -> int:
        """The index of that case if its page is there; else -1."""
        for number, rows in self._pages.items():
            if case_id in rows:
                return self._ids.index(case_id, number * PAGE)
        return -1

    def read_again(self) -> None:
        """Read the pages shown last again; they stay as they are until then."""
        for number in list(self._pages)[:-_IN_SIGHT]:
            del self._pages[number]
        for number in self._pages:
            self._ask_page(number)

    def offsets_of(self, ids: Iterable[int]) -> list[int]:
        """The indices of these cases, from top to bottom, whether their pages are there or not; others are left out."""
        wanted = frozenset(ids)
        return [offset for offset, one in enumerate(self._ids) if one in wanted]

    def ids_at(self, offsets: Iterable[int]) -> tuple[int, ...]:
        """The ids of the cases at these indices, whether their pages are there or not."""
        return tuple(self._ids[offset] for offset in offsets)

    def _take_list(self, query: CaseQuery, found: WorkList) -> None:
        if query is not self.wanted:
            return
        self.list_arrived.emit()
        before, self.query = self.query, query
        self._asked.clear()
        self._pages.clear()
        self._ids = found.ids
        self._pages[0] = _by_id(found.page.rows)
        self.list_read.emit(found, before)
        self._ask_lacking(query, 0)

    def _ask_page(self, number: int) -> None:
        query = self.query
        self._asked.add(number)
        wanted = CaseQuery(ids=self._ids[number * PAGE : (number + 1) * PAGE], limit=PAGE)
        self._questions.page(
            wanted,
            lambda page: self._take_page(query, number, page),
            lambda: self._end_asking(query, number),
        )

    def _end_asking(self, query: CaseQuery, number: int) -> None:
        """A page that could not be read is asked for again when it is to be seen again."""
        if query is self.query:
            self._asked.discard(number)

    def _take_page(self, query: CaseQuery, number: int, page: CasePage) -> None:
        """Keep a page, unless another list is shown by now."""
        if query is not self.query:
            return
        self._pages[number] = _by_id(page.rows)
        self._pages.move_to_end(number)
        while len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        self._announce(number)
        self._ask_lacking(query, number)

    def _ask_lacking(self, query: CaseQuery, number: int) -> None:
        """Ask what bars the rows before a gate, which the list itself does not say."""
        rows = tuple(row for row in self._pages[number].values() if row.waiting.gate)
        if rows:
            self._questions.lacking(rows, lambda found: self._take_lacking(query, number, found))

    def _take_lacking(self, query: CaseQuery, number: int, found: Rows) -> None:
        """Complete the rows of a page that is still there."""
        if query is self.query and number in self._pages:
            rows = self._pages[number]
            rows |= {
                row.id: replace(rows[row.id], waiting=row.waiting)
                for row in found
                if row.id in rows and rows[row.id].waiting.gate
            }
            self._announce(number)

    def _announce(self, number: int) -> None:
        first = number * PAGE
        self.page_read.emit(first, max(min(first + PAGE, len(self._ids)) - 1, first))


def _by_id(rows: Rows) -> dict[int, CaseRow]:
    return {row.id: row for row in rows}
