"""Allowed locations of a store: a local fixed disk. Network shares, USB sticks and synced folders lose data (TRAPS 14)."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple

from desktop.domain.errors import StoreProblem

_NETWORK_TYPES = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "lustre", "davfs"}
)
_SYNCED_NAMES = ("onedrive", "dropbox", "nutstore", "坚果云", "baidusync", "百度网盘", "百度云", "icloud", "google drive",
                 "googledrive", "wps云盘", "wpsdrive", "微云", "阿里云盘", "天翼云", "seafile", "nextcloud", "owncloud",
                 "megasync", "syncthing")  # fmt: skip
_SYNC_MARKS = (".stfolder", ".dropbox", ".nutstore", ".owncloudsync.log", ".seafile-data")


class Mount(NamedTuple):
    """One line of the system's mount table."""

    point: str
    kind: str
    device: str  # major:minor


def default_folder() -> Path:
    """The platform's data folder of this program, or the folder in CHENGBAN_DATA."""
    from platformdirs import user_data_path  # not needed at start-up with --data

    return user_data_path("chengban", appauthor=False, roaming=False)


def refuse_unsafe(folder: Path) -> None:
    """Raise StoreProblem if `folder` (which may not exist yet) is not a safe location."""
    place = folder.expanduser().absolute()
    real = Path(os.path.realpath(place))
    if _is_synced(place) or _is_synced(real):
        raise _refusal("会自动同步的网盘文件夹")
    kind = _windows_kind(real) if sys.platform == "win32" else unsafe_mount(real, _mounts())
    if kind:
        raise _refusal(kind)


def unsafe_mount(place: Path, mounts: tuple[Mount, ...]) -> str:
    """Why the mount of `place` is unsafe, in Chinese; "" for a local fixed disk."""
    mount = max(
        (mount for mount in mounts if place.is_relative_to(mount.point)),
        key=lambda found: len(found.point),
        default=None,
    )
    if mount is None:
        return ""
    if mount.kind in _NETWORK_TYPES or mount.kind.startswith(
        ("fuse.ssh", "fuse.rclone", "fuse.gvfs", "fuse.davfs")
    ):
        return "网络共享文件夹"
    return "U盘或移动硬盘" if "/usb" in os.path.realpath(f"/sys/dev/block/{mount.device}") else ""


def _refusal(kind: str) -> StoreProblem:
    return StoreProblem(f"数据不能放在{kind}里，那里容易丢失", "请换成本机硬盘上的文件夹")


def _is_synced(place: Path) -> bool:
    if any(name in part.lower() for part in place.parts for name in _SYNCED_NAMES):
        return True
    return any((parent / mark).exists() for parent in (place, *place.parents) for mark in _SYNC_MARKS)


def _mounts() -> tuple[Mount, ...]:
    try:
        lines = (
            Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        )
    except OSError:
        return ()  # without /proc nothing is known, and the folder is allowed
    return tuple(parse_mount(line) for line in lines)


def parse_mount(line: str) -> Mount:
    """Parse one line of /proc/self/mountinfo (proc(5)); blanks in paths are octal 040."""
    head, _, tail = line.partition(" - ")
    parts = head.split()
    return Mount(parts[4].replace("\\040", " "), tail.split()[0], parts[2])


def _windows_kind(place: Path) -> str:
    """「网络共享文件夹」 or 「U盘或移动硬盘」 by GetDriveTypeW; "" for a fixed disk."""
    import ctypes  # exists on Windows only

    if str(place).startswith("\\\\"):
        return "网络共享文件夹"
    drive_type = ctypes.windll.kernel32.GetDriveTypeW(place.anchor)  # type: ignore[attr-defined,unused-ignore]
    return {2: "U盘或移动硬盘", 4: "网络共享文件夹"}.get(drive_type, "")
