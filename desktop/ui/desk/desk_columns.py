"""The three columns of the desk; on a narrow screen two of them, with the paper as one more tab beside those of the proposal."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter

from desktop.ui.desk.paper.paper_column import PaperColumn
from desktop.ui.desk.writing.editor_pane import EditorPane
from desktop.ui.desk.writing.source_panel import SourcePanel
from desktop.ui.theme.theme import Theme
from desktop.ui.window_settings import WindowSettings

_COLUMNS = "desk"
_NARROW = 1060
"""Width in pixels of usual print below which three columns do not fit side by side."""
_SHARES = (296, 592, 486)
_NARROW_SHARES = (420, 600)
_PAPER = 2
"""The place of the paper among the columns, and the number that folds it."""


class DeskColumns(QSplitter):
    """Source, writing, paper. Widths are stored in the window settings; the writing column cannot be collapsed by dragging."""

    def __init__(
        self,
        theme: Theme,
        settings: WindowSettings,
        source: SourcePanel,
        pane: EditorPane,
        paper: PaperColumn,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.source, self.pane, self.paper = source, pane, paper
        self._theme, self._settings = theme, settings
        self._narrow = False
        self.setHandleWidth(1)
        for column in (source, pane, paper):
            self.addWidget(column)
        pane.setMinimumWidth(400)
        paper.setMinimumWidth(220)
        self.setCollapsible(1, False)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 3)
        self.setStretchFactor(_PAPER, 2)
        if not settings.restore_columns(_COLUMNS, self):
            self.setSizes(list(_SHARES))
        self.splitterMoved.connect(self._keep)

    @property
    def is_narrow(self) -> bool:
        """True while the paper is a tab of the left column."""
        return self._narrow

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Bring the paper into the left column while the window is narrow, and back."""
        least = self._theme.px(_NARROW)
        narrow = event.size().width() < least
        if narrow is not self._narrow:
            self._narrow = narrow
            if narrow:
                self._take_paper_in()
            else:
                self._put_paper_out()
        super().resizeEvent(event)

    def fold(self, column: int) -> None:
        """Hide a column or show it again; the paper of a narrow window is brought to the front instead."""
        if self._narrow and column == _PAPER:
            self.source.bring_paper()
            return
        widget = self.widget(column)
        widget.setVisible(widget.isHidden())

    def _take_paper_in(self) -> None:
        self.source.take_paper(self.paper)
        self.source.show()
        self.setSizes(list(_NARROW_SHARES))

    def _put_paper_out(self) -> None:
        self.source.release_paper()
        self.addWidget(self.paper)
        self.paper.show()
        self.setStretchFactor(_PAPER, 2)
        if not self._settings.restore_columns(_COLUMNS, self):
            self.setSizes(list(_SHARES))

    def _keep(self) -> None:
        if not self._narrow:
            self._settings.keep_columns(_COLUMNS, self)
