"""What a record is: a set of edits, each named by a hash of what it says.

An edit says who made it (`by`), what the clock claimed (`at`), the working month, which edits of the record its author
had seen (`after`), and the fields it sets. Two copies of a record are joined by the union of their edits, so the result
does not depend on order, repetition or any clock. Beside the edits stand `now` (the current plain values) and
`conflicts`, both rebuilt from the edits by `recompute` and never trusted from outside.

A field's value is what the edits set that no later-knowing edit of the same field replaced. Several different such
values are a conflict: all are kept, and a field that money or identity depends on reads as null until a person picks.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Iterable, Mapping
from typing import Any, NotRequired, TypedDict, cast
from unicodedata import normalize

from store import canonical
from store.canonical import Value
from store.fields import matters

NAME_LENGTH = 16
_ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyz234567")


class Edit(TypedDict):
    """One statement about a record. `from` (the digest of an imported row) is reached as `edit["from"]`."""

    set: dict[str, Value]
    by: NotRequired[str]
    at: NotRequired[str]
    month: NotRequired[str]
    after: NotRequired[list[str]]
    reason: NotRequired[str]


class Side(TypedDict):
    """One of several values that stand side by side in a field, and the edits that set it."""

    value: Value
    edits: list[str]


class Record(TypedDict):
    """A record as it stands in the file."""

    now: dict[str, Value]
    conflicts: dict[str, list[Side]]
    edits: dict[str, Edit]


def _name(digest: bytes) -> str:
    return base64.b32encode(digest[:10]).decode().lower()


def random_name() -> str:
    """A new record's name: 80 random bits, 16 characters, without meaning."""
    return _name(secrets.token_bytes(10))


def derived_name(*parts: str) -> str:
    """The name of a record that came from a list: a hash of what identifies its row, so that the same list imported at
    the village and at the commune names the same records."""
    return _name(hashlib.sha256("\x1f".join(parts).encode()).digest())


def is_name(text: object) -> bool:
    """Whether this has the form of a record's or an edit's name."""
    return isinstance(text, str) and len(text) == NAME_LENGTH and _ALPHABET.issuperset(text)


def edit_name(record: str, edit: Mapping[str, Any]) -> str:
    """The name of an edit: 80 bits of SHA-256 over the record's name and the edit's canonical bytes."""
    return _name(hashlib.sha256(record.encode() + b"\n" + canonical.dumps(edit)).digest())


def new_edit(
    fields: Mapping[str, Value],
    *,
    by: str = "",
    at: str = "",
    month: str = "",
    after: Iterable[str] = (),
    reason: str | None = None,
    row: str | None = None,
) -> Edit:
    """An edit in canonical shape: what is empty is left out, `after` is sorted."""
    edit: dict[str, Any] = {"set": dict(fields)}
    for key, value in (("by", by), ("at", at), ("month", month), ("reason", reason), ("from", row)):
        if value:
            edit[key] = _plain(value)
    known = sorted(after)
    if known:
        edit["after"] = known
    return cast(Edit, edit)


def _plain(text: str) -> str:
    """NFC without lone surrogates: a system's user name and a typed reason may be neither, and other machines refuse an
    edit that is not canonical."""
    return normalize("NFC", text.encode("utf-8", "replace").decode())


def is_edit(record: str, name: str, edit: object) -> bool:
    """Whether this is a sound edit of that record under its right name; keys of a newer schema are allowed."""
    if not isinstance(edit, dict) or not canonical.is_fields(edit.get("set")):
        return False
    for key, value in edit.items():
        if key == "after":
            if not (isinstance(value, list) and all(map(is_name, value))):
                return False
        elif key != "set" and not canonical.is_value(value):
            return False
    return edit_name(record, edit) == name


def heads(edits: Mapping[str, Edit]) -> list[str]:
    """The newest edits: those that no other edit has seen, sorted. What a form remembers when it is opened."""
    seen = {known for edit in edits.values() for known in edit.get("after", ())}
    return sorted(name for name in edits if name not in seen)


def _ancestors(names: list[str], edits: Mapping[str, Edit]) -> list[int]:
    """For each edit the set of edits its author had seen, directly or through others, as bits by position."""
    place = {name: i for i, name in enumerate(names)}
    parents = [[place[p] for p in edits[name].get("after", ()) if p in place] for name in names]
    known: list[int | None] = [None] * len(names)
    for start in range(len(names)):
        stack = [start]
        while stack:
            i = stack[-1]
            missing = [p for p in parents[i] if known[p] is None]
            if missing:
                stack.extend(missing)
                continue
            stack.pop()
            bits = 0
            for p in parents[i]:
                bits |= (known[p] or 0) | (1 << p)
            known[i] = bits
    return [bits or 0 for bits in known]


def causal_order(edits: Mapping[str, Edit]) -> list[str]:
    """The edits' names, each after all that its author had seen; side-by-side edits in order of name."""
    names = sorted(edits)
    bits = _ancestors(names, edits)
    return [names[i] for i in sorted(range(len(names)), key=lambda i: (bits[i].bit_count(), names[i]))]


def live(edits: Mapping[str, Edit]) -> dict[str, list[str]]:
    """For each field the edits whose value stands: those that no other edit of that field had seen."""
    names = sorted(edits)
    if len(names) == 1:
        return dict.fromkeys(edits[names[0]]["set"], names)
    bits = _ancestors(names, edits)
    setters: dict[str, list[int]] = {}
    for i, name in enumerate(names):
        for field in edits[name]["set"]:
            setters.setdefault(field, []).append(i)
    out: dict[str, list[str]] = {}
    for field, places in setters.items():
        replaced = 0
        for i in places:
            replaced |= bits[i]
        out[field] = [names[i] for i in places if not replaced >> i & 1]
    return out


def recompute(edits: dict[str, Edit]) -> Record:
    """The record of these edits, with `now` and `conflicts` as the edits say."""
    now: dict[str, Value] = {}
    conflicts: dict[str, list[Side]] = {}
    for field, setters in live(edits).items():
        first = edits[setters[0]]["set"][field]
        if len(setters) == 1:
            now[field] = first
            continue
        sides: dict[bytes, Side] = {}
        for name in setters:
            value = edits[name]["set"][field]
            sides.setdefault(canonical.dumps(value), {"value": value, "edits": []})["edits"].append(name)
        if len(sides) == 1:
            now[field] = first
            continue
        ordered = [sides[key] for key in sorted(sides)]
        conflicts[field] = ordered
        now[field] = None if matters(field) else ordered[0]["value"]
    return {"now": now, "conflicts": conflicts, "edits": edits}


def is_readable(value: object) -> bool:
    """Whether everything in this has the shape of a record, so that readers need not look again; hashes are not checked."""
    return (
        is_record(value)
        and all(_is_shaped(edit) for edit in cast(Record, value)["edits"].values())
        and all(map(_is_plain_value, cast(Record, value)["now"].values()))
        and all(
            isinstance(sides, list) and all(map(_is_side, sides)) for sides in cast(Record, value)["conflicts"].values()
        )
    )


def _is_shaped(edit: object) -> bool:
    return (
        isinstance(edit, dict)
        and isinstance(edit.get("set"), dict)
        and isinstance(edit.get("after", []), list)
        and all(isinstance(name, str) for name in edit.get("after", ()))
    )


def _is_plain_value(value: object) -> bool:
    return value is None or isinstance(value, (str, int, list))


def _is_side(side: object) -> bool:
    return isinstance(side, dict) and "value" in side and isinstance(side.get("edits"), list)


def is_record(value: object) -> bool:
    """Whether this has the outer shape of a record (its edits are verified one by one where they are new)."""
    return (
        isinstance(value, dict)
        and all(isinstance(value.get(part), dict) for part in ("now", "conflicts", "edits"))
        and bool(value["edits"])
    )
