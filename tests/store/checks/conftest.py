"""Invented people to examine: one whose papers are all in order, and what to change about her."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from store.people import Person
from store.reference import Reference, load

MONTH = "2026-03"

NOW = {
    "kind": "beneficiary",
    "name": "Lò Thị Ánh",
    "born": "1945-03-02",
    "sex": "female",
    "citizen_id": "038145000123",
    "phone": "0912000123",
    "life": "alive",
    "regimes.HTXH-01.since": "2025-07",
    "route.method": "account",
    "route.account": "accountaaaaaaaaa",
}
ACCOUNT = {
    "kind": "account",
    "owner": "personaaaaaaaaaa",
    "provider": "Agribank",
    "number": "3500205123456",
    "holder_name": "LO THI ANH",
}
# Laid over the two above for somebody who is stood in for by her son.
STOOD_IN = {
    "route.receiver": "authorised",
    "route.recipient": "recipientaaaaaaa",
    "route.relation": "Con trai",
    "route.paper": "Giấy ủy quyền số 12, ngày 02/01/2026",
    "route.valid_from": "2026-01-02",
    "route.valid_until": "2026-12-31",
    "account.owner": "recipientaaaaaaa",
    "account.holder_name": "HA VAN BINH",
}
RECIPIENT = {
    "kind": "recipient",
    "name": "Hà Văn Bình",
    "born": "1970-05-06",
    "sex": "male",
    "citizen_id": "038070000456",
    "phone": "0987000456",
}


def make_person(
    changes: Mapping[str, Any] | None = None,
    *,
    stood_in: bool = False,
    record: str = "personaaaaaaaaaa",
    village: str = "luong-ngoc",
    village_name: str = "Lương Ngọc",
    **more: Any,
) -> Person:
    """The person in order, with changes: `x` of herself, `recipient.x` and `account.x` of what is linked; None clears."""
    now: dict[str, Any] = dict(NOW)
    account: dict[str, Any] = dict(ACCOUNT, owner=record)
    recipient: dict[str, Any] = dict(RECIPIENT) if stood_in else {}
    for key, value in {**(STOOD_IN if stood_in else {}), **(changes or {})}.items():
        kind, dot, inner = key.partition(".")
        target = {"account": account, "recipient": recipient}.get(kind, now) if dot else now
        target[inner if target is not now else key] = value
    linked: dict[str, Any] = {}
    if now.get("route.account"):
        linked |= {"account_record": now["route.account"], "account": account}
    if now.get("route.recipient"):
        linked |= {"recipient_record": now["route.recipient"], "recipient": recipient}
    return Person(record=record, village=village, village_name=village_name, now=now, **{**linked, **more})


@pytest.fixture(scope="session")
def reference() -> Reference:
    return load()


@pytest.fixture(scope="session")
def make() -> Callable[..., Person]:
    return make_person


@pytest.fixture(scope="session")
def month() -> str:
    return MONTH
