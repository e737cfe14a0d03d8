"""Between a person of the book and the texts of the form: what the form shows, and which edits its changes make.

An edit made here knows what the form showed when it was opened (`Change.seen`), on the person's own record and on the
linked recipient and account alike. A recipient is entered once and may receive for several: the citizen number of one
that the village already has links to that record in place of making another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from store import editing
from store.book import Book, Change
from store.canonical import Value
from store.errors import BookError, FieldError
from store.people import Fields, Person, people
from store.records import heads, random_name
from tui.screens.person_entries import PARTS

Values = dict[str, Value]
NEW = {"life": "alive", "route.receiver": "self"}
"""What a new person's form begins with."""


@dataclass
class Opened:
    """What a form was opened with: the person (None for a new one), and the newest edits of each record it shows."""

    village: str
    person: Person | None = None
    seen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    of_commune: frozenset[str] = frozenset()
    """The regimes about which the commune has said something; a village's form shows them and leaves them alone."""


def load_person(book: Book, village: str, record: str) -> Person:
    """A person of this village's file. Raises `BookError` where there is none."""
    for person in people(book.records(village), village, book.commune.village_name(village)):
        if person.record == record:
            return person
    raise BookError("Không còn thấy người này trong sổ của thôn.", "Sổ không đổi. Bấm Esc để về danh sách.")


def open_person(book: Book, village: str, record: str | None) -> Opened:
    """Reads what a form needs. Raises `BookError`."""
    if record is None:
        return Opened(village)
    person = load_person(book, village, record)
    image = book.image(village)
    linked = (person.recipient_record, person.account_record)
    seen = {name: tuple(heads(image.record(name)["edits"])) for name in (record, *linked) if name is not None}
    by_commune = {
        key.split(".")[1]
        for edit in image.record(record)["edits"].values()
        if str(edit.get("by", "")).startswith("xã/")
        for key in edit["set"]
        if key.startswith("regimes.")
    }
    return Opened(village, person, seen, frozenset(by_commune))


def regime_codes(person: Person) -> list[str]:
    """The regimes that the form shows: those with a value, and those of which only a conflict stands."""
    disputed = [key.split(".")[1] for key in person.conflicts if key.startswith("regimes.")]
    return list(dict.fromkeys([*person.regimes(), *disputed]))


def form_values(person: Person | None) -> dict[str, str]:
    """The texts of the form, by the names of its fields."""
    if person is None:
        return dict(NEW)
    out = {key: person.text(key) for key in person.now if not key.startswith("regimes.")}
    for number, code in enumerate(regime_codes(person), 1):
        out[f"r{number}.code"] = code
        out.update((f"r{number}.{part}", person.text(f"regimes.{code}.{part}")) for part in PARTS)
    for prefix, linked in (("recipient", person.recipient), ("account", person.account)):
        out.update((f"{prefix}.{key}", str(value)) for key, value in (linked or {}).items() if value is not None)
    out["account.owner"] = "" if person.account is None else "beneficiary" if person.own_account else "recipient"
    return out


def regime_values(person: Person | None, before: Mapping[str, str], now: Mapping[str, str], slots: int) -> Values:
    """What the regimes' fields say anew. Raises `FieldError` for a regime that stands twice."""
    codes = [now[f"r{n}.code"] for n in range(1, slots + 1) if now.get(f"r{n}.code")]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice:
        raise FieldError("regime-twice", f"Chế độ {twice} ghi hai lần: xóa bớt một.")
    out: Values = {}
    moved: Values = {}
    for number in range(1, slots + 1):
        old, code = before.get(f"r{number}.code", ""), now.get(f"r{number}.code", "")
        parts = {part: now.get(f"r{number}.{part}", "") for part in PARTS}
        if code == old:
            changed = {p: v for p, v in parts.items() if code and v != before.get(f"r{number}.{p}", "")}
            out.update((f"regimes.{code}.{part}", text or None) for part, text in changed.items())
            continue
        if old and person is not None:
            out.update((f"regimes.{old}.{part}", None) for part in person.regimes().get(old, {}))
        if code:
            parts["status"] = parts["status"] or "active"
            moved.update((f"regimes.{code}.{part}", text) for part, text in parts.items() if text)
    return {**out, **moved}


def plan(book: Book, opened: Opened, given: Values, shown: Mapping[str, str], chosen: str | None) -> list[Change]:
    """The edits for what was `given` (changed fields only; for a new person all that have a value).

    `shown` are all values that the form shows; `chosen` is a recipient picked from those the village has. The record of
    the person is the first change's. Raises `FieldError` and `BookError`.
    """
    person = opened.person
    record = person.record if person else random_name()
    own = {key: value for key, value in given.items() if not key.startswith((editing.ACCOUNT, editing.RECIPIENT))}
    receiver = shown.get("route.receiver") or "self"
    extra: list[Change] = []
    target = person
    recipient = {key: value for key, value in given.items() if key.startswith(editing.RECIPIENT)}
    if receiver != "self" and (recipient or chosen):
        target, recipient = _recipient(book, opened, recipient, shown, chosen, own, extra)
    account = {key: value for key, value in given.items() if key.startswith(editing.ACCOUNT)}
    if account or "route.receiver" in given:
        account["account.owner"] = "beneficiary" if receiver == "self" else shown.get("account.owner") or None
    todo = editing.changes(opened.village, target, {**own, **recipient, **account}, new=record, seen=opened.seen)
    return [*todo, *(replace(change, seen=opened.seen.get(str(change.record))) for change in extra if change.fields)]


def _recipient(
    book: Book,
    opened: Opened,
    values: Values,
    shown: Mapping[str, str],
    chosen: str | None,
    own: Values,
    extra: list[Change],
) -> tuple[Person | None, Values]:
    """Corrects the recipient there is, links to another that the village has, or makes a new one."""
    person = opened.person
    known = person.recipient_record if person else None
    full: Values = {key: text for key, text in shown.items() if key.startswith(editing.RECIPIENT) and text}
    number = values.get("recipient.citizen_id")
    other = chosen or next(
        (name for name, now in recipients(book, opened.village) if number and now.get("citizen_id") == number), None
    )
    if other is not None and other != known:
        there = book.image(opened.village).record(other)["now"]
        said = {key.removeprefix(editing.RECIPIENT): value for key, value in full.items()}
        extra.append(Change(other, {key: value for key, value in said.items() if there.get(key) != value}))
        own["route.recipient"] = other
        return person, {}
    if person is not None and known is not None and _is_another(person, values):
        return replace(person, recipient_record=None, recipient=None), full
    return person, values


def _is_another(person: Person, values: Values) -> bool:
    """Whether both name and a number that stood there were replaced: that is another human being, not a correction."""
    before = person.recipient or {}
    replaced = [key for key in ("name", "citizen_id", "born") if before.get(key) and values.get(f"recipient.{key}")]
    return "name" in replaced and len(replaced) > 1


def recipients(book: Book, village: str) -> Sequence[tuple[str, Fields]]:
    """Those who receive for others in this village, by record."""
    return [(name, record["now"]) for name, record in book.records(village, "recipient") if record["now"].get("name")]
