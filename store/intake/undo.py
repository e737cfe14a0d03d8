"""Taking an import back. Nothing is deleted: what the import made becomes "entered by mistake", what it changed gets its
earlier value, and both are ordinary edits that say which rows they take back, so that the same list can come again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from store.canonical import Value
from store.intake.pool import UNDO
from store.records import Edit, Record, live, recompute

if TYPE_CHECKING:
    from store.book import Change


@dataclass(slots=True)
class UndoReport:
    """What taking an import back did: records ended, fields given back, and what stays because of later edits."""

    ended: list[str] = field(default_factory=list)
    restored: list[tuple[str, str]] = field(default_factory=list)
    """(record, field)"""

    kept: list[tuple[str, str]] = field(default_factory=list)
    """(record, why it stays, in Vietnamese)"""

    def summary(self) -> str:
        """One line for the person who takes the import back."""
        text = f"Đã hủy {len(self.ended)} hồ sơ, trả lại {len(self.restored)} mục như trước."
        return f"{text} Giữ {len(self.kept)} hồ sơ vì đã được sửa sau đó." if self.kept else text


def take_back(import_record: str, records: Mapping[str, Record]) -> tuple[list[Change], UndoReport]:
    """The changes that take an import back, given all records of its village."""
    from store.book import Change

    said = records[import_record]["now"]
    digests = set(_texts(said.get("digests")))
    why = f"hủy nhập {said.get('file') or ''}".strip()
    report = UndoReport()
    changes: list[Change] = []
    ending = _to_end(_texts(said.get("created")), digests, records, report)
    for name in ending:
        kind = records[name]["now"].get("kind")
        fields: dict[str, Value] = {"life": "error", "life_reason": why} if kind == "beneficiary" else {"state": "void"}
        changes.append(Change(name, fields, row=_mark(records[name], digests)))
        report.ended.append(name)
    for name in _texts(said.get("edited")):
        if name in records:
            fields = _earlier(name, records[name], digests, report)
            if fields:
                changes.append(Change(name, fields, row=_mark(records[name], digests)))
    changes.append(Change(import_record, {"state": "undone"}))
    return changes, report


def _texts(value: Value) -> list[str]:
    return value if isinstance(value, list) else []


def _mark(record: Record, digests: set[str]) -> str:
    """The mark of an edit that takes back what these rows said of this record."""
    found = {str(edit.get("from", "")) for edit in record["edits"].values()} & digests
    return UNDO + "+".join(sorted(found))


def _to_end(created: list[str], digests: set[str], records: Mapping[str, Record], report: UndoReport) -> list[str]:
    """Which of the records that the import made are ended: untouched since, and not used by anyone who stays."""
    ending = []
    for name in created:
        if name not in records:
            continue
        if _touched(records[name], digests):
            report.kept.append((name, "Đã có người sửa sau khi nhập: giữ nguyên."))
        else:
            ending.append(name)
    used = _used(records, set(ending))
    for name in [n for n in ending if n in used]:
        ending.remove(name)
        report.kept.append((name, "Đang được dùng cho người còn lại trong sổ: giữ nguyên."))
    return ending


def _touched(record: Record, digests: set[str]) -> bool:
    """Whether anyone but the import itself (or the undoing of it) has said anything about the record."""
    return any(
        (source := str(edit.get("from", ""))) not in digests and not source.startswith(UNDO)
        for edit in record["edits"].values()
    )


def _used(records: Mapping[str, Record], ending: set[str]) -> set[str]:
    """Recipients and accounts that stay in use: linked from a person who stays, or owner of an account that does."""
    used: set[Value] = set()
    for name, record in records.items():
        now = record["now"]
        if now.get("kind") == "beneficiary" and name not in ending and now.get("life") != "error":
            used |= {now.get("route.recipient"), now.get("route.account")}
    used |= {records[a]["now"].get("owner") for a in used if isinstance(a, str) and a in records}
    return {name for name in used if isinstance(name, str)}


def _earlier(name: str, record: Record, digests: set[str], report: UndoReport) -> dict[str, Value]:
    """The fields that still hold what the import set, with their values of before it."""
    edits = record["edits"]
    undone = _known_to([key for key, edit in edits.items() if str(edit.get("from", "")).startswith(UNDO)], edits)
    ours = {key for key, edit in edits.items() if str(edit.get("from", "")) in digests} - undone
    standing = live(edits)
    out: dict[str, Value] = {}
    kept = False
    for field_name in sorted({f for key in ours for f in edits[key]["set"]}):
        if set(standing[field_name]) <= ours:
            out[field_name] = _value_before(field_name, standing[field_name], ours, edits)
            report.restored.append((name, field_name))
        else:
            kept = True
    if kept:
        report.kept.append((name, "Có mục đã được sửa sau khi nhập: giữ nguyên các mục đó."))
    return out


def _value_before(field_name: str, setters: list[str], ours: set[str], edits: Mapping[str, Edit]) -> Value:
    """What the field was before the import: as its setters' authors had seen it, without the import's own edits."""
    known = _known_to(setters, edits)
    before = {name: edits[name] for name in known - ours}
    return recompute(before)["now"].get(field_name) if before else None


def _known_to(names: list[str], edits: Mapping[str, Edit]) -> set[str]:
    """All edits that the authors of these had seen, directly or through others."""
    known: set[str] = set()
    stack = [parent for name in names for parent in edits[name].get("after", ())]
    while stack:
        name = stack.pop()
        if name in edits and name not in known:
            known.add(name)
            stack.extend(edits[name].get("after", ()))
    return known
