"""Whether a reply is made public."""

from __future__ import annotations

from enum import StrEnum


class Disclosure(StrEnum):
    """「公开属性」 (DOMAIN 3.10)."""

    PROACTIVE = "proactive"
    ON_REQUEST = "on_request"
    NONE = "none"

    @property
    def label(self) -> str:
        return {"proactive": "主动公开", "on_request": "依申请公开", "none": "不予公开"}[self]
