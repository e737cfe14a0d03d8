"""The money side of a row: the account, whose it is, and who receives, linked to what the book has already."""

from __future__ import annotations

from store.intake.pool import Pool
from store.intake.values import Wanted, letters
from store.intake.write import Writer
from store.records import derived_name
from store.vietnamese.text import same_name


def put_money(who: str, wanted: Wanted, pool: Pool, writer: Writer) -> None:
    """Lays the row's route, recipient and account beside what the person has."""
    recipient = _recipient(who, wanted, pool, writer)
    if recipient == "":
        return  # the book has another recipient, typed by a person: the list's account is that one's
    owner = who if wanted.own else recipient
    if wanted.number and owner:
        _account(who, owner, wanted, pool, writer)
    has_recipient = bool(pool.text(who, "route.recipient"))
    if wanted.receiver and not (wanted.receiver == "self" and has_recipient):
        writer.set(who, "route.receiver", wanted.receiver, "relation" if wanted.relation else "receiver")
    if wanted.relation:
        writer.set(who, "route.relation", wanted.relation, "relation")
    if wanted.receiver == "self" and has_recipient and wanted.own:
        name = pool.text(pool.text(who, "route.recipient"), "name")
        reason = f"Danh sách không ghi người nhận thay; trong sổ vẫn có ({name}): giữ nguyên, cần xem lại."
        writer.tell("own_account", "recipient-kept", "warning", reason, wanted.number)


def _recipient(who: str, wanted: Wanted, pool: Pool, writer: Writer) -> str | None:
    """The record of the row's recipient; None where the row has none, "" where the book keeps another one."""
    if not wanted.recipient and (wanted.own or not wanted.number):
        return None
    name = str(wanted.recipient.get("name") or "")
    linked = pool.text(who, "route.recipient")
    linked_name = pool.text(linked, "name") if linked else ""
    if linked and (not name or not linked_name or same_name(linked_name, name)):
        record = linked
    else:
        record = _known_recipient(name, wanted, pool) or derived_name(
            "recipient", pool.slug, letters(name), wanted.number if not wanted.own and wanted.number else who
        )
    exists = pool.knows(record)
    if not _may_link(who, record, name, linked_name, pool, writer):
        return ""
    writer.create(record, {"kind": "recipient", "village": pool.slug})
    for key, value in wanted.recipient.items():
        if not exists or key != "name" or not linked_name:
            writer.set(record, key, value, "receiver" if key == "name" else f"receiver_{key}")
    return record


def _may_link(who: str, record: str, name: str, linked_name: str, pool: Pool, writer: Writer) -> bool:
    """Links the person to the recipient; False where a person's own choice of another one is kept."""
    return writer.set(who, "route.recipient", record, "receiver", shown=name or "?", now_shown=linked_name or "?")


def _known_recipient(name: str, wanted: Wanted, pool: Pool) -> str | None:
    """A recipient of that name who already owns the account of the row."""
    for account in sorted(pool.by_account.get(wanted.number, ())) if wanted.number and not wanted.own else ():
        owner = pool.text(account, "owner")
        if pool.text(owner, "kind") == "recipient" and name and same_name(pool.text(owner, "name"), name):
            return owner
    return None


def _account(who: str, owner: str, wanted: Wanted, pool: Pool, writer: Writer) -> None:
    linked = pool.text(who, "route.account")
    if linked and pool.text(linked, "number") == wanted.number:
        record = linked
        if pool.text(linked, "owner") != owner:
            reason = "Số tài khoản này trong sổ đứng tên người khác (đối tượng hay người nhận thay): giữ nguyên sổ."
            writer.tell(
                "own_account" if wanted.own else "other_account", "account-owner", "warning", reason, wanted.number
            )
    else:
        record = next((a for a in sorted(pool.by_account.get(wanted.number, ())) if pool.text(a, "owner") == owner), "")
        record = record or derived_name("account", owner, wanted.number)
    key = "own_account" if wanted.own else "other_account"
    now_shown = pool.text(linked, "number") if linked else ""
    if not writer.set(who, "route.account", record, key, shown=wanted.number, now_shown=now_shown):
        return
    if not pool.knows(record):
        writer.create(record, {"kind": "account", "village": pool.slug, "owner": owner, **wanted.account})
        pool.index_account(record)
    else:
        writer.revive(record)
        for field_name, value in wanted.account.items():
            writer.set(record, field_name, value, "provider" if field_name == "provider" else "holder")
    writer.set(who, "route.method", "account", key)
