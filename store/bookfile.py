"""A village's file as bytes: one header line, one record a line.

    {"file":{"bytes":…,"commune":…,"format":1,…,"sha256":"…","village":"luong-ngoc"},
    "purged":[],
    "records":{
    "k7m2q9x4hd0c5t1e":{"conflicts":{},"edits":{…},"now":{…}},
    …
    }}

It is JSON as a whole, and a text editor, a diff and a salvage can work on it by line. The checksum covers the header and
the body, so no flipped bit is accepted. Lines stay unparsed until somebody asks for the record: joining two copies first
compares lines as bytes, and equal lines are equal records.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from store import canonical, durable
from store.errors import DamagedFile, NewerFormat
from store.records import Record, is_name, is_readable

FORMAT = 1
SCHEMA = 1
_HEAD = b'{"file":'
_RECORDS = b'"records":{'
_LINE = re.compile(rb'"[a-z2-7]{16}":\{')


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of itself. `save_no` counts saves and only orders the generations of one copy on one disk."""

    commune: str
    village: str
    village_name: str
    save_no: int = 0
    records: int = 0
    bytes: int = 0
    format: int = FORMAT
    schema: int = SCHEMA
    kind: str = "village"
    sha256: str = ""


@dataclass(slots=True)
class Image:
    """A village's file in memory. `lines` holds each record's canonical bytes by its name."""

    header: Header
    lines: dict[str, bytes] = field(default_factory=dict)
    purged: set[str] = field(default_factory=set)
    _records: dict[str, Record] = field(default_factory=dict)

    def record(self, name: str) -> Record:
        """The record of that name. Raises `KeyError` for an unknown name, `DamagedFile` for a line that is no record."""
        known = self._records.get(name)
        if known is None:
            known = self._records[name] = self._parse(name)
        return known

    def _parse(self, name: str) -> Record:
        try:
            value = canonical.loads(self.lines[name])
        except ValueError:
            value = None
        if not is_readable(value):
            raise damaged(self.header.village, f"dòng của hồ sơ {name} không đúng dạng")
        record: Record = value
        return record

    def records(self) -> Iterator[tuple[str, Record]]:
        """All records by name, parsed as they are asked for."""
        with no_collecting():
            for name in self.lines:
                yield name, self.record(name)

    def parsed(self) -> dict[str, Record]:
        """All records by name, as a dictionary of their own."""
        if len(self._records) < len(self.lines):
            return dict(self.records())
        return dict(self._records)

    def is_own(self, name: str, record: object) -> bool:
        """Whether this very object is the record kept here, so that its line stands."""
        return self._records.get(name) is record

    def put(self, name: str, record: Record) -> None:
        """Sets a record. The caller saves."""
        self.lines[name] = canonical.dumps(record)
        self._records[name] = record

    def forget(self) -> None:
        """Drops the parsed records, keeping the lines (a commune reads one village after another)."""
        self._records.clear()

    def purge(self, names: set[str]) -> int:
        """Takes records out for good (erasure by law); their names stay on the list. Gives how many names are new."""
        new = names - self.purged
        self.purged |= new
        for name in new:
            self.lines.pop(name, None)
            self._records.pop(name, None)
        return len(new)

    def copy(self) -> Image:
        """A copy whose records can be changed without touching this one."""
        return Image(self.header, dict(self.lines), set(self.purged))


@contextlib.contextmanager
def no_collecting() -> Iterator[None]:
    """Switches the garbage collector off while many small objects are made; it triples the time of loading."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def dump(image: Image) -> bytes:
    """The file's bytes: the same for the same records and header, whatever the order of adding."""
    parts = [b'"purged":', canonical.dumps(sorted(image.purged)), b",\n", _RECORDS]
    separator = b'\n"'
    for name in sorted(image.lines):
        parts += (separator, name.encode(), b'":', image.lines[name])
        separator = b',\n"'
    parts.append(b"\n}}\n" if image.lines else b"\n\n}}\n")
    body = b"".join(parts)  # one copy: a village of five years is 3 MB, and every save makes this
    header = replace(image.header, records=len(image.lines), bytes=len(body), sha256="")
    return _header_line(replace(header, sha256=_sha256(header, body))) + body


def _sha256(header: Header, body: bytes) -> str:
    """Checksum over the header without its checksum, and the body."""
    digest = hashlib.sha256(canonical.dumps(asdict(replace(header, sha256=""))))
    digest.update(b"\n")
    digest.update(body)
    return digest.hexdigest()


def _header_line(header: Header) -> bytes:
    return b"%b%b,\n" % (_HEAD, canonical.dumps(asdict(header)))


def read_header(data: bytes, name: str) -> Header:
    """The header of a file's first bytes. Raises `DamagedFile`, or `NewerFormat` for a format after this program's."""
    end = data.find(b"\n", 0, durable.HEAD)
    line = data[:end]
    if end < 0 or not line.startswith(_HEAD) or not line.endswith(b","):
        raise damaged(name, "không phải tệp sổ của Sổ An Sinh")
    try:
        raw: Any = canonical.loads(line[len(_HEAD) : -1])
    except ValueError:
        raw = None
    if not isinstance(raw, dict):
        raise damaged(name, "dòng đầu tệp bị hỏng")
    if isinstance(raw.get("format"), int) and raw["format"] > FORMAT:
        raise NewerFormat(
            f"Tệp {name} do bản mới hơn của chương trình ghi (dạng {raw['format']}, máy này đọc được dạng {FORMAT}).",
            "Tệp được để nguyên, sổ trong máy không đổi. Cập nhật chương trình rồi nhận lại.",
        )
    header = _checked_header(raw)
    if header is None or _header_line(header) != data[: end + 1]:
        raise damaged(name, "dòng đầu tệp bị hỏng")
    return header


def _only_claims_newer(data: bytes) -> bool:
    """Whether this is a file of today's format in which the format's digit was damaged: as such its checksum is right."""
    end = data.index(b"\n")
    header = _checked_header({**canonical.loads(data[len(_HEAD) : end - 1]), "format": FORMAT})
    return header is not None and _sha256(header, data[end + 1 :]) == header.sha256


def _checked_header(raw: dict[str, Any]) -> Header | None:
    shapes = {
        key: int if key in ("save_no", "records", "bytes", "format", "schema") else str for key in Header.__slots__
    }
    if set(raw) != set(shapes):
        return None
    if any(not isinstance(raw[key], kind) or isinstance(raw[key], bool) for key, kind in shapes.items()):
        return None
    if any(not 0 <= raw[key] < canonical.MAX_INT for key, kind in shapes.items() if kind is int):
        return None
    return Header(**raw)


def parse(data: bytes, name: str) -> Image:
    """A file's image, its checksum verified. `name` is what error messages call it.

    Raises `DamagedFile` for anything that is not a whole file of ours, `NewerFormat` for a later format.
    """
    try:
        header = read_header(data, name)
    except NewerFormat:
        if _only_claims_newer(data):
            raise damaged(name, "dòng đầu tệp bị hỏng") from None
        raise
    body = memoryview(data)[data.index(b"\n") + 1 :]
    if len(body) < header.bytes:
        raise damaged(name, f"bị cắt cụt, thiếu {header.bytes - len(body)} byte")
    if len(body) != header.bytes or _sha256(header, bytes(body)) != header.sha256:
        raise damaged(name, "nội dung không khớp mã kiểm tra, có chỗ bị hỏng hoặc bị sửa tay")
    lines = bytes(body).split(b"\n")
    if len(lines) < 4 or lines[1] != _RECORDS or lines[-2:] != [b"}}", b""]:
        raise damaged(name, "không đúng dạng")
    return Image(header, _record_lines(lines[2:-2], name), _purged(lines[0], name))


def _purged(line: bytes, name: str) -> set[str]:
    try:
        names = canonical.loads(line.removeprefix(b'"purged":').removesuffix(b","))
    except ValueError:
        names = None
    if not isinstance(names, list) or not all(map(is_name, names)):
        raise damaged(name, "danh sách đã xóa không đúng dạng")
    return set(names)


def _record_lines(rows: list[bytes], name: str) -> dict[str, bytes]:
    out: dict[str, bytes] = {}
    last = ""
    if rows == [b""]:
        return out
    for row in rows:
        split = split_line(row)
        if split is None or split[0] <= last:
            raise damaged(name, "có dòng hồ sơ không đúng dạng")
        last = split[0]
        out[last] = split[1]
    return out


def split_line(row: bytes) -> tuple[str, bytes] | None:
    """A record line as its name and its canonical bytes; None for a line that is none."""
    if not _LINE.match(row):
        return None
    return row[1:17].decode(), row[19:-1] if row.endswith(b",") else row[19:]


def damaged(name: str, why: str) -> DamagedFile:
    """The one message for a file that cannot be taken in."""
    return DamagedFile(
        f"Tệp {name} {why}." if not why.startswith("dòng") else f"Tệp {name}: {why}.",
        "Không có gì được nhận từ tệp này, sổ trong máy không đổi. "
        "Chép lại tệp từ máy gốc; nếu không còn bản nào khác, chạy «soansinh salvage» với tệp này.",
    )
