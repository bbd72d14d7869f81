"""The findings before printing 「打印前检查」: what must be changed in red, each with place and clause."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from desktop.typesetting.proof.print_finding import FindingWeight, PrintFinding
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.scroll_column import ScrollColumn
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_LOOK = {
    FindingWeight.MUST: ("circle-alert", Tone.DANGER),
    FindingWeight.HOUSE: ("triangle-alert", Tone.WARNING),
    FindingWeight.HINT: ("info", Tone.SECONDARY),
}
_MOST = 60
_ICON = 16


class FindingsPanel(QFrame):
    """Shows findings, the weightiest first, or one calm sentence."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._head = make_label("打印前检查", "heading")
        self._state = make_label(kind="small", tone=Tone.SECONDARY, wrap=True)
        self._list = ScrollColumn((0, 4, 8, 4), 10)
        self._list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a long list is scrolled by keyboard too
        self._list.setAccessibleName("打印前检查")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 8, 8)
        column.setSpacing(4)
        for widget in (self._head, self._state):
            column.addWidget(widget)
        column.addWidget(self._list, 1)

    @property
    def words(self) -> str:
        """The sentence over the list."""
        return self._state.text()

    def say(self, words: str) -> None:
        """A sentence over the list."""
        self._state.setText(words)

    def show_findings(self, findings: Iterable[PrintFinding]) -> None:
        """Show these instead of those before."""
        found = tuple(findings)
        self._list.clear()
        for finding in found[:_MOST]:
            self._list.column.addWidget(self._line(finding))
        if len(found) > _MOST:
            more = f"另有 {len(found) - _MOST} 处没有列出。"
            self._list.column.addWidget(make_label(more, "small", Tone.SECONDARY))
        self._list.column.addStretch(1)

    def _line(self, finding: PrintFinding) -> QFrame:
        icon, tone = _LOOK[finding.weight]
        picture = QLabel()
        drawn = self._theme.icon(icon, tone.ink, _ICON)
        picture.setPixmap(drawn.pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
        place = f"{finding.place}：" if finding.place else ""
        must = finding.weight is FindingWeight.MUST
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(make_label(place + finding.reason, tone=tone if must else None, wrap=True))
        source = " · ".join(filter(None, (finding.weight.label, finding.clause)))
        words.addWidget(make_label(source, "small", Tone.SECONDARY, wrap=True))
        line = QFrame()
        line.setAccessibleName(f"{finding.weight.label}：{finding.label}")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return line
