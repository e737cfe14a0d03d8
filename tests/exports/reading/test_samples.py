"""The three sample lists, end to end against what they are known to say."""

import json
from pathlib import Path

import pytest

from exports.reading import read_workbook

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
KEYS = (
    "name",
    "sex",
    "born",
    "regime",
    "citizen_id",
    "own_account",
    "other_account",
    "provider",
    "receiver",
    "relation",
)

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")


@pytest.mark.parametrize("name", ["hoa-thuan", "luong-ngoc", "xuan-long"])
def test_every_row_and_no_other(name: str) -> None:
    truth = json.loads((SAMPLES / f"{name}.truth.json").read_text(encoding="utf-8"))
    wanted = [tuple(row[key] for key in KEYS) + (row["group"],) for row in truth]
    reading = read_workbook(SAMPLES / f"{name}.xlsx")
    found = [tuple(row.values.get(key) for key in KEYS) + (row.group,) for row in reading.rows]
    assert len(found) == len(wanted)
    assert set(found) == set(wanted)
    assert not [p for p in reading.problems if p.grade == "refused"]


def test_lost_zeros_are_restored_and_said() -> None:
    reading = read_workbook(SAMPLES / "hoa-thuan.xlsx")
    restored = [p for p in reading.problems if p.code == "citizen-id-restored"]
    assert len(restored) == 13
    assert restored[0].cell == "F13"
    assert restored[0].sample == "38099253322"
