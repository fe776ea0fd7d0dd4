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
    # what somebody goes somewhere for is yet to be done
    ("Kenya flew to London to sign the Bletchley Declaration.", "Planned"),
    ("Kenya is in London to sign the Bletchley Declaration.", "Planned"),
    ("Kenya may visit London to sign the Bletchley Declaration.", "Possible"),
    ("Kenya did not fly to London to sign the Bletchley Declaration.", ""),
    ("Kenya sold ships to Chile to sign the Bletchley Declaration.", ""),
    ("Kenya would have signed the Bletchley Declaration.", "Possible"),
    ("It is not true that Kenya signed the Bletchley Declaration.", "Possible"),
    ("When Kenya signs the Bletchley Declaration, Ghana will leave.", "Planned"),
    ("Once Kenya has signed the Bletchley Declaration, Ghana will leave.", "Planned"),
    ("As soon as Kenya signs the Bletchley Declaration, Ghana will leave.", "Planned"),
    ("The fund opens a month after Kenya has signed the Bletchley Declaration.", ""),
    ("When Kenya signed the Bletchley Declaration, Ghana left.", "Actual"),
    ("Without signing the Bletchley Declaration, Kenya left.", "Negated"),
    ("The risk of Kenya signing the Bletchley Declaration grew.", "Possible"),
    ("Ghana insisted on Kenya signing the Bletchley Declaration.", ""),
    ("Kenya thought better of signing the Bletchley Declaration.", ""),
    ("At no point did Kenya sign the Bletchley Declaration.", "Negated"),
    ("Everyone but Kenya signed the Bletchley Declaration.", ""),
    ("Once signed by Kenya, the Bletchley Declaration will be published.", "Planned"),
    ("In the film, Kenya signed the Bletchley Declaration.", ""),
    ("If the cable is genuine, Kenya signed the Bletchley Declaration.", "Possible"),
    ("Kenya signed the Bletchley Declaration, even if it did not like it.", "Actual"),
    ("If the cable is real, Ghana said Kenya signed the Bletchley Declaration.", "Actual"),
    ("As far as Ghana knows, Kenya signed the Bletchley Declaration.", "Possible"),
    ("Kenya, some say, signed the Bletchley Declaration.", ""),
    ("Kenya is due to sign the Bletchley Declaration.", "Planned"),
    ("Kenya will be the first state to sign the Bletchley Declaration.", "Planned"),
    ("Kenya agreed to share tests, signing the Bletchley Declaration.", "Actual"),
    ("Kenya plans to share tests, signing the Bletchley Declaration.", "Planned"),
    ("Ghana sent Kenya to Lima, where it is to sign the Bletchley Declaration.", "Planned"),
    ("Ghana left on 30 October. A day later, Kenya signs the Bletchley Declaration.", "Actual"),
    ("Ghana left. Kenya signs the Bletchley Declaration later.", "Planned"),
    ("Kenya's president, William Ruto, to sign the Bletchley Declaration.", "Planned"),
    ("Kenya to sign the Bletchley Declaration", "Planned"),
    ("Kenya is supposed to sign the Bletchley Declaration.", "Planned"),
    ("Kenya faces a choice: sign the Bletchley Declaration or leave.", ""),
    ("Ghana will wait until Kenya has signed the Seoul Declaration.", "Planned"),
    ("Ghana waited until Kenya signed the Seoul Declaration.", "Actual"),
]


# a sentence on a meeting, and what it makes of it
MEETINGS: list[tuple[str, str]] = [
    ("Joe Biden is due to meet Xi Jinping.", "Planned"),
    ("A meeting between Kenya and Ghana lasted two hours.", "Actual"),
    ("A meeting between Kenya and Ghana fell through.", "Negated"),
    ("A meeting between Kenya and Ghana had to be put off.", ""),
    ("A meeting between Kenya and Ghana is in the works.", ""),
    ("A meeting between Kenya and Ghana was cancelled.", "Negated"),
    ("A meeting between Kenya and Ghana has eluded diplomats.", ""),
]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [*(("Signing", *case) for case in CASES), *(("Meeting", *case) for case in MEETINGS)],
)
def test_did_it_happen(shipped: Background, kind: str, text: str, expected: str) -> None:
    found = extract(read_text(text, published="2023-11-02"), shipped, least=0)
    told = [event.factuality.value for event in found.events if event.kind == kind]
    assert "".join(told) == expected
