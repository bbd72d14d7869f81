"""Load a file into memory, or raise FileProblem with a message for the officer."""

from __future__ import annotations

import errno
import stat
from dataclasses import dataclass
from pathlib import Path

from desktop.documents.reading.document import MIB, ReadingLimits
from desktop.domain.errors import FileProblem

_SHARING_VIOLATIONS = {32, 33}  # Windows: another program holds the file
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file read completely into memory, independent of later changes on disk."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The file name's extension with its dot, in lower case: `.docx`."""
        return Path(self.name).suffix.lower()


def load_candidate(path: Path, limits: ReadingLimits) -> Candidate:
    """Return the bytes of a regular, non-empty file within the size limit.

    Raises FileProblem for a folder, a device, a lock file 「~$…」 of Word, WPS or LibreOffice, an empty or too large
    file, a broken link, missing permissions, and a removed medium.
    """
    _refuse_lock_file(path.name)
    try:
        facts = path.stat()
        _refuse_by_facts(facts.st_mode, facts.st_size, limits)
        with path.open("rb") as stream:
            data = stream.read(facts.st_size + 1)  # one more, to notice a file that has grown
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise explain_os_error(error) from error
    _refuse_by_facts(facts.st_mode, len(data), limits)
    return Candidate(path.name, data)


def explain_os_error(error: OSError | ValueError) -> FileProblem:
    """Return the FileProblem for an OS error on opening or reading a file."""
    if isinstance(error, ValueError):
        return FileProblem("文件名里有系统不认的字符", "请改名后重新选择。")
    if getattr(error, "winerror", None) in _SHARING_VIOLATIONS:
        return FileProblem("文件正被别的程序占用", "请先在 WPS 或 Word 里关闭它，再重新选择。")
    if error.errno in _GONE:
        return FileProblem("找不到这个文件", "它可能已被移动、删除，或者U盘已拔出，请确认后重新选择。")
    if error.errno in {errno.EACCES, errno.EPERM}:
        return FileProblem("没有读取这个文件的权限", "请把文件复制到自己的文件夹，或请管理员开放权限。")
    if error.errno == errno.EISDIR:
        return _folder()
    if error.errno in {errno.ELOOP, errno.ENAMETOOLONG}:
        return FileProblem("这个快捷方式或路径无法到达文件", "请直接选择原文件。")
    return FileProblem("读取文件时系统报错", "请检查U盘或网络盘是否连好，把文件复制到本机后再试。")


def _refuse_lock_file(name: str) -> None:
    if name.startswith(("~$", ".~lock.", ".~")):
        raise FileProblem(
            "这是 WPS 或 Word 打开文件时留下的临时锁文件，里面没有正文", "请选择去掉“~$”的同名文件。"
        )


def _refuse_by_facts(mode: int, size: int, limits: ReadingLimits) -> None:
    if stat.S_ISDIR(mode):
        raise _folder()
    if not stat.S_ISREG(mode):
        raise FileProblem("这不是普通文件", "请选择 Word、PDF、文本或 Excel 文件。")
    if size == 0:
        raise FileProblem("文件是空的，没有任何内容", "请向来文单位重新索取，或检查是否还没有下载完。")
    if size > limits.file_bytes:
        raise FileProblem(
            f"文件太大，超过 {limits.file_bytes // MIB} MB",
            "请删去其中的大图片另存，或只把文字另存为一个文件再导入。",
        )


def _folder() -> FileProblem:
    return FileProblem("这是一个文件夹", "请打开文件夹，选择里面的文件。")
