"""Random lives of a commune's books, against an oracle that knows what everybody had really seen.

A commune, two villages' laptops and their clones edit, hand in, receive late, twice and in any order, go back to backups,
get damaged sticks, move people and settle conflicts, with clocks between 1980 and 2099. Whatever happens: no edit is ever
lost but by going back to a backup, what stands in a field is what the oracle says, a damaged file changes nothing, and
once everybody has everything all books are the same to the byte.
"""

from __future__ import annotations

import contextlib
import itertools
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from simbooks import DEEP, EXAMPLES, NAMES, A, B, check_against, make_folder, no_lock
from simdisks import MemoryDisk

from store import book, bookfile, device, disk, exchange
from store.book import Book, Change
from store.generations import newest
from store.records import derived_name, heads

STICK = Path("/usb")
SITES = {"xa": (A, B), "a": (A,), "a2": (A,), "b": (B,)}
VALUES: dict[str, list[Any]] = {
    "name": ["Lò Thị Ánh", "Lò Thị Anh", "Hà Văn Ổn"],
    "phone": ["0912000001", "0912000002", None],
    "note": ["x", "y", "", None, "đ" * 40],
    "route.account": ["tk1", "tk2", None],
    "regimes.KT-01.amount": [0, 1, 540000, None],
    "new.schema": [True, 1, "1", ["a"], ["a", "b"]],
}
FIELDS = st.sampled_from(sorted(VALUES))
SITE = st.sampled_from(sorted(SITES))
LAPTOP = st.sampled_from(["a", "a2", "b"])
PICK = st.integers(0, 10**6)

Edits = dict[str, frozenset[str]]


class Lives(RuleBasedStateMachine):
    """The world: sites with their folders, every file ever handed over, every backup ever made."""

    def __init__(self) -> None:
        super().__init__()
        self.scope = contextlib.ExitStack()
        self.disk = MemoryDisk()
        self.scope.enter_context(disk.using(self.disk))
        self.scope.enter_context(no_lock())
        self.real = device.clock, book.random_name
        self.year = 2026
        device.clock = lambda: f"{self.year}-01-01T00:00"
        made = itertools.count()
        book.random_name = lambda: derived_name("một người", str(next(made)))  # so that a history can be told again
        self.books: dict[str, Book] = {}
        self.said: dict[tuple[str, str], Any] = {}
        """Every edit ever made, by record and name."""
        self.knew: dict[tuple[str, str], frozenset[str]] = {}
        """What the author of each had seen of the record, whatever the edit itself says."""
        self.has: dict[tuple[str, str], Edits] = {}
        """What every site must still hold, by site and village."""
        self.files: list[bytes] = []
        self.backups: list[tuple[str, Path, dict[str, Edits]]] = []
        self.forms: list[tuple[str, str, str, list[str], frozenset[str]]] = []
        self.dirty: set[str] = set()
        self.fresh = 0
        """New people so far; few, so that lives cross."""

    @initialize()
    def start(self) -> None:
        for site, villages in SITES.items():
            role = "commune" if site == "xa" else "village"
            make_folder(Path("/", site), role, *(NAMES[v] for v in villages), author=f"Người {site}")
            self.open(site)

    def open(self, site: str) -> None:
        self.books[site] = Book.open(Path("/", site), write=True)
        self.dirty.add(site)

    def teardown(self) -> None:
        try:
            if self.books:
                self.everybody_gets_everything()
        finally:
            device.clock, book.random_name = self.real
            self.scope.close()

    # What stands where

    def edits(self, site: str, village: str) -> Edits:
        return {name: frozenset(record["edits"]) for name, record in self.books[site].image(village).records()}

    def commit(self, site: str, village: str, change: Change, known: frozenset[str] | None = None) -> None:
        """Writes an edit and tells the oracle what its author had seen."""
        before = self.edits(site, village).get(change.record or "", frozenset())
        (record,) = self.books[site].commit(village, [change])
        for name in self.edits(site, village).get(record, frozenset()) - before:
            edit = self.books[site].image(village).record(record)["edits"][name]
            self.said.setdefault((record, name), edit)
            self.knew.setdefault(
                (record, name), frozenset() if change.derived else known if known is not None else before
            )
        self.dirty.add(site)

    def someone(self, site: str, pick: int) -> tuple[str, str] | None:
        """One of the site's records with the village in whose file it is."""
        found = sorted(
            (v, r)
            for v in SITES[site]
            for r, rec in self.books[site].image(v).records()
            if rec["now"].get("kind") == "beneficiary"
        )
        return found[pick % len(found)] if found else None

    @invariant()
    def nothing_is_lost_and_all_stands_as_the_oracle_says(self) -> None:
        for site in sorted(self.dirty):
            for village in SITES[site]:
                image = self.books[site].image(village)
                now = self.edits(site, village)
                for record, edits in self.has.get((site, village), {}).items():
                    assert edits <= now.get(record, frozenset()), "an edit was lost"
                for record, edits in now.items():
                    assert all((record, name) in self.said for name in edits), "an edit that nobody made"
                    held = image.record(record)
                    assert all(held["edits"][name] == self.said[record, name] for name in edits)
                    check_against(held, {name: set(self.knew[record, name]) for name in edits})
                self.has[site, village] = now
                if now:
                    path = self.books[site].path(village)
                    data = self.disk.files[path]
                    assert bookfile.dump(bookfile.parse(data, path.name)) == data
                    assert newest(path).lines == image.lines
        self.dirty.clear()

    # What people do

    @rule(
        site=SITE, pick=PICK, fields=st.lists(FIELDS, min_size=1, max_size=3, unique=True), year=st.integers(1980, 2099)
    )
    def edit(self, site: str, pick: int, fields: list[str], year: int) -> None:
        self.year = year
        values = {f: VALUES[f][pick % len(VALUES[f])] for f in fields}
        there = self.someone(site, pick // 7)
        if there is None or (pick % 5 == 0 and self.fresh < 2):
            self.fresh += 1
            village = SITES[site][pick % len(SITES[site])]
            self.commit(site, village, Change(None, {"kind": "beneficiary", "village": village, **values}))
        else:
            self.commit(site, there[0], Change(there[1], values))

    @rule(site=SITE, pick=PICK)
    def open_a_form(self, site: str, pick: int) -> None:
        there = self.someone(site, pick)
        if there is not None:
            edits = self.books[site].image(there[0]).record(there[1])["edits"]
            self.forms.append((site, *there, heads(edits), frozenset(edits)))

    @precondition(lambda self: self.forms)
    @rule(pick=PICK, field=FIELDS)
    def save_a_form(self, pick: int, field: str) -> None:
        site, village, record, seen, known = self.forms.pop(pick % len(self.forms))
        if record in self.books[site].image(village).lines:
            change = Change(record, {field: VALUES[field][pick % len(VALUES[field])]}, seen=seen)
            self.commit(site, village, change, known)

    @rule(site=SITE, row=st.integers(0, 2))
    def import_a_row(self, site: str, row: int) -> None:
        village = SITES[site][0]
        values = {"kind": "beneficiary", "village": village, "name": VALUES["name"][row], "note": f"dòng {row}"}
        self.commit(site, village, Change(derived_name("row", village, str(row)), values, row="digest", derived=True))

    def clashes(self) -> list[tuple[str, str, str, str]]:
        """Every conflict anywhere, by site, village, record and field."""
        return [
            (site, village, record, field)
            for site in sorted(self.books)
            for village in SITES[site]
            for record, held in sorted(self.books[site].image(village).records())
            for field in sorted(held["conflicts"])
        ]

    @precondition(lambda self: self.clashes())
    @rule(pick=PICK)
    def settle_a_conflict(self, pick: int) -> None:
        found = self.clashes()
        site, village, record, field = found[pick % len(found)]
        sides = self.books[site].image(village).record(record)["conflicts"][field]
        self.commit(site, village, Change(record, {field: sides[pick % len(sides)]["value"]}))
        assert field not in self.books[site].image(village).record(record)["conflicts"]

    @rule(laptop=LAPTOP, other=st.sampled_from(["xa", "a", "a2"]), pick=PICK, fields=st.tuples(FIELDS, FIELDS))
    def talk_past_each_other(self, laptop: str, other: str, pick: int, fields: tuple[str, str]) -> None:
        """Two sites that know the same person write at the same time, and then hear of each other."""
        (village,) = SITES[laptop]
        if village not in SITES[other] or laptop == other:
            return
        self.pass_on(laptop, other, village)
        self.pass_on(other, laptop, village)
        there = self.someone(laptop, pick)
        if there is None:
            return
        for turn, (site, field) in enumerate(((laptop, fields[0]), (other, fields[pick % 2]), (laptop, fields[1]))):
            self.commit(site, village, Change(there[1], {field: VALUES[field][(pick + turn) % len(VALUES[field])]}))
        if pick % 3:
            self.pass_on(laptop, other, village)
        if pick % 2:
            self.pass_on(other, laptop, village)

    def pass_on(self, source: str, target: str, village: str) -> None:
        self.disk.make_dir(Path("/in"))
        path = Path("/in/moi.json")
        self.disk.files[path] = bookfile.dump(self.books[source].image(village))
        self.files.append(self.disk.files[path])
        assert exchange.receive(self.books[target], [path])[0].good
        self.dirty.add(target)

    @rule(pick=PICK)
    def move_somebody(self, pick: int) -> None:
        there = self.someone("xa", pick)
        if there is not None:
            village, record = there
            self.commit("xa", village, Change(record, {"village": B if village == A else A}))

    @rule(site=SITE, pick=PICK)
    def hand_over(self, site: str, pick: int) -> None:
        here = self.books[site]
        village = SITES[site][pick % len(SITES[site])]
        if site == "xa":
            told = exchange.hand_out(here, village, STICK)
        else:
            name = exchange.month_record(village, here.month)
            before = self.edits(site, village).get(name, frozenset())
            told = exchange.hand_in(here, village, STICK)
            for edit, said in here.image(village).record(name)["edits"].items():
                if edit not in before:
                    self.said[name, edit] = said
                    self.knew[name, edit] = before
            self.dirty.add(site)
        self.files.append(self.disk.files[told.path])

    @precondition(lambda self: self.files)
    @rule(site=SITE, picks=st.lists(PICK, min_size=1, max_size=4))
    def receive(self, site: str, picks: list[int]) -> None:
        paths = []
        for turn, pick in enumerate(picks):
            paths.append(Path(f"/in/{turn}.json"))
            self.disk.make_dir(Path("/in"))
            self.disk.files[paths[-1]] = self.files[pick % len(self.files)]
        wanted = {v: self.edits(site, v) for v in SITES[site]}
        for path in paths:
            image = bookfile.parse(self.disk.files[path], path.name)
            if image.header.village in wanted:
                for record, held in image.records():
                    mine = wanted[image.header.village]
                    mine[record] = mine.get(record, frozenset()) | frozenset(held["edits"])
        told = exchange.receive(self.books[site], paths)
        assert [one.good for one in told] == [
            bookfile.parse(self.disk.files[p], "x").header.village in wanted for p in paths
        ]
        assert not any(one.joined.refused for one in told)
        for village, edits in wanted.items():
            now = self.edits(site, village)
            assert all(e <= now[r] for r, e in edits.items())
        self.dirty.add(site)

    @precondition(lambda self: self.files)
    @rule(site=SITE, pick=PICK, cut=st.booleans(), place=PICK, bit=st.integers(0, 7))
    def receive_a_damaged_file(self, site: str, pick: int, cut: bool, place: int, bit: int) -> None:
        whole = self.files[pick % len(self.files)]
        bad = bytearray(whole)
        if cut:
            del bad[place % len(whole) :]
        else:
            bad[place % len(whole)] ^= 1 << bit
        path = Path("/in/hong.json")
        self.disk.make_dir(path.parent)
        self.disk.files[path] = bytes(bad)
        before = dict(self.disk.files)
        (told,) = exchange.receive(self.books[site], [path])
        assert not told.good
        assert self.disk.files == before
        del self.disk.files[path]

    @rule(site=SITE)
    def back_up(self, site: str) -> None:
        place = Path(f"/luu/{len(self.backups)}")
        self.disk.copy_tree(Path("/", site), place)
        self.backups.append((site, place, {v: self.edits(site, v) for v in SITES[site]}))

    @precondition(lambda self: self.backups)
    @rule(pick=PICK)
    def go_back_to_a_backup(self, pick: int) -> None:
        site, place, held = self.backups[pick % len(self.backups)]
        self.put(site, place, held)

    @rule(back=st.booleans())
    def clone_a_laptop(self, back: bool) -> None:
        source, target = ("a2", "a") if back else ("a", "a2")
        self.put(target, Path("/", source), {A: self.edits(source, A)})

    def put(self, site: str, place: Path, held: dict[str, Edits]) -> None:
        """A site's whole folder becomes a copy of another one."""
        self.books[site].close()
        self.forms = [form for form in self.forms if form[0] != site]  # no form stays open while folders are exchanged
        self.disk.copy_tree(place, Path("/", site))
        for village, edits in held.items():
            self.has[site, village] = edits
        self.open(site)

    @rule(site=SITE)
    def start_the_program_again(self, site: str) -> None:
        self.books[site].close()
        self.open(site)

    # The end

    def everybody_gets_everything(self) -> None:
        self.nothing_is_lost_and_all_stands_as_the_oracle_says()
        wanted: Edits = {}
        self.disk.make_dir(Path("/het"))
        paths: list[Path] = []

        def add(data: bytes) -> None:
            paths.append(Path(f"/het/{len(paths):04d}.json"))
            self.disk.files[paths[-1]] = data
            for record, held in bookfile.parse(data, "x").records():
                wanted[record] = wanted.get(record, frozenset()) | frozenset(held["edits"])

        for data in self.files:
            add(data)
        for path, data in list(self.disk.files.items()):
            if path.parent.name == "villages" and path.suffix == ".json":
                add(data)
        if not paths:
            return
        for one in exchange.receive(self.books["xa"], list(reversed(paths))):
            assert one.good
        for village in (A, B):
            given = exchange.hand_out(self.books["xa"], village, Path("/ra")).path
            for site in ("a", "a2", "b"):
                if village in SITES[site]:
                    exchange.receive(self.books[site], [given])
        self.dirty.update(SITES)
        self.nothing_is_lost_and_all_stands_as_the_oracle_says()
        xa = self.books["xa"]
        for site in ("a", "a2", "b"):
            (village,) = SITES[site]
            assert self.books[site].image(village).lines == xa.image(village).lines
        lines_a, lines_b = xa.image(A).lines, xa.image(B).lines
        for record, edits in wanted.items():
            held = {slug: image for slug, image in ((A, lines_a), (B, lines_b)) if record in image}
            assert held
            assert len({lines[record] for lines in held.values()}) == 1, "the two files of a moved person differ"
            assert edits == frozenset(xa.record(record)["edits"])
        people = xa.people(ended=True)
        assert len({p.record for p in people}) == len(people)
        for person in people:
            home = xa.record(person.record)["now"].get("village")
            assert home in (None, person.village)
            assert person.record in xa.image(person.village).lines
            assert person.now == xa.record(person.record)["now"]
        for data in self.files:
            (told,) = exchange.receive(xa, [self._again(data)])
            assert told.state == "nothing-new"

    def _again(self, data: bytes) -> Path:
        path = Path("/het/lai.json")
        self.disk.files[path] = data
        return path


TestLives = Lives.TestCase
TestLives.settings = settings(stateful_step_count=40, max_examples=EXAMPLES if DEEP else 150)
