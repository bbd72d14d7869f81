"""How a line of exact pitch holds its characters, the same in Word, WPS and LibreOffice; shares of pitch and of the em."""

from __future__ import annotations

BASELINE_SHARE = 0.8
"""The baseline of a line of exact pitch stands so far down (LibreOffice's rule, made to match Word's)."""
INK_TOP_EM = 0.85
"""Chinese characters reach so far above the baseline, without the air in their box."""
INK_BOTTOM_EM = 0.08


def air_above_pt(pitch_pt: float, size_pt: float) -> float:
    """From the top of an exact line to the upper edge of its characters."""
    return BASELINE_SHARE * pitch_pt - INK_TOP_EM * size_pt


def ink_height_pt(size_pt: float) -> float:
    """Height of Chinese characters of that size, edge to edge."""
    return (INK_TOP_EM + INK_BOTTOM_EM) * size_pt
