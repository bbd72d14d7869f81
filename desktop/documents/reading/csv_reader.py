"""Lists as text: .csv of Excel, WPS and web systems, and cells copied out of a spreadsheet."""

from __future__ import annotations

import csv
import io
import re

from desktop.documents.reading.document import FileFormat
from desktop.documents.reading.grid import Cell, Grid, build_sheet, clean_cell
from desktop.documents.reading.limits import ReadingLimits
from desktop.documents.reading.text_encoding import decode_text
from desktop.domain.errors import FileProblem

_DELIMITERS = "\t,;|，；"
_SAMPLE_ROWS = 30
_FORCED_TEXT = re.compile('="(.*)"', re.DOTALL)  # how web systems keep Excel from eating the zeros of 085


def read_csv(data: bytes, name: str, limits: ReadingLimits) -> Grid:
    """Return a list as one sheet whose values are all text; raises FileProblem for what is no text."""
    decoded = decode_text(data)
    if decoded is None:
        raise FileProblem("文件内容不是能读的文字", "请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。")
    grid = read_pasted_grid(decoded.text, limits, name)
    remark = (f"有 {decoded.lost} 处文字损坏无法识别，以“\ufffd”标出。",) if decoded.lost else ()
    return Grid(grid.sheets, FileFormat.CSV, remark)


def read_pasted_grid(text: str, limits: ReadingLimits, name: str = "粘贴的内容") -> Grid:
    """Return text with delimiters (tab, comma, semicolon, bar) as one sheet; the steadiest delimiter is taken."""
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
    """The delimiter that cuts the first rows into the most, and the most evenly many, cells."""

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
