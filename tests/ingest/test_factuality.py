"""Did it happen? Words of many kinds that say it did not, may have, or is still to come."""

import pytest

from communique.ingest.article import read_text
from communique.ingest.background import Background
from communique.ingest.pipeline import extract

# a text, and what it makes of the signing it speaks of; "" for nothing
CASES: list[tuple[str, str]] = [
    ("Kenya signed the Bletchley Declaration.", "Actual"),
    ("Kenya did sign the Bletchley Declaration.", "Actual"),
    ("Kenya almost signed the Bletchley Declaration.", "Possible"),
    ("Kenya came close to signing the Bletchley Declaration.", ""),
    ("Kenya is on the verge of signing the Bletchley Declaration.", ""),
    ("Kenya is far from signing the Bletchley Declaration.", ""),
    ("Kenya stopped short of signing the Bletchley Declaration.", ""),
    ("Kenya ruled out signing the Bletchley Declaration.", "Negated"),
    ("Kenya has not ruled out signing the Bletchley Declaration.", "Possible"),
    ("Kenya refrained from signing the Bletchley Declaration.", "Negated"),
    ("Kenya was prevented from signing the Bletchley Declaration.", "Negated"),
    ("Ghana stopped Kenya from signing the Bletchley Declaration.", "Negated"),
    ("Kenya was seen as having signed the Bletchley Declaration.", "Possible"),
    ("If only Kenya had signed the Bletchley Declaration.", "Possible"),
    ("Kenya could have signed the Bletchley Declaration.", "Possible"),
    ("Kenya would have signed the Bletchley Declaration.", "Possible"),
    ("It is not true that Kenya signed the Bletchley Declaration.", "Possible"),
    ("When Kenya signs the Bletchley Declaration, Ghana will leave.", "Planned"),
    ("Once Kenya has signed the Bletchley Declaration, Ghana will leave.", "Planned"),
    ("As soon as Kenya signs the Bletchley Declaration, Ghana will leave.", "Planned"),
    ("When Kenya signed the Bletchley Declaration, Ghana left.", "Actual"),
    ("Without signing the Bletchley Declaration, Kenya left.", "Negated"),
    ("The risk of Kenya signing the Bletchley Declaration grew.", "Possible"),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_did_it_happen(shipped: Background, text: str, expected: str) -> None:
    found = extract(read_text(text, published="2023-11-02"), shipped)
    told = [event.factuality.value for event in found.events if event.kind == "Signing"]
    assert "".join(told) == expected
