"""Open an Office zip package (OPC) safely: check sizes first, reject XML entities, extract nothing to disk.

Source: ECMA-376 part 2 (relationships, content types); strict and transitional namespaces are treated alike.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from desktop.documents.reading.document import MIB, ReadingLimits
from desktop.domain.errors import FileProblem

_RATIO_FROM = 8 * MIB
_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError, ValueError, IndexError,
    OverflowError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of a part: last segment of its type (`header`) and name of the target part."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of a docx, xlsx or the like, held in memory.

    Raises FileProblem for a broken, encrypted or hostile archive: zip bombs (total size, ratio, number of members),
    names outside the archive, entity declarations.
    """

    def __init__(self, data: bytes, limits: ReadingLimits) -> None:
        self._limits = limits
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN_ZIP as error:
            raise broken_package() from error
        self._members = {
            member.filename.replace("\\", "/").lstrip("/"): member for member in self._archive.infolist()
        }
        self._refuse_hostile()

    @property
    def names(self) -> frozenset[str]:
        """Names of all members as zip paths without a leading slash."""
        return frozenset(self._members)

    def read(self, name: str) -> bytes | None:
        """Return the unpacked member; None if there is none of that name."""
        member = self._members.get(name)
        if member is None:
            return None
        if member.flag_bits & 0x1:
            raise FileProblem(
                "文件加了密码，打不开", "请在 WPS 或 Word 里输入密码打开，取消密码后另存再导入。"
            )
        limit = self._limits.part_bytes
        try:
            with self._archive.open(member) as stream:
                content = stream.read(limit + 1)
        except (*_BROKEN_ZIP, RuntimeError) as error:
            raise broken_package() from error
        if len(content) > limit:
            raise _too_large()
        return content

    def xml(self, name: str) -> etree._Element | None:
        """Return the root of an XML part; None if there is none of that name. Raises FileProblem if it is not XML."""
        content = self.read(name)
        return None if content is None else parse_xml(content)

    def relations(self, part: str = "") -> tuple[Relation, ...]:
        """Return the internal relationships of a part, or of the package; empty if there are none."""
        folder, _, base = part.rpartition("/")
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        return () if root is None else tuple(_relations(root, folder))

    def main_part(self) -> str | None:
        """Return the name of the document, workbook or presentation part; None if there is none."""
        for relation in self.relations():
            if relation.kind == "officeDocument" and relation.target in self._members:
                return relation.target
        for usual in ("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml"):
            if usual in self._members:
                return usual
        return None

    def _refuse_hostile(self) -> None:
        members = self._members.values()
        if len(members) > self._limits.members:
            raise _too_large()
        if sum(member.file_size for member in members) > self._limits.unpacked_bytes:
            raise _too_large()
        for name, member in self._members.items():
            if ".." in name.split("/") or ":" in name.split("/")[0]:
                raise FileProblem(
                    "文件内部含有越界的路径，可能有害", "请不要使用这个文件，向来文单位重新索取。"
                )
            if member.file_size > max(_RATIO_FROM, member.compress_size * self._limits.ratio):
                raise _too_large()


def parse_xml(content: bytes) -> etree._Element:
    """Return the root of the XML; raises FileProblem if it is broken or declares entities.

    Office parts have no document type declaration; parts with one are rejected, because libxml2 expands entities
    in attributes regardless of its options.
    """
    if any(mark in content for mark in _DOCTYPE):
        raise FileProblem("文件内部带有实体定义，可能有害", "请不要使用这个文件，向来文单位重新索取。")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise broken_package() from error


def local_name(element: etree._Element) -> str:
    """Return the tag without its namespace (strict and transitional namespaces differ)."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: etree._Element, name: str) -> str | None:
    """Return an attribute by local name in any namespace; None if there is none."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first descendant along a path of local names; None if a step is missing."""
    for step in path:
        element = next(children(element, step), None)
    return element


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """Yield the direct children of that local name."""
    for candidate in () if element is None else element:
        if local_name(candidate) == name:
            yield candidate


def value_of(element: etree._Element | None, *path: str) -> str | None:
    """Return the attribute `val` at the end of a path of local names; None if there is none."""
    found = child(element, *path)
    return None if found is None else attribute(found, "val")


def broken_package() -> FileProblem:
    """Return the FileProblem for a package that cannot be unpacked or parsed."""
    return FileProblem("文件不完整或已损坏", "请用 WPS 或 Word 打开修复后另存，或向来文单位重新索取。")


def _too_large() -> FileProblem:
    return FileProblem(
        "文件解开后大得不正常，可能有害", "请用 WPS 或 Word 打开，把正文复制到新文件后再导入。"
    )


def _relations(root: etree._Element, folder: str) -> Iterator[Relation]:
    for entry in children(root, "Relationship"):
        if attribute(entry, "TargetMode") == "External":
            continue
        target = attribute(entry, "Target") or ""
        kind = (attribute(entry, "Type") or "").rpartition("/")[2]
        path = (
            target.lstrip("/")
            if target.startswith("/")
            else posixpath.normpath(posixpath.join(folder, target))
        )
        yield Relation(attribute(entry, "Id") or "", kind, path)
