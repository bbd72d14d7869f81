"""What is half typed survives: kept shortly after the last key, put back into the same inputs, gone when it is stored.

`TypedInputs` knows the inputs of one form, `HalfTyped` keeps them in one place of the store.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from desktop.domain.records.half_typed import HalfTyped as Kept
from desktop.ui.drafts.draft_keeper import DraftKeeper
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.store_worker import Newest, StoreWorker
from desktop.ui.theme.theme import Theme

_KEEP_MS = 600
Texts = Mapping[str, str]


class TypedInputs:
    """The inputs of one form by name. What differs from the texts that stood there at first is typed."""

    def __init__(self, controls: Mapping[str, QWidget]) -> None:
        self.controls = dict(controls)
        self._first: dict[str, str] = {}
        self.settle()

    def settle(self) -> None:
        """What stands there now is not typed, but suggested or stored."""
        self._first = {name: text_of(control) for name, control in self.controls.items()}

    def typed(self) -> Texts:
        """The texts that were typed, by name."""
        texts = {name: text_of(control) for name, control in self.controls.items()}
        return {name: text for name, text in texts.items() if text != self._first[name]}

    def show(self, texts: Texts) -> None:
        """Put texts into inputs that nobody has typed into meanwhile."""
        touched = self.typed()
        for name, text in texts.items():
            if name in self.controls and name not in touched:
                put_text(self.controls[name], text)

    def reset(self) -> None:
        """Put back what stood there at first."""
        for name, text in self._first.items():
            put_text(self.controls[name], text)

    def on_typed(self, slot: Callable[..., object]) -> None:
        """Call `slot` when a person has changed one."""
        for control in self.controls.values():
            typed_signal(control).connect(slot)


def text_of(control: QWidget) -> str:
    """The text of an input; of a list the code of what is chosen, of a box 是 or ""."""
    match control:
        case QComboBox():
            return str(control.currentData() or "")
        case QPlainTextEdit() | QTextEdit():
            return control.toPlainText()
        case QCheckBox():
            return "是" if control.isChecked() else ""
        case QLineEdit():
            return control.text()
        case _:
            raise TypeError(control)


def put_text(control: QWidget, text: str) -> None:
    """The reverse of `text_of`; a code that is not offered any more is left out."""
    match control:
        case QComboBox():
            if (place := control.findData(text)) >= 0:
                control.setCurrentIndex(place)
        case QPlainTextEdit() | QTextEdit():
            control.setPlainText(text)
        case QCheckBox():
            control.setChecked(text == "是")
        case QLineEdit():
            control.setText(text)


def typed_signal(control: QWidget) -> SignalInstance:
    """The signal of an input that tells of a change by a person (of a text box: of every change)."""
    match control:
        case QComboBox():
            return control.activated
        case QPlainTextEdit() | QTextEdit():
            return control.textChanged
        case QCheckBox():
            return control.clicked
        case QLineEdit():
            return control.textEdited
        case _:
            raise TypeError(control)


class DraftLine(QWidget):
    """「未登记的草稿，昨天 17:42　丢弃」, hidden while nothing has been put back."""

    discarded = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = make_label("", "small", Tone.SECONDARY)
        self.discard = Button(theme, "丢弃", kind="link", tone="secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._words)
        row.addWidget(self.discard)
        row.addStretch(1)
        self.discard.clicked.connect(self.discarded)
        self.hide()

    @property
    def words(self) -> str:
        """What it says; "" while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def show_kept(self, kept: Kept, today: date) -> None:
        self._words.setText(kept.words(today))
        self.show()


class HalfTyped(QObject):
    """Keeps what `read` finds typed in one place; `write` puts it back, `reset` empties the inputs again."""

    def __init__(
        self,
        worker: StoreWorker,
        line: DraftLine,
        read: Callable[[], Texts],
        write: Callable[[Texts], object],
        reset: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._worker, self.line = worker, line
        self._read, self._write, self._reset = read, write, reset
        self._case_id, self._place = 0, ""
        self._kept: dict[str, str] = {}
        self._is_empty = False  # nothing stands in the store, as far as is known
        self._keeper: DraftKeeper | None = None
        self._asked = Newest()
        self._delay = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._delay.timeout.connect(self.keep_now)
        line.discarded.connect(self._discard)

    def turn_to(self, place: str, case_id: int = 0) -> None:
        """What is typed from now on belongs there; what was typed there before is put back as soon as it is read.

        Call it when the inputs show what stands there at first. What was typed until then has been kept by `keep_now`.
        """
        self._delay.stop()
        if self._keeper is None and (keeper := DraftKeeper.of(self.line)) is not None:
            self._keeper = keeper
            keeper.keeping.connect(self.keep_now)
        self._case_id, self._place, self._kept, self._is_empty = case_id, place, {}, False
        self.line.hide()
        from desktop.services.office.half_typed import typed_before  # the start does not need it

        # Of the writer: what has just been typed elsewhere is kept by then.
        task = self._asked.follow(self._worker.send(typed_before, case_id, place))
        task.done.connect(self._take)

    def note(self, *_told: object) -> None:
        """Something was typed: keep it soon."""
        if self._place:
            self._delay.start()

    def keep_now(self) -> None:
        """Send what is typed to be stored, if that is not what has been sent last."""
        self._delay.stop()
        if self._place and (typed := dict(self._read())) != self._kept:
            self._send(typed)

    def forget(self) -> None:
        """It has been stored for good, or discarded."""
        self._asked.drop()
        self._delay.stop()
        self.line.hide()
        if self._place and not self._is_empty:
            self._send({})

    def end(self) -> None:
        """As `forget`, and nothing of what still stands in the inputs is kept any more."""
        self.forget()
        self._place = ""

    def _send(self, typed: dict[str, str]) -> None:
        from desktop.services.office.half_typed import keep_typed  # as above

        self._kept, self._is_empty = typed, not typed
        task = self._worker.send(keep_typed, self._case_id, self._place, typed)
        if self._keeper is not None:
            task.failed.connect(self._keeper.failed)

    def _take(self, kept: Kept | None) -> None:
        self._is_empty = kept is None
        if kept is not None:
            self._kept = dict(kept.texts)
            self._write(kept.texts)
            self.line.show_kept(kept, self._worker.work.today)

    def _discard(self) -> None:
        self._reset()
        self.forget()
