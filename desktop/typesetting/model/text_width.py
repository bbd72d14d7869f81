"""How wide words are, in 字, as far as indents and title lines need to know it; lines are filled with measured widths."""

from __future__ import annotations

import re

from desktop.typesetting.model.block import Script
from desktop.typesetting.model.script import split_by_script

_SEAM = re.compile(r"[\u3400-\u9fff](?=[A-Za-z0-9%])|[A-Za-z0-9%](?=[\u3400-\u9fff])")


def width_chars(text: str, *, autospace: bool = False) -> float:
    """Width in 字: 1 for a Chinese character or mark, 1/2 for a Latin one.

    With `autospace` a quarter for each seam between an ideograph and a letter, digit or % (TRAPS 6).
    """
    width = sum(
        len(piece) * (1.0 if script is Script.EAST_ASIAN else 0.5) for script, piece in split_by_script(text)
    )
    return width + (0.25 * len(_SEAM.findall(text)) if autospace else 0.0)
