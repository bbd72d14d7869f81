"""What the desk says at the foot of the window."""

from __future__ import annotations

from desktop.ui.desk.writing.reply_session import ReplySession
from desktop.ui.parts.status_line import StatusFact, StatusFacts
from desktop.ui.parts.tone import Tone


def desk_facts(session: ReplySession, missing: int, layout: str, template: str) -> StatusFacts:
    """Saved or not, how long the letter is, what is missing; layout and template on the right."""
    sections = session.reply.sections
    length = sum(not character.isspace() for section in sections for character in section.text)
    left = [_saved(session), StatusFact(f"全文 {length:,} 字")]
    if missing:
        left.append(StatusFact(f"未写 {missing} 处", "triangle-alert", Tone.WARNING))
    right = [StatusFact(f"版式 {layout}")] if layout else []
    if template:
        right.append(StatusFact(f"模板 {template}"))
    return StatusFacts(tuple(left), tuple(right))


def _saved(session: ReplySession) -> StatusFact:
    if session.failed:
        return StatusFact("还没有保存", "circle-alert", Tone.DANGER)
    if session.dirty:
        return StatusFact("正在保存…", "pencil")
    if session.saved_at is None:
        return StatusFact("已保存", "check", Tone.GOOD)
    return StatusFact(f"已保存 {session.saved_at:%H:%M:%S}", "check", Tone.GOOD)
