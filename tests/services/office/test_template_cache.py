"""The templates are shared by three threads: loaded once, and never older than the last word that they have changed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event

from desktop.services.office.workplace import SHIPPED_TEMPLATES, TemplateCache

THREADS = 4


class SlowFolder(type(Path())):  # type: ignore[misc]
    """The office's own folder, which is read from as soon as `free` is set; `reached` says that somebody waits for it."""

    reached, free = Event(), Event()

    def __truediv__(self, part: str) -> Path:
        self.reached.set()
        assert self.free.wait(20)
        return Path(self, part)


def test_all_threads_get_the_same_library(tmp_path: Path) -> None:
    cache, ready = TemplateCache(SHIPPED_TEMPLATES, tmp_path), Barrier(THREADS)

    def ask(_number: int) -> int:
        ready.wait()
        return id(cache.library)

    with ThreadPoolExecutor(THREADS) as threads:
        assert len(set(threads.map(ask, range(THREADS)))) == 1


def test_a_change_told_while_the_templates_are_loaded_is_seen_at_next_use(tmp_path: Path) -> None:
    folder = SlowFolder(tmp_path)
    cache, begun = TemplateCache(SHIPPED_TEMPLATES, folder), Event()

    def tell() -> None:
        begun.set()
        cache.invalidate()

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(lambda: cache.library)
        assert folder.reached.wait(20)
        changed = threads.submit(tell)
        assert begun.wait(20)
        folder.free.set()
        changed.result()
        before = first.result()
    assert cache.library is not before
    assert cache.library is cache.library
