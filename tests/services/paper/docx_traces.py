"""Metadata of a .docx besides its text: authors, revisions, comments, hidden text, custom properties (DOMAIN 7.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from desktop.documents.reading.document import DEFAULT_LIMITS
from desktop.documents.reading.package import Package

_PARTS = {
    "word/comments": "批注",
    "word/people": "批注人名单",
    "docProps/custom": "自定义属性",
    "docProps/thumbnail": "缩略图",
    "customXml/": "附加数据",
    "word/vbaProject": "宏",
}
_MARKS = {
    rb"<w:(?:ins|del|moveFrom|moveTo)\b": "修订",
    rb"<w:(?:rPrChange|pPrChange|tblPrChange|sectPrChange)\b": "格式修订",
    rb"<w:commentReference\b": "批注",
    rb"<w:vanish\b(?![^>]*w:val=\"(?:0|false|off)\")": "隐藏文字",
    rb"\bw:rsid\w*=": "编辑会话标识",
    rb"<w:trackRevisions\b": "修订开关",
}
_PEOPLE = {
    rb"<dc:creator>([^<]+)</dc:creator>": "作者",
    rb"<cp:lastModifiedBy>([^<]+)</cp:lastModifiedBy>": "最后修改人",
    rb"<Company>([^<]+)</Company>": "单位",
    rb"<Manager>([^<]+)</Manager>": "经理",
}


def traces_in(data: bytes) -> tuple[str, ...]:
    """The metadata found, in Chinese, each kind once; () for a clean file. Raises FileProblem if it is not a .docx."""
    package = Package(data, DEFAULT_LIMITS)
    parts = {name: package.read(name) or b"" for name in package.names}
    return tuple(dict.fromkeys(_traces(parts)))


def _traces(parts: Mapping[str, bytes]) -> Iterator[str]:
    for name, content in parts.items():
        yield from (label for beginning, label in _PARTS.items() if name.startswith(beginning))
        if name.startswith("word/") and name.endswith(".xml"):
            yield from (label for mark, label in _MARKS.items() if re.search(mark, content))
        if name.startswith("docProps/"):
            for mark, label in _PEOPLE.items():
                if found := re.search(mark, content):
                    yield f"{label}：{found.group(1).decode('utf-8', 'replace')}"
