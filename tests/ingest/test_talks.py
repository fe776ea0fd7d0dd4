"""Who talked or signed, where a noun tells it: a journey for talks, a pact between two."""

import pytest

from communique.ingest.background import Background
from ingest.test_events import shown

CASES: list[tuple[str, list[str]]] = [
    # a journey made for talks tells that they were held
    (
        "Joe Biden flew to Geneva for talks with Xi Jinping.",
        ["Meeting joe-biden xi-jinping >", "Visit joe-biden > geneva"],
    ),
    (
        "Joe Biden will travel to Geneva for a meeting with Xi Jinping.",
        ["Meeting joe-biden xi-jinping > Planned", "Visit joe-biden > geneva Planned"],
    ),
    ("Joe Biden left for Geneva for talks with Xi Jinping.", []),
    (
        "Joe Biden did not travel to Geneva for talks with Xi Jinping.",
        ["Visit joe-biden > geneva Negated"],
    ),
    ("Joe Biden flew to Geneva for a book about Xi Jinping.", ["Visit joe-biden > geneva"]),
    # nobody meets whom he only sees as something, or who speaks for something beside him
    ("Joe Biden came to see Xi Jinping as a rival.", []),
    ("Joe Biden and Xi Jinping spoke in favour of drones.", []),
    # "his counterpart" before a name is whom that names, however the tree has it
    (
        "Earlier, Kenyan President Ada Lindt held talks with her Swiss counterpart Bo Holm.",
        ["Meeting ada-lindt bo-holm >"],
    ),
    (
        "Mr. Xi Jinping held a telephone talk with H.E. Mr. Joe Biden.",
        ["Meeting xi-jinping joe-biden >"],
    ),
    # a pact between two is signed by them
    ("A treaty between Kenya and Japan was signed.", ["Signing KEN JPN > treaty"]),
    (
        "After the signing of a treaty between Kenya and Japan, it rained.",
        ["Signing KEN JPN > treaty"],
    ),
    ("France signed a treaty on trade between Japan and Kenya.", ["Signing FRA > treaty"]),
    ("Kenya opened a road between Japan and France.", []),
    # who signs with whom is half unknown where the subject is
    ("The boss signed an agreement with Sam Altman.", []),
    (
        "Joe Biden signed a memorandum on road safety with Xi Jinping.",
        ["Signing joe-biden xi-jinping > instrument"],
    ),
    # a body adopts what is passed in it; votes and consensus say how, not who
    (
        "A law on drones was passed in the Senate.",
        ["Adoption governmentbody > law"],
    ),
    (
        "A law on drones was approved by 12 votes to three in the Senate.",
        ["Adoption governmentbody > law"],
    ),
    ("A declaration on drones was adopted by consensus.", ["Adoption  > declaration"]),
    ("A law on drones was adopted in Kenya.", ["Adoption  > law"]),
    ("A law on drones was passed by Kenya in the Senate.", ["Adoption KEN > law"]),
    # the two states meet where only people of both do
    (
        "Kenya called Japan. Officials of the two countries met in Accra.",
        ["Meeting KEN JPN >"],
    ),
    (
        "Kenya called Japan. Diplomats from both countries will hold talks in Accra.",
        ["Meeting KEN JPN > Planned"],
    ),
    (
        "Kenya called Japan. Diplomats from both countries met Sam Altman.",
        ["Meeting group sam-altman >"],
    ),
    # who is called on is met, unless something is asked
    ("Joe Biden later called on Xi Jinping.", ["Meeting joe-biden xi-jinping >"]),
    ("Joe Biden called on Xi Jinping for help.", ["Request joe-biden > xi-jinping"]),
    # going on trial somewhere is no journey there
    ("Two men went on trial in Kenya on Friday.", []),
    ("Joe Biden went to Kenya.", ["Visit joe-biden > KEN"]),
    # what is done together with somebody, wherever the words stand
    (
        "The tests will be run by Kenya together with Japan.",
        ["Cooperation KEN JPN > Planned"],
    ),
    ("The tests will be run by Kenya with pens from Japan.", []),
    # people of a body are met, not the body, unless they are of two states
    ("Joe Biden met experts of the Senate.", ["Meeting joe-biden group >"]),
    # who reached "the deal" that was told before did nothing more
    (
        "Kenya and Japan agreed to plant trees. Joe Biden and Xi Jinping reached the deal in Rome.",
        ["Agreement KEN JPN >"],
    ),
    (
        "Kenya and Japan agreed to plant trees. Joe Biden and Xi Jinping reached a deal.",
        ["Agreement KEN JPN >", "Agreement joe-biden xi-jinping >"],
    ),
    # a comma at the end sets apart who else does it, not who else it may be done to
    (
        "Kenya signed the Bletchley Declaration in Rome, along with Japan and France.",
        ["Signing KEN JPN FRA > bletchley-declaration"],
    ),
    ("Kenya praised France, along with Japan.", ["Praise KEN > FRA"]),
    (
        "Kenya signed the Bletchley Declaration along with a letter to Japan.",
        ["Signing KEN > bletchley-declaration"],
    ),
    # some are named as examples of those who sign
    (
        "Sixty countries, Kenya and Japan among them, signed the Bletchley Declaration.",
        ["Signing group > bletchley-declaration"],
    ),
    # a building is nobody to talk to, a press conference nothing to attend
    ("Joe Biden told a press conference that rain was near.", []),
    ("OpenAI was in talks with a new data centre.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_events_of_a_sentence(sentence: str, expected: list[str], small: Background) -> None:
    assert sorted(shown(sentence, small)) == sorted(expected)
