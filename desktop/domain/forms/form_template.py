"""Form templates 「随文表单」 printed with a reply: editable data, filled from a case (DOMAIN 3.9, 5.4, 5.6).

A form defines its paper, styles and parts (lines and tables) from top to bottom. Read by documents.templates.form_file.
Texts hold placeholders of `form_facts.FORM_FACT_NAMES`, and of a list's own fields inside a row that repeats.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from desktop.domain.case.case import MatterType
from desktop.domain.case.status import Status


class FormKind(StrEnum):
    """Purpose of a form. A print set contains one form of each requested kind, the one that fits the locality."""

    FEEDBACK = "feedback"
    APPROVAL = "approval"
    DISCLOSURE_REVIEW = "disclosure_review"
    OPINION_REQUEST = "opinion_request"
    CHASE = "chase"
    RETURN_REQUEST = "return_request"
    PROCESS = "process"
    ENVELOPE = "envelope"
    LABELS = "labels"
    ARCHIVE_COVER = "archive_cover"
    ARCHIVE_LIST = "archive_list"
    FOLLOWUP_SHEET = "followup_sheet"
    PROOF = "proof"
    YEAR_SUMMARY = "year_summary"
    SELF_CHECK = "self_check"
    WORK_PLAN = "work_plan"
    TASK_TABLE = "task_table"
    KEY_PROGRESS = "key_progress"
    SECTION_REMINDER = "section_reminder"
    FOLLOWUP_LIST = "followup_list"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_of_office(self) -> bool:
        """True for a paper over many cases 「汇总文书」; it is no form of a single case."""
        return self in _OF_OFFICE


_LABELS = {
    FormKind.FEEDBACK: "征询意见表",
    FormKind.APPROVAL: "发文稿纸",
    FormKind.DISCLOSURE_REVIEW: "公开同步审查表",
    FormKind.OPINION_REQUEST: "会办意见征求函",
    FormKind.CHASE: "催办函",
    FormKind.RETURN_REQUEST: "退办申请函",
    FormKind.PROCESS: "办理过程表",
    FormKind.ENVELOPE: "信封",
    FormKind.LABELS: "地址标签",
    FormKind.ARCHIVE_COVER: "归档封面",
    FormKind.ARCHIVE_LIST: "卷内目录",
    FormKind.FOLLOWUP_SHEET: "落实情况登记表",
    FormKind.PROOF: "版面自检单",
    FormKind.YEAR_SUMMARY: "年度办理工作总结",
    FormKind.SELF_CHECK: "考核自评表",
    FormKind.WORK_PLAN: "办理工作方案",
    FormKind.TASK_TABLE: "任务分解表",
    FormKind.KEY_PROGRESS: "重点提案办理进展周报",
    FormKind.SECTION_REMINDER: "科室催办单",
    FormKind.FOLLOWUP_LIST: "答复件落实情况一览表",
}
_OF_OFFICE = frozenset(
    {
        FormKind.YEAR_SUMMARY,
        FormKind.SELF_CHECK,
        FormKind.WORK_PLAN,
        FormKind.TASK_TABLE,
        FormKind.KEY_PROGRESS,
        FormKind.SECTION_REMINDER,
        FormKind.FOLLOWUP_LIST,
    }
)


class ForEach(StrEnum):
    """How many sheets are printed per case: one, or one for each of these; of a paper over many cases, how many in all."""

    CASE = "case"
    PROPOSER = "proposer"
    CO_UNIT = "co_unit"
    AWAITED_UNIT = "awaited_unit"  # co-handling units without an answer
    OFFICE = "office"  # one sheet for all cases
    SECTION = "section"  # one sheet for each section with cases

    @property
    def is_of_office(self) -> bool:
        """True for the sheets of a paper over many cases."""
        return self in {ForEach.OFFICE, ForEach.SECTION}


@dataclass(frozen=True, slots=True)
class FormPaper:
    """The sheet and its margins in mm."""

    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float


@dataclass(frozen=True, slots=True)
class FormStyle:
    """Style of lines: `font` is a font role of the base layout, `align` is left, center, right or justify."""

    name: str
    font: str
    size_pt: float
    pitch_pt: float
    align: str = "left"
    bold: bool = False
    first_line_chars: float = 0.0
    left_chars: float = 0.0
    right_chars: float = 0.0
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class FormCell:
    r"""Text of one cell; "\n" starts a new line. `place` is top, middle or bottom.

    `choices` are printed with a box before each; `choices_of` names a list of them (`form_facts.CHOICE_NAMES`); the one that equals
    `ticked` is ticked. `fits` are styles tried in order until the text fits on one line, `last` is the style of
    the last line (signer and date).
    """

    text: str = ""
    style: str = "text"
    span: int = 1
    place: str = "middle"
    choices: tuple[str, ...] = ()
    choices_of: str = ""
    ticked: str = ""
    apart: str = "　"
    fits: tuple[str, ...] = ()
    last: str = ""


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of a table, or one for each entry of the list `each`, padded with empty rows to `at_least`.

    A row holds `across` entries side by side. `stretch` is the row's share of the sheet's unused height.
    """

    height_mm: float
    cells: tuple[FormCell, ...]
    each: str = ""
    at_least: int = 0
    across: int = 1
    stretch: float = 0.0


@dataclass(frozen=True, slots=True)
class FormPart:
    """Lines of text, or a table if `rows` are given. `when` names facts: if none of them is known, the part is omitted."""

    text: str = ""
    style: str = "text"
    right: str = ""  # right-aligned text on the same line
    when: tuple[str, ...] = ()
    widths_mm: tuple[float, ...] = ()
    head_rows: int = 0
    ruled: bool = True
    frame_pt: float = 0.5
    rows: tuple[FormRow, ...] = ()


@dataclass(frozen=True, slots=True)
class FormTemplate:
    """One file of templates/forms. `layout` provides fonts and line breaking.

    Empty `localities`, `matter_types` and `statuses` fit every case; a form that names the case's locality is preferred.
    `one_page`: the form is expected on one page; more pages are a finding, and `stretch` fills the page.
    `page_numbers`: pages are numbered as those of a letter.
    """

    id: str
    version: int
    name: str
    kind: FormKind
    paper: FormPaper
    styles: dict[str, FormStyle]
    parts: tuple[FormPart, ...]
    title: str = "{form}"
    basis: str = ""
    layout: str = "gbt9704"
    for_each: ForEach = ForEach.CASE
    localities: tuple[str, ...] = ()
    matter_types: tuple[MatterType, ...] = ()
    statuses: tuple[Status, ...] = ()
    one_page: bool = True
    page_numbers: bool = False
    clauses: dict[str, str] = field(default_factory=dict)

    def fits(self, matter_type: MatterType, locality: str) -> bool:
        """True if a case of that type in that locality may use this form."""
        return (
            not self.kind.is_of_office
            and (not self.matter_types or matter_type in self.matter_types)
            and (not self.localities or locality in self.localities)
        )

    def has_its_time(self, status: Status) -> bool:
        """True if the form may be filled while a case has that status."""
        return not self.statuses or status in self.statuses
