"""Old encodings, read back from encoders written here from other sources than the decoder.

TCVN3: data/tcvn5712_vn3.txt, the VN3 letters as glibc's `iconv -f TCVN5712-1` decodes each byte (dumped once).
VNI: the rule "letter, then one byte for circumflex or breve and tone", on decomposed text. Invented names, and street
names of a city, which are public.
"""

import itertools
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.vietnamese.legacy import decode, looks_legacy
from store.vietnamese.syllable import TONES, VOWELS
from store.vietnamese.text import capitalise_syllables, tidy

DATA = Path(__file__).parent / "data"
BYTES = {
    line[3:]: bytes.fromhex(line[:2]).decode("cp1252")
    for line in (DATA / "tcvn5712_vn3.txt").read_text(encoding="utf-8").splitlines()
}
GRAVE, HOOK, TILDE, ACUTE, DOT = TONES
MARKS = {"": "øûõùï", "\u0302": "âàåãáä", "\u0306": "êèúüéë"}
WHOLE = dict(
    zip(["đ", "i" + GRAVE, "i" + HOOK, "i" + TILDE, "i" + ACUTE, "i" + DOT, "y" + DOT], "ñìæóíòî", strict=True)
)

INITIALS = " b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
RIMES = """a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et
ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oc oi om on ong op ot oong ô ôc ôi
ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt oa oac oach oai oam oan oang oanh oat oay oăc oăm oăn oăng oăt oe oen oeo oet u ua uc
ui um un ung up ut uân uâng uât uây uê uêch uênh uơ uy uya uych uyên uyêt uynh uyt uyu uôc uôi uôm uôn uông uôt ư ưa ưc
ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu"""
BEFORE_FRONT, BEFORE_BACK = ("k", "gh", "ngh"), ("c", "g", "ng")


def to_tcvn3(text: str) -> str:
    """As the `.VnTime` typist leaves it: capitals that VN3 lacks are written small."""
    return "".join(BYTES.get(c) or BYTES.get(c.lower(), c) for c in text)


def to_vni(text: str) -> str:
    return "".join(map(vni_letter, text))


def vni_letter(letter: str) -> str:
    low = unicodedata.normalize("NFD", letter.lower())
    base, quality, tone = (
        low[0],
        "".join(m for m in low[1:] if m in "\u0302\u0306\u031b"),
        "".join(m for m in low if m in TONES),
    )
    if base + quality + tone in WHOLE:
        coded = WHOLE[base + quality + tone]
    elif quality == "\u031b" or not quality:
        horned = {"o": "ô", "u": "ö"}[base] if quality else base
        coded = horned + (MARKS[""][TONES.index(tone)] if tone else "")
    else:
        coded = base + MARKS[quality][TONES.index(tone) + 1 if tone else 0]
    return coded.upper() if letter != letter.lower() else coded


def syllables() -> list[str]:
    """Every initial with every rime and tone, the tone on each vowel where some style puts it."""
    found = []
    for initial, rime in itertools.product(INITIALS.split(" "), RIMES.split()):
        if initial in (BEFORE_BACK if rime[0] in "eêiy" else BEFORE_FRONT):
            continue
        places = [i for i, c in enumerate(rime) if c in VOWELS]
        marked = [i for i in places if rime[i] in "ăâêôơư"][-1:] or places
        tones = (ACUTE, DOT) if rime.endswith(("c", "ch", "p", "t")) else ("", *TONES)
        found += [initial + rime[: i + 1] + tone + rime[i + 1 :] for i in marked for tone in tones]
    return sorted({unicodedata.normalize("NFC", word) for word in found})


SYLLABLES = syllables()


def test_every_syllable_comes_back_from_both() -> None:
    assert len(SYLLABLES) > 17_000
    for word in SYLLABLES:
        if not word.isascii():
            assert decode(to_tcvn3(word), ".VnTime").text == word
            assert decode(to_tcvn3(word), ".VnTimeH").text == word.upper()
            assert decode(to_vni(word), "VNI-Times").text == word
            assert decode(to_vni(word.upper()), "VNI-Times").text == word.upper()


@given(st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=8).map(" ".join))
def test_phrases_come_back(text: str) -> None:
    if not text.isascii():
        assert decode(to_tcvn3(text), ".VnArial").text == text
        assert decode(to_tcvn3(text), ".VnArialH").text == text.upper()
        assert decode(to_vni(text), "VNI-Helve").text == text
        assert decode(to_vni(text.title()), "VNI-Helve").text == text.title()


@given(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=6).map(" ".join), st.sampled_from([None, "Calibri"]))
def test_unicode_is_never_altered_and_old_text_never_misread(text: str, font: str | None) -> None:
    for real in (text, text.title(), text.upper(), text.replace("đ", "ð").title()):
        assert decode(real, font) == (real, None)
        assert decode(unicodedata.normalize("NFD", real), font) == (unicodedata.normalize("NFD", real), None)


NAMES = ["Nguyễn Thị Hường", "Trần Văn Đạo", "Phạm Thị Kim Lượt", "Đỗ Hữu Giáp", "Quách Văn Ước", "Lê Quốc Thắng"]


@pytest.mark.parametrize("name", NAMES)
def test_whole_names_show_their_encoding_without_a_font(name: str) -> None:
    assert decode(to_tcvn3(name), "Times New Roman") == (name, "TCVN3")
    assert decode(to_vni(name), "Times New Roman") == (name, "VNI")
    assert looks_legacy(to_tcvn3(name))
    assert not looks_legacy(name)


@pytest.mark.parametrize(
    ("old", "text"),
    [
        ("ñy Ban Nh©n D©n X· §ång T©m", "ủy Ban Nhân Dân Xã Đồng Tâm"),
        ("chÕ ®é ®ang h\u00adëng", "chế độ đang hưởng"),
        ("Céng: 24 ®èi t\u00adîng", "Cộng: 24 đối tượng"),
        ("Tr\u00adëng Th«n", "Trưởng Thôn"),
        ("Ng\u00adêi H§KC bÞ nhiÔm C§HH", "Người HĐKC bị nhiễm CĐHH"),
        ("NguyÔn ThÞ Hßa", "Nguyễn Thị Hòa"),
        ("Vî liÖt sü H§KC C§HH", "Vợ liệt sỹ HĐKC CĐHH"),
        ("Th«n: 500.000®", "Thôn: 500.000đ"),
        ("tØnh §¾k L¾k", "tỉnh Đắk Lắk"),
        ("Bïi ThÞ Hoa", "Bùi Thị Hoa"),
    ],
)
def test_tcvn3_without_a_font(old: str, text: str) -> None:
    assert decode(old) == (text, "TCVN3")
    assert decode(old, "Calibri") == decode(old, ".VnTime") == (text, "TCVN3")


@pytest.mark.parametrize(
    ("old", "text"),
    [
        ("Nguyeãn Thò Minh Khai", "Nguyễn Thị Minh Khai"),
        ("11 Voõ Vaên Taàn", "11 Võ Văn Tần"),
        ("126 Ñieän Bieân Phuû", "126 Điện Biên Phủ"),
        ("227 Xoâ Vieát Ngheä Tónh", "227 Xô Viết Nghệ Tĩnh"),
        ("410 Leâ Hoàng Phong", "410 Lê Hồng Phong"),
        ("NGUYEÃN THÒ HOØA", "NGUYỄN THỊ HÒA"),
        ("Phöôïng Öôùc", "Phượng Ước"),
        ("leá choáng reâ", "lế chống rê"),
    ],
)
def test_vni_without_a_font(old: str, text: str) -> None:
    assert decode(old) == decode(old, "VNI-Times") == (text, "VNI")


@pytest.mark.parametrize(
    ("old", "font", "text"),
    [
        ("Vî", ".VnTime", "Vợ"),
        ("Kr«ng B«k", ".VnTime", "Krông Bôk"),
        ("Kroâng Boâk", "VNI-Times", "Krông Bôk"),
        ("Em ruét", ".vntime", "Em ruột"),
        ("Ph¹m ThÞ Kim Ðn", ".VnTime", "Phạm Thị Kim én"),
        ("nguyÔn v¨n nam", ".VnTimeH", "NGUYỄN VĂN NAM"),
        ("\u00ad\u00adu", ".VnArial", "ưưu"),
        ("Thuïy", "VNI-Times", "Thụy"),
        ("“Hoøa” – 5", "VNI-Times", "“Hòa” – 5"),
        ("“Hßa” – 5", ".VnTime", "“Hòa” – 5"),
    ],
)
def test_the_font_settles_short_words(old: str, font: str, text: str) -> None:
    assert decode(old, font).text == text


WESTERN = [
    "José Müller", "café Noël", "Thaï", "Thaï où dû", "le thé du bébé", "hôtel de la forêt, île d'Orléans", "João São",
    "Straße in Köln", "Seán", "«in»", "«Bonjour» dit-il", "100 µm", "5µm", "§ 5", "§5a", "© An Sinh", "Windows®", "4×6",
    "500.000®", "10 m²", "25°C", "½", "N°3", "co\u00adoperation", "Thanh\u00adHoa", "- · -", "Citroën", "naïf, maïs",
    "på må så gå blåbær", "a» s× c«", "%s×%s", "für Köln",
]  # fmt: skip
REAL = [
    "Nguyễn Thị Hòa", "Đỗ Thị Én", "Ðỗ Thị Én", "Ðinh Én", "Ðô", "Ông Ích", "Ô Thé", "ÔNG ÉN", "Hà Bá Lò", "Hoà Bình",
    "Toàn", "Quý", "Cò Hoà", "Hà\u00a0Bá Lò", "Ng\u00adân Hà", "Ê Ban", "Niê", "Mlô", "Krông Búk", "Kbuôr", "Y Hô",
    "Hmôk", "Xê", "Pà Thẻn", "Lô Lô", "Sán Dìu", "H'Mông", "Tô Hòa Tân", "Lý Thông", "hoá", "Nguyên",
]  # fmt: skip


@pytest.mark.parametrize("text", [*WESTERN, *REAL, "", "Nguyen Van A", "0123456789", *"ÐÔÉð«®·"])
def test_left_alone_without_a_font(text: str) -> None:
    assert decode(text) == decode(text, "Times New Roman") == (text, None)
    assert not looks_legacy(text)


@pytest.mark.parametrize("font", [".VnTime", ".VnTimeH", "VNI-Times"])
@pytest.mark.parametrize(
    "text", ["Nguyễn Thị Hòa", "nguyen van a", "0123456789", "Hà", "Ðinh Én", "Ước", "Hồng · 5 ½", ""]
)
def test_unicode_under_an_old_font_is_left_alone(text: str, font: str) -> None:
    for form in (text, unicodedata.normalize("NFD", text)):
        assert decode(form, font) == (form, None)


def test_decode_comes_before_tidy() -> None:
    raw = " Tr\u00ad¬ng  C«ng æn "
    assert capitalise_syllables(tidy(decode(raw, ".VnTime").text)) == "Trương Công Ổn"
    assert decode(tidy(raw), ".VnTime").text != "Trương Công ổn"


SAMPLES = next(
    (up / "shared" / "samples" for up in Path(__file__).parents if (up / "shared" / "samples").is_dir()), None
)


@pytest.mark.skipif(SAMPLES is None, reason="the sample workbooks are not part of the repository")
def test_a_village_list_in_vntime_equals_its_truth() -> None:
    from openpyxl import load_workbook

    assert SAMPLES is not None
    truth = json.loads((SAMPLES / "xuan-long.truth.json").read_text(encoding="utf-8"))
    rows = [
        list(row)
        for sheet in load_workbook(SAMPLES / "xuan-long.xlsx")
        for row in sheet.iter_rows()
        if isinstance(row[0].value, int)
    ]
    assert len(rows) == len(truth) == 30

    def word(cell: object) -> str | None:
        value, font = cell.value, cell.font.name  # type: ignore[attr-defined]
        return None if value is None else decode(value, font).text

    def name(cell: object) -> str | None:
        text = word(cell)
        return None if text is None else capitalise_syllables(text)

    for row, record in zip(rows, truth, strict=True):
        assert name(row[1]) == record["name"]
        assert word(row[4]) == record["regime"]
        assert word(row[6]) == "Xuân Long"
        assert word(row[9]) == record["provider"]
        assert name(row[10]) == record["receiver"]
        assert word(row[11]) == record["relation"]


@pytest.mark.skipif(SAMPLES is None, reason="the sample workbooks are not part of the repository")
@pytest.mark.parametrize("book", ["luong-ngoc.xlsx", "hoa-thuan.xlsx"])
def test_unicode_workbooks_pass_unchanged(book: str) -> None:
    from openpyxl import load_workbook

    assert SAMPLES is not None
    for sheet in load_workbook(SAMPLES / book):
        for row in sheet.iter_rows(values_only=True):
            assert all(decode(value) == (value, None) for value in row if isinstance(value, str))
