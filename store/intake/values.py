"""What one row says, in the book's fields: regime code, provider, relation and receiver resolved, every value checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from store.canonical import Value
from store.errors import FieldError
from store.fields import parse_field
from store.intake.rows import Grade, ListedRow
from store.records import derived_name
from store.vietnamese.text import fold, same_name

if TYPE_CHECKING:
    from store.reference import Reference

Tell = Callable[[str, str, Grade, str, str], None]
"""Reports something about a row: key of the value, code, grade, reason, sample."""

PLAIN: Final = ("name", "born", "sex", "citizen_id", "old_id", "phone", "address", "note")


@dataclass(slots=True)
class Wanted:
    """A row as it would stand in the book. `digest` identifies what it says, wherever in whatever sheet it says it."""

    digest: str
    derived: str
    person: dict[str, Value] = field(default_factory=dict)
    group: str | None = None
    regime_text: str = ""
    regimes: dict[str, dict[str, Value]] = field(default_factory=dict)
    number: str = ""
    own: bool = False
    account: dict[str, Value] = field(default_factory=dict)
    recipient: dict[str, Value] = field(default_factory=dict)
    receiver: str = ""
    relation: str = ""
    doubts: list[tuple[str, Grade, str]] = field(default_factory=list)
    """What there is to say about the regime (code, grade, reason), unless the book has settled it already."""

    @property
    def name(self) -> str:
        """The person's name."""
        return str(self.person["name"])

    def text(self, key: str) -> str:
        """A plain value of the person, "" for none."""
        value = self.person.get(key)
        return "" if value is None else str(value)


def digest_of(row: ListedRow, slug: str) -> str:
    """The digest of what a row says and of its village; its place in the file does not enter."""
    said = [f"{key}={value}" for key, value in sorted(row.values.items()) if value and key != "village"]
    return derived_name("row", slug, row.group or "", *said)


def letters(name: str) -> str:
    """A name as its folded letters only, so that spelling of spaces and tone marks does not make two people of one."""
    return "".join(c for c in fold(name) if c.isalnum())


def read(row: ListedRow, slug: str, reference: Reference, month: str, tell: Tell) -> Wanted | None:
    """The row as fields; None where it has no usable name (that is told)."""
    values = _checked(row, tell)
    if not values.get("name"):
        if not row.get("name"):  # a name that cannot be stored has been told by now
            tell("name", "no-name", "refused", "Dòng không có họ tên: không nhập.", "")
        return None
    name, citizen = str(values["name"]), str(values.get("citizen_id") or "")
    born = "" if citizen else str(values.get("born") or "")
    wanted = Wanted(
        digest=digest_of(row, slug),
        derived=derived_name("person", slug, citizen, letters(name), born),
        person={key: values[key] for key in PLAIN if values.get(key) is not None},
        group=row.group,
        regime_text=str(values.get("regime") or ""),
    )
    _regime(row, wanted, reference, month)
    _money(row, values, wanted, reference, tell)
    return wanted


_FIELDS: Final = {
    **{key: key for key in PLAIN},
    "regime": "regimes.X.written",
    "own_account": "number",
    "other_account": "number",
    "provider": "provider",
    "holder": "holder_name",
    "receiver": "name",
    "receiver_citizen_id": "citizen_id",
    "receiver_born": "born",
    "receiver_phone": "phone",
    "relation": "route.relation",
}


def _checked(row: ListedRow, tell: Tell) -> dict[str, Value]:
    """The values that their fields can hold; the others are told and left out."""
    out: dict[str, Value] = {}
    for key, field_name in _FIELDS.items():
        text = row.get(key)
        try:
            value = parse_field(field_name, text) if text else None
        except FieldError as error:
            tell(key, error.code, "refused", str(error), text)
            continue
        if value is not None:
            out[key] = value
    return out


def _regime(row: ListedRow, wanted: Wanted, reference: Reference, month: str) -> None:
    """The regime of the row as a code. What does not resolve is kept as written, under "khác" of its group."""
    text, group = wanted.regime_text, row.group
    if not text:
        if group:
            wanted.regimes[f"{group}-KHAC"] = {"status": "active"}
        wanted.doubts.append(("no-regime", "warning", "Thiếu chế độ đang hưởng: cần bổ sung."))
        return
    fits = {
        g: reference.resolve_regime(
            text, g, born=wanted.text("born") or None, sex=wanted.text("sex") or None, month=month
        )
        for g in ((group,) if group else ("BTXH", "NCC"))
    }
    sure = {match.code: (g, match) for g, match in fits.items() if match.code}
    if len(sure) == 1:
        code, (wanted.group, match) = next(iter(sure.items()))
        regime = reference.regime(code)
        drawn: dict[str, Value] = {"status": "active"}
        if regime is None or not same_name(text, regime.short):
            drawn["written"] = text
        if match.children:
            drawn["children"] = match.children
        wanted.regimes[code] = drawn
        if match.reason:
            wanted.doubts.append(("regime-remark", "note", match.reason))
        return
    match = next(iter(fits.values()))
    candidates = [code for m in fits.values() for code in m.candidates]
    maybe = f" Có thể là: {', '.join(candidates[:6])}." if candidates else ""
    if group is None:
        reason = f"Không rõ thuộc Bảo trợ xã hội hay Người có công: tạm ghi «BTXH khác».{maybe}"
        wanted.doubts.append(("regime-no-group", "warning", reason))
    else:
        reason = f"Chưa rõ mã chế độ: giữ nguyên chữ trong danh sách. {match.reason}{maybe}"
        wanted.doubts.append(("regime-unknown", "warning", reason))
    wanted.regimes[f"{group or 'BTXH'}-KHAC"] = {"status": "active", "written": text}


def _money(row: ListedRow, values: Mapping[str, Value], wanted: Wanted, reference: Reference, tell: Tell) -> None:
    """Account, provider, recipient and relation."""
    own, other = str(values.get("own_account") or ""), str(values.get("other_account") or "")
    if own and other:
        reason = "Cả hai cột tài khoản đều có số: chưa lấy số nào, cần chọn một."
        for key in ("own_account", "other_account"):
            tell(key, "two-accounts", "refused", reason, row.get(key))
        own = other = ""
    wanted.number, wanted.own = own or other, bool(own)
    written = str(values.get("provider") or "")
    provider = reference.resolve_provider(written) if written else None
    if written and provider is None:
        tell(
            "provider", "provider-unknown", "warning", "Không có ngân hàng này trong danh mục: giữ nguyên chữ.", written
        )
    if wanted.number:
        wanted.account = {"number": wanted.number}
        if written:
            wanted.account["provider"] = provider.short if provider else written
        if values.get("holder"):
            wanted.account["holder_name"] = values["holder"]
    elif written:
        tell("provider", "provider-alone", "warning", "Có ngân hàng mà không có số tài khoản dùng được.", written)
    wanted.relation = str(values.get("relation") or "")
    keys = {"name": "receiver", "citizen_id": "receiver_citizen_id", "born": "receiver_born", "phone": "receiver_phone"}
    wanted.recipient = {key: values[source] for key, source in keys.items() if values.get(source)}
    if "name" not in wanted.recipient and other:
        tell(
            "other_account",
            "no-receiver",
            "warning",
            "Tài khoản của người được ủy quyền mà thiếu họ tên người đó.",
            other,
        )
    if wanted.recipient or other:
        said = reference.resolve_relation(wanted.relation) if wanted.relation else None
        guardian = "giam ho" in fold(wanted.relation) or (said is not None and said.guardian)
        wanted.receiver = "guardian" if guardian else "authorised"
    elif own:
        wanted.receiver = "self"
