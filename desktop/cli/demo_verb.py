"""The verb that shows what the program does, without a window and with invented cases."""

from __future__ import annotations

from pathlib import Path

import click

from desktop.cli.arguments import FILE
from desktop.cli.place import Place, pass_place, say
from desktop.cli.words import Verb
from desktop.services.demo import demo_job


@click.command("demo", cls=Verb, options_metavar="[选项]")
@click.argument("folder", type=FILE, metavar="文件夹")
@pass_place
def demo_verb(place: Place, folder: Path) -> None:
    """在一个新文件夹里放好虚构的示例办件，并把整件事做一遍：导出 .docx、PDF 和每一页的图片。

    例：
      chengban demo 示例
      chengban --data 示例 list
    """
    painting = place.prepare_painting()
    for path in demo_job(folder, place.now, say):
        click.echo(path)
    del painting  # Qt's application had to live until here
