"""The month's official lists, as rows, before any workbook.

One row is one (beneficiary, regime), because a person with an NCC and a BTXH regime stands in both groups (domain 1.2).
The four registration lists of seed III.1 split the account-paid rows by group and by whose account it is; the annex of a
group is everybody in it; the cash list is everybody who is not paid by account.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from store.canonical import Value
from store.people import Person
from store.vietnamese.order import name_key, natural_key

if TYPE_CHECKING:
    from store.profile import Commune
    from store.reference import Reference


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line of a list. All values are text as stored ("" where nothing is known); `amount` is đồng a month."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}  # a sealed month is read back exactly or not at all

    record: str
    village: str
    village_name: str
    name: str
    born: str
    sex: str
    regime: str
    regime_text: str
    group: str
    citizen_id: str = ""
    own_account: str = ""
    other_account: str = ""
    provider: str = ""
    holder_name: str = ""
    receiver: str = "self"
    recipient_name: str = ""
    recipient_born: str = ""
    recipient_sex: str = ""
    recipient_citizen_id: str = ""
    relation: str = ""
    paper: str = ""
    valid_from: str = ""
    valid_until: str = ""
    cash_reason: str = ""
    note: str = ""
    confidential: bool = False
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class MonthLists:
    """All lists of one month. `lists` is keyed by `LISTS`; rows are in printing order. `sealed` is False for a draft."""

    month: str
    commune: str
    sealed: bool
    lists: dict[str, list[ListRow]] = field(default_factory=dict)


LISTS = ("annex-btxh", "annex-ncc", "ds1", "ds2", "ds3", "ds4", "cash")
"""annex-*: the seed's annex and its NCC twin; ds1/ds2: NCC own account / authorised or guardian; ds3/ds4: the same for
BTXH; cash: those paid in cash, both groups."""


def build(people: Iterable[Person], month: str, commune: Commune, reference: Reference) -> dict[str, list[ListRow]]:
    """The lists of a month from the beneficiaries as they stand, in printing order (village, then given name).

    A field in conflict reads as empty here, so that nobody is listed with an account that is still disputed.
    """
    lists: dict[str, list[ListRow]] = {key: [] for key in LISTS}
    for person in people:
        if not person.ended:
            for row in _rows(person, month, reference):
                for key in _places(row):
                    lists[key].append(row)
    for rows in lists.values():
        rows.sort(key=lambda row: _order(row, commune))
    return lists


def _order(row: ListRow, commune: Commune) -> tuple[object, ...]:
    name = (name_key(row.name), row.born, row.record, row.regime)
    return name if commune.printing.order == "name" else (natural_key(row.village_name), *name)


def _places(row: ListRow) -> list[str]:
    """The lists in which a row stands."""
    if not (row.own_account or row.other_account):
        paid = "cash"
    else:
        paid = {("NCC", True): "ds1", ("NCC", False): "ds2", ("BTXH", True): "ds3", ("BTXH", False): "ds4"}[
            row.group, row.receiver == "self"
        ]
    return [f"annex-{row.group.lower()}", paid]


def _rows(person: Person, month: str, reference: Reference) -> Iterator[ListRow]:
    for code, drawn in sorted(person.regimes().items()):
        if drawn.get("status", "active") == "active" and _runs(drawn, month):
            yield _row(person, code, drawn, month, reference)


def _runs(drawn: Mapping[str, Value], month: str) -> bool:
    """Whether a regime with these dates is drawn in the month; dates of lesser precision are read generously."""
    since, until = str(drawn.get("since") or ""), str(drawn.get("until") or "")
    return since[:7] <= month and (not until or month[: len(until)] <= until[:7])


def _row(person: Person, code: str, drawn: Mapping[str, Value], month: str, reference: Reference) -> ListRow:
    regime = reference.regime(code)
    group = regime.group if regime else "NCC" if code.startswith("NCC") else "BTXH"  # an unknown code is a finding
    by_account = person.text("route.method") != "cash"
    account = (
        person.account if by_account and person.account and person.account.get("state") in (None, "open") else None
    )
    number = _text(account, "number")
    children, amount = drawn.get("children"), drawn.get("amount")
    if not isinstance(amount, int):
        amount = reference.amount(code, month, children=children if isinstance(children, int) else 1)
    return ListRow(
        record=person.record,
        village=person.village,
        village_name=person.village_name,
        name=person.name,
        born=person.text("born"),
        sex=person.text("sex"),
        regime=code,
        regime_text=str(drawn.get("written") or (regime.short if regime else code)),
        group=group,
        citizen_id=person.text("citizen_id"),
        own_account=number if person.own_account else "",
        other_account="" if person.own_account else number,
        provider=_text(account, "provider"),
        holder_name=_text(account, "holder_name"),
        receiver=person.text("route.receiver") or "self",
        recipient_name=_text(person.recipient, "name"),
        recipient_born=_text(person.recipient, "born"),
        recipient_sex=_text(person.recipient, "sex"),
        recipient_citizen_id=_text(person.recipient, "citizen_id"),
        relation=person.text("route.relation"),
        paper=person.text("route.paper"),
        valid_from=person.text("route.valid_from"),
        valid_until=person.text("route.valid_until"),
        cash_reason=person.text("route.cash_reason"),
        note=person.text("note"),
        confidential=bool(regime and regime.confidential),
        amount=amount,
    )


def _text(linked: Mapping[str, Value] | None, key: str) -> str:
    value = (linked or {}).get(key)
    return "" if value is None else str(value)
