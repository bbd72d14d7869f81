"""Any list of the intake: one call from a path to its grid of values."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop.documents.reading.candidate import Candidate, take_in
from desktop.documents.reading.csv_reader import read_csv
from desktop.documents.reading.document import FileFormat
from desktop.documents.reading.grid import Grid
from desktop.documents.reading.html_reader import read_html_grid
from desktop.documents.reading.limits import DEFAULT_LIMITS, ReadingLimits
from desktop.documents.reading.package import Package
from desktop.documents.reading.sniff import sniff
from desktop.documents.reading.workbook_reader import read_xlsx
from desktop.documents.reading.xls_reader import read_xls
from desktop.domain.errors import FileProblem


def read_grid(path: Path, limits: ReadingLimits = DEFAULT_LIMITS) -> Grid:
    """Return every sheet of a list (.xlsx, .xls, .et, .ods, .csv, or a web page named .xls) with its values as stored.

    Formulas come as the value last computed, merged cells filled with the value of their first. Raises FileProblem
    for what is no list, is locked, broken, empty or too large. Files from outside go through `GuardedReader`.
    """
    candidate = take_in(path, limits)
    grid = _read(candidate, sniff(candidate, limits), limits)
    if not any(sheet.rows for sheet in grid.sheets):
        raise FileProblem("表格是空的", "请检查是否选错了文件，或向来文单位重新索取。")
    left_out = sum(sheet.left_out for sheet in grid.sheets)
    if not left_out:
        return grid
    remark = f"表格远处还有 {left_out} 个单元格（{limits.rows} 行、{limits.columns} 列以外），没有读入。"
    return replace(grid, notes=(*grid.notes, remark))


def _read(candidate: Candidate, file_format: FileFormat, limits: ReadingLimits) -> Grid:
    name = Path(candidate.name).stem
    if file_format is FileFormat.XLSX:
        return read_xlsx(Package(candidate.data, limits), limits)
    if file_format in {FileFormat.XLS, FileFormat.ODS}:
        return read_xls(candidate.data, file_format, limits)
    if file_format in {FileFormat.CSV, FileFormat.TEXT}:
        return read_csv(candidate.data, name, limits)
    if file_format is FileFormat.HTML:
        return read_html_grid(candidate.data, name, limits)
    raise FileProblem("这不是表格文件", "请选择 .xlsx、.xls 或 .csv 的清单；Word 和 PDF 请按单件导入。")
