"""No rule raises, whatever a field holds: foreign files, newer programs and slips of any kind."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from store.checks import RULES, check_people, check_person, remembered
from store.checks.dates import ages, month_span, span
from store.people import Person
from store.reference import load

DATES = st.sampled_from(
    ["", "1945", "1945-03", "1945-03-02", "1945-13", "2026-02-30", "0000", "0000-00-00", "9999-12-31", "1945-3", "45",
     "1945-03-02T00", "٢٠٢٦", "2026-03-31", "-1", "1945-", "2026-03"]
)  # fmt: skip
WORDS = st.sampled_from(
    ["", "Lò Thị Ánh", "LO THI ANH", "038145000123", "03814500012x", "0381450001234", "self", "authorised", "guardian",
     "account", "cash", "dead", "alive", "moved", "female", "male", "active", "Agribank", "Viettel Money", "0912000123",
     "Cán bộ thôn", "closed", "a", "b", "r", "NguyÔn", "H'Mông", "²", "٣٨", "\ud800", "\u202e", "KT-01"]
)  # fmt: skip
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), DATES, WORDS, st.text(max_size=8), st.lists(WORDS, max_size=2)
)
OWN = st.sampled_from(
    ["kind", "village", "name", "born", "sex", "citizen_id", "old_id", "id_expires", "phone", "life", "last_seen",
     "route.method", "route.cash_reason", "route.receiver", "route.recipient", "route.relation", "route.basis",
     "route.paper", "route.valid_from", "route.valid_until", "route.account", "regimes.KT-01.since", "regimes.KT-01.status",
     "regimes.TB-45.until", "regimes.TB-999.since", "regimes.HTXH-01.since", "regimes.BTXH-KHAC.written", "regimes.",
     "regimes..", "regimes", "different.b", "different.", "police.person"]
)  # fmt: skip
FIELDS = st.dictionaries(st.one_of(OWN, st.text(max_size=6)), VALUES, max_size=12)
LINKED = st.none() | st.dictionaries(
    st.sampled_from(
        ["name", "born", "sex", "citizen_id", "phone", "owner", "provider", "number", "holder_name", "state"]
    ),
    VALUES,
)
CONFLICTS = st.dictionaries(st.one_of(OWN, st.text(max_size=6), st.just("account.number")), st.just([]), max_size=3)


@st.composite
def persons(draw, record):
    return Person(
        record=record,
        village=draw(st.sampled_from(["thon-1", "thon-2", ""])),
        village_name=draw(st.sampled_from(["Thôn 1", "Thôn 2", ""])),
        now=draw(FIELDS),
        conflicts=draw(CONFLICTS),
        recipient_record=draw(st.sampled_from([None, "r", "a"])),
        recipient=draw(LINKED),
        account_record=draw(st.sampled_from([None, "x", "y"])),
        account=draw(LINKED),
        linked_conflicts=draw(CONFLICTS),
    )


@settings(max_examples=250, deadline=None)
@given(
    persons("a"),
    persons("b"),
    persons("c"),
    st.sampled_from(["2026-03", "2024-02", "", "2026", "x", "9999-12", "0001-01"]),
)
def test_no_rule_raises(a, b, c, month):
    reference = load()
    people = [a, b, c, replace(a, record="d", village="thon-2")]
    findings = check_people(people, reference, month, accounts={"z": b.now}, different=remembered(people))
    for finding in findings:
        assert finding.grade == RULES[finding.code].grade
        assert finding.message
        assert finding.message.isprintable()
        assert finding.key.startswith(f"{finding.code}.")
        assert finding.record not in finding.others or finding.code not in ("account-shared", "duplicate-likely")
    alone = [f for person in people for f in check_person(person, reference, month)]
    assert set(alone) <= set(findings)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789-", max_size=10) | DATES, st.sampled_from(["2024-02", "2026-03", "0001-01"]))
def test_dates_are_read_or_refused_and_ages_are_in_order(text, month):
    days = span(text)
    if days is not None:
        assert days.first <= days.last
        assert days.first.isoformat().startswith(text)
        assert days.last.isoformat().startswith(text)
        least, most = ages(days, month_span(month))
        assert least <= most


def test_ages_of_dates_of_each_precision():
    assert ages(span("1945"), month_span("2026-03")) == (80, 81)
    assert ages(span("1945-03"), month_span("2026-03")) == (80, 81)
    assert ages(span("1945-03-02"), month_span("2026-03")) == (80, 81)
    assert ages(span("1945-03-01"), month_span("2026-03")) == (81, 81)
    assert ages(span("2008-02-29"), month_span("2026-02")) == (17, 17)
    assert ages(span("2008-02-29"), month_span("2026-03")) == (18, 18)
