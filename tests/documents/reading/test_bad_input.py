"""Unreadable files are refused with one message about the file and one about what to do."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.documents.reading.document import DEFAULT_LIMITS, MIB, ReadingLimits
from desktop.documents.reading.grid_reader import read_grid
from desktop.documents.reading.reader import read_document
from desktop.domain.errors import FileProblem
from tests.documents.reading.damage import ole_bytes
from tests.documents.reading.pdf_files import paper, pdf_bytes
from tests.documents.reading.word.word_files import paragraph, word_bytes, zip_bytes

GOOD = word_bytes(paragraph("关于停车的提案"))
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(200)


def entity_bomb() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{levels}]><x>&l9;</x>'.encode()


def external_entity() -> bytes:
    return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'


def with_body(content: bytes) -> bytes:
    return word_bytes("", members={"word/document.xml": content})


def zip_bomb() -> bytes:
    return with_body(b"<a>" + b" " * (40 * MIB) + b"</a>")


FILES: dict[str, tuple[bytes, str]] = {
    "empty.docx": (b"", "空的"),
    "picture.docx": (PICTURE, "图片"),
    "photo.pdf": (b"\xff\xd8\xff\xe0" + bytes(100), "图片"),
    "archive.docx": (zip_bytes({"说明.txt": b"x"}), "压缩包"),
    "archive.rar": (b"Rar!\x1a\x07" + bytes(50), "压缩包"),
    "program.doc": (b"MZ" + bytes(500), "程序"),
    "slides.pptx": (zip_bytes({"ppt/presentation.xml": b"<p/>"}), "演示文稿"),
    "layout.ofd": (zip_bytes({"OFD.xml": b"<o/>"}), "OFD"),
    "cut.docx": (GOOD[:-40], "不完整"),
    "no-body.docx": (zip_bytes({"[Content_Types].xml": b"<Types/>"}), "不完整"),
    "garbage.docx": (with_body(b"\x00\x01 not xml"), "不完整"),
    "locked.docx": (ole_bytes("EncryptedPackage", "EncryptionInfo"), "密码"),
    "locked.doc": (ole_bytes("WordDocument", "1Table", encrypted=True), "密码"),
    "slides.ppt": (ole_bytes("PowerPoint Document"), "演示文稿"),
    "strange.doc": (ole_bytes("Contents"), "不是 Word"),
    "bomb.docx": (zip_bomb(), "大得不正常"),
    "entities.docx": (with_body(entity_bomb()), "实体"),
    "external.docx": (with_body(external_entity()), "实体"),
    "utf16-entities.docx": (with_body(external_entity().decode().encode("utf-16")), "实体"),
    "outside.docx": (word_bytes(paragraph("x"), members={"../../evil.txt": b"x"}), "越界"),
    "drive.docx": (word_bytes(paragraph("x"), members={"C:/evil.txt": b"x"}), "越界"),
    "pictures-only.docx": (word_bytes(paragraph(), members={"word/media/image1.png": PICTURE}), "只有图片"),
    "blank.docx": (word_bytes(paragraph()), "没有文字"),
    "page.docx": (word_bytes('<w:altChunk r:id="rId9"/>'), "嵌在里面的网页"),
    "letter.doc": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", "存成网页"),
    "noise.txt": (bytes(range(256)) * 20, "不是能读的文字"),
    "nul.txt": (bytes(3000), "不是能读的文字"),
    "blank.txt": (b" \r\n\t\r\n", "没有文字"),
    "cut.pdf": (pdf_bytes([paper(["提案"])])[:300], "不完整"),
    "fake.pdf": (b"%PDF-1.7\n%%EOF", "不完整"),
}


@pytest.mark.parametrize("name", FILES)
def test_an_unreadable_document_is_refused_with_its_message(tmp_path: Path, name: str) -> None:
    content, words = FILES[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FileProblem) as caught:
        read_document(tmp_path / name)
    assert words in caught.value.what
    assert caught.value.remedy.startswith("请")
    assert max(len(caught.value.what), len(caught.value.remedy)) < 60


@pytest.mark.parametrize(
    "name", ["picture.docx", "cut.docx", "locked.docx", "bomb.docx", "noise.txt", "empty.docx"]
)
def test_an_unreadable_list_is_refused_with_the_same_message(tmp_path: Path, name: str) -> None:
    content, words = FILES[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FileProblem, match=words):
        read_grid(tmp_path / name)


def test_a_list_read_as_a_document_is_refused(tmp_path: Path) -> None:
    from openpyxl import Workbook

    Workbook().save(tmp_path / "list.docx")
    with pytest.raises(FileProblem, match="导入清单"):
        read_document(tmp_path / "list.docx")


def test_a_document_read_as_a_list_is_refused(tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(GOOD)
    with pytest.raises(FileProblem, match="不是表格"):
        read_grid(tmp_path / "list.xlsx")


@pytest.mark.parametrize("name", ["~$提案.docx", ".~lock.提案.docx#"])
def test_a_lock_file_is_recognised_by_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x05owner")
    with pytest.raises(FileProblem, match="锁文件"):
        read_document(tmp_path / name)


def test_a_misnamed_file_is_read_by_content_with_a_note(tmp_path: Path) -> None:
    (tmp_path / "提案.doc").write_bytes(GOOD)
    document = read_document(tmp_path / "提案.doc")
    assert document.text == "关于停车的提案"
    assert document.notes[0] == "文件名以“.doc”结尾，内容其实是 docx，已按内容读取。"


def make_folder(path: Path) -> None:
    path.mkdir()


def make_loop(path: Path) -> None:
    path.symlink_to(path)


def make_dead_link(path: Path) -> None:
    path.symlink_to(path.with_name("gone"))


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of POSIX")
@pytest.mark.parametrize(
    ("make", "words"),
    [
        (make_folder, "文件夹"),
        (make_loop, "快捷方式"),
        (make_dead_link, "找不到"),
        (make_pipe, "不是普通文件"),
    ],
)
def test_what_is_no_regular_file_is_refused(tmp_path: Path, make: Callable[[Path], None], words: str) -> None:
    make(tmp_path / "提案.docx")
    with pytest.raises(FileProblem, match=words):
        read_document(tmp_path / "提案.docx")


@pytest.mark.parametrize(
    ("path", "words"),
    [("/没有/这个/盘/提案.docx", "找不到"), ("a\0b.docx", "不认的字符"), ("长" * 300 + ".docx", "路径")],
)
def test_an_invalid_path_is_refused(path: str, words: str) -> None:
    with pytest.raises(FileProblem, match=words):
        read_document(Path(path))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom the system can refuse")
def test_missing_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "提案.docx"
    path.write_bytes(GOOD)
    path.chmod(0)
    with pytest.raises(FileProblem, match="权限"):
        read_document(path)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "大.docx"
    with path.open("wb") as stream:
        stream.truncate(300 * MIB)
    with pytest.raises(FileProblem, match="超过 100 MB"):
        read_document(path)


def test_a_zip_bomb_is_refused_by_actual_and_declared_size(tmp_path: Path) -> None:
    bomb = bytearray(with_body(b"<a>" + b" " * (10 * MIB) + b"</a>"))
    claimed = (10 * MIB + 7).to_bytes(4, "little")
    assert bomb.count(claimed) == 2
    honest_looking = bytes(bomb).replace(claimed, (1000).to_bytes(4, "little"))
    (tmp_path / "bomb.docx").write_bytes(honest_looking)
    with pytest.raises(FileProblem):
        read_document(tmp_path / "bomb.docx", ReadingLimits(part_bytes=MIB))


def test_thousands_of_members_are_refused(tmp_path: Path) -> None:
    many = {f"word/media/{n}.png": b"" for n in range(DEFAULT_LIMITS.members)}
    (tmp_path / "many.docx").write_bytes(word_bytes(paragraph("x"), members=many))
    with pytest.raises(FileProblem, match="大得不正常"):
        read_document(tmp_path / "many.docx")


def test_a_large_picture_inside_is_never_unpacked(tmp_path: Path) -> None:
    picture = zlib.compress(os.urandom(1000), 0) * 40_000  # 40 MB that hardly compress, like photographs
    (tmp_path / "photo.docx").write_bytes(
        word_bytes(paragraph("正文"), members={"word/media/a.bmp": picture})
    )
    assert read_document(tmp_path / "photo.docx", ReadingLimits(ratio=10_000)).text == "正文"
