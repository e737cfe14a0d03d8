"""Reading the shipped rows and laying the commune's own over them.

An own row with a shipped key replaces the fields it names and keeps the rest, so `{"code": "KT-03", "coefficient":
2}` is a whole sentence; a row with a new key adds one. A wrong row is refused as a whole with its place named,
because half an override would silently pay half a benefit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from decimal import Decimal, InvalidOperation
from typing import Any

from store.reference.data import AgeBand, Amount, BadReference, Level, Place, Provider, Regime, Relation, month_index

Row = Mapping[str, Any]
Convert = Callable[[Any], Any]

KINDS = ("regimes", "levels", "amounts", "providers", "relations")
"""What a commune may override. The citizen-number prefixes are the nation's and the same everywhere."""

RATES = {"level", "coefficient", "per_percent"}
ADDED = ("aliases", "words")
"""Fields where an own row adds to the shipped list; everywhere else it replaces."""


@dataclass(frozen=True, slots=True)
class Tables:
    """All rows after the overrides, in the order of the files, new own ones last.

    `own` names the rows that the commune touched (by table), and under "rates" the regimes whose rate is the
    commune's.
    """

    regimes: tuple[Regime, ...]
    levels: tuple[Level, ...]
    amounts: tuple[Amount, ...]
    providers: tuple[Provider, ...]
    relations: tuple[Relation, ...]
    places: tuple[Place, ...]
    words: tuple[Row, ...]
    own: Mapping[str, frozenset[str]]


def rows_of(name: str) -> list[dict[str, Any]]:
    """The rows of a shipped file, as they stand; decimals keep their digits."""
    # json and importlib.resources are needed once, on first use: about 15 ms that a mere import must not cost.
    import json
    from importlib.resources import files

    text = files("store.reference").joinpath(f"{name}.json").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = json.loads(text, parse_float=Decimal)["rows"]
    return rows


def read_tables(overrides: Mapping[str, Any] | None = None) -> Tables:
    """The shipped rows with the overrides laid over them; raises `BadReference` for a row that breaks a rule."""
    own = _own_rows(overrides or {})

    def table(name: str, model: type[Any], key: Callable[[Row], Any]) -> tuple[Any, ...]:
        rows = _merge(name, rows_of(name), own[name], key)
        return tuple(_build(name, number, row, model) for number, row in rows)

    return Tables(
        regimes=table("regimes", Regime, lambda r: r.get("code")),
        levels=table("levels", Level, lambda r: (r.get("kind"), r.get("valid_from"))),
        amounts=table("amounts", Amount, lambda r: (r.get("code"), r.get("valid_from"), r.get("own", False))),
        providers=table("providers", Provider, lambda r: r.get("short")),
        relations=table("relations", Relation, lambda r: r.get("label")),
        places=tuple(Place(**row) for row in rows_of("prefixes")),
        words=tuple(rows_of("words")),
        own={
            "regimes": frozenset(str(row.get("code")) for row in own["regimes"]),
            "providers": frozenset(str(row.get("short")) for row in own["providers"]),
            "rates": frozenset(str(row.get("code")) for row in own["regimes"] if RATES & row.keys()),
            "relations": frozenset(str(row.get("label")) for row in own["relations"]),
        },
    )


def _own_rows(overrides: Mapping[str, Any]) -> dict[str, list[Row]]:
    """The overrides by table, each a list of rows; own amounts are told from shipped ones."""
    strange = [name for name in overrides if name not in KINDS]
    if strange:
        raise BadReference(f"Không có bảng «{strange[0]}»; các bảng sửa được: {', '.join(KINDS)}.")
    out: dict[str, list[Row]] = {}
    for name in KINDS:
        rows = overrides.get(name) or []
        if isinstance(rows, str | Mapping) or not isinstance(rows, Iterable):
            raise BadReference(f"Bảng «{name}» phải là một danh sách các dòng.")
        out[name] = [_own_row(name, number, row) for number, row in enumerate(rows, 1)]
    return out


def _own_row(name: str, number: int, row: Any) -> Row:
    if not isinstance(row, Mapping):
        raise _bad(name, number, {}, "phải là một nhóm «tên: giá trị»")
    return {**row, "own": True} if name == "amounts" else row


def _merge(
    name: str, shipped: list[dict[str, Any]], own: list[Row], key: Callable[[Row], Any]
) -> list[tuple[int, Row]]:
    """Shipped rows with own fields over them, then the new ones; the number is the own row's place, 0 for shipped."""
    merged: dict[Any, tuple[int, Row]] = {key(row): (0, row) for row in shipped}
    seen: set[Any] = set()
    for number, row in enumerate(own, 1):
        here = key(row)
        if here in seen:
            raise _bad(name, number, row, "trùng với một dòng ở trên")
        seen.add(here)
        merged[here] = (number, _over(merged[here][1], row) if here in merged else row)
    return list(merged.values())


def _over(shipped: Row, own: Row) -> Row:
    """The shipped row with the own fields in place of its own; further names of a thing are added to the known
    ones."""
    more = {
        key: [*shipped[key], *own[key]] for key in ADDED if isinstance(own.get(key), list | tuple) and key in shipped
    }
    return {**shipped, **own, **more}


def _build(name: str, number: int, row: Row, model: type[Any]) -> Any:
    """One dataclass out of a row: known fields only, converted and checked."""
    known = {field.name: field for field in fields(model)}
    strange = next((key for key in row if key not in known), None)
    if strange is not None:
        raise _bad(name, number, row, f"không có mục «{strange}»")
    if model is Regime and not row.get("short"):
        row = {**row, "short": row.get("name")}
    missing = next((key for key, f in known.items() if f.default is MISSING and row.get(key) in (None, "")), None)
    if missing is not None:
        raise _bad(name, number, row, f"thiếu mục «{missing}»")
    values: dict[str, Any] = {}
    for key, value in row.items():
        try:
            convert: Convert = _CONVERT.get(key, _text)
            values[key] = convert(value)
        except (ValueError, TypeError, InvalidOperation) as error:
            raise _bad(name, number, row, f"mục «{key}» không đọc được ({value!r})") from error
    built = model(**values)
    _check(name, number, row, built)
    return built


def _check(name: str, number: int, row: Row, built: Any) -> None:
    first, last = getattr(built, "valid_from", None), getattr(built, "valid_to", None)
    if first is not None and last is not None and last < first:
        raise _bad(name, number, row, f"«valid_to» {last} trước «valid_from» {first}")
    if isinstance(built, Regime) and built.group not in ("NCC", "BTXH"):
        raise _bad(name, number, row, "«group» phải là NCC hoặc BTXH")


def _bad(name: str, number: int, row: Row, what: str) -> BadReference:
    key = next((str(row[k]) for k in ("code", "short", "label", "kind") if row.get(k)), "")
    place = f"dòng {number}" if number else "dòng có sẵn"
    return BadReference(f"Bảng «{name}», {place}{f' ({key})' if key else ''}: {what}.")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _month(value: Any) -> str:
    month_index(_text(value))
    return str(value)


def _maybe(convert: Convert) -> Convert:
    return lambda value: None if value is None else convert(value)


def _money(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError
    return value


def _decimal(value: Any) -> Decimal:
    if isinstance(value, bool):
        raise ValueError
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError
    return number


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        raise TypeError
    return tuple(_text(one) for one in value)


def _percent(value: Any) -> tuple[int, int]:
    low, high = (_money(one) for one in value)
    if low > high:
        raise ValueError
    return low, high


def _band(value: Any) -> AgeBand:
    low, high, *short = value
    return AgeBand(_money(low), None if high is None else _money(high), *(_text(one) for one in short))


_CONVERT: dict[str, Convert] = {
    "valid_from": _month,
    "valid_to": _maybe(_month),
    "unverified_from": _maybe(_month),
    "level": _maybe(_text),
    "amount": _money,
    "coefficient": _maybe(_decimal),
    "per_percent": _maybe(_decimal),
    "percent": _maybe(_percent),
    "ages": lambda value: tuple(_band(one) for one in value),
    "needs": lambda value: tuple(frozenset(_texts(one)) for one in value),
    "allows": lambda value: frozenset(_texts(value)),
    "refuses": lambda value: frozenset(_texts(value)),
    "aliases": _texts,
    "words": _texts,
    "lengths": lambda value: tuple(_money(one) for one in value),
    **dict.fromkeys(
        ("per_child", "confidential", "by_age", "percent_optional", "phone_account", "red_flag", "own"), _flag
    ),
}
