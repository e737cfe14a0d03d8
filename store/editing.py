"""Changing a person as people think of one: with the account and the recipient as parts of the person.

`account.number` or `recipient.name` are no fields of the beneficiary's record but of linked records; this module turns
values given for them into the edits that are needed. An account's record is named after its owner and number, so that
two desks that enter the same new account make no conflict.
"""

from __future__ import annotations

from collections.abc import Mapping

from store.book import Book, Change
from store.canonical import Value
from store.errors import BookError, FieldError
from store.fields import parse_field
from store.people import Person
from store.records import derived_name, random_name

RECIPIENT = "recipient."
ACCOUNT = "account."
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
    if field in ("kind", "route.account", "route.recipient", "account.owner"):
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
    village: str, person: Person | None, values: Mapping[str, Value], *, new: str | None = None
) -> list[Change]:
    """The edits that give a person these values; `person` None makes a new beneficiary (named `new` if given).

    Keys are fields of the beneficiary, `recipient.…` and `account.…`. What equals the present value makes no edit. The
    edits know what `person` knew when it was read.
    """
    record = person.record if person else new or random_name()
    own = {k: v for k, v in values.items() if not k.startswith((RECIPIENT, ACCOUNT))}
    recipient = {k.removeprefix(RECIPIENT): v for k, v in values.items() if k.startswith(RECIPIENT)}
    account = {k.removeprefix(ACCOUNT): v for k, v in values.items() if k.startswith(ACCOUNT)}
    out: list[Change] = []
    receiver = str(own.get("route.receiver") or (person.text("route.receiver") if person else "") or "self")
    if receiver == "self":
        own.update((key, None) for key in CLEAR_WITH_SELF if person and person.text(key))
        recipient = {}
    payee = person.recipient_record if person else None
    if recipient:
        payee = _recipient(village, payee, recipient, out, own)
    elif "route.recipient" in own:
        payee = str(own["route.recipient"]) if own["route.recipient"] else None
    if account:
        owner = (
            record if receiver == "self" or (person and person.own_account and "route.receiver" not in own) else payee
        )
        _account(village, person, owner or record, account, out, own)
    if person is None:
        own = {"kind": "beneficiary", "village": village, **{k: v for k, v in own.items() if v is not None}}
    if own:
        out.append(Change(record, own))
    return out


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


def _account(
    village: str, person: Person | None, owner: str, values: dict[str, Value], out: list[Change], own: dict[str, Value]
) -> None:
    """Another number is another account; anything else is said of the account there is."""
    before = person.account if person else None
    known = person.account_record if person else None
    number = values.get("number", (before or {}).get("number"))
    if number is None:
        if "number" in values:
            own["route.account"] = None
            return
        if known is None:
            raise BookError("Chưa có số tài khoản.", "Ghi account.number trước.")
    same = before is not None and before.get("number") == number and before.get("owner") == owner
    if same and known is not None:
        out.append(Change(known, {k: v for k, v in values.items() if k != "number"}))
        return
    record = derived_name("account", owner, str(number))
    carried = {"provider": (before or {}).get("provider")} if "provider" not in values else {}
    fields = {"kind": "account", "village": village, "owner": owner, "number": number, **carried, **values}
    out.append(Change(record, {k: v for k, v in fields.items() if v is not None}))
    own["route.account"] = record
    if "route.method" not in own:
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
