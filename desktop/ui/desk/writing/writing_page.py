"""Where one section is written: what to write (while it is missing), the editor, and the finding that comes next."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.desk.writing.findings_strip import FindingsStrip
from desktop.ui.desk.writing.section_editor import SectionEditor
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme


class WritingPage(QWidget):
    """Prompt, editor, findings strip, one under the other."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = SectionEditor(theme)
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

    def fill(self, text: str, prompt: str) -> None:
        """Show a section; the prompt is there from the start or not at all, so that nothing jumps while typing."""
        self._prompt.setText(prompt)
        self._prompt.setVisible(bool(prompt))
        self.editor.fill(text)
