"""What runs in the child process of the guarded reader: it reads one file after another until the pipe closes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.documents.reading.document import ReadDocument
from desktop.documents.reading.grid import Grid
from desktop.documents.reading.grid_reader import read_grid
from desktop.documents.reading.limits import ReadingLimits
from desktop.documents.reading.pipe import Connection
from desktop.documents.reading.process_limits import bound_this_process
from desktop.documents.reading.reader import read_document
from desktop.domain.errors import DeskError, FileProblem


@dataclass(frozen=True, slots=True)
class ReadingOrder:
    """A file to be read, as a list or as a document."""

    path: Path
    as_grid: bool = False


class MemoryProblem(FileProblem):
    """The file took all the memory the process may have; what is left of the heap is of no use to the next file."""


Answer = ReadDocument | Grid | DeskError


def serve(connection: Connection, limits: ReadingLimits) -> None:
    """Answer orders until the parent closes the pipe; the first message says that the process is ready.

    A bug in a reader ends the process with its traceback; the parent tells the officer and starts a new one.
    """
    bound_this_process(limits.memory_bytes)
    connection.send(None)
    while True:
        try:
            order = connection.recv()
        except EOFError:
            return
        connection.send(answer(order, limits))


def answer(order: ReadingOrder, limits: ReadingLimits) -> Answer:
    """Return what the file holds, or the sentence that says why it cannot be read."""
    try:
        return read_grid(order.path, limits) if order.as_grid else read_document(order.path, limits)
    except DeskError as problem:
        return problem
    except MemoryError:
        return MemoryProblem(
            "文件太大、太复杂，读它所需的内存超过了限度", "请只保留需要的部分，另存后再导入。"
        )
