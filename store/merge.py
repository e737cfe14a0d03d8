"""Joining copies of a village's book: the union of their edits, and nothing else.

Commutative, associative and idempotent by construction (design section 3). An edit that the receiver does not have is
taken only if its name is the hash of what it says; what is missing in one copy means nothing. Lines that are equal as
bytes are equal records and are not even parsed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from store import canonical
from store.bookfile import Image, no_collecting
from store.records import Edit, Record, is_edit, is_record, recompute


@dataclass(slots=True)
class Joined:
    """What one copy brought: names of new and of changed records, the count of new edits, and what was refused."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    edits: int = 0
    refused: list[str] = field(default_factory=list)
    """Records of the other copy in which something did not verify; the sound edits of these were taken."""

    purged: int = 0

    @property
    def anything(self) -> bool:
        """Whether the receiving copy is different now."""
        return bool(self.new or self.changed or self.purged)


def join(mine: Image, theirs: Image, *, put: Callable[[str, Record], None] | None = None) -> Joined:
    """Takes one other copy into `mine`; see `join_all`."""
    return join_all(mine, [theirs], put=put)[0]


def join_all(mine: Image, others: Sequence[Image], *, put: Callable[[str, Record], None] | None = None) -> list[Joined]:
    """Takes into `mine` every edit that it lacks and every purged name of the other copies, which are left as they were.

    Gives what each brought, in their order. `put` writes a record into `mine` (default `mine.put`); a caller that can
    roll back passes its own.
    """
    gathered = _Gathered(mine)
    with no_collecting():
        out = [gathered.take(theirs) for theirs in others]
        for name, edits in gathered.edits.items():
            (put or mine.put)(name, recompute(edits))
    return out


class _Gathered:
    """The records that gained edits, with all their edits; `now` is computed once, when every copy has been read."""

    def __init__(self, mine: Image) -> None:
        self.mine = mine
        self.edits: dict[str, dict[str, Edit]] = {}
        self._read: dict[str, set[bytes]] = {}
        """Lines already taken, by record: of twenty copies of one book most lines are the same."""

    def take(self, theirs: Image) -> Joined:
        joined = Joined(purged=self.mine.purge(theirs.purged))
        for gone in theirs.purged:
            self.edits.pop(gone, None)
        for name, line in theirs.lines.items():
            if self.mine.lines.get(name) != line and name not in self.mine.purged:
                lines = self._read.setdefault(name, set())
                if line not in lines:
                    lines.add(line)
                    self._take_record(name, line, joined)
        return joined

    def _take_record(self, name: str, line: bytes, joined: Joined) -> None:
        theirs = _read(line)
        if theirs is None:
            joined.refused.append(name)
            return
        have = self.edits.get(name)
        known = have is not None or name in self.mine.lines
        if have is None:
            have = self.mine.record(name)["edits"] if known else {}
        lacking = {edit: said for edit, said in theirs["edits"].items() if edit not in have}
        sound = {edit: said for edit, said in lacking.items() if is_edit(name, edit, said)}
        if len(sound) < len(lacking):
            joined.refused.append(name)
        if sound:
            self.edits[name] = {**have, **sound}
            joined.edits += len(sound)
            (joined.changed if known else joined.new).append(name)


def _read(line: bytes) -> Record | None:
    """The record of a foreign line; None unless it is one, written in the canonical way (so no key stands twice)."""
    try:
        value = canonical.loads(line)
        if not is_record(value) or canonical.dumps(value) != line:
            return None
    except ValueError:
        return None
    record: Record = value
    return record
