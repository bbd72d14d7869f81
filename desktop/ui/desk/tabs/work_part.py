"""Base class of the parts of the tab 「办理」: a heading, rows of recorded facts, and links to record more."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.forms.form_template import FormKind
from desktop.ui.fitting.flow_row import FlowRow
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import Pill, make_label
from desktop.ui.parts.scroll_column import empty_row
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

Act = Callable[[], object]


class WorkPart(QFrame):
    """Its few rows are rebuilt at each change: `reset`, then the other methods.

    `form_requested` carries the FormKind of a form that belongs to this part.
    """

    form_requested = Signal(object)

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.state = Pill()
        self.setProperty("kind", "work")
        self.setAccessibleName(title)
        head = QHBoxLayout()
        head.setSpacing(6)
        self._title = make_label(title, "heading")
        head.addWidget(self._title)
        head.addWidget(self.state)
        head.addStretch(1)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(3)
        line = QFrame()
        line.setProperty("kind", "hairline")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 6)
        column.setSpacing(5)
        column.addLayout(head)
        column.addLayout(self._rows)
        column.addSpacing(4)
        column.addWidget(line)

    def name_part(self, title: str) -> None:
        """Give the part another heading."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def reset(self, state: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        """Remove all rows and show the state of the part in a few characters."""
        self._empty()
        self.state.show_text(state, tone)

    def add_text(self, words: str, detail: str = "", tone: Tone | None = None) -> None:
        """Add a line of text, and `detail` below it in small type."""
        if words:
            self._rows.addWidget(make_label(words, tone=tone, wrap=True))
        if detail:
            self._rows.addWidget(make_label(detail, "small", Tone.SECONDARY, wrap=True))

    def add_links(self, *verbs: tuple[str, str, Act]) -> None:
        """Add a row of links: (label, accessible name or "" for the label, action)."""
        row = FlowRow()
        for words, name, act in verbs:
            link = Button(self.theme, words, kind="link")
            link.setAccessibleName(name or words)
            link.clicked.connect(lambda _checked=False, do=act: do())
            row.flow.addWidget(link)
        self._rows.addWidget(row)

    def form_link(self, kind: FormKind) -> tuple[str, str, Act]:
        """A link that exports a form, for `add_links`."""
        return f"{kind.label}…", f"导出{kind.label}", lambda: self.form_requested.emit(kind)

    def _empty(self) -> None:
        empty_row(self._rows)
