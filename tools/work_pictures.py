"""Screenshots of the board, the ledger with a form, the cases of a figure, and a calendar week."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.ui.calendar.calendar_page import CalendarPage
from desktop.ui.ledger.ledger_page import LedgerPage
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.pages import Place
from desktop.ui.statistics.statistics_page import StatisticsPage
from desktop.ui.store_worker import StoreWorker

HEAD = ("序号", "提案号", "案由", "提案者", "承办科室", "办复时间", "完成情况说明")


def take_work_pages(
    window: MainWindow,
    worker: StoreWorker,
    papers: Path,
    settle: Callable[[], None],
    picture: Callable[[str], None],
) -> None:
    """Show each page in use and take its picture. `settle` waits until the reader's results are shown."""

    def wait() -> None:
        settle()
        worker.reader.wait_for(lambda _work: None)
        settle()

    def show(place: Place) -> object:
        window.show_place(place)
        wait()
        return window.centralWidget().findChild(_PAGES[place]) if place in _PAGES else None

    show(Place.BOARD)
    picture("board")
    calendar = show(Place.CALENDAR)
    assert isinstance(calendar, CalendarPage)
    calendar.show_weekly(True)
    wait()
    picture("calendar-week")
    calendar.show_weekly(False)
    statistics = show(Place.STATISTICS)
    assert isinstance(statistics, StatisticsPage)
    if statistics.sheet is not None:
        statistics.show_rate(statistics.sheet.statistics.rate("reply_rate"))
    wait()
    picture("statistics-cases")
    statistics.strip.dismiss()
    ledger = show(Place.LEDGER)
    assert isinstance(ledger, LedgerPage)
    picture("ledger")
    ledger.open_form(invented_form(papers))
    wait()
    picture("ledger-form")


_PAGES = {
    Place.CALENDAR: CalendarPage,
    Place.STATISTICS: StatisticsPage,
    Place.LEDGER: LedgerPage,
}


def invented_form(folder: Path) -> Path:
    """Write an invented form of a superior office: a title across all columns, a header, empty rows."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "办理情况"
    sheet.merge_cells("A1:G1")
    sheet["A1"] = "建议提案办理情况表（虚构）"
    sheet["A1"].font, sheet["A1"].alignment = Font("黑体", 16), Alignment("center")
    for column, words in enumerate(HEAD, 1):
        sheet.cell(2, column, words)
    path = folder / "报送表.xlsx"
    book.save(path)
    return path
