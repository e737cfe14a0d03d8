"""Invented people: consistent in everything a check looks at, so that only planted mistakes are mistakes.

Ages fit regimes, citizen numbers fit sex and year of birth, account numbers have the usual length of their bank, children
have somebody who receives for them, some are paid in cash for a reason and some are unfinished. Everything comes from one
seeded generator, also the names of the records, so that the same seed gives the same commune.
"""

from __future__ import annotations

import base64
import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from store.canonical import Value
from store.vietnamese.text import fold
from tui.demo import words
from tui.demo.regimes import KINDS, Kind

Values = dict[str, Value]

ACCOUNT_FORMS = (
    ("Agribank", "3508", 13, 10),
    ("VietinBank", "10", 12, 3),
    ("BIDV", "5019", 14, 2),
    ("Vietcombank", "09", 13, 2),
    ("LPBank", "0388", 12, 3),
    ("MB", "06", 13, 1),
    ("Viettel Money", "", 10, 3),
    ("VNPT Money", "", 10, 1),
)
"""Provider, usual beginning, usual length (domain 4.1), and how common it is here."""


@dataclass(slots=True)
class Helper:
    """Somebody who receives for a beneficiary: the record's name and its fields."""

    record: str
    values: Values


@dataclass(slots=True)
class Someone:
    """An invented beneficiary. `values` are fields of the record and `account.…`, as a form would give them."""

    record: str
    values: Values
    helper: Helper | None = None
    mistakes: list[str] = field(default_factory=list)

    def text(self, name: str) -> str:
        """A field as text, "" where there is none."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    @property
    def name(self) -> str:
        """The full name."""
        return self.text("name")


def add_months(month: str, count: int) -> str:
    """The month so many months later (or earlier)."""
    number = int(month[:4]) * 12 + int(month[5:7]) - 1 + count
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def bank_name(name: str) -> str:
    """A name as banks print it: capitals without marks."""
    return fold(name).upper()


class Inventor:
    """Makes people up, one after the other, never giving out a number twice. `month` is what their ages are counted at."""

    def __init__(self, seed: int, month: str) -> None:
        self.random = random.Random(seed)
        self.month = month
        self._given: set[str] = set()

    def record(self) -> str:
        """A record's name, like `store.records.random_name` but from the seed."""
        return base64.b32encode(self.random.getrandbits(80).to_bytes(10, "big")).decode().lower()

    def digits(self, start: str, length: int) -> str:
        """A number with this beginning that was not given out before."""
        while True:
            number = start + "".join(self.random.choices("0123456789", k=length - len(start)))
            if number not in self._given:
                self._given.add(number)
                return number

    def phone(self) -> str:
        """A telephone number on a network that no longer exists."""
        return self.digits(words.PHONE_START, 10)

    def citizen_id(self, sex: str, year: int) -> str:
        """A citizen number of Thanh Hóa for this sex and year of birth (domain 3.1)."""
        century = (year // 100 - 19) * 2 + (sex == "female")
        return self.digits(f"038{century}{year % 100:02d}", 12)

    def name(self, sex: str) -> str:
        """A full name that nobody has yet; families and given names are drawn apart."""
        middle, given = (
            (words.MIDDLE_MALE, words.GIVEN_MALE) if sex == "male" else (words.MIDDLE_FEMALE, words.GIVEN_FEMALE)
        )
        families, weights = zip(*words.FAMILY, strict=True)
        for _ in range(50):
            parts = [self.random.choices(families, weights)[0], self.random.choice(middle), self.random.choice(given)]
            full = " ".join(parts)
            if fold(full) not in self._given and parts[1] != parts[2]:
                break
        self._given.add(fold(full))
        return full

    def born(self, age: int, *, whole: bool = False) -> str:
        """A date of birth for an age; the old often know the year only, some the month. `whole` asks for a full date."""
        year, month = int(self.month[:4]) - age, int(self.month[5:7])
        # Born between January and the month itself: the age holds however precisely the date is known.
        day = date(year, self.random.randint(1, month), 1) + timedelta(days=self.random.randint(0, 26))
        loose = 0.0 if whole or age < 55 else self.random.random()
        return day.isoformat()[: 4 if loose > 0.6 else 7 if loose > 0.5 else 10]

    def person(self, village: str, kind: Kind | None = None) -> Someone:
        """A beneficiary of the village (its printed name): who, what is drawn, how the money goes."""
        kind = kind or self.random.choices(KINDS, [k.weight for k in KINDS])[0]
        sex = kind.sex or self.random.choice(("male", "female"))
        age = self.random.randint(kind.youngest, kind.oldest)
        born = self.born(age, whole=age < 55)
        values: Values = {
            "name": self.name(sex),
            "born": born,
            "sex": sex,
            "citizen_id": self.citizen_id(sex, int(born[:4])),
            "address": f"{village}, xã {words.PLACE}",
            "life": "alive",
            "last_seen": add_months(self.month, -1),
        }
        if age >= 16 and self.random.random() < 0.7:
            values["phone"] = self.phone()
        someone = Someone(self.record(), values)
        self._entitle(someone, kind, age)
        self._route(someone, age)
        return someone

    def _entitle(self, someone: Someone, kind: Kind, age: int) -> None:
        rng = self.random
        code = kind.code(rng, self.month)
        start = max(kind.start(code), add_months(self.month, -12 * max(0, age - kind.youngest) - 1))
        months = (int(self.month[:4]) - int(start[:4])) * 12 + int(self.month[5:7]) - int(start[5:7])
        someone.values[f"regimes.{code}.since"] = add_months(start, rng.randint(0, max(0, months)))
        someone.values[f"regimes.{code}.decision"] = f"{rng.randint(20, 990)}/QĐ-UBND"
        someone.values[f"regimes.{code}.status"] = "active"
        if code == "DT-01":
            someone.values[f"regimes.{code}.children"] = rng.randint(1, 3)

    def _route(self, someone: Someone, age: int) -> None:
        """How the money goes: own account, somebody else's, cash, or not settled yet."""
        drawn = self.random.random()
        if age < 18 or (age >= 65 and drawn < 0.3):
            self.give_helper(someone, age)
        elif drawn < 0.42 and age >= 60:
            someone.values |= {"route.method": "cash", "route.cash_reason": self.random.choice(words.CASH_REASONS)}
        elif drawn < 0.88:
            self.give_account(someone)
        if someone.helper and drawn > 0.9 or drawn > 0.975:
            someone.values["route.method"] = "cash"
            someone.values["route.cash_reason"] = self.random.choice(words.CASH_REASONS)
        elif someone.helper:
            self.give_account(someone)

    def give_account(self, someone: Someone) -> None:
        """An account of the usual length: of the one who receives, or the beneficiary's own."""
        owner = someone.helper.values if someone.helper else someone.values
        someone.values.setdefault("route.receiver", "self")
        someone.values |= {"route.method": "account", **self.account(str(owner["name"]), owner)}

    def account(self, name: str, owner: Values) -> Values:
        """A new account in that name, as `account.…`; a wallet has its owner's telephone number."""
        provider, start, length, _ = self.random.choices(ACCOUNT_FORMS, [form[3] for form in ACCOUNT_FORMS])[0]
        if not start:
            owner.setdefault("phone", self.phone())
        number = str(owner["phone"]) if not start else self.digits(start, length)
        return {"account.number": number, "account.provider": provider, "account.holder_name": bank_name(name)}

    def give_helper(self, someone: Someone, age: int) -> None:
        """Somebody who receives: a parent or grandparent for a child, a child or spouse for the old."""
        rng = self.random
        guardian = age < 18
        relation, sex, older = rng.choice(_FOR_CHILDREN if guardian else _FOR_THE_OLD)
        if relation in ("Vợ", "Chồng"):
            relation, sex = ("Vợ", "female") if someone.values["sex"] == "male" else ("Chồng", "male")
        years = min(88, max(19, age + older + rng.randint(-4, 6)))
        born = self.born(years, whole=True)
        name = self.name(sex)
        someone.helper = Helper(
            self.record(),
            {
                "name": name,
                "born": born,
                "sex": sex,
                "citizen_id": self.citizen_id(sex, int(born[:4])),
                "phone": self.phone(),
                "address": someone.values["address"],
            },
        )
        someone.values |= {"route.receiver": "guardian" if guardian else "authorised", "route.relation": relation}
        if guardian:
            parent = relation in ("Bố đẻ", "Mẹ đẻ")
            someone.values["route.basis"] = "đại diện theo pháp luật" if parent else "giám hộ đương nhiên"
        else:
            someone.values |= self.paper()

    def paper(self) -> Values:
        """An authorisation that still runs for some months."""
        rng = self.random
        start, end = add_months(self.month, -rng.randint(2, 8)), add_months(self.month, rng.randint(4, 10))
        return {
            "route.basis": "giấy ủy quyền",
            "route.paper": f"{rng.randint(1, 180):02d}/GUQ-UBND",
            "route.valid_from": f"{start}-{rng.randint(1, 28):02d}",
            "route.valid_until": f"{end}-{rng.randint(1, 28):02d}",
        }


_FOR_CHILDREN = (
    ("Mẹ đẻ", "female", 26),
    ("Mẹ đẻ", "female", 24),
    ("Bố đẻ", "male", 28),
    ("Bà nội", "female", 52),
    ("Bà ngoại", "female", 50),
    ("Ông nội", "male", 54),
    ("Bác", "male", 32),
    ("Cô", "female", 24),
)
_FOR_THE_OLD = (
    ("Con đẻ", "male", -26),
    ("Con đẻ", "female", -27),
    ("Con dâu", "female", -30),
    ("Con rể", "male", -28),
    ("Cháu nội", "male", -50),
    ("Vợ", "female", -3),
)
"""Relation, sex, and how many years older than the beneficiary."""
