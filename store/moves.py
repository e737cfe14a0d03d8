"""People who move: one person in the files of several villages.

A move is the commune's act (design section 3): the record comes to name another village, and its whole history, with what
is linked to it, is written into that village's file too, while the old file keeps it as moved. Every later edit goes into
all the files in which the record has lived. The new home is written before the file from which the person leaves, so that
a save cut off between the two leaves at worst an older copy behind; `united` and `one` read such copies as one person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from store.bookfile import Image
from store.people import Person
from store.records import Edit, Record, recompute

Copies = dict[str, dict[str, Record]]
"""Records to be written, by village and name."""

LINKS = ("route.recipient", "route.account")


def lived(record: Record) -> set[str]:
    """Every village that the record's edits ever named."""
    return {said for edit in record["edits"].values() if isinstance(said := edit["set"].get("village"), str)}


def united(copies: Sequence[Record]) -> Record:
    """What several files say of one record: the union of its edits."""
    if all(copy["edits"].keys() == copies[0]["edits"].keys() for copy in copies):
        return copies[0]
    edits: dict[str, Edit] = {}
    for copy in copies:
        edits.update(copy["edits"])
    return recompute(edits)


def elsewhere(village: str, touched: Mapping[str, Record], image: Image, known: set[str]) -> tuple[Copies, Copies]:
    """What of a village's changed records belongs into other villages' files: into new homes, and into other old ones."""
    homes: Copies = {}
    others: Copies = {}
    if known == {village}:
        return homes, others
    for name, record in (*touched.items(), *_linking(touched, image)):
        said = record["now"].get("village")
        for place in (lived(record) & known) - {village}:
            records = (homes if place == said else others).setdefault(place, {})
            records[name] = record
            records.update(_linked(record, touched, image))
    return homes, others


def _linked(record: Record, touched: Mapping[str, Record], image: Image) -> Iterator[tuple[str, Record]]:
    for key in LINKS:
        name = record["now"].get(key)
        if isinstance(name, str) and (name in touched or name in image.lines):
            yield name, touched.get(name) or image.record(name)


def _linking(touched: Mapping[str, Record], image: Image) -> Iterator[tuple[str, Record]]:
    """The untouched people who draw through a touched recipient or account."""
    payees = {name for name, record in touched.items() if record["now"].get("kind") in ("recipient", "account")}
    if payees:
        for name, record in image.records():
            if name not in touched and any(record["now"].get(key) in payees for key in LINKS):
                yield name, record


def one(copies: Sequence[Person], record: Record, names: Mapping[str, str]) -> Person:
    """The one person of several files' copies, at the village that the record names; `names` of the known villages."""
    home = record["now"].get("village")
    person = next((copy for copy in copies if copy.village == home), copies[0])
    if isinstance(home, str) and home in names:
        person = replace(person, village=home, village_name=names[home])
    if person.now is not record["now"]:
        from store.records import heads

        person = replace(person, now=record["now"], conflicts=record["conflicts"], heads=tuple(heads(record["edits"])))
    return person
