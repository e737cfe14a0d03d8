"""Rules among people: shared accounts and recipients, two owners of one number, the dead, the order of what is told."""

from store.checks import RULES, check_people
from store.vietnamese.order import natural_key


def person(make, number, changes=None, **more):
    """Another person whose papers are in order, with names, births and numbers of their own."""
    born = 1930 + number
    own = {
        "name": f"Lò Thị {['Ánh', 'Bích', 'Cúc', 'Dung', 'Én', 'Giang', 'Huệ', 'Kim', 'Liễu', 'Mận'][number % 10]}",
        "born": f"{born}-0{number % 9 + 1}-1{number % 9}",
        "citizen_id": f"0381{born % 100:02}7{number * 7919 % 100000:05}",
        "phone": f"09120{number:05}",
        "route.account": f"account{number}",
        "account.number": f"35002{number * 104729 % 10**8:08}",
        "account.holder_name": None,
    }
    return make({**own, **(changes or {})}, record=f"person{number}", **more)


def told(findings, code):
    """Who was told this, with whom."""
    return {finding.record: finding.others for finding in findings if finding.code == code}


def codes(findings):
    return {finding.code for finding in findings}


def test_a_clean_village_gives_nothing(make, reference, month):
    village = [person(make, number) for number in range(12)]
    village += [person(make, number, {"life": "dead", "route.account": None}) for number in range(12, 16)]
    assert check_people(village, reference, month) == []


def test_findings_stand_by_village_then_given_name_then_code(make, reference, month):
    slips = {"sex": None, "account.provider": None}
    people = [
        person(make, 3, slips, village="thon-10", village_name="Thôn 10"),
        person(make, 2, slips, village="thon-2", village_name="Thôn 2"),
        person(make, 1, slips, village="thon-2", village_name="Thôn 2"),
    ]
    shown = [(f.village, f.record, f.code) for f in check_people(people, reference, month)]
    assert shown == [
        (village, record, code)
        for village, record in (("thon-2", "person1"), ("thon-2", "person2"), ("thon-10", "person3"))
        for code in ("provider-missing", "sex-missing")
    ]
    assert natural_key("Thôn 2") < natural_key("Thôn 10")


def test_one_account_for_three_is_listed_and_for_two_is_not(make, reference, month):
    # The paper says each draws by the son's account, so the number is one and its owner too.
    shared = {"route.account": "accounts", "account.number": "3500205999999", "account.owner": "recipients"}
    stood = {"route.recipient": "recipients", "recipient.citizen_id": "038070000456"}
    three = [person(make, number, {**shared, **stood}, stood_in=True) for number in range(3)]
    findings = check_people(three, reference, month)
    assert told(findings, "account-shared") == {
        "person0": ("person1", "person2"),
        "person1": ("person0", "person2"),
        "person2": ("person0", "person1"),
    }
    assert set(told(findings, "recipient-shared")) == {"person0", "person1", "person2"}
    assert codes(findings) == {"account-shared", "recipient-shared"}
    message = next(f.message for f in findings if f.code == "account-shared" and f.record == "person0")
    assert "Lò Thị Bích" in message
    assert "…9999" in message
    assert check_people(three[:2], reference, month) == []


def test_members_of_a_group_share_one_key_for_a_decision(make, reference, month):
    shared = {"route.account": "accounts", "account.number": "3500205999999", "account.owner": "recipients"}
    stood = {"route.recipient": "recipients"}
    four = [person(make, number, {**shared, **stood}, stood_in=True) for number in range(4)]

    def keys(people):
        return {f.key for f in check_people(people, reference, month) if f.code == "account-shared"}

    assert len(keys(four)) == 1
    assert keys(four) == keys(list(reversed(four)))
    assert keys(four) != keys(four[:3])


def test_a_recipient_entered_twice_is_known_by_the_citizen_number(make, reference, month):
    people = [
        person(make, n, {"route.recipient": f"recipient{n}", "account.owner": f"recipient{n}"}, stood_in=True)
        for n in range(3)
    ]
    assert codes(check_people(people, reference, month)) == {"recipient-shared"}
    people[2] = person(
        make,
        2,
        {"route.recipient": "other", "account.owner": "other", "recipient.citizen_id": "038070000999"},
        stood_in=True,
    )
    assert check_people(people, reference, month) == []


def test_one_number_under_two_owners(make, reference, month):
    one = person(make, 1)
    two = person(make, 2, {"account.number": one.account["number"]})
    findings = check_people([one, two], reference, month)
    assert told(findings, "account-two-owners") == {"person1": ("person2",), "person2": ("person1",)}
    assert len({f.key for f in findings}) == 1
    assert codes(check_people([one, person(make, 2)], reference, month)) == set()


def test_an_account_that_nobody_uses_still_shows_a_second_owner(make, reference, month):
    one = person(make, 1)
    stray = {"kind": "account", "owner": "person9", "number": one.account["number"], "provider": "Agribank"}
    found = check_people([one], reference, month, accounts={"stray": stray})
    assert told(found, "account-two-owners") == {"person1": ("person9",)}
    for spare in ({**stray, "state": "closed"}, {**stray, "owner": "person1"}, {**stray, "number": "3500205000000"}):
        assert check_people([one], reference, month, accounts={"stray": spare}) == []


def test_an_owner_who_is_the_same_human_being_is_no_second_owner(make, reference, month):
    mother = person(make, 1)
    as_recipient = {"recipient." + key: mother.now[key] for key in ("name", "born", "sex", "citizen_id")}
    ward = person(
        make,
        2,
        {
            **as_recipient,
            "route.recipient": "recipient1",
            "account.owner": "recipient1",
            "account.number": mother.account["number"],
        },
        stood_in=True,
    )
    assert check_people([mother, ward], reference, month) == []


def test_a_dead_recipient(make, reference, month):
    def both(life, **recipient):
        recipient = {"recipient." + key: value for key, value in recipient.items()}
        old = person(make, 1, {"sex": "male", "citizen_id": "038031700001", "life": life})
        return [old, person(make, 2, {"recipient.born": "1931", **recipient}, stood_in=True)]

    by_number = both("dead", citizen_id="038031700001")
    assert told(check_people(by_number, reference, month), "recipient-dead") == {"person2": ("person1",)}
    by_name = both("dead", citizen_id=None, name="lò thị bích", born="1931-02-11")
    assert told(check_people(by_name, reference, month), "recipient-dead") == {"person2": ("person1",)}
    for near in (both("alive", citizen_id="038031700001"), both("dead", citizen_id="038031700002")):
        assert "recipient-dead" not in codes(check_people(near, reference, month))


def test_an_account_of_somebody_dead(make, reference, month):
    dead = person(make, 1, {"life": "dead"})
    taken = {"account.number": dead.account["number"], "account.owner": "person1"}
    heir = person(make, 2, taken)
    assert told(check_people([dead, heir], reference, month), "account-of-dead") == {"person2": ("person1",)}
    living = person(make, 1)
    assert "account-of-dead" not in codes(check_people([living, heir], reference, month))
    assert check_people([dead, person(make, 2)], reference, month) == []


def test_who_moved_within_the_commune_counts_once(make, reference, month):
    old = person(make, 1, {"village": "thon-2"}, village="thon-1", village_name="Thôn 1")
    new = person(make, 1, {"village": "thon-2"}, village="thon-2", village_name="Thôn 2")
    assert old.ended
    assert not new.ended
    for people in ([old, new], [new, old]):
        assert check_people(people, reference, month) == []
        more = [*people, person(make, 2, {"sex": None})]
        assert [f.code for f in check_people(more, reference, month)] == ["sex-missing"]


def test_the_table_tells_of_every_code_once():
    assert all(code == rule.code and rule.about.endswith(".") for code, rule in RULES.items())
    assert len({rule.about for rule in RULES.values()}) == len(RULES)
    stops = {code for code, rule in RULES.items() if rule.grade == "stop"}
    assert stops == {"authorisation-expired", "conflict", "dead-twin", "death-and-account"}


def test_only_those_paid_into_an_account_share_it(make, reference, month):
    shared = {"account.number": "3500205999999", "account.owner": "recipients", "route.recipient": "recipients"}
    stood = [person(make, n, shared, stood_in=True) for n in range(2)]
    for spare in ({"route.method": "cash", "route.cash_reason": "ốm"}, {"account.state": "closed"}, {"life": "dead"}):
        third = person(make, 2, {**shared, **spare}, stood_in=True)
        assert "account-shared" not in codes(check_people([*stood, third], reference, month))
    third = person(make, 2, shared, stood_in=True)
    assert "account-shared" in codes(check_people([*stood, third], reference, month))


def test_a_recipient_who_does_not_receive_is_not_counted(make, reference, month):
    own = {"route.receiver": "self", "account.owner": "person2"}
    people = [person(make, n, {"account.owner": "recipientaaaaaaa"}, stood_in=True) for n in range(2)]
    assert "recipient-shared" not in codes(
        check_people([*people, person(make, 2, own, stood_in=True)], reference, month)
    )
    unknown = {"recipient.citizen_id": None, "account.owner": "recipientaaaaaaa"}
    people = [person(make, n, unknown, stood_in=True) for n in range(3)]
    assert "recipient-shared" in codes(check_people(people, reference, month))


def test_owners_without_numbers_are_told_apart_by_name_and_birth(make, reference, month):
    one = person(make, 1, {"citizen_id": None})
    same = {"citizen_id": None, "account.number": one.account["number"], "born": one.now["born"]}

    def told_of(name, **more):
        two = person(make, 2, {**same, "name": name, **more})
        return "account-two-owners" in codes(check_people([one, two], reference, month))

    assert not told_of(one.now["name"])
    assert told_of("Vi Thị Út")
    assert told_of(one.now["name"], born="1950")
