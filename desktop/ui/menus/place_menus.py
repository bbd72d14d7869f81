"""Context menus 「右键菜单」 everywhere in a window: the verbs of what lies under the pointer or has the focus.

A list says by `offer_verbs` what can be done with its items. A card offers its own buttons, so that its menu and its buttons
cannot differ. Every text that is shown can be copied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar, cast
from weakref import WeakKeyDictionary

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from desktop.domain.words.shortened import shortened

Kind = TypeVar("Kind", bound=QWidget)


class MenuVerb(NamedTuple):
    """One line of a menu."""

    words: str
    act: Callable[[], object]
    is_on: bool = True


Verbs = Sequence[MenuVerb | QMenu | None]
"""Lines and submenus; None is a divider."""
VerbsAt = Callable[[QModelIndex, QPoint], "Verbs | None"]
"""The verbs of an item, or of the empty room of its list (an invalid index); None if another menu opens at that point."""

_OFFERED: WeakKeyDictionary[QAbstractItemView, VerbsAt] = WeakKeyDictionary()
_CARDS = {"card", "ask", "lane", "drop", "notice", "paper"}
_SHOWN = 16
"""Most characters of a text in the name of the verb that copies it."""
_MOST_BUTTONS = 12
"""A widget with more buttons than these is no row of buttons any more, but half a page."""


def offer_verbs(view: QAbstractItemView, verbs_at: VerbsAt) -> None:
    """Say what the context menu of this list offers."""
    _OFFERED[view] = verbs_at


def offers_verbs(view: QAbstractItemView) -> bool:
    """Whether `offer_verbs` has been called for this list."""
    return view in _OFFERED


def copy_verb(words: str, name: str = "") -> MenuVerb:
    """Copies a text. `name`: what the text is, if it is not named by itself."""
    label = f"复制{name}" if name else f"复制“{shortened(words, _SHOWN)}”"
    return MenuVerb(label, lambda: QGuiApplication.clipboard().setText(words), bool(words))


def open_menu(owner: QWidget, verbs: Verbs, point: QPoint) -> QMenu:
    """Open a menu at that point of the screen; it is deleted when it closes."""
    menu = QMenu(owner)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for verb in verbs:
        if verb is None:
            menu.addSeparator()
        elif isinstance(verb, QMenu):
            menu.addMenu(verb)
        else:
            menu.addAction(verb.words, verb.act).setEnabled(verb.is_on)
    menu.popup(point)
    return menu


class PlaceMenus(QObject):
    """Opens the context menus of one window: by the right button, by the Menu key and by Shift+F10.

    Text fields keep the menu that they have of themselves. `elsewhere` are the verbs where there is nothing else.
    """

    def __init__(self, window: QWidget, elsewhere: Callable[[], Verbs] = tuple) -> None:
        super().__init__(window)
        self._window, self._elsewhere = window, elsewhere
        QShortcut(QKeySequence("Shift+F10"), window).activated.connect(self.open_at_focus)

    def answer(self, event: QContextMenuEvent) -> None:
        """Open the menu that no widget in the window has opened itself."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._open_at_item(self._focused)
        else:
            self.open_at(event.globalPos())
        event.accept()

    def eventFilter(self, _dialog: QObject, event: QEvent) -> bool:
        """The same for a dialog, which does not know of its menus."""
        if isinstance(event, QContextMenuEvent):
            self.answer(event)
            return True
        return False

    def open_at_focus(self) -> None:
        """Let the focused widget open its menu, as its context menu key does."""
        widget = self._focused
        place = _item_place(widget) if isinstance(widget, QAbstractItemView) else widget.rect().center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, widget.mapToGlobal(place))
        QApplication.sendEvent(widget, event)

    def open_at(self, point: QPoint) -> None:
        """Open the menu of what lies at that point of the screen."""
        widget = self._window.childAt(self._window.mapFromGlobal(point)) or self._window
        view = _view_of(widget)
        if view is None:
            self._open(widget_verbs(widget, self._window), point)
        else:
            self._open_in_view(view, view.indexAt(view.viewport().mapFromGlobal(point)), point)

    @property
    def _focused(self) -> QWidget:
        return QApplication.focusWidget() or self._window

    def _open_at_item(self, widget: QWidget) -> None:
        if isinstance(widget, QAbstractItemView):
            point = widget.mapToGlobal(_item_place(widget))
            self._open_in_view(widget, widget.currentIndex(), point)
        else:
            point = widget.mapToGlobal(widget.rect().center())
            self._open(widget_verbs(widget, self._window), point)

    def _open_in_view(self, view: QAbstractItemView, index: QModelIndex, point: QPoint) -> None:
        offered = _OFFERED[view](index, point) if view in _OFFERED else ()
        if offered is not None:
            self._open(with_copies(offered, index), point)

    def _open(self, verbs: Verbs, point: QPoint) -> None:
        open_menu(self._window, verbs or self._elsewhere(), point)


def with_copies(verbs: Verbs, index: QModelIndex) -> Verbs:
    """The verbs of an item, and those that copy what it says."""
    texts = item_texts(index)
    if not texts:
        return verbs
    divider = [None] if verbs else []
    cell = str(index.data() or "")
    whole = copy_verb("\t".join(texts), "整行" if len(texts) > 1 else "")
    return [*verbs, *divider, *([copy_verb(cell, "此格")] if len(texts) > 1 and cell else []), whole]


def item_texts(index: QModelIndex) -> list[str]:
    """The texts of the cells of an item's row, or what a screen reader says of it; [] for no item."""
    if not index.isValid():
        return []
    model = index.model()
    count = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    texts = [str(index.sibling(index.row(), column).data() or "") for column in range(count)]
    if not any(texts):
        texts = [str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "")]
    return texts if any(texts) else []


def widget_verbs(widget: QWidget, window: QWidget) -> Verbs:
    """The buttons of the card or row in which a widget lies, and what can be copied there; () where there is neither."""
    frame = _frame_of(widget, window)
    own = shown_text(widget)
    copies = [copy_verb(own)] if own else []
    if frame is None:
        return copies
    verbs = [verb for button in _buttons_in(frame) if (verb := _verb_of(button)) is not None]
    texts = [text for label in _shown_in(frame, QLabel) if (text := shown_text(label))]
    if len(texts) > 1:
        copies.append(copy_verb("\n".join(texts), "全部文字"))
    return [*verbs, *([None] if verbs and copies else []), *copies]


def shown_text(widget: QWidget) -> str:
    """What a label says, selected words first, or a figure on a button; "" for other widgets."""
    if isinstance(widget, QLabel):
        return widget.selectedText().replace("\u2029", "\n") or widget.text().strip()
    if isinstance(widget, QAbstractButton) and not widget.text():
        return widget.accessibleName()
    return ""


def _frame_of(widget: QWidget, window: QWidget) -> QWidget | None:
    """The card around a widget, else the smallest row of buttons; None if there is neither."""
    row = None
    for one in _upwards(widget, window):
        if str(one.property("kind")) in _CARDS:
            return one
        if (
            row is None
            and 0 < len(_buttons_in(one)) <= _MOST_BUTTONS
            and not isinstance(one, QAbstractButton)
        ):
            row = one
    return row


def _upwards(widget: QWidget, window: QWidget) -> Iterator[QWidget]:
    one: QWidget | None = widget
    while one is not None and one is not window:
        yield one
        one = one.parentWidget()


def _buttons_in(frame: QWidget) -> list[QAbstractButton]:
    return [button for button in _shown_in(frame, QAbstractButton) if button.isEnabled()]


def _shown_in(frame: QWidget, kind: type[Kind]) -> list[Kind]:
    return [one for one in cast("list[Kind]", frame.findChildren(kind)) if one.isVisible()]


def _verb_of(button: QAbstractButton) -> MenuVerb | QMenu | None:
    words = button.text() or button.accessibleName()
    if not words:
        return None
    if isinstance(button, QPushButton | QToolButton) and button.menu() is not None:
        menu = button.menu()
        menu.setTitle(words)
        return menu
    return MenuVerb(words, button.click)


def _view_of(widget: QWidget) -> QAbstractItemView | None:
    """The list to which a widget belongs; the header of a table without verbs of its own stands for the table."""
    for one in _upwards(widget, widget.window()):
        if isinstance(one, QHeaderView) and one not in _OFFERED:
            continue
        if isinstance(one, QAbstractItemView):
            return one
    return None


def _item_place(view: QAbstractItemView) -> QPoint:
    """The middle of the current item, as seen from the view; of the view if there is none in sight."""
    place = view.visualRect(view.currentIndex()) & view.viewport().rect()
    return view.viewport().mapToParent(place.center()) if place.isValid() else view.rect().center()


class DialogMenus(QObject):
    """Gives every dialog its PlaceMenus when it comes in front."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = cast("QApplication", QApplication.instance())
        application.focusWindowChanged.connect(self._on_front)

    def _on_front(self) -> None:
        front = QApplication.activeModalWidget()
        if front is not None and front.findChild(PlaceMenus) is None:
            front.installEventFilter(PlaceMenus(front))
