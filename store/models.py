"""The people and papers of the book, in the field's own words.

A record on disk is flat (`route.account`, `regimes.KT-01.since`); these models are the same thing with its structure
shown, and they are the gate that every value passes before it becomes an edit. Reading for a list or a screen uses the
flat `now` of a record and never needs this module, which keeps the models' import (about 100 ms) out of the start.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from store import fields
from store.canonical import Value
from store.lists import ListRow

Sex = Literal["male", "female"]
Life = Literal["alive", "dead", "moved", "error"]
Method = Literal["account", "cash"]
Receiver = Literal["self", "authorised", "guardian"]
Group = Literal["BTXH", "NCC"]

Name = Annotated[str, AfterValidator(fields.parse_name)]
Text = Annotated[str, AfterValidator(fields.parse_text)]
Day = Annotated[str, AfterValidator(fields.parse_day)]
Born = Annotated[str, AfterValidator(fields.parse_born)]
MonthText = Annotated[str, AfterValidator(fields.parse_month)]
CitizenId = Annotated[str, AfterValidator(fields.parse_citizen_id)]
OldId = Annotated[str, AfterValidator(fields.parse_old_id)]
AccountNumber = Annotated[str, AfterValidator(fields.parse_account_number)]
Phone = Annotated[str, AfterValidator(fields.parse_phone)]


class Model(BaseModel):
    """A model that carries fields it does not know untouched (design section 3: a newer schema passes through)."""

    model_config = ConfigDict(extra="allow", validate_assignment=True)


class Entitlement(Model):
    """One regime that a beneficiary draws, by its code in the reference data (chế độ đang hưởng)."""

    since: Born | None = None
    until: Born | None = None
    decision: Text | None = None
    status: Literal["active", "paused", "ended"] | None = None
    reason: Text | None = None
    amount: int | None = Field(default=None, ge=0)
    children: int | None = Field(default=None, ge=0)
    written: Text | None = None
    """The words of the register, where they are not the official short name of the code."""


class Route(Model):
    """How the money reaches the beneficiary: to whom, by which account, on what paper."""

    method: Method | None = None
    cash_reason: Text | None = None
    receiver: Receiver | None = None
    recipient: str | None = None
    relation: Text | None = None
    basis: Text | None = None
    paper: Text | None = None
    valid_from: Day | None = None
    valid_until: Day | None = None
    account: str | None = None
    registered_on: Day | None = None


class PoliceCheck(Model):
    """What the commune police found when they compared the person with the national population database."""

    person: Literal["match", "differs", "unknown"] | None = None
    account: Literal["match", "differs", "unknown"] | None = None
    on: Day | None = None
    by: Text | None = None
    checked: Text | None = None


class Person(Model):
    """What a beneficiary and a recipient have in common."""

    name: Name | None = None
    born: Born | None = None
    sex: Sex | None = None
    citizen_id: CitizenId | None = None
    phone: Phone | None = None
    address: Text | None = None
    note: Text | None = None
    village: str | None = None


class Beneficiary(Person):
    """A person who draws one or more monthly benefits (đối tượng)."""

    kind: Literal["beneficiary"] = "beneficiary"
    old_id: OldId | None = None
    id_expires: Day | None = None
    life: Life | None = None
    life_since: Born | None = None
    life_reason: Text | None = None
    last_seen: MonthText | None = None
    regimes: dict[str, Entitlement] = Field(default_factory=dict)
    route: Route = Field(default_factory=Route)
    police: PoliceCheck = Field(default_factory=PoliceCheck)


class Recipient(Person):
    """A person who receives for one or more beneficiaries (người được ủy quyền, người giám hộ)."""

    kind: Literal["recipient"] = "recipient"
    state: Literal["void"] | None = None


class Account(Model):
    """A payment account or wallet, owned by a beneficiary or a recipient (tài khoản)."""

    kind: Literal["account"] = "account"
    owner: str | None = None
    provider: Text | None = None
    number: AccountNumber | None = None
    holder_name: Text | None = None
    opened_on: Day | None = None
    state: Literal["open", "closed", "void"] | None = None
    village: str | None = None


class Difficulty(Model):
    """A difficulty that a village reports, and the commune's answer (khó khăn, vướng mắc)."""

    kind: Literal["difficulty"] = "difficulty"
    month: MonthText | None = None
    about: Text | None = None
    text: Text | None = None
    answer: Text | None = None
    village: str | None = None


class Outreach(Model):
    """Who was visited or told, when, and what came of it (tuyên truyền, vận động)."""

    kind: Literal["outreach"] = "outreach"
    who: Text | None = None
    on: Day | None = None
    outcome: Text | None = None
    village: str | None = None


class Act(BaseModel):
    """A sealing or a reopening: who, what the clock claimed, why, and the checksum of the lists sealed."""

    model_config = ConfigDict(frozen=True)

    act: Literal["seal", "reopen"]
    by: str
    at: str
    reason: str = ""
    sha256: str = ""


class Month(BaseModel):
    """One month's state: open until sealed. `lists` are the lists as sealed, `earlier` those of sealings since undone."""

    month: str = Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")
    acts: list[Act]
    lists: dict[str, list[ListRow]]
    earlier: list[dict[str, list[ListRow]]]

    @property
    def sealed(self) -> bool:
        """Whether the lists stand."""
        return bool(self.acts) and self.acts[-1].act == "seal"


KINDS: dict[str, type[Model]] = {
    "beneficiary": Beneficiary,
    "recipient": Recipient,
    "account": Account,
    "difficulty": Difficulty,
    "outreach": Outreach,
}


def nested(now: dict[str, Value]) -> dict[str, Any]:
    """The flat fields of a record as the nested shape of its model; empty values are left out.

    Raises `ValueError` where one field is the beginning of another (`route` beside `route.method`).
    """
    out: dict[str, Any] = {}
    for field, value in now.items():
        if value is None:
            continue
        *path, last = field.split(".")
        here = out
        for step in path:
            here = here.setdefault(step, {})
            if not isinstance(here, dict):
                raise ValueError(field)
        if last in here:
            raise ValueError(field)
        here[last] = value
    return out


def flat(model: Model) -> dict[str, Value]:
    """The model as the flat fields of an edit, without what is empty."""
    out: dict[str, Value] = {}

    def walk(prefix: str, value: Any) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                walk(f"{prefix}.{key}" if prefix else key, inner)
        elif value is not None:
            out[prefix] = value

    walk("", model.model_dump(exclude_none=True))
    return out


def of_record(now: dict[str, Value]) -> Model:
    """The model of a record's current values.

    Raises `pydantic.ValidationError` where a stored value breaks its rule, and `KeyError` for a kind without a model.
    """
    return KINDS[str(now["kind"])].model_validate(nested(now))
