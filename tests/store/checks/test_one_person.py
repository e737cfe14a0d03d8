"""Each rule about one person: something that trips it and nothing else, and a near miss that trips nothing at all."""

import pytest

from store.checks import RULES, check_person

NOT_PAID_INTO = {"route.method": "cash", "route.cash_reason": "ốm liệt giường", "route.account": None}

OWN = [
    # Who the person is
    ("name-missing", {"name": None, "account.holder_name": None}, {}),
    ("name-signs", {"name": "Lò Thị Ánh 2", "account.holder_name": None}, {"name": "LÒ THỊ ÁNH"}),
    ("name-signs", {"name": "Lò Thị Ánh (Bé)", "account.holder_name": None}, {"name": "Lò Thị-Ánh"}),
    ("name-signs", {"name": "Lò Thị Аnh", "account.holder_name": None}, {"name": "Lò Thị Anh"}),
    ("name-old-font", {"name": "NguyÔn ThÞ Hßa", "account.holder_name": None}, {"name": "lò thị ánh"}),
    ("born-missing", {"born": None, "regimes.HTXH-01.since": None, "regimes.TD.since": "2020"}, {"born": "1945"}),
    ("born-missing", {"born": "năm 45"}, {"born": "1945-03"}),
    (
        "born-future",
        {"born": "2026-04-01", "citizen_id": "038326000123", "regimes.HTXH-01.since": None, "regimes.TE-01.since": ""},
        {"born": "2026-03-31", "citizen_id": "038326000123", "regimes.HTXH-01.since": None, "regimes.TE-01.since": ""},
    ),
    ("sex-missing", {"sex": None}, {}),
    (
        "age-over-100",
        {"born": "1925-02", "citizen_id": "038125000123"},
        {"born": "1925-04", "citizen_id": "038125000123"},
    ),
    (
        "age-over-100",
        {"born": "1920", "citizen_id": "038120000123", "last_seen": "2026-02"},
        {"born": "1920", "citizen_id": "038120000123", "last_seen": "2026-03"},
    ),
    ("citizen-id-missing", {"citizen_id": None}, {}),
    ("citizen-id-form", {"citizen_id": "38145000123"}, {}),
    ("citizen-id-prefix", {"citizen_id": "003145000123"}, {"citizen_id": "001145000123"}),
    ("citizen-id-prefix", {"citizen_id": "099145000123"}, {"citizen_id": "233145000123"}),
    ("citizen-id-sex", {"citizen_id": "038045000123"}, {"citizen_id": "038045000123", "sex": "male"}),
    ("citizen-id-year", {"citizen_id": "038148000123"}, {"citizen_id": "038148000123", "born": "1948"}),
    (
        "citizen-id-year",
        {"citizen_id": "038312000123", "born": "1912-03-02", "last_seen": "2026-03"},
        {"citizen_id": "038112000123", "born": "1912-03-02", "last_seen": "2026-03"},
    ),
    ("citizen-id-expired", {"id_expires": "2026-02-28"}, {"id_expires": "2026-03-01"}),
    ("citizen-id-expired", {"id_expires": "2020-01-01"}, {"id_expires": "2020-01-01", **NOT_PAID_INTO}),
    # What is drawn
    ("regime-missing", {"regimes.HTXH-01.since": None}, {"regimes.HTXH-01.status": "paused"}),
    ("regime-unresolved", {"regimes.HTXH-01.since": None, "regimes.BTXH-KHAC.written": "trợ cấp cũ"}, {}),
    ("regime-unresolved", {"regimes.ZZ-9.since": "2020"}, {"regimes.ZZ-9.since": "2020", "regimes.ZZ-9.status": "ended"}),
    ("regime-unresolved", {"regimes.TB-nn.since": "2020"}, {"regimes.TB-45.since": "2020"}),
    (
        "regime-lapsed",
        {"regimes.HTXH-01.since": None, "regimes.CT-04.since": "2022-01"},
        {"regimes.HTXH-01.since": None, "regimes.CT-04.since": "2022-01", "regimes.CT-04.until": "2025-06",
         "regimes.TD.since": "2022-01"},
    ),
    ("regime-age", {"born": "1951-04", "citizen_id": "038151000123"}, {"born": "1951-03-31", "citizen_id": "038151000123"}),
    ("regime-age", {"born": "1952", "citizen_id": "038152000123"}, {"born": "1951", "citizen_id": "038151000123"}),
    (
        "regime-age",
        {"born": "1966-02-28", "citizen_id": "038166000123", "regimes.HTXH-01.since": None, "regimes.KT-03.since": "2020"},
        {"born": "1966-02-28", "citizen_id": "038166000123", "regimes.HTXH-01.since": None, "regimes.KT-04.since": "2020"},
    ),
    (
        "regime-age-next",
        {"born": "1966-03-20", "citizen_id": "038166000123", "regimes.HTXH-01.since": None, "regimes.KT-03.since": "2020"},
        {"born": "1966-04-01", "citizen_id": "038166000123", "regimes.HTXH-01.since": None, "regimes.KT-03.since": "2020"},
    ),
    ("regime-twice", {"regimes.KT-04.since": "2020"}, {"regimes.TD.since": "2020", "regimes.LS-1.since": "2020"}),
    ("regime-twice", {"regimes.KT-04.since": "2020"}, {"regimes.KT-04.since": "2020", "regimes.KT-04.status": "ended"}),
    ("regime-twice", {"regimes.TB-45.since": "2010", "regimes.TB-61.since": "2020"},
     {"regimes.TB-81.since": "2010", "regimes.TB-PV.since": "2020"}),
    ("regime-twice", {"regimes.KT-02.since": "2020"}, {"regimes.CS-01.since": "2020", "regimes.DT-01.since": "2020"}),
    # How the money goes
    ("method-missing", {"route.method": None, "route.account": None}, {"route.method": None}),
    ("cash-reason-missing", {**NOT_PAID_INTO, "route.cash_reason": None}, NOT_PAID_INTO),
    ("receiver-missing", {"route.recipient": "recipientaaaaaaa"}, {}),
    # Accounts
    ("account-missing", {"route.account": None}, NOT_PAID_INTO),
    ("account-missing", {"account.number": None}, {"account.state": "open"}),
    ("account-closed", {"account.state": "closed"}, {"account.state": "closed", "route.method": "cash",
                                                     "route.cash_reason": "đang mở lại"}),
    ("provider-missing", {"account.provider": None}, {"account.provider": "NHNo&PTNT"}),
    ("provider-unknown", {"account.provider": "Quỹ nhà bác Ba"}, {"account.provider": "Nông nghiệp"}),
    ("account-length", {"account.number": "350020512345"}, {"account.number": "350020512345", "account.provider": "ACB"}),
    (
        "account-is-phone",
        {"account.number": "0912000123", "account.provider": "MB"},
        {"account.number": "0912000123", "account.provider": "Viettel Money"},
    ),
    ("account-is-citizen-id", {"account.number": "038145000123", "account.provider": "VietinBank"},
     {"account.number": "038145000124", "account.provider": "VietinBank"}),
    ("account-is-citizen-id", {"account.number": "171000123", "account.provider": "MB", "old_id": "171000123"},
     {"account.number": "171000124", "account.provider": "MB", "old_id": "171000123"}),
    ("account-owner", {"account.owner": None, "account.holder_name": None}, {}),
    ("account-owner", {"account.owner": "strangeraaaaaaaa"}, {}),
    ("holder-name", {"account.holder_name": "LO THI OANH"}, {"account.holder_name": "Lò  thị ánh"}),
    ("holder-name", {"name": "Đinh Thị Hoà", "account.holder_name": "DINH THI HUA"},
     {"name": "Đinh Thị Hoà", "account.holder_name": "DINH THI HOA"}),
    ("holder-name", {"name": "H'Mông Đăm", "account.holder_name": "H MONG DAN"},
     {"name": "H'Mông Đăm", "account.holder_name": "HMONG DAM"}),
]  # fmt: skip

GUARDIAN = {"route.receiver": "guardian", "route.valid_from": None, "route.valid_until": None}
CHILD = {
    "born": "2012-03-02", "citizen_id": "038312000123", "regimes.HTXH-01.since": None, "regimes.KT-02.since": "2020",
    **GUARDIAN,
}  # fmt: skip
GROWN = {**CHILD, "citizen_id": "038308000123", "regimes.KT-02.since": None, "regimes.KT-01.since": ""}

STOOD_IN = [
    ("name-missing", {"recipient.name": None}, {}),
    ("name-signs", {"recipient.name": "Hà Văn Bình?"}, {"recipient.name": "Hà văn Bình"}),
    ("born-missing", {"recipient.born": None}, {"recipient.born": "1970"}),
    ("sex-missing", {"recipient.sex": None}, {}),
    ("citizen-id-missing", {"recipient.citizen_id": None}, {}),
    ("citizen-id-sex", {"recipient.citizen_id": "038170000456"}, {"recipient.citizen_id": "038070000457"}),
    ("recipient-missing", {"route.recipient": None, "account.owner": "personaaaaaaaaaa", "account.holder_name": None}, {}),
    ("relation-missing", {"route.relation": None}, {"route.relation": "Cháu họ bên ngoại xa"}),
    ("paper-missing", {"route.paper": None, "route.basis": "giấy viết tay"}, {}),
    ("paper-missing", {**CHILD, "route.paper": None}, {**CHILD, "route.paper": None, "route.basis": "giám hộ đương nhiên"}),
    ("authorisation-dates", {"route.valid_from": "2026-04-01"}, {"route.valid_from": "2026-03-31"}),
    ("authorisation-expired", {"route.valid_until": "2026-03-30"}, {"route.valid_until": "2026-05-01"}),
    ("authorisation-expired", {"route.valid_until": "2026-02-28"},
     {"route.valid_until": "2026-02-28", "route.receiver": "self", "route.recipient": None,
      "account.owner": "personaaaaaaaaaa", "account.holder_name": None}),
    ("authorisation-ending", {"route.valid_until": "2026-03-31"}, {"route.valid_until": "2026-05-01"}),
    ("authorisation-ending", {"route.valid_until": "2026-04-30"}, {"route.valid_until": None}),
    ("guardian-adult", GUARDIAN, {**GUARDIAN, "route.basis": "Quyết định của Tòa án số 3 (mất năng lực hành vi)"}),
    ("guardian-adult", {**GUARDIAN, "route.basis": "chưa có quyết định của tòa án"}, CHILD),
    ("guardian-adult", {**GROWN, "born": "2008-02-28"}, {**GROWN, "born": "2008-03-02"}),
    (
        "recipient-minor",
        {"recipient.born": "2008-04-01", "recipient.citizen_id": "038208000456"},
        {"recipient.born": "2008-03-31", "recipient.citizen_id": "038208000456"},
    ),
    ("recipient-relation", {"route.relation": "Cán bộ thôn"}, {"route.relation": "Hàng xóm"}),
    (
        "recipient-is-self",
        {"recipient.citizen_id": "038145000123", "recipient.sex": "female", "recipient.born": "1945-03-02"},
        {"recipient.citizen_id": "038145000124", "recipient.sex": "female", "recipient.born": "1945-03-02"},
    ),
    ("account-is-phone", {"account.number": "0987000456", "account.provider": "BIDV"},
     {"account.number": "0987000456", "account.provider": "MoMo"}),
    ("account-owner", {"route.receiver": "self", "route.recipient": "recipientaaaaaaa"}, {}),
    ("holder-name", {"account.holder_name": "LO THI ANH"},
     {"account.holder_name": "LO THI ANH", "account.owner": "personaaaaaaaaaa"}),
]  # fmt: skip


def codes(findings):
    return {finding.code for finding in findings}


def ids(rows):
    return [f"{number}-{row[0]}" for number, row in enumerate(rows)]


@pytest.mark.parametrize(("code", "trip", "miss"), OWN, ids=ids(OWN))
def test_a_rule_speaks_and_a_near_miss_is_silent(code, trip, miss, make, reference, month):
    assert codes(check_person(make(trip), reference, month)) == {code}
    assert codes(check_person(make(miss), reference, month)) == set()


@pytest.mark.parametrize(("code", "trip", "miss"), STOOD_IN, ids=ids(STOOD_IN))
def test_the_same_for_somebody_who_is_stood_in_for(code, trip, miss, make, reference, month):
    also = {"receiver-missing"} if code == "account-owner" else set()
    assert codes(check_person(make(trip, stood_in=True), reference, month)) == {code} | also
    assert codes(check_person(make(miss, stood_in=True), reference, month)) == set()


@pytest.mark.parametrize("stood_in", [False, True])
def test_papers_in_order_give_no_finding(stood_in, make, reference, month):
    assert check_person(make(stood_in=stood_in), reference, month) == []


@pytest.mark.parametrize(
    "name",
    ["H'Mông", "K’Sor Y Bhung", "Ksor H'Ƀlâm", "Y. Wang Mlô Duôn Du", "Niê Kdăm H’Čri", "Giàng A Páo", "Vừ Mí Já",
     "Sùng Thị Ía", "Rơ Châm Ỹ", "Lò Thị Ẻ", "Ma-Lũ", "Hồ Kan-lịch", "Bh'riu Pố", "Alăng Ñhớt", "Xeo Chứ"],
)  # fmt: skip
def test_names_of_minority_peoples_are_never_strange(name, make, reference, month):
    person = make({"name": name, "account.holder_name": None})
    assert check_person(person, reference, month) == []


def test_a_field_in_conflict_is_not_called_missing(make, reference, month):
    fields = ("name", "born", "sex", "citizen_id", "route.method")
    sides = [{"value": "x", "edits": ["e"]}, {"value": "y", "edits": ["f"]}]
    person = make(dict.fromkeys(fields), conflicts=dict.fromkeys(fields, sides))
    assert codes(check_person(person, reference, month)) == {"conflict"}


def test_those_who_have_ended_need_nothing(make, reference, month):
    for life in ("dead", "moved", "error"):
        empty = make({"name": None, "citizen_id": None, "route.account": None, "life": life})
        assert check_person(empty, reference, month) == []


def test_putting_the_data_right_closes_the_finding(make, reference, month):
    wrong = {"citizen_id": "038054000123", "account.holder_name": "LO VAN ANH"}
    assert codes(check_person(make(wrong), reference, month)) == {"citizen-id-sex", "citizen-id-year", "holder-name"}
    assert codes(check_person(make({**wrong, "citizen_id": "038145000123"}), reference, month)) == {"holder-name"}
    assert check_person(make(), reference, month) == []


def test_messages_fit_a_line_and_carry_the_grade_of_the_table(make, reference, month):
    for stood_in, rows in ((False, OWN), (True, STOOD_IN)):
        for _, trip, _ in rows:
            for finding in check_person(make(trip, stood_in=stood_in), reference, month):
                assert len(finding.message) <= 80, finding.message
                assert finding.message[0].isupper()
                assert finding.message.endswith((".", "?"))
                assert finding.grade == RULES[finding.code].grade


def test_the_finding_says_what_it_saw(make, reference, month):
    (finding,) = check_person(make({"citizen_id": "038154000123"}), reference, month)
    assert finding.field == "citizen_id"
    assert "1954" in finding.message
    assert "1945" in finding.message
    (finding,) = check_person(make({"recipient.citizen_id": "038170000456"}, stood_in=True), reference, month)
    assert finding.field == "recipient.citizen_id"
    assert finding.others == ("recipientaaaaaaa",)
    assert finding.message.startswith("Người nhận: ")
    written = {"regimes.HTXH-01.since": None, "regimes.NCC-KHAC.written": "ưu đãi gì đó"}
    (finding,) = check_person(make(written), reference, month)
    assert "«ưu đãi gì đó»" in finding.message


def test_a_confidential_regime_is_not_named(make, reference, month):
    child = {
        "born": "2019-05-01",
        "citizen_id": "038319000123",
        "regimes.HTXH-01.since": None,
        "regimes.HIV-01.since": "",
    }
    (finding,) = check_person(make(child), reference, month)
    assert finding.code == "regime-age"
    assert "HIV" not in finding.message


def test_regimes_come_into_force_and_lapse_with_the_month(make, reference):
    old = make(
        {"regimes.HTXH-01.since": None, "regimes.CT-04.since": "2022-01", "born": "1940", "citizen_id": "038140000123"}
    )
    new = make({"regimes.HTXH-01.since": ""})
    assert check_person(old, reference, "2025-06") == []
    assert codes(check_person(old, reference, "2025-07")) == {"regime-lapsed"}
    assert codes(check_person(new, reference, "2025-06")) == {"regime-lapsed"}
    assert check_person(new, reference, "2025-07") == []


@pytest.mark.parametrize(
    ("drawn", "counts"),
    [
        ({"since": "2026-03"}, True),
        ({"since": "2026-04"}, False),
        ({"since": "2026"}, True),
        ({"since": "2027"}, False),
        ({"since": "", "until": "2026-03"}, True),
        ({"since": "", "until": "2026-02-28"}, False),
        ({"since": "", "until": "2026"}, True),
        ({"since": "", "until": "2025"}, False),
        ({"since": "", "status": "paused"}, False),
    ],
)
def test_only_what_is_drawn_in_the_month_is_looked_at(drawn, counts, make, reference, month):
    person = make({f"regimes.ZZ-9.{part}": value for part, value in drawn.items()})
    assert codes(check_person(person, reference, month)) == ({"regime-unresolved"} if counts else set())


def test_a_birthday_is_announced_only_where_the_month_of_birth_is_known(make, reference, month):
    changes = {"citizen_id": "038166000123", "regimes.HTXH-01.since": None, "regimes.KT-03.since": "2020"}
    assert check_person(make({**changes, "born": "1966"}), reference, month) == []
    assert codes(check_person(make({**changes, "born": "1966-03"}), reference, month)) == {"regime-age-next"}
    assert codes(check_person(make({**changes, "born": "1966-03-31"}), reference, month)) == {"regime-age-next"}
    assert codes(check_person(make({**changes, "born": "1966-03-01"}), reference, month)) == {"regime-age"}
    # Social pension has no upper end: a birthday within its band is no news.
    pension = {"born": "1946-03-20", "citizen_id": "038146000123"}
    assert check_person(make(pension), reference, month) == []


@pytest.mark.parametrize(
    ("changes", "stood_in", "words"),
    [
        ({"citizen_id": "038045000123"}, False, "Số căn cước là của nam mà sổ ghi nữ: xem lại thẻ."),
        ({"route.paper": None}, True, "Chưa ghi giấy ủy quyền (số, ngày)."),
        ({**CHILD, "route.paper": None}, True, "Chưa ghi căn cứ giám hộ."),
        ({"route.valid_until": "2026-02-28"}, True, "Ủy quyền hết hạn 28/02/2026: gia hạn hoặc đổi cách nhận."),
        ({**CHILD, "route.valid_until": "2026-02-28"}, True, "Giám hộ hết hạn 28/02/2026: gia hạn hoặc đổi cách nhận."),
        ({"account.number": "350020512345"}, False, "Số tài khoản có 12 số, Agribank thường 13 số: dò lại."),
        (
            {"born": "1952", "citizen_id": "038152000123"},
            False,
            "HTXH-01 cho người từ 75 tuổi, người này 73–74 tuổi: xem lại mã.",
        ),
        (
            {
                "regimes.HTXH-01.since": None,
                "regimes.KT-02.since": "",
                "born": "1980-01-01",
                "citizen_id": "038180000123",
            },
            False,
            "KT-02 cho người dưới 16 tuổi hoặc từ 60 tuổi, người này 46 tuổi: xem lại mã.",
        ),
    ],
)
def test_words(changes, stood_in, words, make, reference, month):
    assert [f.message for f in check_person(make(changes, stood_in=stood_in), reference, month)] == [words]
