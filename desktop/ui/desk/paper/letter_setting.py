"""What a letter is written with: its template, what may be chosen for it, and what is printed while a field is empty."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.documents.templates.template_library import TemplateLibrary
from desktop.domain.case.case import Case
from desktop.domain.case.reply import Reply
from desktop.domain.letter.reply_template import ReplyTemplate
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import Choices, choices_of, fill_phrase


@dataclass(frozen=True, slots=True)
class LetterSetting:
    """`template` is None if its file is no longer there; `hints` go by field key."""

    template: ReplyTemplate | None
    choices: Choices
    hints: dict[str, str]


def letter_setting(work: Workplace, case: Case, reply: Reply) -> LetterSetting:
    """The setting of one letter, read in one go."""
    template = work.library.replies.get(reply.template)
    texts = (
        {"title_lines": "\n".join(template.title_lines), "salutation": template.salutation}
        if template
        else {}
    )
    hints = {key: fill_phrase(work, case, reply, text)[0] for key, text in texts.items()}
    return LetterSetting(template, choices_of(work, case, reply), hints)


def layout_id(reply: Reply, template: ReplyTemplate | None) -> str:
    """The layout in force: the reply's own, else its template's; "" if there is neither."""
    return reply.layout or (template.layout if template else "")


def layout_and_template(
    library: TemplateLibrary, reply: Reply, template: ReplyTemplate | None
) -> tuple[str, str]:
    """Their names for the foot of the window; "" for what is not there."""
    layout = library.layouts.get(layout_id(reply, template))
    words = f"{template.name} v{reply.template_version}" if template else ""
    return (layout.name if layout else ""), words
