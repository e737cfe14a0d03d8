"""The commune's profile, `commune.json`: everything that a law or a reform can change, as data the commune edits.

Offices, signers, deadlines, captions, villages and overrides of amounts live here and not in code, because the reform
of 2025 moved every one of them. The file is plain JSON without a checksum: it is meant to be edited by hand, and is
checked when it is read.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from store import durable
from store.canonical import pretty
from store.errors import BookError
from store.vietnamese.text import nfc, slug

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

FILE = "commune.json"


class Part(BaseModel):
    """A part of the profile; unknown keys are kept, so that a newer program's settings survive an older one."""

    model_config = ConfigDict(extra="allow", validate_assignment=True)

    @field_validator("*", mode="before")
    @classmethod
    def _normal_form(cls, value: Any) -> Any:
        return nfc(value) if isinstance(value, str) else value


class Village(Part):
    """A village of the commune. Its `slug` names its file and never changes; its name may (mergers, renamings)."""

    slug: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,60}$")
    name: str = Field(min_length=1)
    head: str = ""
    old_commune: str = ""


class Signer(Part):
    """Who signs the lists. `lines` stand above the name, one below the other, as in "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"."""

    lines: list[str] = Field(default_factory=lambda: ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"])
    name: str = ""


class Deadlines(Part):
    """Days of the month before which lists are due (seed IV.1 and IV.4: thôn before the 25th, xã before the 1st)."""

    village_day: int = Field(default=25, ge=1, le=31)
    commune_day: int = Field(default=1, ge=1, le=31)


class Offices(Part):
    """Who the lists come from and go to; the names moved in 2025, hence settings (domain section 8)."""

    superior: str = ""
    issuing: str = ""
    receiving_btxh: str = "Phòng Lao động - Thương binh và Xã hội"
    receiving_ncc: str = "Phòng Lao động - Thương binh và Xã hội"


class Printing(Part):
    """How the lists are laid out on paper."""

    column_numbers: bool = False
    national_heading: bool = False
    font: str = "Times New Roman"
    size: int = Field(default=12, ge=8, le=16)
    order: Literal["village", "name"] = "village"


class Commune(Part):
    """The whole profile. `captions` replaces a printed caption or title by its key; `reference` overrides the dated data
    (`regimes`, `levels`, `amounts`, `providers`, `relations`; see `store.reference.load`)."""

    commune: str = Field(min_length=1)
    district: str = ""
    province: str = ""
    place: str = ""
    villages: list[Village] = Field(default_factory=list)
    officer: str = ""
    signer: Signer = Field(default_factory=Signer)
    offices: Offices = Field(default_factory=Offices)
    deadlines: Deadlines = Field(default_factory=Deadlines)
    printing: Printing = Field(default_factory=Printing)
    captions: dict[str, str] = Field(default_factory=dict)
    reference: dict[str, Any] = Field(default_factory=dict)
    schema_version: int = 1

    @field_validator("villages")
    @classmethod
    def _each_once(cls, villages: list[Village]) -> list[Village]:
        for told in ([v.slug for v in villages], [v.name for v in villages]):
            twice = next((t for i, t in enumerate(told) if t in told[:i]), None)
            if twice is not None:
                raise ValueError(f"hai thôn cùng là «{twice}»")
        return villages

    def village(self, slug_or_name: str) -> Village | None:
        """The village of that slug or name; the name may lack accents, capitals and the word "Thôn"."""
        wanted = nfc(slug_or_name).strip()
        for village in self.villages:
            if wanted in (village.slug, village.name):
                return village
        return self._by_slug(wanted)

    def _by_slug(self, wanted: str) -> Village | None:
        keys = {slug(wanted), slug(wanted).removeprefix("thon-")}
        found = [v for v in self.villages if v.slug in keys or v.slug.removeprefix("thon-") in keys]
        return found[0] if len(found) == 1 else None

    def add_village(self, name: str) -> Village:
        """Adds a village (a no-op for one already there) and gives it a slug of its own."""
        known = next((v for v in self.villages if v.name == nfc(name).strip()), None)
        if known:
            return known
        base = slug(name)[:50].strip("-") or "thon"
        taken = {v.slug for v in self.villages}
        number = 2
        chosen = base
        while chosen in taken:
            chosen, number = f"{base}-{number}", number + 1
        village = Village(slug=chosen, name=nfc(name).strip())
        self.villages.append(village)
        return village

    def village_name(self, slug: str) -> str:
        """The village's name as printed; the slug itself for a village that the profile does not know."""
        return next((v.name for v in self.villages if v.slug == slug), slug)


def load(folder: Path) -> Commune:
    """The commune's profile in this data folder.

    Raises `BookError` where the file is missing, unreadable or breaks a rule; the message names the place in the file.
    """
    path = folder / FILE
    raw = durable.read_json(path)
    try:
        return Commune.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"]) or "(toàn tệp)"
        raise BookError(
            f"Tệp hồ sơ xã {path.name} có chỗ sai: mục «{place}» ({_said(first)}).",
            f"Sửa mục đó trong {path}, hoặc đổi tên tệp {path.name}.old thành {path.name}. Sổ các thôn không bị đụng tới.",
        ) from error


_SAYS = {
    "missing": "thiếu",
    "string_pattern_mismatch": "chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối",
    "string_too_short": "không được để trống",
    "string_type": "phải là chữ trong ngoặc kép",
    "list_type": "phải là danh sách [ ]",
    "int_type": "phải là số",
    "int_parsing": "phải là số",
    "less_than_equal": "số quá lớn",
    "greater_than_equal": "số quá nhỏ",
}


def _said(error: ErrorDetails) -> str:
    """What is wrong with a setting, in the reader's language; the library's own words only where there are no others."""
    cause = error.get("ctx", {}).get("error")
    return str(cause) if isinstance(cause, ValueError) else _SAYS.get(error["type"], error["msg"])


def save(folder: Path, profile: Commune) -> None:
    """Writes the profile durably, the previous one kept as `commune.json.old`."""
    durable.save(folder / FILE, pretty(profile.model_dump(mode="json")))
