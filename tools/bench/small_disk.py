"""A disk of its own for a folder, in memory and so small that it can be filled."""

from __future__ import annotations

import contextlib
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

PIECE = 1 << 20


class SmallDisk:
    """Mounted on a folder for as long as the block lasts, where this is allowed (root on Linux): see `is_small`."""

    def __init__(self, folder: Path, *, megabytes: int) -> None:
        self.folder = folder
        self.megabytes = megabytes
        self.is_small = False

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        told = f"size={self.megabytes}m,mode=0711"
        self.is_small = _done("mount", "-t", "tmpfs", "-o", told, "minsheng", str(self.folder))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.is_small:
            _done("umount", "--lazy", str(self.folder))

    @property
    def _ballast(self) -> Path:
        return self.folder / "ballast"

    def fill(self) -> None:
        """Take what room is left: whoever writes from now on is told that the disk is full."""
        piece = bytes(PIECE)
        with self._ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while file.write(piece):
                pass

    def make_room(self) -> None:
        """Give it back."""
        self._ballast.unlink(missing_ok=True)


def _done(*words: str) -> bool:
    try:
        return subprocess.run(words, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False
