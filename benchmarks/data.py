"""Invented books for the benchmarks: villages of any size and age."""

from __future__ import annotations

import random

from store.bookfile import Header, Image
from store.records import derived_name, edit_name, heads, new_edit, recompute

WORDS = [
    "Lò",
    "Hà",
    "Bùi",
    "Cao",
    "Vi",
    "Đinh",
    "Phạm",
    "Trương",
    "Quách",
    "Ngân",
    "Thị",
    "Văn",
    "Hữu",
    "Ngọc",
    "Xuân",
    "Ánh",
    "Én",
    "Mận",
    "Thoa",
    "Giáp",
    "Út",
    "Tính",
    "Yên",
]


def person_fields(rng: random.Random) -> dict[str, object]:
    """Twenty fields of an invented person."""
    digits = "".join(rng.choices("0123456789", k=13))
    return {
        "kind": "beneficiary",
        "village": "luong-ngoc",
        "name": " ".join(rng.choices(WORDS, k=3)),
        "born": str(rng.randint(1925, 2019)),
        "sex": rng.choice(["male", "female"]),
        "citizen_id": f"038{digits[:9]}",
        "phone": f"09{digits[:8]}",
        "address": "Thôn Lương Ngọc, xã Cẩm Lương, huyện Cẩm Thủy, tỉnh Thanh Hóa",
        "note": "",
        "life": "alive",
        "last_seen": "2026-01",
        "regimes.KT-03.status": "active",
        "regimes.KT-03.since": "2021-07",
        "regimes.KT-03.decision": f"{digits[:3]}/QĐ-UBND",
        "route.method": "account",
        "route.receiver": "self",
        "route.account": derived_name("account", digits),
        "route.registered_on": "2023-07-20",
        "route.relation": None,
        "police.person": "match",
    }


def village(people: int, *, months: int = 0, seed: int = 1, slug: str = "luong-ngoc") -> Image:
    """A village of that many people; `months` adds so many months of edits (10 % of the people, three fields each)."""
    rng = random.Random(f"{seed}-{slug}")
    image = Image(Header(commune="Cẩm Lương", village=slug, village_name=slug))
    for number in range(people):
        name = derived_name(slug, str(number))
        edit = new_edit(person_fields(rng), by=f"{slug}/Hoa", at="2023-07-01T08:00", month="2023-07")
        image.put(name, recompute({edit_name(name, edit): edit}))
    for month in range(months):
        touch(image, rng, share=0.15, month=f"{2023 + month // 12}-{month % 12 + 1:02d}", by=f"{slug}/Hoa")
    return image


def touch(image: Image, rng: random.Random, *, share: float, month: str = "2026-02", by: str = "xã/Lan") -> None:
    """Edits three fields in a share of the records."""
    names = sorted(image.lines)
    for name in rng.sample(names, int(len(names) * share)):
        edits = dict(image.record(name)["edits"])
        fields = {
            "phone": f"09{rng.randrange(10**8):08d}",
            "last_seen": month,
            "note": rng.choice(WORDS) + str(rng.randrange(10**6)),
        }
        edit = new_edit(fields, by=by, at=f"{month}-05T08:00", month=month, after=heads(edits))
        edits[edit_name(name, edit)] = edit
        image.put(name, recompute(edits))
