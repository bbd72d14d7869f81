"""Child process of the guarded reader: reads files on request until the pipe is closed."""

from __future__ import annotations

import ctypes
import multiprocessing.connection
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from desktop.documents.reading.document import ReadDocument, ReadingLimits
from desktop.documents.reading.grid import Grid
from desktop.documents.reading.grid_reader import read_grid
from desktop.documents.reading.reader import read_document
from desktop.domain.errors import DeskError, FileProblem

Answer = ReadDocument | Grid | DeskError

# Resource limits that the reading process sets on itself.
#
# POSIX: `RLIMIT_DATA`, which limits writable memory and not mappings; child processes inherit it.
# Windows: a job object that ends child processes too. Elsewhere only the guarded reader's time limit applies.
if sys.platform != "win32":
    import resource


def limit_this_process(memory_bytes: int) -> None:
    """Limit the memory of this process and of each child process, and clean up on SIGTERM."""
    if sys.platform == "win32":
        _join_windows_job(memory_bytes)
    else:
        _lower_limit(resource.RLIMIT_DATA, memory_bytes)
        _lower_limit(resource.RLIMIT_CORE, 0)
        signal.signal(signal.SIGTERM, _exit)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is handled by the parent


def _exit(_number: int, _frame: FrameType | None) -> None:
    """Exit by unwinding the stack, so that a converter is ended and the temporary folder removed."""
    sys.exit(0)


def _lower_limit(kind: int, value: int) -> None:
    if sys.platform != "win32":
        _, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        resource.setrlimit(kind, (value, hard))


class _BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION of winnt.h."""

    _fields_ = (
        ("per_process_user_time", ctypes.c_int64),
        ("per_job_user_time", ctypes.c_int64),
        ("limit_flags", ctypes.c_uint32),
        ("minimum_working_set", ctypes.c_size_t),
        ("maximum_working_set", ctypes.c_size_t),
        ("active_process_limit", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
    )


class _ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of winnt.h."""

    _fields_ = (
        ("basic", _BasicLimits),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


_EXTENDED_LIMIT_INFORMATION = 9
_LIMIT_PROCESS_MEMORY = 0x0100
_KILL_ON_JOB_CLOSE = 0x2000


def _join_windows_job(memory_bytes: int) -> None:
    """The handle is left open: Windows closes it with the last process of the job and ends its child processes."""
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = ctypes.c_void_p
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.SetInformationJobObject.argtypes = (
            ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32,
        )  # fmt: skip
        kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
        limits = _ExtendedLimits()
        limits.basic.limit_flags = _LIMIT_PROCESS_MEMORY | _KILL_ON_JOB_CLOSE
        limits.process_memory = memory_bytes
        job = kernel.CreateJobObjectW(None, None)
        kernel.SetInformationJobObject(
            job, _EXTENDED_LIMIT_INFORMATION, ctypes.byref(limits), ctypes.sizeof(limits)
        )
        kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())


# Type of one end of a pipe, which differs by platform.
if sys.platform == "win32":
    Connection = multiprocessing.connection.PipeConnection
else:
    Connection = multiprocessing.connection.Connection


@dataclass(frozen=True, slots=True)
class ReadingRequest:
    """A request to read a file as a list or as a document."""

    path: Path
    as_grid: bool = False


class MemoryProblem(FileProblem):
    """The file exceeded the memory limit; the process must not be reused."""


def serve(connection: Connection, limits: ReadingLimits) -> None:
    """Answer requests until the parent closes the pipe; the first message signals readiness.

    An unexpected exception ends the process with its traceback; the parent reports it and starts a new process.
    """
    limit_this_process(limits.memory_bytes)
    connection.send(None)
    while True:
        try:
            order = connection.recv()
        except EOFError:
            return
        connection.send(answer(order, limits))


def answer(order: ReadingRequest, limits: ReadingLimits) -> Answer:
    """Return the content of the file, or the FileProblem."""
    try:
        return read_grid(order.path, limits) if order.as_grid else read_document(order.path, limits)
    except DeskError as problem:
        return problem
    except MemoryError:
        return MemoryProblem(
            "文件太大、太复杂，读它所需的内存超过了限度", "请只保留需要的部分，另存后再导入。"
        )
