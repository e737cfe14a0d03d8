"""The canonical form: the one way in which an edit is written before it is hashed.

Keys sorted, no spaces, UTF-8, text in NFC, values only strings, integers, booleans, null and lists of strings. The form is
fixed for ever, because an edit's name is a hash of it; `tests/store/test_canonical.py` holds vectors. orjson and the
standard library give the same bytes for such values, so a machine without orjson reads and writes the same book.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from unicodedata import is_normalized

try:
    import orjson
except ImportError:  # 32-bit Windows has no wheel
    orjson = None  # type: ignore[assignment]

Value = str | int | bool | None | list[str]
"""What a field can hold."""

MAX_INT = 2**53 - 1


def dumps(value: Any) -> bytes:
    """Canonical bytes of plain JSON data. Raises `ValueError` for what canonical JSON cannot hold."""
    if orjson is not None:
        try:
            return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
        except TypeError as error:
            raise ValueError(str(error)) from error
    return dumps_stdlib(value)


def dumps_stdlib(value: Any) -> bytes:
    """The same bytes as `dumps`, from the standard library alone."""
    try:
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()
    except (TypeError, UnicodeEncodeError) as error:
        raise ValueError(str(error)) from error


def loads(data: bytes) -> Any:
    """Parses JSON bytes. Raises `ValueError` (orjson's error is one) for anything that is not strict JSON.

    Duplicate keys are not seen here; whoever reads a foreign file compares its canonical bytes (`bookfile`).
    """
    if orjson is not None:
        return orjson.loads(data)
    try:
        return json.loads(data, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def pretty(value: Any) -> bytes:
    """Indented JSON for the files that a person edits by hand (the profile, the device)."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def is_value(value: object) -> bool:
    """Whether a field may hold this value: a string in NFC, an integer, a boolean, null, or a list of strings."""
    if isinstance(value, str):
        return is_normalized("NFC", value) and _encodable(value)
    if value is None or isinstance(value, bool):
        return True
    if isinstance(value, int):
        return -MAX_INT <= value <= MAX_INT
    return isinstance(value, list) and all(isinstance(v, str) and is_value(v) for v in value)


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_fields(value: object) -> bool:
    """Whether this is a mapping of field names to values that an edit may set."""
    return (
        isinstance(value, Mapping)
        and len(value) > 0
        and all(isinstance(k, str) and k and is_value(k) and is_value(v) for k, v in value.items())
    )
