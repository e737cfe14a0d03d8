"""Who lives where and which mistakes are planted, before anything is written: the practice commune on paper."""

from __future__ import annotations

from dataclasses import dataclass, field

from store.canonical import Value
from store.errors import BookError
from tui.demo import words
from tui.demo.mistakes import Planted
from tui.demo.people import Inventor, Someone, Values, add_months, bank_name
from tui.demo.regimes import KINDS, Kind

FEWEST_VILLAGES, FEWEST_PEOPLE = 2, 10
MOST_LISTS = 3
MOST = {
    "twin": 2,
    "namesake": 1,
    "clash-account": 2,
    "clash-phone": 2,
    "sex-digit": 3,
    "expired": 3,
    "ending": 2,
    "shared": 1,
    "dead": 1,
    "old-id": 2,
    "no-birth": 2,
}
"""How many mistakes of each kind are planted, in the order in which they find their people."""
ELDER, ADULT, CHILD = KINDS[0], KINDS[4], KINDS[6]


@dataclass(slots=True)
class Plan:
    """The commune on paper. `villages` are printed names; the last `lists` of them start from an Excel list."""

    month: str
    villages: list[str]
    lists: int
    people: list[list[Someone]]
    planted: list[Planted] = field(default_factory=list)

    def listed(self, village: int) -> bool:
        """Whether the village starts from an Excel list it already had."""
        return village >= len(self.villages) - self.lists

    def of_kind(self, kind: str) -> list[Planted]:
        """The planted mistakes of one kind."""
        return [planted for planted in self.planted if planted.kind == kind]


def village_names(count: int) -> list[str]:
    """So many names; beyond those in `words` the villages are numbered."""
    more = (f"Thôn {number}" for number in range(20, 20 + count))
    return [*words.VILLAGES, *more][:count]


def make(inventor: Inventor, villages: int, people: int | None) -> Plan:
    """The plan of a commune. Raises `BookError` for one too small to plant the mistakes in."""
    if villages < FEWEST_VILLAGES or (people is not None and people < FEWEST_PEOPLE):
        raise BookError(
            f"Xã tập dượt cần ít nhất {FEWEST_VILLAGES} thôn, mỗi thôn {FEWEST_PEOPLE} người.",
            "Tăng --villages hoặc --people rồi chạy lại.",
        )
    sizes = [people or inventor.random.randint(30, 60) for _ in range(villages)]
    plan = Plan(inventor.month, village_names(villages), min(MOST_LISTS, villages // 2), [[] for _ in sizes])
    _Planter(inventor, plan, sizes).plant()
    for number, size in enumerate(sizes):
        while len(plan.people[number]) < size:
            _settle(inventor, plan, number)
        inventor.random.shuffle(plan.people[number])
    return plan


def _settle(inventor: Inventor, plan: Plan, number: int) -> None:
    """One more ordinary person; now and then a child has a brother or sister for whom the same person receives."""
    someone = inventor.person(plan.villages[number])
    before = plan.people[number][-2:]
    both = [one.text("route.receiver") for one in (*before[-1:], someone)]
    if (
        both == ["guardian", "guardian"]
        and before[0].helper is not before[-1].helper
        and inventor.random.random() < 0.5
    ):
        someone.helper = before[-1].helper
        someone.values = _without_route(someone) | _route_of(before[-1])
    plan.people[number].append(someone)


def _route_of(someone: Someone) -> Values:
    """How the money goes: the fields of the route and of the account."""
    return {key: value for key, value in someone.values.items() if key.startswith(("route.", "account."))}


def _without_route(someone: Someone) -> Values:
    """Everything but how the money goes."""
    return {key: value for key, value in someone.values.items() if not key.startswith(("route.", "account."))}


class _Planter:
    """Plants each kind of mistake, on people made for it, spread over the villages."""

    def __init__(self, inventor: Inventor, plan: Plan, sizes: list[int]) -> None:
        self.inventor, self.plan, self.sizes = inventor, plan, sizes
        self.few = sum(sizes) < 100

    def plant(self) -> None:
        """All kinds; in a very small commune one of each."""
        for kind, most in MOST.items():
            for turn in range(1 if self.few else most):
                people = getattr(self, f"_{kind.replace('-', '_')}")(turn)
                for _, someone in people:
                    someone.mistakes.append(kind)
                self.plan.planted.append(Planted(kind, people))

    def _seat(self, someone_of: Kind, *, listed: bool | None = None, but: int | None = None) -> tuple[int, Someone]:
        """A new person in the village with the most room, a listed or a typed one if there is room; not in `but`."""
        room = {n: size - len(self.plan.people[n]) for n, size in enumerate(self.sizes) if n != but}
        fits = [n for n in room if room[n] > 0 and listed in (None, self.plan.listed(n))] or list(room)
        number = max(fits, key=lambda n: (room[n], -n))
        someone = self.inventor.person(self.plan.villages[number], someone_of)
        self.plan.people[number].append(someone)
        return number, someone

    def _paid(self, someone: Someone) -> Someone:
        """The person with an account of their own and nobody in between."""
        someone.helper = None
        someone.values = _without_route(someone)
        self.inventor.give_account(someone)
        return someone

    def _authorised(self, someone: Someone) -> Someone:
        """The person with an authorised recipient and an account of theirs."""
        someone.values = _without_route(someone)
        self.inventor.give_helper(someone, 80)
        self.inventor.give_account(someone)
        return someone

    def _twin(self, turn: int) -> list[tuple[int, Someone]]:
        first, one = self._seat(ELDER, listed=False)
        second, two = self._seat(ELDER, but=first)
        self._paid(one)
        self._same(one, two, "name", "born", "sex", "citizen_id")
        return [(first, one), (second, two)]

    def _namesake(self, turn: int) -> list[tuple[int, Someone]]:
        first, one = self._seat(ELDER, listed=False)
        second, two = self._seat(ELDER, but=first)
        self._paid(one)
        one.values["born"] = self.inventor.born(84, whole=True)
        one.values["citizen_id"] = self.inventor.citizen_id(one.text("sex"), int(one.text("born")[:4]))
        self._same(one, two, "name", "born", "sex")
        del two.values["citizen_id"]
        return [(first, one), (second, two)]

    def _same(self, one: Someone, two: Someone, *names: str) -> None:
        """Makes the second the first once more, paid in cash; regimes stay each one's own."""
        self._in_cash(two)
        two.values.pop("phone", None)
        two.values |= {name: one.values[name] for name in names}

    def _in_cash(self, someone: Someone) -> None:
        """The person paid in cash, with nobody in between."""
        someone.helper = None
        someone.values = _without_route(someone) | {
            "route.method": "cash",
            "route.cash_reason": words.CASH_REASONS[0],
        }

    def _clash_account(self, turn: int) -> list[tuple[int, Someone]]:
        number, someone = self._seat(ELDER, listed=False)
        self._paid(someone)
        return [(number, someone)]

    def _clash_phone(self, turn: int) -> list[tuple[int, Someone]]:
        number, someone = self._seat(ADULT, listed=False)
        self._paid(someone).values["phone"] = self.inventor.phone()
        return [(number, someone)]

    def _sex_digit(self, turn: int) -> list[tuple[int, Someone]]:
        number, someone = self._seat(ADULT, listed=turn == 0 or None)
        self._paid(someone)
        digits = someone.text("citizen_id")
        someone.values["citizen_id"] = f"{digits[:3]}{int(digits[3]) ^ 1}{digits[4:]}"
        return [(number, someone)]

    def _expired(self, turn: int) -> list[tuple[int, Someone]]:
        return self._authorised_until(f"{add_months(self.plan.month, -1 - turn)}-{12 + turn}")

    def _ending(self, turn: int) -> list[tuple[int, Someone]]:
        return self._authorised_until(f"{add_months(self.plan.month, 1)}-{10 + turn}")

    def _authorised_until(self, day: str) -> list[tuple[int, Someone]]:
        number, someone = self._seat(ELDER, listed=False)
        self._authorised(someone)
        start = f"{add_months(day[:7], -6)}-05"
        someone.values |= {"route.valid_from": start, "route.valid_until": day}
        return [(number, someone)]

    def _shared(self, turn: int) -> list[tuple[int, Someone]]:
        people = [self._seat(ELDER, listed=False) for _ in range(5)]
        first = self._paid(people[0][1])
        number: Value = self.inventor.digits("3508", 13)
        for _, someone in people:
            self._paid(someone)
            someone.values |= {
                "account.number": number,
                "account.provider": "Agribank",
                "account.holder_name": bank_name(first.name),
            }
        return people

    def _dead(self, turn: int) -> list[tuple[int, Someone]]:
        number, someone = self._seat(ELDER, listed=False)
        self._in_cash(someone)
        return [(number, someone)]

    def _old_id(self, turn: int) -> list[tuple[int, Someone]]:
        number, someone = self._seat(ELDER, listed=turn == 0 or None)
        self._paid(someone)
        del someone.values["citizen_id"]
        someone.values["old_id"] = self.inventor.digits("17", 9)
        return [(number, someone)]

    def _no_birth(self, turn: int) -> list[tuple[int, Someone]]:
        number, someone = self._seat(ADULT, listed=turn == 0 or None)
        self._paid(someone)
        del someone.values["born"]
        return [(number, someone)]
