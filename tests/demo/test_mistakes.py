"""Every planted mistake really stands in the joined book, and the checks find it; nothing else is wrong there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from store.book import Book
from store.checks import Finding
from store.people import Person
from store.records import live
from store.review import review
from tui.demo.mistakes import KINDS, found, recall
from tui.demo.people import Someone
from tui.demo.plan import MOST
from tui.demo.state import Walk


@pytest.fixture(scope="module")
def book(joined: Walk) -> Iterator[Book]:
    with Book.open(joined.place.commune) as book:
        yield book


@pytest.fixture(scope="module")
def people(book: Book) -> dict[str, Person]:
    return {person.record: person for person in book.people(ended=True)}


@pytest.fixture(scope="module")
def checked(joined: Walk, book: Book) -> list[Finding]:
    return review(book, joined.month)


def planted(walk: Walk, kind: str) -> list[list[tuple[int, Someone]]]:
    found = [one.people for one in walk.plan.of_kind(kind)]
    assert found, kind
    return found


def codes(checked: list[Finding], record: str) -> set[str]:
    return {finding.code for finding in checked if record in (finding.record, *finding.others)}


def test_one_person_stands_in_two_villages(joined: Walk, people: dict[str, Person], checked: list[Finding]) -> None:
    for (first, one), (second, two) in planted(joined, "twin"):
        assert first != second
        assert people[one.record].village != people[two.record].village
        assert people[one.record].text("citizen_id") == people[two.record].text("citizen_id") != ""
        assert "duplicate-citizen-id" in codes(checked, one.record)


def test_namesakes_with_the_same_birth(joined: Walk, people: dict[str, Person], checked: list[Finding]) -> None:
    for (_, one), (_, two) in planted(joined, "namesake"):
        assert people[one.record].name == people[two.record].name
        assert people[one.record].text("born") == people[two.record].text("born")
        assert people[two.record].text("citizen_id") == ""
        assert "duplicate-name-born" in codes(checked, two.record)


@pytest.mark.parametrize(("kind", "field"), [("clash-account", "route.account"), ("clash-phone", "phone")])
def test_two_desks_wrote_different_values(joined: Walk, book: Book, kind: str, field: str) -> None:
    open_ = {(conflict.record, conflict.field): conflict for conflict in book.conflicts()}
    for ((_, someone),) in planted(joined, kind):
        assert len(open_[someone.record, field].values) == 2
    assert len(open_) == len(joined.plan.of_kind("clash-account")) + len(joined.plan.of_kind("clash-phone"))


def test_a_disputed_account_reads_as_none(joined: Walk, people: dict[str, Person]) -> None:
    for ((_, someone),) in planted(joined, "clash-account"):
        assert people[someone.record].account is None


def test_the_sex_digit_is_wrong(joined: Walk, people: dict[str, Person], checked: list[Finding]) -> None:
    for ((_, someone),) in planted(joined, "sex-digit"):
        person = people[someone.record]
        assert (int(person.text("citizen_id")[3]) % 2 == 1) == (person.text("sex") == "male")
        assert "citizen-id-sex" in codes(checked, someone.record)


def test_authorisations_have_run_out_or_soon_will(
    joined: Walk, people: dict[str, Person], checked: list[Finding]
) -> None:
    for ((_, someone),) in planted(joined, "expired"):
        assert people[someone.record].text("route.valid_until") < joined.month
        assert people[someone.record].recipient is not None
        assert "authorisation-expired" in codes(checked, someone.record)
    for ((_, someone),) in planted(joined, "ending"):
        assert people[someone.record].text("route.valid_until")[:7] > joined.month
        assert "authorisation-ending" in codes(checked, someone.record)


def test_five_people_share_one_account(joined: Walk, people: dict[str, Person], checked: list[Finding]) -> None:
    for five in planted(joined, "shared"):
        numbers = {(people[someone.record].account or {}).get("number") for _, someone in five}
        assert len(five) == 5
        assert len(numbers) == 1
        assert numbers != {None}
        assert all("account-shared" in codes(checked, someone.record) for _, someone in five)


def test_a_death_beside_a_new_account_raises_the_alarm(joined: Walk, book: Book, checked: list[Finding]) -> None:
    for ((_, someone),) in planted(joined, "dead"):
        record = book.record(someone.record)
        standing = live(record["edits"])
        assert record["now"]["life"] == "dead"
        assert record["now"]["route.account"]
        assert standing["life"] != standing["route.account"]
        assert "death-and-account" in codes(checked, someone.record)


def test_old_numbers_and_missing_births(joined: Walk, people: dict[str, Person], checked: list[Finding]) -> None:
    for ((_, someone),) in planted(joined, "old-id"):
        assert len(people[someone.record].text("old_id")) == 9
        assert people[someone.record].text("citizen_id") == ""
        assert "citizen-id-missing" in codes(checked, someone.record)
    for ((_, someone),) in planted(joined, "no-birth"):
        assert people[someone.record].text("born") == ""
        assert "born-missing" in codes(checked, someone.record)


@pytest.mark.parametrize("size", ["joined", "many"])
def test_recall_is_whole(size: str, request: pytest.FixtureRequest) -> None:
    walk: Walk = request.getfixturevalue(size)
    with Book.open(walk.place.commune) as book:
        checked = review(book, walk.month)
    planted = [(one.kind, {someone.record for _, someone in one.people}) for one in walk.plan.planted]
    told = recall(planted, checked)
    assert [(kind.key, kind.found) for kind in told] == [(kind.key, kind.planted) for kind in told]
    most = MOST if size == "many" else dict.fromkeys(MOST, 1)
    assert {kind.key: kind.planted for kind in told} == most


def test_ordinary_people_are_in_order(many: Walk) -> None:
    """Only planted mistakes are mistakes: nobody else has a warning, and every regime fits age and month."""
    with Book.open(many.place.commune) as book:
        checked = review(book, many.month)
    odd = {someone.record for one in many.plan.planted for _, someone in one.people}
    surprising = [finding for finding in checked if finding.grade != "note" and finding.record not in odd]
    assert surprising == []


def test_recall_counts_only_what_names_everybody() -> None:
    kind = next(kind for kind in KINDS if kind.key == "twin")
    half = Finding("duplicate-citizen-id", "warn", "a" * 16, "x", "citizen_id", "")
    whole = Finding("duplicate-citizen-id", "warn", "a" * 16, "x", "citizen_id", "", ("b" * 16,))
    assert not found(kind, {"a" * 16, "b" * 16}, [half])
    assert found(kind, {"a" * 16, "b" * 16}, [whole])
