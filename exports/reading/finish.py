"""What the cells of a row say together: whose the account is, who receives, and what the regime is called in full."""

from __future__ import annotations

import re

from exports.reading.births import Finding
from exports.reading.grid import Cell
from exports.reading.values import RowReader
from store.vietnamese.text import fold, proper_case, same_name

_SELF = re.compile(
    r"(ban than|chinh chu|tu nhan|doi tuong|chu the|chu tai khoan|khong)( (nhan|doi tuong|nguoi huong))?"
)
_TWO_ACCOUNTS = "Cả hai cột tài khoản (đối tượng và người được ủy quyền) đều có số: chưa lấy số nào, cần chọn một."


def read_row(reader: RowReader) -> bool:
    """Fills the reader with everything the row says; False if there is no usable name (that is reported)."""
    if not reader.read_name():
        return False
    reader.read_birth()
    reader.read_identity()
    for key in ("regime", "village", "provider", "address", "relation", "capacity", "group"):
        reader.read_text(key)
    reader.read_text("note", ditto=False)
    reader.read_text("holder", ditto=False)
    reader.read_person_name("receiver")
    reader.read_receiver_identity()
    _percent(reader)
    _relation(reader)
    _accounts(reader)
    return True


def _percent(reader: RowReader) -> None:
    """Joins a column of percentages to the regime: "Thương binh" and 45 are "Thương binh 45%"."""
    cell = reader.cell("percent")
    regime = reader.values.get("regime", "")
    if cell is None or not regime or "%" in regime:
        return
    number = _percentage(cell)
    if number is not None and not re.search(rf"\b{number}\b", regime):
        reader.values["regime"] = f"{regime} {number}%"


def _percentage(cell: Cell) -> int | None:
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        value = float(cell.value) * (100 if "%" in cell.number_format or 0 < float(cell.value) <= 1 else 1)
        return round(value) if 1 <= value <= 100 and abs(value - round(value)) < 1e-6 else None
    found = re.fullmatch(r"(\d{1,3})\s*%?", cell.text)
    return int(found[1]) if found and 1 <= int(found[1]) <= 100 else None


def _relation(reader: RowReader) -> None:
    """The words of the list with a first capital; a column for the capacity (ủy quyền, giám hộ) joins in."""
    named = re.fullmatch(r"(.+?)\s*[(,\-–]\s*([^()]+?)\)?", reader.values.get("receiver", ""))
    if named and "relation" not in reader.values and reader.known.relation(named[2]):
        reader.values["receiver"], reader.values["relation"] = (
            proper_case(named[1]),
            named[2].lower(),
        )  # "Lò Văn Út (con)"
        reader.cells["relation"] = reader.cells["receiver"]
    relation, capacity = reader.values.get("relation", ""), reader.values.pop("capacity", "")
    reader.cells.setdefault("relation", reader.cells.pop("capacity", ""))
    if relation.isupper() or relation.islower():
        relation = relation.lower()
    if "giam ho" in fold(capacity) and "giam ho" not in fold(relation):
        relation = f"Người giám hộ ({relation[:1].lower() + relation[1:]})" if relation else "Người giám hộ"
    if relation:
        reader.values["relation"] = relation[:1].upper() + relation[1:]
    else:
        reader.cells.pop("relation", None)


def _accounts(reader: RowReader) -> None:
    """Own account or the recipient's: by column, and where one column serves both, by who receives and who holds it."""
    for key in ("own_account", "other_account", "account"):
        reader.read_account(key)
    values = reader.values
    # "Bản thân", "Chính chủ" as recipient mean that there is none.
    themselves = bool(
        _SELF.fullmatch(fold(values.get("relation", ""))) or _SELF.fullmatch(fold(values.get("receiver", "")))
    )
    if themselves or same_name(values.get("receiver", ""), values["name"]) and not values.get("relation"):
        for key in ("receiver", "relation", "receiver_citizen_id", "receiver_born", "receiver_phone"):
            values.pop(key, None)
        if "other_account" in values and "own_account" not in values:
            _move(reader, "other_account", "own_account")
    if "account" in values:
        _settle(reader)
    if "own_account" in values and "other_account" in values:
        for key in ("own_account", "other_account"):
            cell = reader.cell(key)
            if cell is not None:
                reader.report(cell, Finding("two-accounts", "refused", _TWO_ACCOUNTS))
            del values[key]


def _settle(reader: RowReader) -> None:
    """Gives an account whose owner the caption does not say to the beneficiary or to the recipient."""
    values = reader.values
    holder, receiver = values.get("holder", ""), values.get("receiver", "")
    if holder and fold(holder) == fold(values["name"]):
        _move(reader, "account", "own_account")
    elif receiver:
        _move(reader, "account", "other_account")
    elif holder:
        cell = reader.cell("holder")
        if cell is not None:
            reason = "Chủ tài khoản là người khác: đã ghi là người nhận thay, cần bổ sung quan hệ và giấy tờ."
            reader.report(cell, Finding("holder-other", "warning", reason))
        reader.values["receiver"] = proper_case(holder)
        reader.cells["receiver"] = reader.cells["holder"]
        _move(reader, "account", "other_account")
    else:
        _move(reader, "account", "own_account")


def _move(reader: RowReader, old: str, new: str) -> None:
    if new not in reader.values:
        reader.values[new] = reader.values[old]
        reader.cells[new] = reader.cells[old]
    del reader.values[old], reader.cells[old]
