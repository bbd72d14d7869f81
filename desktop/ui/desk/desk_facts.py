"""What the desk says at the foot of the window."""

from __future__ import annotations

from datetime import datetime

from desktop.domain.reply import Reply
from desktop.ui.parts.status_line import StatusFact, StatusFacts
from desktop.ui.parts.tone import Tone


def desk_facts(
    reply: Reply,
    saved_at: datetime | None,
    *,
    dirty: bool,
    failed: bool,
    missing: int,
    layout: str,
    template: str,
) -> StatusFacts:
    """Saved or not, how long the letter is, what is missing; layout and template on the right."""
    length = sum(not character.isspace() for section in reply.sections for character in section.text)
    left = [_saved(saved_at, dirty=dirty, failed=failed), StatusFact(f"全文 {length:,} 字")]
    if missing:
        left.append(StatusFact(f"未写 {missing} 处", "triangle-alert", Tone.WARNING))
    right = [StatusFact(f"版式 {layout}")] if layout else []
    if template:
        right.append(StatusFact(f"模板 {template}"))
    return StatusFacts(tuple(left), tuple(right))


def _saved(saved_at: datetime | None, *, dirty: bool, failed: bool) -> StatusFact:
    if failed:
        return StatusFact("还没有保存", "circle-alert", Tone.DANGER)
    if dirty:
        return StatusFact("正在保存…", "pencil")
    if saved_at is None:
        return StatusFact("已保存", "check", Tone.GOOD)
    return StatusFact(f"已保存 {saved_at:%H:%M:%S}", "check", Tone.GOOD)
