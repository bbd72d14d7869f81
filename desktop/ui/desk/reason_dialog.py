"""The dialog that asks why, by the name the desk knows it under; the board asks the same way."""

from desktop.ui.parts.reason_dialog import ReasonDialog

__all__ = ["ReasonDialog"]
