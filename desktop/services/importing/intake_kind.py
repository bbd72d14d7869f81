"""What a source is taken for, and whether it may be taken in at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from desktop.documents.reading.document import IN_FLOW, ReadDocument
from desktop.domain.errors import Refused
from desktop.domain.importing.plan import IntakeKind
from desktop.domain.intake import document_kind
from desktop.domain.intake.secrecy import secrecy_mark

_LISTS = frozenset({".xlsx", ".xls", ".xlsm", ".csv", ".et", ".ods"})


def guess_kind(path: Path, text: str = "") -> IntakeKind:
    """What a file seems to be: a list by its suffix, else a proposal or a reply by its words, in doubt a proposal."""
    if path.suffix.lower() in _LISTS:
        return IntakeKind.LEDGER
    return IntakeKind(document_kind.guess_kind(text) or IntakeKind.PROPOSAL)


def refuse_classified_document(document: ReadDocument) -> None:
    """Raise Refused for a mark of secrecy in the text, or in headers and footers, which stand apart (DOMAIN 7.1)."""
    apart = [paragraph.text for paragraph in document.paragraphs if paragraph.kind not in IN_FLOW]
    refuse_classified_text(document.text, apart)


def refuse_classified_text(text: str, apart: Iterable[str] = ()) -> None:
    """Raise Refused for 绝密, 机密, 秘密 or a starred 内部 in the head of the text, or alone in one of the pieces `apart`."""
    for words in (text, *(piece for piece in apart if "密" in piece or "内部" in piece)):
        mark = secrecy_mark(words)
        if mark is not None:
            raise Refused(
                f"文件标有“{mark.value}”，本软件不处理涉密文件，没有导入", "请在规定的涉密设备上办理"
            )
