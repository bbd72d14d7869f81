"""The middle column of the desk: the list of sections, the open one as an editor or a form, and what the letter lacks."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.case.reply import Reply, ReplyFields
from desktop.domain.gates.letter_lock import LetterLock
from desktop.domain.letter.reply_template import ReplyTemplate
from desktop.services.writing.choices import Choices
from desktop.services.writing.drafting import missing_facts, section_states
from desktop.typesetting.pages.page_places import TypedPosition
from desktop.ui.desk.writing.editor_head import EditorHead
from desktop.ui.desk.writing.fields_form import FieldsForm
from desktop.ui.desk.writing.find_bar import FindBar
from desktop.ui.desk.writing.letter_lock_bar import LetterLockBar
from desktop.ui.desk.writing.section_editor import SectionEditor
from desktop.ui.desk.writing.section_list import (
    FOOT_FORM,
    FOOT_KEYS,
    HEAD_FORM,
    HEAD_KEYS,
    SectionItem,
    SectionList,
    section_items,
)
from desktop.ui.desk.writing.typing_aids import CurlyQuotes, EditorZoom
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme


def missing_sections(items: tuple[SectionItem, ...]) -> tuple[SectionItem, ...]:
    """The required sections that are not done."""
    return tuple(item for item in items if item.missing and not item.is_form)


class FindingsStrip(QFrame):
    """The strip below the editor: one finding with a link; `followed` carries its target, as given to `show_finding`."""

    followed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._target = ""
        self.setProperty("kind", "card")
        self._picture = QLabel()
        self._words = make_label(wrap=True)
        self._basis = make_label(kind="small", tone=Tone.SECONDARY)
        self._follow = Button(theme, "去补", kind="link")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._picture)
        row.addWidget(self._words, 1)
        row.addWidget(self._basis)
        row.addWidget(self._follow)
        self._follow.clicked.connect(lambda: self.followed.emit(self._target))
        theme.changed.connect(self._tint)
        self._tint()
        self.hide()

    @property
    def words(self) -> str:
        return "" if self.isHidden() else self._words.text()

    def show_finding(self, words: str, target: str = "", basis: str = "", action: str = "去补") -> None:
        """Show a finding; an empty text hides the strip."""
        self.setVisible(bool(words))
        self._words.setText(words)
        self._basis.setText(basis)
        self._target = target
        self._follow.setText(action)
        self._follow.setVisible(bool(target))

    def _tint(self) -> None:
        self._picture.setPixmap(
            self._theme.picture("triangle-alert", "warning", 16, self.devicePixelRatioF())
        )


_LEAST_HEIGHT = 320
"""Pixels for the prompt, the finding and a few lines of text; a lower screen scrolls."""


class WritingPage(QWidget):
    """The page of one section: its prompt (while it is missing), the editor, and the findings strip."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = SectionEditor(theme)
        self.zoom = EditorZoom(self.editor)
        CurlyQuotes(self.editor)
        self.strip = FindingsStrip(theme)
        self._prompt = make_label(kind="prompt", tone=Tone.SECONDARY, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._prompt)
        column.addWidget(self.editor, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 4, 16, 12)
        foot.addWidget(self.strip)
        column.addLayout(foot)
        self.setMinimumHeight(_LEAST_HEIGHT)

    def fill(self, text: str, prompt: str) -> None:
        """Show a section. The prompt is shown or hidden only here, so that the layout does not jump while typing."""
        self._prompt.setText(prompt)
        self._prompt.setVisible(bool(prompt))
        self.editor.fill(text)


class EditorPane(QWidget):
    """Opens sections and emits what is typed in them; ReplySession stores it."""

    section_opened = Signal(str)
    text_edited = Signal(str, str)
    field_edited = Signal(str, str)
    field_left = Signal(str)
    editor_left = Signal()
    cursor_moved = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reply = Reply()
        self._template: ReplyTemplate | None = None
        self._key = ""
        self.head = EditorHead(theme)
        self.lock_bar = LetterLockBar(theme)
        self.find_bar = FindBar(theme)
        self.sections = SectionList(theme)
        self.writing = WritingPage(theme)
        self.forms = {HEAD_FORM: FieldsForm(theme, HEAD_KEYS), FOOT_FORM: FieldsForm(theme, FOOT_KEYS)}
        self._stack = QStackedWidget()
        self.writing_parts: tuple[QWidget, ...] = (self.sections, self._stack)
        self._lay_out()
        self.sections.section_requested.connect(self.open_section)
        self.sections.writing_requested.connect(self.focus_writing)
        self.writing.editor.text_edited.connect(self._on_text)
        self.writing.editor.focus_lost.connect(self.editor_left)
        self.writing.editor.cursor_moved.connect(self._on_cursor)
        self.writing.editor.selectionChanged.connect(
            lambda: self.head.show_selected(self.writing.editor.textCursor().selectedText())
        )
        self.writing.strip.followed.connect(self.follow)
        for form in self.forms.values():
            form.field_edited.connect(self.field_edited)
            form.field_left.connect(self.field_left)

    @property
    def key(self) -> str:
        """The key of the open section or form."""
        return self._key

    @property
    def items(self) -> tuple[SectionItem, ...]:
        return self.sections.items

    def show_reply(
        self, reply: Reply, template: ReplyTemplate | None, choices: Choices, hints: dict[str, str]
    ) -> None:
        """Show another reply and open the section to be written next."""
        self._reply, self._template, self._key = reply, template, ""
        lists = {"handling_result": choices.results, "disclosure": choices.disclosures}
        for form in self.forms.values():
            form.fill(reply.fields, hints, lists)
        self.refresh(reply)
        wanted = missing_sections(self.items)
        self.open_section(
            wanted[0].key if wanted else self.items[1].key if len(self.items) > 1 else HEAD_FORM
        )

    def refresh(self, reply: Reply) -> None:
        """Update the list of sections and the findings, without touching the editor."""
        self._reply = reply
        states = section_states(reply, self._template)
        missing = missing_facts(reply, self._template)
        self.sections.show_items(section_items(states, (fact.key for fact in missing)), self._key)
        for state in states:
            if state.key == self._key:
                self.head.show_count(state.length, state.advice)
        self._show_missing()

    def show_lock(self, lock: LetterLock, lead: int = 0, correcting: str = "") -> None:
        """Let the text be read only while the letter is locked, and say so; `lead` is the case that it is the letter of.

        An open one that is out says why it is being corrected.
        """
        locked = lock is not LetterLock.OPEN
        self.lock_bar.show_lock(lock, lead)
        if correcting:
            self.lock_bar.show_correction(correcting)
        self.writing.editor.setReadOnly(locked)
        self.sections.set_locked(locked=locked)
        shut = lock in {LetterLock.ARCHIVED, LetterLock.PAST}
        if shut and self._stack.isAncestorOf(self.window().focusWidget()):
            self.sections.view.setFocus()  # a disabled field would drop the focus, and with it the keys of the desk
        for form in self.forms.values():
            form.setEnabled(not shut)

    def open_section(self, key: str) -> None:
        """Open a section or a form; does nothing if it is open already."""
        item = next((item for item in self.items if item.key == key), None)
        if item is None or key == self._key:
            return
        self._key = key
        self.head.show_section(item.label, written=not item.is_form)
        if item.is_form:
            self._stack.setCurrentWidget(self.forms[key])
        else:
            self._open_text(item)
        self.sections.mark(key)
        self.refresh(self._reply)
        self.section_opened.emit(key)

    def step(self, lines: int) -> None:
        """Open the section that many lines further down."""
        self.open_section(self.sections.neighbour(self._key, lines))
        self.focus_writing()

    def follow(self, target: str) -> None:
        """Go to the target of a finding: a section key, or `form/field`."""
        key, _, field = target.partition("/")
        self.open_section(key)
        if key in self.forms:
            self.forms[key].focus_field(field)
        else:
            self.focus_writing()

    @property
    def position(self) -> TypedPosition:
        """The cursor's place in the typed text."""
        return TypedPosition(self._key, *self.writing.editor.place)

    def go_to(self, key: str, paragraph: int, character: int) -> None:
        """Put the cursor at a place of the text that was clicked on the paper."""
        self.open_section(key)
        if key == self._key:
            self.writing.editor.go_to(paragraph, character)

    def focus_writing(self) -> None:
        """Focus the editor or the first field of the form."""
        if self._key in self.forms:
            next(iter(self.forms[self._key].boxes.values())).setFocus()
        else:
            self.writing.editor.setFocus()

    def show_fields(self, fields: ReplyFields, keys: Iterable[str]) -> None:
        """Show these fields of the letter in their forms."""
        for form in self.forms.values():
            for key in form.boxes.keys() & set(keys):
                form.show_field(fields, key)

    def open_field(self, key: str) -> None:
        """Open the form that has this field of the letter and put the cursor there; does nothing if none has it."""
        for form, fields in self.forms.items():
            if key in fields.boxes:
                self.open_section(form)
                fields.focus_field(key)

    def _open_text(self, item: SectionItem) -> None:
        section = self._reply.section(item.key)
        plan = self._template.section(item.key) if self._template else None
        self.writing.fill(section.text if section else "", plan.prompt if plan and item.missing else "")
        self.head.phrases.show_phrases(plan.phrases if plan else ())
        self._stack.setCurrentWidget(self.writing)

    def _show_missing(self) -> None:
        missing = missing_facts(self._reply, self._template)
        if not missing:
            self.writing.strip.show_finding("")
            return
        names = "、".join(fact.label for fact in missing)
        first = missing[0].key
        form = HEAD_FORM if first in HEAD_KEYS else FOOT_FORM
        self.writing.strip.show_finding(f"还缺：{names}", f"{form}/{first}")

    def _on_text(self, text: str) -> None:
        self.text_edited.emit(self._key, text)

    def _on_cursor(self) -> None:
        self.cursor_moved.emit(self.position)

    def _lay_out(self) -> None:
        self._stack.addWidget(self.writing)
        for form in self.forms.values():
            self._stack.addWidget(form)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.sections)
        body.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.lock_bar)
        column.addWidget(self.find_bar)
        column.addLayout(body, 1)
