"""Finds words in the open section or in all sections of the letter, and replaces them: each replacement is one undo step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.gates.letter_lock import LetterLock
from desktop.domain.letter.letter_steps import Step
from desktop.domain.letter.text_search import Hit, hits_in, replaced
from desktop.ui.desk.writing.editor_pane import EditorPane
from desktop.ui.desk.writing.letter_undo import LetterUndo, show_change
from desktop.ui.desk.writing.reply_session import ReplySession
from desktop.ui.parts.notice import Notice
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_LOOK_MS = 120
"""The hits are looked for again this long after a key, so that typing itself stays fast."""


class Place(NamedTuple):
    """One hit: the key of its section, and where it is in it."""

    key: str
    hit: Hit


class Finder(QObject):
    """Shows the hits in the editor, marks those of the open section, and goes from one to the next."""

    noticed = Signal(object)

    def __init__(
        self, theme: Theme, session: ReplySession, pane: EditorPane, undo: LetterUndo, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._theme, self._session, self._pane, self._undo = theme, session, pane, undo
        self._bar, self._editor = pane.find_bar, pane.writing.editor
        self.places: tuple[Place, ...] = ()
        self._delay = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._delay.timeout.connect(self.look)
        session.reply_changed.connect(self._delay.start)
        pane.section_opened.connect(self.look)
        theme.changed.connect(self.look)
        self._bar.changed.connect(self._begin)
        self._bar.step_requested.connect(self.step)
        self._bar.replace_requested.connect(self.replace)
        self._bar.replace_all_requested.connect(self.replace_all)
        self._bar.closed.connect(self.close)

    @property
    def _is_locked(self) -> bool:
        return self._pane.lock_bar.lock is not LetterLock.OPEN or self._editor.isReadOnly()

    @property
    def _current(self) -> int:
        """Which of the places is selected in the editor; -1 for none."""
        chosen = (self._pane.key, *self._editor.selected)
        return next(
            (i for i, one in enumerate(self.places) if (one.key, one.hit.start, one.hit.end) == chosen), -1
        )

    def find(self) -> None:
        """Open the bar to find; what is selected in the editor is looked for."""
        self._open(replacing=False)

    def find_and_replace(self) -> None:
        """Open the bar to replace."""
        self._open(replacing=True)

    def close(self) -> bool:
        """Close the bar and go back to the text; False if it was not open."""
        if self._bar.isHidden():
            return False
        self._bar.hide()
        self._mark(())
        self._pane.focus_writing()
        return True

    def look(self) -> None:
        """Look for the words in the letter as it stands."""
        if self._bar.isHidden():
            return
        wanted = self._bar.wanted
        sections = self._session.reply.sections
        if not self._bar.in_whole_letter:
            sections = tuple(one for one in sections if one.key == self._pane.key)
        self.places = tuple(Place(one.key, hit) for one in sections for hit in hits_in(one.text, wanted))
        here = [(one.hit.start, one.hit.end) for one in self.places if one.key == self._pane.key]
        self._mark(here)
        self._bar.show_count(self._current + 1, len(self.places))

    def step(self, step: int) -> None:
        """Go to the next place behind the cursor, or the one before it for -1; from the last one on to the first."""
        if self._bar.isHidden():
            self._open(replacing=False)
        self.look()
        if not self.places:
            return
        current = self._current
        at = current + step if current >= 0 else self._nearest(step)
        place = self.places[at % len(self.places)]
        self._pane.open_section(place.key)
        self._editor.select(place.hit.start, place.hit.end)
        self._bar.show_count(self._current + 1, len(self.places))

    def replace(self) -> None:
        """Replace the chosen hit and go on to the next one; without a chosen one only go there."""
        current = self._current
        if current >= 0 and not self._is_locked:
            if self.places[current].hit.kept:
                self.noticed.emit(self._told(0, 1))
            else:
                self._undo.steps.close()
                self._editor.put_in(self._bar.by.text())
                self._undo.steps.close()
        self.step(1)

    def replace_all(self) -> None:
        """Replace every hit that touches no placeholder, as one step."""
        self.look()
        if self._is_locked or not self.places:
            return
        before = after = self._session.reply
        total = 0
        for key in dict.fromkeys(one.key for one in self.places):
            section = before.section(key)
            assert section is not None
            text, count = replaced(section.text, self._bar.wanted, self._bar.by.text())
            after, total = after.with_section(key, text), total + count
        kept = sum(one.hit.kept for one in self.places)
        if after != before:
            self._undo.steps.close()
            self._session.edit(after)
            self._undo.steps.close()
            show_change(self._pane, after, Step(self._pane.key, before, after))
        self.look()
        self.noticed.emit(self._told(total, kept))

    def _mark(self, spans: Iterable[tuple[int, int]]) -> None:
        self._editor.mark(spans, self._theme.colour("warning_ground"), self._theme.colour("warning"))

    def _told(self, count: int, kept: int) -> Notice:
        words = f"已替换 {count} 处" if count else "没有替换"
        remedy = f"占位符里的 {kept} 处没有动。" if kept else ""
        if count:
            remedy += "撤销按 Ctrl+Z。"
        return Notice(words, remedy, Tone.GOOD if count else Tone.NEUTRAL, case_id=self._session.case.id)

    def _open(self, *, replacing: bool) -> None:
        start, end = self._editor.selected
        chosen = self._editor.text[start:end] if self._editor.isVisible() else ""
        self._bar.open_for("" if "\n" in chosen else chosen, replacing=replacing, locked=self._is_locked)
        self.look()

    def _begin(self) -> None:
        """Other words: show the first place from the cursor on."""
        self.look()
        if self.places and self._current < 0 and self._bar.words.text():
            start, _end = self._editor.selected
            self._editor.select(start, start)
            self.step(1)

    def _nearest(self, step: int) -> int:
        """The first place behind the cursor, or the last one before it for -1."""
        keys = [one.key for one in self._session.reply.sections]
        key, at = self._pane.key, self._editor.selected[0]
        here = (keys.index(key) if key in keys else -1, at)
        behind = [i for i, one in enumerate(self.places) if (keys.index(one.key), one.hit.start) >= here]
        first = behind[0] if behind else 0
        return first if step > 0 else first - 1
