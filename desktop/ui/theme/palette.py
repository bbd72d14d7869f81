"""Colours of the theme as a Qt palette, for everything that the style sheet does not paint."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from desktop.ui.theme.tokens import Colours

_Role = QPalette.ColorRole


def make_palette(colours: Colours) -> QPalette:
    """Return a palette with every role that Fusion asks for, disabled text included."""
    palette = QPalette()
    for role, name in _roles(colours).items():
        palette.setColor(role, QColor(name))
    faded = QColor(colours.text_secondary)
    faded.setAlphaF(0.6)
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, faded)
    return palette


def _roles(colours: Colours) -> dict[QPalette.ColorRole, str]:
    return {
        _Role.Window: colours.surface,
        _Role.WindowText: colours.text,
        _Role.Base: colours.surface,
        _Role.AlternateBase: colours.background,
        _Role.Text: colours.text,
        _Role.PlaceholderText: colours.text_secondary,
        _Role.Button: colours.surface,
        _Role.ButtonText: colours.text,
        _Role.BrightText: colours.on_accent,
        _Role.Light: colours.surface,
        _Role.Midlight: colours.line,
        _Role.Mid: colours.line,
        _Role.Dark: colours.text_secondary,
        _Role.Shadow: colours.line,
        _Role.Highlight: colours.accent,
        _Role.HighlightedText: colours.on_accent,
        _Role.Accent: colours.accent,
        _Role.Link: colours.accent,
        _Role.LinkVisited: colours.accent,
        _Role.ToolTipBase: colours.surface,
        _Role.ToolTipText: colours.text,
    }
