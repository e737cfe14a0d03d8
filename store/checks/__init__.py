"""Rules that look at people and return findings; nothing here raises for bad data or stores (design section 5).

`check_person` and `check_people` run every rule; `RULES` lists what can be found. `death_and_account` needs a record's
edits and is asked apart; `remembered` reads the decisions "these are two different people".
"""

from store.checks.check import check_people, check_person
from store.checks.conflicts import death_and_account
from store.checks.duplicates import remembered
from store.checks.findings import RULES, Finding, Grade, Rule

__all__ = [
    "RULES",
    "Finding",
    "Grade",
    "Rule",
    "check_people",
    "check_person",
    "death_and_account",
    "remembered",
]
