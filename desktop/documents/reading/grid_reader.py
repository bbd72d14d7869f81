"""Read any supported list file into a grid of values."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

from desktop.documents.reading.candidate import Candidate, load_candidate
from desktop.documents.reading.document import DEFAULT_LIMITS, FileFormat, ReadingLimits
from desktop.documents.reading.grid import Cell, Grid, build_sheet, clean_cell
from desktop.documents.reading.html_reader import read_html_grid
from desktop.documents.reading.package import Package
from desktop.documents.reading.sniff import sniff
from desktop.documents.reading.text_reader import decode_text
from desktop.documents.reading.workbook_reader import read_xls, read_xlsx
from desktop.domain.errors import FileProblem

# Lists as text: .csv of Excel, WPS and web systems, and cells copied from a spreadsheet.
_DELIMITERS = "\t,;|，；"
_SAMPLE_ROWS = 30
_FORCED_TEXT = re.compile('="(.*)"', re.DOTALL)  # web systems write 085 this way to keep its zeros in Excel


def read_csv(data: bytes, name: str, limits: ReadingLimits) -> Grid:
    """Return a list as one sheet of text values; raises FileProblem if the data is not text."""
    decoded = decode_text(data)
    if decoded is None:
        raise FileProblem("文件内容不是能读的文字", "请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。")
    grid = read_pasted_grid(decoded.text, limits, name)
    remark = (f"有 {decoded.lost} 处文字损坏无法识别，以“\ufffd”标出。",) if decoded.lost else ()
    return Grid(grid.sheets, FileFormat.CSV, remark)


def read_pasted_grid(text: str, limits: ReadingLimits, name: str = "粘贴的内容") -> Grid:
    """Return delimited text (tab, comma, semicolon, bar) as one sheet; the most consistent delimiter is used."""
    text = text.replace("\0", "").removeprefix("\ufeff")
    delimiter = _delimiter(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise FileProblem("表格文字的格式不对", "请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。") from error
    cells = {
        (row_number, column): _cell(value)
        for row_number, row in enumerate(rows)
        for column, value in enumerate(row)
    }
    return Grid((build_sheet(name, cells, limits=limits),), FileFormat.CSV)


def _delimiter(text: str) -> str:
    """The delimiter that splits the first rows into the largest and most even number of cells."""

    def steadiness(delimiter: str) -> float:
        try:
            reader = csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=delimiter)
            widths = [len(row) for row, _ in zip(reader, range(_SAMPLE_ROWS), strict=False) if row]
        except csv.Error:
            return 0.0
        cut = [width for width in widths if width > 1]
        if not cut:
            return 0.0
        usual = max(set(cut), key=cut.count)
        return cut.count(usual) / len(widths) * (1 + usual / 100)

    return max(_DELIMITERS, key=steadiness) if any(map(steadiness, _DELIMITERS)) else ","


def _cell(value: str) -> Cell:
    forced = _FORCED_TEXT.fullmatch(value.strip())
    return clean_cell(forced.group(1) if forced else value)


# List files of any format.
def read_grid(path: Path, limits: ReadingLimits = DEFAULT_LIMITS) -> Grid:
    """Return every sheet of a list (.xlsx, .xls, .et, .ods, .csv, or a web page named .xls) with stored values.

    Formulas give the last computed value, merged cells the value of the first one. Raises FileProblem
    for files that are no list, locked, broken, empty or too large. Read foreign files through `GuardedReader`.
    """
    candidate = load_candidate(path, limits)
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
