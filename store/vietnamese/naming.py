"""What villages and communes are called inside a sentence."""

from __future__ import annotations

from store.vietnamese.text import fold

KINDS = (
    "thôn",
    "bản",
    "làng",
    "xóm",
    "ấp",
    "buôn",
    "bon",
    "plei",
    "sóc",
    "khu",
    "khối",
    "tổ",
    "phố",
    "tiểu khu",
    "đội",
)
"""What a village is called besides thôn; a name that begins with such a word needs no other before it."""

_FOLDED = frozenset(fold(kind) for kind in KINDS)


def of_village(name: str) -> str:
    """The village in a sentence: `thôn Lương Ngọc`, but `Thôn 2` and `Bản Khà` as they are."""
    first = fold(name).split(" ")[0]
    return name if first in _FOLDED else f"thôn {name}"


def of_commune(name: str) -> str:
    """The commune in a sentence: `xã Cẩm Lương`, but `Phường 5` and `Thị trấn X` as they are."""
    first = fold(name).split(" ")[0]
    return name if first in ("xa", "phuong", "thi", "dac") and " " in name else f"xã {name}"
