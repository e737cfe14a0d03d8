"""Changing a person as people think of one: with the account and the recipient as parts of the person.

`account.number` or `recipient.name` are no fields of the beneficiary's record but of linked records; this module turns
values given for them into the edits that are needed. An account's record is named after its owner and number, so that
two desks that enter the same new account make no conflict.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from store.book import Book, Change
from store.canonical import Value
from store.errors import FieldError
from store.fields import one_of, parse_field
from store.people import Person
from store.records import derived_name, random_name

RECIPIENT = "recipient."
ACCOUNT = "account."
parse_owner = one_of(beneficiary="đối tượng|chính chủ", recipient="người nhận thay|người được ủy quyền|người giám hộ")
CLEAR_WITH_SELF = (
    "route.recipient",
    "route.relation",
    "route.paper",
    "route.basis",
    "route.valid_from",
    "route.valid_until",
)


def parse_typed(book: Book, field: str, text: str) -> Value:
    """The value for what a person typed in a field, also in `account.…` and `recipient.…`.

    A village is given by name or slug, a provider resolved to its short name where it is known. Raises `FieldError`.
    """
    bare = field.removeprefix(RECIPIENT).removeprefix(ACCOUNT)
    if field == "account.owner":
        return parse_owner(text)
    if field in ("kind", "route.account", "route.recipient"):
        raise FieldError("not-typed", f"Mục «{field}» do chương trình ghi; hãy sửa account.number hoặc recipient.name.")
    value = parse_field(bare, text)
    if bare == "village" and isinstance(value, str):
        village = book.commune.village(value)
        if village is None:
            known = ", ".join(v.name for v in book.villages())
            raise FieldError("village", f"Không có thôn «{value}». Các thôn: {known}.")
        return village.slug
    if bare == "provider" and isinstance(value, str):
        provider = book.reference.resolve_provider(value)
        return provider.short if provider else value
    return value


def changes(
    village: str,
    person: Person | None,
    values: Mapping[str, Value],
    *,
    new: str | None = None,
    seen: Mapping[str, Sequence[str]] | None = None,
) -> list[Change]:
    """The edits that give a person these values; `person` None makes a new beneficiary (named `new` if given).

    Keys are fields of the beneficiary, `recipient.…` and `account.…`; `account.owner` is "beneficiary" or "recipient"
    (when it is not said: the beneficiary's own if nobody else receives, else it stays whose it was). `seen` are the newest
    edits of each record that were known when the values were read. Raises `FieldError` for an account without a number.
    """
    record = person.record if person else new or random_name()
    own = {k: v for k, v in values.items() if not k.startswith((RECIPIENT, ACCOUNT))}
    recipient = {k.removeprefix(RECIPIENT): v for k, v in values.items() if k.startswith(RECIPIENT)}
    account = {k.removeprefix(ACCOUNT): v for k, v in values.items() if k.startswith(ACCOUNT)}
    out: list[Change] = []
    receiver = str(own.get("route.receiver") or (person.text("route.receiver") if person else "") or "self")
    payee = person.recipient_record if person else None
    if receiver == "self":
        own.update((key, None) for key in CLEAR_WITH_SELF if person and person.text(key))
    elif recipient:
        payee = _recipient(village, payee, recipient, out, own)
    elif "route.recipient" in own:
        payee = str(own["route.recipient"]) if own["route.recipient"] else None
    said = account.pop("owner", None)
    if not account and said is None and own.get("route.receiver") == "self" and person and not person.own_account:
        own["route.account"] = None  # who receives himself does not receive on somebody else's account
    elif account or said is not None:
        _account(village, person, _owner(person, record, payee, receiver, said, own), account, out, own)
    if person is None:
        own = {"kind": "beneficiary", "village": village, **{k: v for k, v in own.items() if v is not None}}
    out.insert(0, Change(record, own))
    return [replace(change, seen=(seen or {}).get(str(change.record))) for change in out if change.fields]


def _recipient(
    village: str, known: str | None, values: dict[str, Value], out: list[Change], own: dict[str, Value]
) -> str:
    """Edits the recipient there is, or makes one and points the route at it."""
    if known is None:
        known = random_name()
        values = {"kind": "recipient", "village": village, **{k: v for k, v in values.items() if v is not None}}
        own["route.recipient"] = known
    out.append(Change(known, values))
    return known


def _owner(
    person: Person | None, record: str, payee: str | None, receiver: str, said: Value, own: Mapping[str, Value]
) -> str:
    """The record that owns the account: as said, else the beneficiary's own if nobody else receives, else as it was."""
    stays_own = said is None and person is not None and person.own_account and "route.receiver" not in own
    if said == "beneficiary" or receiver == "self" or stays_own or payee is None:
        return record
    return payee


def _account(
    village: str, person: Person | None, owner: str, values: dict[str, Value], out: list[Change], own: dict[str, Value]
) -> None:
    """Another number or owner is another account; anything else is said of the account there is.

    An account taken up again is in use again, whatever was said of it before (an import taken back, a closing).
    """
    before: Mapping[str, Value] = (person.account if person else None) or {}
    known = person.account_record if person else None
    number = values.get("number", before.get("number"))
    if number is None:
        if before.get("number") is not None:
            own["route.account"] = None
        elif any(value is not None for value in values.values()):
            raise FieldError("account", "Có ngân hàng hoặc tên chủ tài khoản mà chưa có số tài khoản: ghi số trước.")
        return
    if known is not None and before.get("number") == number and before.get("owner") == owner:
        out.append(Change(known, {key: value for key, value in values.items() if key != "number"}))
        return
    account = derived_name("account", owner, str(number))
    carried = {key: before.get(key) for key in ("provider", "holder_name")}
    fields = {"kind": "account", "village": village, "owner": owner, **carried, **values, "number": number}
    out.append(Change(account, {**fields, "state": None}))
    own["route.account"] = account
    if own.get("route.method", person.text("route.method") if person else None) != "cash":
        own["route.method"] = "account"


def edit(book: Book, record: str, field: str, text: str, *, reason: str | None = None) -> None:
    """One field of one record from what was typed (the command line's `edit`). Raises `FieldError`, `BookError`."""
    value = parse_typed(book, field, text)
    village = book.where(record)
    kind = book.record(record)["now"].get("kind")
    if kind == "beneficiary":
        todo = changes(village, book.person(record), {field: value})
    elif field.startswith((RECIPIENT, ACCOUNT)):
        raise FieldError("unknown-field", f"Hồ sơ {record} không có mục «{field}».")
    else:
        todo = [Change(record, {field: value})]
    book.commit(village, [change for change in todo if change.fields], reason=reason)
