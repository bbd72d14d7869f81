"""The intake page 「收件」: the list of sources, and for each its review or dry run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTextEdit, QVBoxLayout, QWidget

from desktop.domain.case.case import Case
from desktop.domain.case.case_field import show_field
from desktop.domain.importing.plan import ImportBatch, ImportStatus, IntakeKind, SimilarMatter
from desktop.painting.bundled_fonts import load_one_by_one
from desktop.services.cases.cases import get_case
from desktop.services.importing.plan import ImportPlan
from desktop.services.importing.reading import Reading, Source
from desktop.services.many_cases import put_back_cases
from desktop.ui.dialogs.fitted_dialog import FittedDialog
from desktop.ui.drafts.half_typed import HalfTyped
from desktop.ui.intake.dry_run_page import DryRunPage
from desktop.ui.intake.entry import EntryState, entry_facts
from desktop.ui.intake.entry_page import EntryPage
from desktop.ui.intake.intake_session import WHOLE_FILE, IntakeSession
from desktop.ui.intake.intake_sources import IntakeSources
from desktop.ui.intake.original_pane import body_of
from desktop.ui.intake.review_page import ReviewPage
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.keys import Area
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.notice import Notice, NoticeAction
from desktop.ui.parts.page import Page, PageWays
from desktop.ui.parts.tone import Tone
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme
from desktop.ui.window_settings import WindowSettings


class ComparisonDialog(FittedDialog):
    """The dialog 「对照」: the incoming matter and a similar stored case side by side, read-only."""

    def __init__(self, theme: Theme, similarity: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("对照")
        self.resize(1080, 680)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(16)
        close = Button(theme, "关闭")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(make_label(similarity, "small", Tone.SECONDARY), 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(self._columns, 1)
        column.addLayout(foot)

    def show_side(self, heading: str, subject: str, asks: str, body: str) -> None:
        """Add a column."""
        column = QVBoxLayout()
        column.addWidget(make_label(heading, "small", Tone.SECONDARY))
        column.addWidget(make_label(subject or "没有案由", "heading", wrap=True))
        text = QTextEdit()
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(heading)
        numbered = [f"{number}. {ask}" for number, ask in enumerate(asks.splitlines(), 1)]
        parts = ["建议：", *numbered, ""] if numbered else []
        text.setPlainText("\n".join([*parts, body]))
        style = QTextBlockFormat()
        style.setLineHeight(165, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(style)
        column.addWidget(text, 1)
        self._columns.addLayout(column, 1)

    def show_case(self, heading: str, case: Case) -> None:
        """Add a column with a stored case."""
        self.show_side(heading, case.subject, show_field(case, "asks"), case.body)


class ReviewDraft(QObject):
    """Keeps the corrections of the reading under review until it is taken in: past the list, another page and a restart."""

    def __init__(self, worker: StoreWorker, review: ReviewPage, parent: QObject) -> None:
        super().__init__(parent)
        self._review = review
        self._place = -1
        self._reading: Reading | None = None
        self.draft = HalfTyped(
            worker, review.draft, lambda: review.corrections, review.put_back, self._reset, self
        )
        review.panel.edited.connect(self.draft.note)

    def turn_to(self, place: int, reading: Reading) -> None:
        """The reading of that entry is shown, without corrections; those made before are put back."""
        self._place, self._reading = place, reading
        digest = hashlib.sha256(reading.text.encode("utf-8", "replace")).hexdigest()
        self.draft.turn_to(f"核对 {reading.name} {digest[:16]}")

    def forget(self, place: int) -> None:
        """That entry has been taken in."""
        if place == self._place:
            self.draft.end()

    def _reset(self) -> None:
        if self._reading is not None:
            self._review.show_read(self._reading)


class BinOffer(QObject):
    """Offers to put matters back that lie in the bin 「回收站」 and are therefore not taken in; `put_back`: plan again."""

    noticed = Signal(object)
    failed = Signal(object)
    put_back = Signal()

    def __init__(self, worker: StoreWorker, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker

    def offer(self, plan: ImportPlan) -> None:
        """Say so of a plan that has such matters."""
        ids = tuple(dict.fromkeys(item.in_bin for item in plan.items if item.in_bin))
        if ids:
            back = NoticeAction("放回", "undo-2", partial(self._put_back, ids))
            words = "放回以后接着原来的办；要另收一件的，请先在回收站里永久删除。"
            self.noticed.emit(Notice(f"{len(ids)} 件在回收站里，这次不收", words, Tone.WARNING, (back,)))

    def _put_back(self, ids: tuple[int, ...]) -> None:
        task = self._worker.send_steps(put_back_cases, ids)
        task.done.connect(lambda _outcome: self.put_back.emit())
        task.failed.connect(self.failed)


class IntakePage(Page):
    """Connects list, review and dry run. `leave_requested` asks for the work list, `show_requested` for this page."""

    chapter = "收提案和答复"

    leave_requested = Signal()
    show_requested = Signal()
    taken_in = Signal(tuple)
    """The ids of new cases."""
    taken_back = Signal(tuple)
    """The ids of cases that an undone import had made."""

    def __init__(
        self, theme: Theme, worker: StoreWorker, entries: EntryPage, review: ReviewPage, dry_run: DryRunPage
    ) -> None:
        super().__init__()
        self._theme, self._worker = theme, worker
        self.session = IntakeSession(worker, self)
        self.sources = IntakeSources(self)
        self.list, self.review, self.dry_run = entries, review, dry_run
        self.bin = BinOffer(worker, self)
        self.kept = ReviewDraft(worker, review, self)
        self._place = -1
        self._new: dict[int, tuple[int, ...]] = {}  # new cases by batch
        self._stack = QStackedWidget()
        for page in (self.list, self.review, self.dry_run):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._connect()
        self.ways = _ways(self)

    def begin(self, paths: tuple[Path, ...] = ()) -> None:
        """Take in these files; without any, show the open session or ask for files."""
        if paths:
            self.take(paths)
        else:
            self.show_requested.emit()
            if self.session.queue.through:
                self.sources.choose_files()

    def on_shown(self) -> None:
        self.facts_changed.emit(entry_facts(self.session.queue.entries))
        if self._place < 0:
            self.list.take_focus()

    def take(self, sources: Iterable[Source], as_kind: IntakeKind | None = None) -> None:
        """Add sources and ask to show this page."""
        self.session.take(sources, as_kind)
        if self._place < 0:
            self.show_list()
        self.show_requested.emit()

    def show_list(self) -> None:
        """Show the list; the entry under review stays unreviewed."""
        self.kept.draft.keep_now()
        self._place = -1
        self._stack.setCurrentWidget(self.list)
        self.list.take_focus()

    def close_down(self) -> None:
        """End the reading thread; called when the window closes."""
        self.session.queue.reader.close()

    def open_entry(self, place: int) -> None:
        """Open an entry: its review, its dry run, or the case it has become."""
        entry = self.session.queue.entries[place]
        if entry.state is EntryState.TAKEN:
            self.case_opened.emit(entry.case_id)
        elif entry.reading is not None:
            self._open(place)

    def _open(self, place: int) -> None:
        self.kept.draft.keep_now()
        self._place = place
        reading = self.session.queue.reading_of(place)
        if reading.kind is IntakeKind.LEDGER:
            self.dry_run.show_name(reading.name)
            self._stack.setCurrentWidget(self.dry_run)
        else:
            self._stack.setCurrentWidget(self.review)
            self.review.header.undo.setVisible(self.session.can_undo)
            self.review.show_reading(reading, place + 1, len(self.session.queue.entries))
            self.kept.turn_to(place, reading)
        self._plan()

    def _plan(self) -> None:
        if self._place >= 0:
            place = self._place
            task = self.session.plan(place, {} if self._at_list else self.review.corrections)
            task.done.connect(lambda plan: self._show_plan(place, plan))
            task.failed.connect(self.failed)

    @property
    def _at_list(self) -> bool:
        return self._stack.currentWidget() is self.dry_run

    def _show_plan(self, place: int, plan: ImportPlan) -> None:
        if place != self._place:
            return  # another entry has been opened meanwhile
        self.bin.offer(plan)
        if self._at_list:
            self.dry_run.show_plan(plan)
        else:
            self.review.show_item(plan.item(WHOLE_FILE))

    def _accept(self) -> None:
        if self._at_list and self.dry_run.plan is not None:
            self.session.accept_list(self._place, self.dry_run.plan, self.dry_run.decisions)
        elif not self._at_list:
            self.session.accept(self._place, self.review.corrections, self.review.decisions)

    def _advance(self, after: int = -1, *, leave: bool = False) -> None:
        """Open the next entry to review, else show the list. When all are done, return to the work list, unless refused
        entries still have to be read; with `leave` then, too.
        """
        queue = self.session.queue
        following = queue.next_ready(after)
        if following >= 0:
            self._open(following)
            return
        self.show_list()
        bad = any(entry.state is EntryState.REFUSED for entry in queue.entries)
        if queue.through and (leave or not bad):
            self.leave_requested.emit()

    def _on_ready(self, place: int) -> None:
        """Open a single source at once, and the open one again when it has been read as another kind."""
        alone = len(self.session.queue.entries) == 1 and self._place < 0
        if self.isVisible() and (alone or place == self._place):
            self._open(place)

    def _on_accepted(self, place: int, batch: ImportBatch) -> None:
        self.kept.forget(place)
        self._new[batch.id] = new = batch.new_cases()
        self.taken_in.emit(new)
        self._advance(place)
        entry = self.session.queue.entries[place]
        undo = (NoticeAction("撤销", "undo-2", lambda: self.session.undo(batch.id)),) if batch.id else ()
        file = entry.source if isinstance(entry.source, Path) else None
        self.noticed.emit(Notice(_taken_words(batch), entry.message, actions=undo, file=file))

    def _on_undone(self, place: int, batch: int) -> None:
        """Open the review of an entry whose import was undone; one of an earlier session has no entry."""
        self.taken_back.emit(self._new.pop(batch, ()))
        if place >= 0:
            self.show_requested.emit()
            self._open(place)
        elif not self.isVisible():
            self.leave_requested.emit()
        self.noticed.emit(Notice("已撤销收件。", "这一份可以重新核对。" if place >= 0 else ""))

    def _compare(self, like: SimilarMatter) -> None:
        texts = {key: row.value.text for key, row in self.review.panel.rows.items()}
        body = "\n".join(paragraph.text for paragraph in body_of(self.session.queue.reading_of(self._place)))
        dialog = ComparisonDialog(self._theme, f"相近程度 {like.similarity:.0%}", self.window())
        dialog.show_side("这一份", texts.get("subject", ""), texts.get("asks", ""), body)
        dialog.open()
        task = self._worker.looker.send(get_case, like.case_id)
        task.done.connect(partial(dialog.show_case, like.name))
        task.failed.connect(self.failed)

    def _on_changed(self) -> None:
        self.list.show_entries(self.session.queue.entries)
        if self.isVisible():
            self.facts_changed.emit(entry_facts(self.session.queue.entries))

    def _connect(self) -> None:
        session, queue = self.session, self.session.queue
        queue.changed.connect(self._on_changed)
        queue.entry_ready.connect(self._on_ready)
        session.accepted.connect(self._on_accepted)
        session.skipped.connect(self._advance)
        session.advanced.connect(self.dry_run.show_progress)
        self.dry_run.stop_requested.connect(session.stop_list)
        session.undone.connect(self._on_undone)
        session.failed.connect(self.failed)
        self.bin.noticed.connect(self.noticed)
        self.bin.failed.connect(self.failed)
        self.bin.put_back.connect(self._plan)
        self.list.opened.connect(self.open_entry)
        self.list.back_requested.connect(self.leave_requested)
        self.list.files_requested.connect(self.sources.choose_files)
        self.list.paste_requested.connect(self.sources.paste)
        self.sources.chosen.connect(self.take)
        self.sources.failed.connect(self.failed)
        self.list.stop_requested.connect(queue.stop)
        self.list.review_requested.connect(lambda: self._advance(leave=True))
        self.list.dropped.connect(self.take)
        for page in (self.review, self.dry_run):
            page.accepted.connect(self._accept)
            page.skipped.connect(lambda: session.skip(self._place))
        self.review.corrected.connect(self._plan)
        self.review.header.back_requested.connect(self.show_list)
        self.review.header.undo_requested.connect(session.undo_last)
        self.review.header.compare_requested.connect(self._compare)
        self.review.original.failed.connect(self.failed)
        self.review.original.kind_chosen.connect(lambda kind: session.read_as(self._place, kind))
        self.dry_run.back_requested.connect(self.show_list)


def _ways(page: IntakePage) -> PageWays:
    """The list has one column, the review three."""

    def area() -> Area:
        return Area.ENTRY if page.list.isVisible() else Area.REVIEW

    def columns() -> tuple[QWidget, ...]:
        return page.review.regions if page.review.isVisible() else (page,)

    return PageWays(area, columns)


def _taken_words(batch: ImportBatch) -> str:
    taken = batch.count(ImportStatus.NEW) + batch.count(ImportStatus.UPDATED)
    return f"已收下 {taken} 件。" if batch.id else "没有要改的。"


def intake_steps(theme: Theme, worker: StoreWorker, settings: WindowSettings) -> Iterator[IntakePage | None]:
    """Make the intake page: None after each step but the last, which gives the page."""
    for _family in load_one_by_one():  # a review shows the letter in them
        yield None
    entries, dry_run = EntryPage(theme), DryRunPage(theme)
    dry_run.table.columns.remember(settings, "plan_columns")
    yield None
    review = ReviewPage(theme)
    settings.remember_columns("review", review.columns)
    yield None
    yield IntakePage(theme, worker, entries, review, dry_run)
