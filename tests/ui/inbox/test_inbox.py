"""The work list: fast with 100,000 cases, operated by keyboard, with a hint when empty."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.case.case import Case, HandlingRole, Level, MatterType, Proposer
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CasePage, CaseQuery, CaseRow, DueKind, DueState, SmartList
from desktop.services.cases.cases import create_case
from desktop.services.cases.list_view import WorkList
from desktop.services.office.workplace import Workplace
from desktop.ui.inbox.case_pages import PAGE, Questions
from desktop.ui.inbox.case_table import CaseTable
from desktop.ui.inbox.case_table_model import CaseTableModel, Column
from desktop.ui.parts.due_words import due_words
from desktop.ui.parts.figure_tile import Tile
from desktop.ui.parts.tone import Tone
from tests.ui.conftest import OpenProgram
from tests.ui.officer import Officer

MANY = 100_000


def make_row(number: int) -> CaseRow:
    return CaseRow(
        id=number + 1,
        number=f"{number:05}",
        subject=f"关于第{number}件事的提案",
        proposer="沈亦澄",
        role="主办",
        status=Status.DRAFTING,
        due=DueState(DueKind.RUNNING, 30, date(2024, 5, 9)),
        section="综合科",
        is_key=False,
        next_step="开始拟稿",
        matter_type=MatterType.CPPCC_PROPOSAL,
        level=Level.DISTRICT,
    )


class PageSource:
    """Pages of many cases, numbered from 1; records which of them were requested. While `held`, it gives no answer."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.refuses = False
        self.held: list[Callable[[], object]] | None = None

    @property
    def questions(self) -> Questions:
        return Questions(self.first, self.page)

    def first(self, query: CaseQuery, then: Callable[[WorkList], object]) -> None:
        ids = tuple(range(1, MANY + 1))
        begin = replace(query, ids=ids[: query.limit])
        self.page(begin, lambda page: then(WorkList(CasePage(page.rows, MANY), ids)), lambda: None)

    def page(self, query: CaseQuery, then: Callable[[CasePage], object], ended: Callable[[], object]) -> None:
        ids = query.ids or ()
        self.asked.append(ids[0] - 1)
        page = CasePage(tuple(make_row(one - 1) for one in ids), len(ids))
        if self.refuses:
            ended()
        elif self.held is None:
            ended()
            then(page)
        else:
            self.held.append(lambda: (ended(), then(page)))

    def answer(self) -> None:
        """Give the answers held back, the newest first."""
        assert self.held is not None
        while self.held:
            self.held.pop()()


def add_cases(work: Workplace) -> None:
    for number, subject, status in (
        ("085", "关于改善社区图书室的提案", Status.DRAFTING),
        ("009", "关于增设公交站点的提案", Status.ASSIGNED),
        ("112", "关于老旧小区加装电梯的建议", Status.CLOSED),
    ):
        create_case(
            work,
            Case(
                number=number,
                term=15,
                session=4,
                subject=subject,
                status=status,
                handling_role=HandlingRole.LEAD,
                proposers=(Proposer("林晓舟"),),
                due_at=date(2024, 4, 12) if number == "009" else date(2024, 6, 30),
            ),
        )


@pytest.fixture
def busy(officer: Officer) -> Officer:
    """An officer with three cases in the list."""
    officer.program.worker.wait_for(add_cases)
    officer.inbox.refresh()
    officer.settle()
    return officer


def test_a_list_of_100000_cases_reads_only_the_pages_shown() -> None:
    source = PageSource()
    model = CaseTableModel(source.questions)
    model.pages.ask(CaseQuery())
    assert model.rowCount() == MANY
    assert source.asked == [0]
    model.index(MANY - 1, Column.NUMBER).data()
    assert model.index(MANY - 1, Column.NUMBER).data() == "99999"
    assert source.asked == [0, MANY - PAGE]


def test_rows_are_blank_until_their_page_is_there_and_are_asked_for_once(qtbot: QtBot) -> None:
    source = PageSource()
    model = CaseTableModel(source.questions)
    model.pages.ask(CaseQuery())
    source.held = []
    assert model.index(250, Column.NUMBER).data() is None
    assert model.index(251, Column.NUMBER).data() is None
    assert source.asked == [0, 200]
    with qtbot.waitSignal(model.dataChanged) as told:
        source.answer()
    assert (told.args[0].row(), told.args[1].row()) == (200, 299)
    assert model.index(251, Column.NUMBER).data() == "00251"


def test_a_page_that_was_refused_is_asked_for_again_when_it_is_to_be_seen_again() -> None:
    source = PageSource()
    model = CaseTableModel(source.questions)
    model.pages.ask(CaseQuery())
    source.refuses = True
    assert model.index(250, Column.NUMBER).data() is None
    source.refuses = False
    model.index(250, Column.NUMBER).data()
    assert model.index(250, Column.NUMBER).data() == "00250"


def test_the_list_stays_until_the_answer_and_only_the_newest_question_is_answered() -> None:
    source = PageSource()
    model = CaseTableModel(source.questions)
    model.pages.ask(CaseQuery(text="甲"))
    source.held = []
    model.pages.ask(CaseQuery(text="乙"))
    model.pages.ask(CaseQuery(text="丙"))
    assert model.pages.query.text == "甲"
    assert model.pages.wanted.text == "丙"
    assert model.rowCount() == MANY
    source.answer()
    assert model.pages.query.text == "丙"


def test_a_page_of_an_earlier_list_is_not_shown_in_a_later_one() -> None:
    source = PageSource()
    model = CaseTableModel(source.questions)
    model.pages.ask(CaseQuery())
    source.held = []
    model.case_row(150)
    (late,) = source.held
    source.held = None
    model.pages.ask(CaseQuery(text="甲"))
    source.asked.clear()
    late()
    assert model.case_row(150) is None or source.asked == [100]
    assert source.asked == [100]


def test_the_table_paints_its_end_without_reading_the_middle(officer: Officer) -> None:
    source = PageSource()
    model = CaseTableModel(source.questions)
    table = CaseTable(officer.program.theme, model)
    officer.qtbot.addWidget(table)
    table.resize(1100, 600)
    model.pages.ask(CaseQuery())
    table.show()
    begin = time.thread_time()
    table.scrollToBottom()
    table.grab()
    assert time.thread_time() - begin < 1
    assert len(set(source.asked)) <= 4


def test_enter_opens_the_case_under_the_cursor(busy: Officer) -> None:
    assert busy.subjects[0] == "关于增设公交站点的提案"
    busy.press(Qt.Key.Key_Down)
    busy.press(Qt.Key.Key_Return)
    busy.until(lambda: busy.at_desk)
    assert busy.desk.header.subject == "关于改善社区图书室的提案"


def test_ctrl_1_returns_to_the_case_that_was_open_and_escape_leaves_nothing(busy: Officer) -> None:
    busy.press(Qt.Key.Key_Down)
    busy.press(Qt.Key.Key_Return)
    busy.until(lambda: busy.at_desk)
    busy.press(Qt.Key.Key_Escape)
    assert busy.at_desk
    busy.ctrl(Qt.Key.Key_1)
    busy.until(busy.inbox.isVisible)
    row = busy.inbox.table.currentIndex().row()
    assert busy.subjects[row] == "关于改善社区图书室的提案"


def test_searching_starts_with_ctrl_k_and_ends_with_escape(busy: Officer) -> None:
    busy.ctrl(Qt.Key.Key_K)
    busy.type("图书室")
    busy.until(lambda: busy.subjects == ["关于改善社区图书室的提案"])
    assert "1 件" in busy.foot
    busy.press(Qt.Key.Key_Escape)
    busy.until(lambda: len(busy.subjects) > 1)


def test_a_search_without_result_says_so_instead_of_an_empty_table(busy: Officer) -> None:
    busy.ctrl(Qt.Key.Key_K)
    busy.type("没有的词")
    busy.until(lambda: busy.subjects == [])
    assert not busy.inbox.table.isVisible()


def test_a_search_in_all_open_cases_finds_what_is_done(busy: Officer) -> None:
    """Searched by pinyin; the found words are marked, what is searched stands in the tool tip."""
    assert busy.inbox.lists.choice.smart is SmartList.ALL
    busy.inbox.header.search.setText("dianti")
    busy.until(lambda: busy.subjects == ["关于老旧小区加装电梯的建议"])
    row = busy.inbox.model.case_row(0)
    assert row is not None
    assert [row.subject[first:last] for first, last in row.hit.in_subject] == ["电梯"]
    assert "主办和会办单位" in busy.inbox.header.search.toolTip()
    busy.inbox.lists.choose(SmartList.WEEK)
    busy.until(lambda: busy.subjects == [])


def test_a_tile_opens_the_cases_behind_its_figure(busy: Officer) -> None:
    busy.inbox.tiles.list_requested.emit(SmartList.WEEK)
    busy.until(lambda: busy.subjects == ["关于增设公交站点的提案"])
    for label, count in (("等我", 2), ("等别人", 0), ("已答复", 0)):
        assert_opens(busy, label, count)
    busy.inbox.lists.choose(SmartList.ALL)
    busy.until(lambda: len(busy.subjects) == 2)


def assert_opens(officer: Officer, label: str, count: int) -> None:
    officer.until(lambda: tile(officer, label).figure.figure == str(count))
    tile(officer, label).click()
    officer.until(lambda: len(officer.subjects) == count)
    assert officer.inbox.lists.choice.label == label


def tile(officer: Officer, label: str) -> Tile:
    tiles = cast("list[Tile]", officer.inbox.tiles.findChildren(Tile))
    return next(one for one in tiles if one.figure.label.startswith(label))


def test_drafts_show_their_next_step_after_the_list_is_shown(busy: Officer) -> None:
    def drafts() -> list[str]:
        rows = filter(None, map(busy.inbox.model.case_row, range(busy.inbox.model.rowCount())))
        return [row.next_step for row in rows if row.status is Status.DRAFTING]

    busy.until(lambda: drafts() == ["开始拟稿"])


def test_the_filter_names_how_many_statuses_are_chosen(busy: Officer) -> None:
    busy.inbox.header.filter.choose((Status.DRAFTING,))
    assert busy.subjects == ["关于改善社区图书室的提案"]
    assert busy.inbox.header.filter.text() == "筛选 1"
    busy.inbox.header.filter.clear()
    assert len(busy.subjects) > 1


def test_every_line_has_its_whole_text_for_screen_readers(busy: Officer) -> None:
    index = busy.inbox.model.index(0, 0)
    words = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "009" in words
    assert "关于增设公交站点的提案" in words
    assert "还剩 3 天" in words


def test_every_cell_has_its_own_text_for_screen_readers_and_the_whole_line_as_description(
    busy: Officer,
) -> None:
    model = busy.inbox.model
    cell = model.index(0, Column.SUBJECT)
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "关于增设公交站点的提案"
    whole = model.index(0, Column.TICK).data(Qt.ItemDataRole.AccessibleTextRole)
    assert cell.data(Qt.ItemDataRole.AccessibleDescriptionRole) == whole
    heads = [
        model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
        for column in Column
    ]
    assert all(heads)
    assert heads[Column.SUBJECT] == "案由"


@pytest.mark.parametrize(
    ("due", "words", "tone"),
    [
        (DueState(DueKind.LATE, -2, date(2024, 4, 7)), "逾期 2 天 · 4月7日", Tone.DANGER),
        (DueState(DueKind.SOON, 0, date(2024, 4, 9)), "今日到期 · 4月9日", Tone.DANGER),
        (DueState(DueKind.SOON, 12, date(2024, 4, 21)), "还剩 12 天 · 4月21日", Tone.WARNING),
        (DueState(DueKind.RUNNING, 21, date(2024, 4, 30)), "还剩 21 天 · 4月30日", Tone.SECONDARY),
        (DueState(DueKind.EXTENDED, 21, date(2024, 4, 30)), "延期 还剩 21 天 · 4月30日", Tone.SECONDARY),
        (DueState(DueKind.DONE, None, date(2024, 4, 30)), "完成", Tone.SECONDARY),
        (DueState(DueKind.NONE), "未定期限", Tone.SECONDARY),
    ],
)
def test_late_near_extended_and_done_differ_in_words_not_only_in_colour(
    due: DueState, words: str, tone: Tone
) -> None:
    said = due_words(due)
    assert said.sentence == words
    assert said.tone is tone


def test_very_long_names_neither_widen_the_window_nor_are_lost(officer: Officer) -> None:
    subject = "关于" + "进一步优化完善统筹协调" * 30 + "的提案"
    names = tuple(Proposer(f"复姓成员第{number}位") for number in range(60))
    officer.program.worker.wait_for(
        create_case, replace(Case(subject=subject, proposers=names), number="9" * 40)
    )
    officer.inbox.refresh()
    width = officer.program.window.width()
    officer.press(Qt.Key.Key_Return)
    officer.until(lambda: officer.at_desk)
    QApplication.sendPostedEvents()
    assert officer.program.window.width() == width
    assert officer.program.window.minimumSizeHint().width() <= width
    assert officer.desk.header.subject == subject


def test_the_first_list_is_the_one_that_is_marked(qtbot: QtBot, open_program: OpenProgram) -> None:
    """A case that is done is not among 「全部在办」 when the window opens either."""
    before = Officer(qtbot, open_program())
    worker = before.program.worker
    for number, status in (("085", Status.DRAFTING), ("064", Status.ARCHIVED)):
        worker.wait_for(create_case, Case(number=number, subject=f"关于{number}的提案", status=status))
    before.settle()
    officer = Officer(qtbot, open_program())
    assert officer.subjects == ["关于085的提案"]
    assert officer.inbox.lists.choice.smart is SmartList.ALL
    assert officer.foot.startswith("1 件")
