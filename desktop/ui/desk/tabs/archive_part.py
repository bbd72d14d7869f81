"""The parts 「签发前」 and 「归档」: what is still in the way of a signature, and what the folder holds and lacks."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from desktop.domain.forms.form_template import FormKind
from desktop.services.handling.casework import Casework
from desktop.ui.desk.tabs.work_part import WorkPart
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme

_SHOWN_BELOW = "修改意见还没有处理"
"""Open remarks have cards of their own in the next part."""


class ReadyPart(WorkPart):
    """What a leader would ask about."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "签发前")

    def show_work(self, found: Casework) -> None:
        """Show what must be done first, then what is worth a look."""
        musts = [one for one in found.ready if one.must and not one.words.startswith(_SHOWN_BELOW)]
        self.begin(f"还差 {len(musts)} 项" if musts else "齐了", Tone.WARNING if musts else Tone.GOOD)
        for one in musts:
            self.tell(f"□ {one.words}", one.basis)
        for one in found.ready:
            if not one.must:
                self.tell("", one.words)


class ArchivePart(WorkPart):
    """The list of the folder, ticked as papers come in."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "归档")

    def show_work(self, found: Casework) -> None:
        """Show the folder's list, its name and how long it is kept."""
        check = found.archive
        missing = len(check.missing)
        self.begin(f"缺 {missing} 项" if missing else "齐全", Tone.WARNING if missing else Tone.GOOD)
        for number, line in enumerate(check.lines, 1):
            mark = "✓" if line.present else "□"
            tone = Tone.WARNING if line.is_missing else None
            self.tell(
                f"{mark} {number}. {line.part.label}" + (f"　{line.detail}" if line.detail else ""), tone=tone
            )
        self.tell("", f"保管期限：{check.retention.label}（按本单位保管期限表核对）")
        self.tell("", check.folder)
        self.offer(
            ("复制卷名", "", lambda: QApplication.clipboard().setText(check.folder)),
            self.paper(FormKind.ARCHIVE_LIST),
            self.paper(FormKind.ARCHIVE_COVER),
        )
