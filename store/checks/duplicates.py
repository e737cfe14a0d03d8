"""The same person twice: in two villages, under two regimes, moved and entered anew (domain 7.5).

Sure signs first (citizen number, old number, name and birth), then likeness (`store.checks.likely`); each pair is told
once, by its surest sign. A person can decide that two are different people: `different.<other>` on either record, which
travels with the book, and the pair is never told again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from store.checks.case import found, text
from store.checks.dates import is_vague
from store.checks.findings import MOST_OTHERS, Finding
from store.people import Person
from store.vietnamese.text import fold, same_name

Pair = frozenset[str]
_MARK = "different."


def remembered(people: Iterable[Person]) -> frozenset[Pair]:
    """The pairs that somebody decided are two different people: the fields `different.<other>` that are true."""
    return frozenset(
        frozenset((person.record, field.removeprefix(_MARK)))
        for person in people
        for field, value in person.now.items()
        if field.startswith(_MARK) and value is True
    )


def duplicates(people: Sequence[Person], different: frozenset[Pair] = frozenset()) -> Iterator[Finding]:
    """Pairs among the living that share a number, a name and birth, or are alike; one finding a person and sign."""
    from store.checks.likely import alike  # rapidfuzz costs 10 ms at import

    told: set[Pair] = set(different)
    exact: tuple[tuple[str, str, str, Callable[[Person], str], Callable[[Person, Person], bool]], ...] = (
        ("duplicate-citizen-id", "citizen_id", "Trùng số căn cước", _field("citizen_id"), _always),
        ("duplicate-old-id", "old_id", "Trùng số CMND cũ", _field("old_id"), _always),
        ("duplicate-name-born", "name", "Trùng họ tên, ngày sinh", _name_and_birth, _same_name_and_birth),
    )
    for code, field, words, key, agree in exact:
        partners = _partners(people, key, agree, told)
        yield from _tell(partners, code, field, words)
    likely: dict[str, list[Person]] = {}
    members = {person.record: person for person in people}
    for a, b in alike(people):
        if frozenset((a.record, b.record)) not in told:
            likely.setdefault(a.record, []).append(b)
            likely.setdefault(b.record, []).append(a)
    yield from _tell(
        ((members[name], others) for name, others in likely.items()), "duplicate-likely", "name", "Gần giống"
    )


def _field(name: str) -> Callable[[Person], str]:
    return lambda person: text(person.now, name)


def _always(a: Person, b: Person) -> bool:
    return True


def _name_and_birth(person: Person) -> str:
    name, born = text(person.now, "name"), text(person.now, "born")
    return f"{fold(name)} {born}" if name and born else ""


def _same_name_and_birth(a: Person, b: Person) -> bool:
    """Same name to the tone, same birth. A mere year is common: two different citizen numbers then mean two people."""
    numbers = {text(a.now, "citizen_id"), text(b.now, "citizen_id")} - {""}
    if is_vague(text(a.now, "born")) and len(numbers) == 2:
        return False
    return same_name(text(a.now, "name"), text(b.now, "name"))


def _partners(
    people: Sequence[Person], key: Callable[[Person], str], agree: Callable[[Person, Person], bool], told: set[Pair]
) -> Iterator[tuple[Person, list[Person]]]:
    """Each person with those of the same key, pairs already told left out; the new pairs are then told as well."""
    groups: dict[str, list[Person]] = {}
    for person in people:
        if value := key(person):
            groups.setdefault(value, []).append(person)
    new: list[Pair] = []
    for group in groups.values():
        for person in group if len(group) > 1 else ():
            fits = (p for p in group if p is not person and frozenset((p.record, person.record)) not in told)
            others = list(islice((p for p in fits if agree(person, p)), MOST_OTHERS))
            new.extend(frozenset((p.record, person.record)) for p in others)
            if others:
                yield person, others
    told.update(new)


def _tell(partners: Iterable[tuple[Person, list[Person]]], code: str, field: str, words: str) -> Iterator[Finding]:
    for person, others in partners:
        more = f" và {len(others) - 1} hồ sơ khác" if others[1:] else ""
        message = f"{words}: {_named(others[0])}{_place(person, others[0])}{more}. Một người?"
        about = "" if code == "duplicate-likely" else text(person.now, field)
        yield found(person, code, field, message, others=tuple(p.record for p in others), about=about)


def _named(person: Person) -> str:
    return person.name or "chưa có tên"


def _place(person: Person, other: Person) -> str:
    """Both villages, or that they are one; the other person's first, since the reader looks at this one."""
    if person.village == other.village:
        return f" (cùng {other.village_name})"
    return f" ({other.village_name}; đây: {person.village_name})"


def dead_twins(
    people: Sequence[Person], everybody: Iterable[Person], different: frozenset[Pair] = frozenset()
) -> Iterator[Finding]:
    """A living person who shares a citizen number, or name and full birth, with one marked as dead (domain 7.5).

    The number keeps the month from being sealed: either somebody is paid after death, or one of two records is wrong.
    """
    numbers: dict[str, Person] = {}
    names: dict[str, Person] = {}
    for person in everybody:
        if text(person.now, "life") == "dead":
            numbers[text(person.now, "citizen_id")] = person
            if not is_vague(text(person.now, "born")):
                names[_name_and_birth(person)] = person
    for person in people:
        digits = text(person.now, "citizen_id")
        by_number = numbers.get(digits) if digits else None
        by_name = names.get(_name_and_birth(person)) if _name_and_birth(person) else None
        gone = by_number or by_name
        if gone is None or gone.record == person.record or frozenset((gone.record, person.record)) in different:
            continue
        if by_number is not None:
            words = f"Cùng số căn cước với {_named(gone)} ({gone.village_name}) đã chết: báo giảm hoặc sửa số."
            yield found(person, "dead-twin", "citizen_id", words, others=(gone.record,), about=digits)
        elif same_name(text(person.now, "name"), text(gone.now, "name")):
            words = f"Cùng tên, ngày sinh với {_named(gone)} ({gone.village_name}) đã ghi là chết: hỏi lại."
            yield found(person, "dead-namesake", "name", words, others=(gone.record,))
