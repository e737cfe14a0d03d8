"""A beneficiary as lists and screens see one: the record's current values with the recipient and the account joined in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from store.canonical import Value
from store.records import Record, Side, heads

Fields = Mapping[str, Value]
ENDED = ("dead", "moved", "error")
NOT_SHOWN = ("kind", "village")


@dataclass(frozen=True, slots=True)
class Person:
    """A beneficiary with what is linked to it. `now` holds plain values; `village` is a slug, `village_name` printable."""

    record: str
    village: str
    village_name: str
    now: Fields
    conflicts: Mapping[str, list[Side]] = field(default_factory=dict)
    recipient_record: str | None = None
    recipient: Fields | None = None
    account_record: str | None = None
    account: Fields | None = None
    heads: tuple[str, ...] = ()
    linked_conflicts: Mapping[str, list[Side]] = field(default_factory=dict)
    """Conflicts of the linked recipient and account, as `recipient.…` and `account.…`."""

    def text(self, name: str) -> str:
        """A field as text, "" where it has no value."""
        value = self.now.get(name)
        return "" if value is None else str(value)

    @property
    def name(self) -> str:
        """Full name, "" while in conflict or not known."""
        return self.text("name")

    @property
    def ended(self) -> bool:
        """Whether the person no longer draws here: dead, moved away (also to another village), or entered by mistake."""
        return self.now.get("life") in ENDED or self.now.get("village") not in (None, self.village)

    def regimes(self) -> dict[str, dict[str, Value]]:
        """What is drawn, by code: the `since`, `status`, `written` … that have a value."""
        out: dict[str, dict[str, Value]] = {}
        for key, value in self.now.items():
            if key.startswith("regimes.") and value is not None:
                code, _, part = key.removeprefix("regimes.").partition(".")
                out.setdefault(code, {})[part] = value
        return out

    @property
    def own_account(self) -> bool:
        """Whether the account is the beneficiary's own."""
        return self.account is not None and self.account.get("owner") == self.record

    def flat(self) -> dict[str, Value]:
        """One flat object (design section 8): record, village, every field that has a value, and the linked records."""
        out: dict[str, Value] = {"record": self.record, "village": self.village_name}
        out.update((k, v) for k, v in self.now.items() if v is not None and k not in NOT_SHOWN)
        for prefix, linked in (("recipient", self.recipient), ("account", self.account)):
            for key, value in (linked or {}).items():
                if value is not None and key not in NOT_SHOWN and key != "owner":
                    out[f"{prefix}.{key}"] = value
        if self.account is not None:
            out["account.owner"] = "beneficiary" if self.own_account else "recipient"
        return out


def people(records: Iterable[tuple[str, Record]], village: str, village_name: str) -> list[Person]:
    """The beneficiaries among a village's records, joined; those whose village is another one are marked as ended."""
    by_kind: dict[str, dict[str, Record]] = {}
    for name, record in records:
        by_kind.setdefault(str(record["now"].get("kind")), {})[name] = record
    recipients, accounts = by_kind.get("recipient", {}), by_kind.get("account", {})
    return [
        _person(name, record, village, village_name, recipients, accounts)
        for name, record in by_kind.get("beneficiary", {}).items()
    ]


def _person(
    name: str,
    record: Record,
    village: str,
    village_name: str,
    recipients: Mapping[str, Record],
    accounts: Mapping[str, Record],
) -> Person:
    now = record["now"]
    linked: dict[str, list[Side]] = {}
    recipient = _linked(now.get("route.recipient"), recipients, "recipient", linked)
    account = _linked(now.get("route.account"), accounts, "account", linked)
    return Person(
        record=name,
        village=village,
        village_name=village_name,
        now=now,
        conflicts=record["conflicts"],
        recipient_record=str(now["route.recipient"]) if recipient else None,
        recipient=recipient,
        account_record=str(now["route.account"]) if account else None,
        account=account,
        heads=tuple(heads(record["edits"])),
        linked_conflicts=linked,
    )


def _linked(
    name: Value, records: Mapping[str, Record], prefix: str, conflicts: dict[str, list[Side]]
) -> dict[str, Value] | None:
    """The current values of a linked record; its conflicts are noted under the prefix."""
    record = records.get(name) if isinstance(name, str) else None
    if record is None:
        return None
    conflicts.update((f"{prefix}.{key}", sides) for key, sides in record["conflicts"].items())
    return record["now"]
