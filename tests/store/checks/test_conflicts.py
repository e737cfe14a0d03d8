"""What came in side by side: conflicts of fields, and a death beside an account."""

import pytest

from store.checks import check_person, death_and_account
from store.records import edit_name, new_edit, recompute

SIDES = [{"value": "x", "edits": ["e"]}, {"value": "y", "edits": ["f"]}]
PERSON = "k7m2q2x4hdac5t3e"


def graded(findings):
    return {(f.grade, f.field) for f in findings}


def test_a_conflict_on_what_matters_stops_the_month_and_others_are_noted(make, reference, month):
    person = make({"citizen_id": None}, conflicts={"citizen_id": SIDES, "phone": SIDES, "regimes.KT-01.amount": SIDES})
    findings = check_person(person, reference, month)
    assert graded(findings) == {("stop", "citizen_id"), ("note", "phone"), ("stop", "regimes.KT-01.amount")}
    assert {f.message for f in findings if f.field == "citizen_id"} == {
        "Hai nơi ghi khác nhau mục «số căn cước»: chọn một."
    }
    assert len({f.key for f in findings}) == 3


def test_conflicts_of_what_is_linked_name_the_linked_record(make, reference, month):
    linked = {"recipient.name": SIDES, "account.number": SIDES, "account.holder_name": SIDES}
    changes = {"recipient.name": None, "account.number": None}
    findings = check_person(make(changes, stood_in=True, linked_conflicts=linked), reference, month)
    assert graded(findings) == {("stop", "recipient.name"), ("stop", "account.number"), ("note", "account.holder_name")}
    assert {f.others for f in findings} == {("recipientaaaaaaa",), ("accountaaaaaaaaa",)}


def test_a_conflict_of_an_unknown_field_stops_too(make, reference, month):
    assert graded(check_person(make(conflicts={"newer.thing": SIDES}), reference, month)) == {("stop", "newer.thing")}


def test_nobody_who_has_ended_holds_up_the_month(make, reference, month):
    dead = make({"life": "dead"}, conflicts={"citizen_id": SIDES})
    assert graded(check_person(dead, reference, month)) == {("note", "citizen_id")}
    disputed = make({"life": None}, conflicts={"life": SIDES})
    assert graded(check_person(disputed, reference, month)) == {("stop", "life")}


def history(*steps):
    """A record out of steps (name, fields, names of the steps its author had seen)."""
    names, edits = {}, {}
    for step, fields, seen in steps:
        edit = new_edit(fields, by=step, after=[names[s] for s in seen])
        names[step] = edit_name(PERSON, edit)
        edits[names[step]] = edit
    return recompute(edits)


START = ("start", {"kind": "beneficiary", "name": "Lò Thị Ánh", "life": "alive", "route.account": None}, ())
DEAD = ("village", {"life": "dead"}, ("start",))
PAID = ("commune", {"route.account": "acc"}, ("start",))


@pytest.mark.parametrize(
    ("steps", "alarm"),
    [
        ((START, DEAD, PAID), True),
        ((START, DEAD, PAID, ("later", {"phone": "0912000123"}, ("village", "commune"))), True),
        ((START, DEAD), False),
        ((START, PAID), False),
        ((START, PAID, ("village", {"life": "dead"}, ("commune",))), False),
        ((START, DEAD, ("commune", {"route.account": "acc"}, ("village",))), False),
        ((START, DEAD, ("commune", {"phone": "0912000123"}, ("start",))), False),
        ((START, DEAD, ("commune", {"route.account": None}, ("start",))), False),
        ((START, ("village", {"life": "dead", "route.account": "acc"}, ("start",))), False),
        ((START, DEAD, PAID, ("later", {"life": "alive"}, ("village", "commune"))), False),
        ((START, DEAD, PAID, ("later", {"route.account": None}, ("village", "commune"))), False),
        # The village knew of the account only through another edit.
        ((START, PAID, ("between", {"phone": "1"}, ("commune",)), ("village", {"life": "dead"}, ("between",))), False),
    ],
)
def test_a_death_beside_an_account(steps, alarm):
    found = death_and_account(PERSON, history(*steps))
    assert (found is not None) is alarm
    if found is not None:
        assert (found.code, found.grade, found.record) == ("death-and-account", "stop", PERSON)


def test_the_alarm_keeps_its_key_and_takes_the_village():
    before, after = history(START, DEAD, PAID), history(START, DEAD, PAID, ("x", {"note": "…"}, ("village",)))
    one, two = (death_and_account(PERSON, record, village="thon-1") for record in (before, after))
    assert one.key == two.key
    assert one.village == "thon-1"
