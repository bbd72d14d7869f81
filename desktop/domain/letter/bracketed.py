"""Placeholders as an officer sees them: 「【承办科室】」 for the stored `{承办科室}`, of the same length, so that places stay."""

from __future__ import annotations

import re

from desktop.domain.letter.facts import FACT_NAMES

_NAMES = "|".join(sorted(map(re.escape, {*FACT_NAMES.values(), *FACT_NAMES}), key=len, reverse=True))
_BRACED = re.compile(rf"\{{({_NAMES})\}}")
BRACKETED = re.compile(rf"【({_NAMES})】")
"""A placeholder in a text as it is shown."""


def bracketed(text: str) -> str:
    """The text with every known placeholder in the brackets that office papers use; an English name becomes the Chinese one."""
    return _BRACED.sub(lambda match: f"【{FACT_NAMES.get(match[1], match[1])}】", text)


def braced(text: str) -> str:
    """The text as it is stored: the opposite of `bracketed`."""
    return BRACKETED.sub(r"{\1}", text)
