"""The fields of the person form, in the order in which an officer has them on paper: name, numbers, regimes, money, life.

Choices from the reference data (regimes, banks, relations) are picked by typing a code, initials or any words of the name,
with or without accents. A bank or a relation that no list knows is kept as typed; a regime must have a code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.fields import parse_account_number, parse_citizen_id, parse_day, parse_name, parse_old_id, parse_phone
from tui.labels import LABELS, REGIME_LABELS, VALUES
from tui.widgets.choose import Option, candidates
from tui.widgets.entry import Entry, Heading

if TYPE_CHECKING:
    from store.reference import Reference

PARTS = ("status", "since", "until", "decision", "reason", "written")
"""The parts of a regime that the form shows; others (amount, number of children) are kept as they are."""


def options(field: str) -> tuple[Option, ...]:
    """The fixed answers of a field, as options."""
    return tuple(Option(value, label) for value, label in VALUES[field].items())


@dataclass(frozen=True)
class OpenChoice(Entry):
    """A choice that also takes what no option says, after a last look through the spellings of the reference data."""

    resolve: Callable[[str], str | None] = lambda text: None

    def _choose(self, text: str) -> str:
        found = [] if text.isdigit() else candidates(self.options, text)  # the place in a long list means nothing
        if len(found) == 1:
            return found[0].value
        known = self.resolve(text)
        if known:
            return known
        if found:
            raise ValueError(f"Chưa rõ là {' hay '.join(option.label for option in found[:3])}. Bấm F6 để chọn.")
        return text


@dataclass(frozen=True)
class RegimeChoice(Entry):
    """A regime by its code (also TB-45), a known wording, or words of its name; only what has a code is taken."""

    resolve: Callable[[str], str | None] = lambda text: None
    title: Callable[[str], str] = lambda code: code

    def _choose(self, text: str) -> str:
        known = self.resolve(text)
        if known:
            return known
        found = [] if text.isdigit() else candidates(self.options, text)
        if len(found) == 1 and not found[0].value.endswith("-nn"):
            return found[0].value
        if len(found) == 1:
            raise ValueError(f"Gõ cả tỷ lệ: {found[0].value.removesuffix('nn')}45 là 45%.")
        if found:
            raise ValueError(f"Có {len(found)} chế độ như vậy: gõ thêm chữ, hoặc bấm F6 để chọn.")
        raise ValueError(f"Không có chế độ «{text}». Bấm F6 để chọn trong danh mục.")

    def display(self, value: str) -> str:
        """The official short name with its code."""
        return self.title(value) if value else ""


def regime_title(reference: Reference) -> Callable[[str], str]:
    """What a regime is called in the form."""

    def title(code: str) -> str:
        regime = reference.regime(code)
        return f"{regime.short} ({code})" if regime else code

    return title


def regime_options(reference: Reference) -> tuple[Option, ...]:
    """Every regime of both groups, those with a percentage as a family."""
    rows = [*reference.regimes.values(), *reference.families.values()]
    return tuple(Option(row.code, f"{row.short} ({row.code})", row.code) for row in rows)


def resolve_regime(reference: Reference, month: Callable[[], str]) -> Callable[[str], str | None]:
    """The code that a wording surely means in one of the two groups."""

    def resolve(text: str) -> str | None:
        exact = reference.regime(text.strip().upper()) or reference.regime(text.strip())
        if exact is not None:
            return exact.code
        codes = {reference.resolve_regime(text, group, month=month()).code for group in ("BTXH", "NCC")} - {None}
        return codes.pop() if len(codes) == 1 else None

    return resolve


def slot_entries(number: int, reference: Reference, month: Callable[[], str]) -> list[Entry]:
    """The fields of the n-th regime; their names begin with `r<n>.`."""

    def part(name: str) -> str:
        return f"r{number}.{name}"

    label = {name: text[0].upper() + text[1:] for name, text in REGIME_LABELS.items()}
    return [
        RegimeChoice(
            part("code"),
            "Chế độ" if number == 1 else f"Chế độ thứ {number}",
            "choice",
            options=regime_options(reference),
            hint="Gõ mã (KT-03, TB-45) hoặc vài chữ của tên chế độ; F6: chọn trong danh mục.",
            resolve=resolve_regime(reference, month),
            title=regime_title(reference),
        ),
        Entry(part("status"), f"  {label['status']}", "choice", 16, options=options("status")),
        Entry(part("since"), f"  {label['since']}", "date", 12, hint="Ngày, tháng hoặc năm: 01072025, 072025, 2025."),
        Entry(part("until"), f"  {label['until']}", "date", 12),
        Entry(part("decision"), f"  {label['decision']}", hint="Số, ngày quyết định hưởng."),
        Entry(part("reason"), f"  {label['reason']}", hint="Vì sao tạm dừng hoặc thôi hưởng."),
        Entry(part("written"), "  Ghi ở danh sách", hint="Lời ghi trong sổ cũ, nếu khác tên chính thức của chế độ."),
    ]


def entries(reference: Reference, month: Callable[[], str]) -> list[Entry | Heading]:
    """The whole form with one regime."""
    return [
        Heading("Nhân thân"),
        Entry("name", LABELS["name"], parse=parse_name, hint="Họ và tên như trong căn cước."),
        Entry("born", LABELS["born"], "date", 12, hint="02031945; chỉ biết tháng: 031945; chỉ biết năm: 1945."),
        _citizen("citizen_id", LABELS["citizen_id"]),
        Entry("sex", LABELS["sex"], "choice", 8, options=options("sex")),
        Entry("phone", LABELS["phone"], "digits", 14, parse=parse_phone, hint="Số điện thoại, nếu có."),
        Entry("address", LABELS["address"], hint="Số nhà, xóm; tên thôn đã có sẵn."),
        Entry("old_id", LABELS["old_id"], "digits", 14, parse=parse_old_id, hint="Số CMND 9 số, để đối chiếu."),
        Entry("id_expires", LABELS["id_expires"], "date", 12, parse=parse_day, hint="Ngày hết hạn in trên thẻ."),
        Heading("Chế độ đang hưởng"),
        *slot_entries(1, reference, month),
        Heading("Nhận tiền"),
        Entry("route.method", LABELS["route.method"], "choice", 12, options=options("route.method")),
        Entry("route.cash_reason", LABELS["route.cash_reason"], hint="Ví dụ: già yếu, không có điện thoại."),
        Entry("route.receiver", LABELS["route.receiver"], "choice", 16, options=options("route.receiver")),
        *_recipient(reference),
        *_account(reference),
        Heading("Biến động, ghi chú"),
        Entry("life", LABELS["life"], "choice", 12, options=options("life")),
        Entry("life_since", "Từ ngày", "date", 12, hint="Ngày mất hoặc ngày chuyển đi."),
        Entry("life_reason", "Lý do", hint="Ví dụ: báo tử số 12; chuyển đến xã Cẩm Thành."),
        Entry("note", LABELS["note"]),
    ]


def _citizen(name: str, label: str) -> Entry:
    return Entry(name, label, "digits", 14, parse=parse_citizen_id, full=12, hint="12 chữ số; đủ số thì sang ô sau.")


def _recipient(reference: Reference) -> Iterable[Entry]:
    known = tuple(Option(row.label, row.label, row.code) for row in reference.relations)

    def resolve(text: str) -> str | None:
        match = reference.resolve_relation(text)
        return match.label if match else None

    day = "Ngày như 02012026."
    return [
        Entry(
            "recipient.name", "Người nhận thay", parse=parse_name, hint="Họ và tên; F6: chọn người đã có trong sổ thôn."
        ),
        _citizen("recipient.citizen_id", "  Số căn cước"),
        Entry("recipient.born", "  Ngày sinh", "date", 12),
        Entry("recipient.sex", "  Giới tính", "choice", 8, options=options("sex")),
        Entry("recipient.phone", "  Điện thoại", "digits", 14, parse=parse_phone),
        OpenChoice(
            "route.relation",
            LABELS["route.relation"],
            "choice",
            options=known,
            hint="Là gì của đối tượng: con trai, vợ, cháu nội …; F6: danh mục.",
            resolve=resolve,
        ),
        Entry("route.basis", LABELS["route.basis"], hint="Ví dụ: đương nhiên (mẹ đẻ); quyết định số 5/QĐ-UBND."),
        Entry("route.paper", LABELS["route.paper"], hint="Số, ngày, nơi chứng thực."),
        Entry("route.valid_from", "  Từ ngày", "date", 12, parse=parse_day, hint=day),
        Entry("route.valid_until", "  Đến ngày", "date", 12, parse=parse_day, hint=day),
    ]


def _account(reference: Reference) -> Iterable[Entry]:
    known = tuple(Option(row.short, row.short) for row in reference.providers)

    def resolve(text: str) -> str | None:
        provider = reference.resolve_provider(text)
        return provider.short if provider else None

    owners = (Option("beneficiary", "Đối tượng"), Option("recipient", "Người nhận thay"))
    return [
        Entry(
            "account.number", LABELS["number"], width=22, parse=parse_account_number, hint="Chép đúng từng số trên sổ."
        ),
        OpenChoice(
            "account.provider",
            LABELS["provider"],
            "choice",
            options=known,
            hint="Agribank, NN, công thương, bưu điện …; F6: danh mục.",
            resolve=resolve,
        ),
        Entry("account.holder_name", LABELS["holder_name"], hint="Như ngân hàng ghi; không dấu cũng được."),
        Entry("account.owner", LABELS["owner"], "choice", 18, options=owners),
    ]
