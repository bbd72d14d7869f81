"""Verbs that look at a case as a whole: ready for the signature, whole for the archive."""

from __future__ import annotations

import click

from desktop.cli.place import Place, json_option, pass_place
from desktop.cli.recording import show
from desktop.cli.words import Verb
from desktop.services.cases.cases import find_case
from desktop.services.handling.archive import check_archive
from desktop.services.handling.readiness import readiness


@click.command("ready", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@json_option
@pass_place
def ready_verb(place: Place, case: str, as_json: bool) -> int:
    """送签之前看一遍：缺什么、哪条建议没有答、谁来签；还有必须补的，退出码为 1。

    例：
      chengban ready 085
    """
    with place.work(look_only=True) as work:
        findings = readiness(work, find_case(work, case).id)
    value = [{"must": found.must, "words": found.words, "basis": found.basis} for found in findings]
    show(as_json, value, [f"{'必须' if found.must else '提示'}　{found.words}" for found in findings])
    return int(any(found.must for found in findings))


@click.command("archive", cls=Verb, options_metavar="[选项]")
@click.argument("case", metavar="办件")
@json_option
@pass_place
def archive_verb(place: Place, case: str, as_json: bool) -> int:
    """核对归档材料：卷内有什么、缺什么、保管多久；缺材料时退出码为 1。

    例：
      chengban archive 085
    """
    with place.work(look_only=True) as work:
        found = check_archive(work, find_case(work, case).id)
    lines = [{"part": str(line.part), "label": line.part.label, "present": line.present, "needed": line.needed,
              "detail": line.detail} for line in found.lines]  # fmt: skip
    value = {
        "folder": found.folder,
        "retention": found.retention.label,
        "lines": lines,
        "missing": [str(p) for p in found.missing],
    }
    texts = [
        f"{'√' if line.present else '缺'}　{line.part.label}　{line.detail}".rstrip() for line in found.lines
    ]
    show(
        as_json,
        value,
        [found.folder, f"保管期限：{found.retention.label}（请按本单位保管期限表核对）", *texts],
    )
    return int(bool(found.missing))
