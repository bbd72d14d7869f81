"""The disclosure review 「公开审查」: decided by whom, when, and where the reply was published (DOMAIN 3.10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.case.reply import Disclosure
from desktop.domain.errors import Refused


@dataclass(frozen=True, slots=True)
class DisclosureRecord:
    """One review for one round. Reply review and disclosure review are done together 「同步审查」 (国办发〔2014〕46号).

    `form` is 全文 or 摘要. Published once `published_at` is set; `place` is the site and column, or the address.
    """

    case_id: int
    decision: Disclosure
    decided_at: date
    reviewer: str
    secrecy_reviewer: str = ""
    reason: str = ""
    round: int = 1
    form: str = "全文"
    published_at: date | None = None
    place: str = ""
    id: int = 0


def refuse_incomplete(record: DisclosureRecord) -> None:
    """Raise Refused for a review without a name, or for anything but full disclosure without its reason."""
    if not record.reviewer.strip():
        raise Refused("公开审查没有审查人", "请填写审查人姓名")
    if record.decision is not Disclosure.PROACTIVE and not record.reason.strip():
        raise Refused(f"“{record.decision.label}”要写明理由", "请填写不主动公开的理由")
    if record.published_at and record.decision is not Disclosure.PROACTIVE:
        raise Refused(f"“{record.decision.label}”的答复不能登记公开", "请先改公开属性，重新审查")
