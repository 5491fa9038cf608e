"""A zip that is judged by its directory before anything is unpacked, and read within bounds."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import PurePosixPath

from schakel.files import cleaned

MOST_PARTS = 3_000
MOST_OF_A_PART = 25 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024
MOST_DIRECTORY = 1024 * 1024
MOST_TAGS = 500_000  # in all parts together: a tree costs its reader far more than its bytes
END, END64 = b"PK\x05\x06", (b"PK\x06\x06", b"PK\x06\x07")
TAIL = 65_535 + 22  # the end record with the longest comment
ENCRYPTED = 0x1 | 0x40 | 0x2000
PACKABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others cannot be unpacked within a bound
LOCAL_HEADER = 30
ARCHIVES = {
    *(".zip", ".jar", ".rar", ".7z", ".gz", ".tgz", ".bz2", ".xz", ".tar", ".cab", ".iso"),
    *(".docx", ".docm", ".dotm", ".xlsx", ".xlsm", ".xlsb", ".pptx", ".pptm", ".odt", ".ods", ".pdf"),
    *(".exe", ".dll", ".js", ".vbs", ".hta", ".lnk", ".msi", ".html"),
}
NOT_A_PART = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ", b"%PDF-", b"MSCF")
EPOCH = (1980, 1, 1, 0, 0, 0)
READ_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(NotImplementedError, ValueError, RuntimeError, LookupError, OverflowError),
)


class Archive:
    """The parts of a zip. Raises ValidationError for whatever may not be unpacked."""

    def __init__(self, content: bytes, suffix: str) -> None:
        self.suffix = suffix
        _judge_end(content, suffix)
        try:
            self._file = zipfile.ZipFile(io.BytesIO(content))
        except READ_ERRORS as trouble:
            raise cleaned.broken(suffix) from trouble
        infos = self._file.infolist()
        _judge_sizes(infos)
        _judge_names(infos)
        _judge_places(infos, self._file.start_dir)
        self._signs = 0
        self._parts = {info.filename: info for info in infos if not info.is_dir()}

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    @property
    def names(self) -> list[str]:
        return list(self._parts)

    def read(self, name: str) -> bytes:
        """Return one part. Raises ValidationError when it is not what the directory says, or a file by itself."""
        info = self._parts[name]
        try:
            with self._file.open(info) as part:
                content = part.read(info.file_size + 1)
        except READ_ERRORS as trouble:
            raise cleaned.broken(self.suffix) from trouble
        if content.startswith(NOT_A_PART):
            raise cleaned.embedded()
        self._signs += content.count(b"<")
        if self._signs > 2 * MOST_TAGS:
            raise cleaned.too_complex()
        return content


def _judge_end(content: bytes, suffix: str) -> None:
    """Refuse a directory that would itself fill the memory, and two directories in one file."""
    tail = content[-TAIL:]
    if not content.startswith(b"PK\x03\x04") or tail.count(END) != 1 or len(tail) - tail.rfind(END) < 22:
        raise cleaned.broken(suffix)
    parts, directory = struct.unpack_from("<HI", tail, tail.rfind(END) + 10)
    if parts > MOST_PARTS or directory > MOST_DIRECTORY or any(mark in tail for mark in END64):
        raise cleaned.too_complex()


def _judge_sizes(infos: list[zipfile.ZipInfo]) -> None:
    if any(info.flag_bits & ENCRYPTED for info in infos):
        raise cleaned.locked()
    if any(info.compress_type not in PACKABLE for info in infos):
        raise cleaned.tampered()
    sizes = [info.file_size for info in infos]
    if len(infos) > MOST_PARTS or max(sizes, default=0) > MOST_OF_A_PART or sum(sizes) > MOST_UNPACKED:
        raise cleaned.too_complex()


def _judge_names(infos: list[zipfile.ZipInfo]) -> None:
    names = [info.orig_filename for info in infos]
    if len({name.casefold() for name in names}) != len(names) or not all(map(_is_a_plain_path, names)):
        raise cleaned.tampered()
    if any(PurePosixPath(name).suffix.lower() in ARCHIVES for name in names):
        raise cleaned.embedded()


def _is_a_plain_path(name: str) -> bool:
    steps = name.removesuffix("/").split("/")
    return name.isprintable() and not set(name) & set("\\:") and not {"", ".", ".."} & set(steps)


def _judge_places(infos: list[zipfile.ZipInfo], end: int) -> None:
    """Refuse parts that lie over each other: how a small file unpacks into a very large one."""
    for info in sorted(infos, key=lambda info: info.header_offset, reverse=True):
        if info.header_offset + LOCAL_HEADER + info.compress_size > end:
            raise cleaned.tampered()
        end = info.header_offset


def packed(parts: dict[str, bytes]) -> bytes:
    """Return a zip of `parts` in their order; the same parts give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()
