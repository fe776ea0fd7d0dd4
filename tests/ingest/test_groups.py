"""Groups and people without a name: what tells of them, and what points back to them."""

import pytest

from communique.ingest.background import Background
from ingest.test_events import shown

CASES: dict[str, list[str]] = {
    # counted members of a people are a group, the people itself stands for its state
    "The Bletchley Declaration was signed by 216 Canadians.": [
        "Signing group > bletchley-declaration"
    ],
    "About thirty Kurds accused Tesla of spying.": ["Accusation group > tesla"],
    "The Americans accused China of spying.": ["Accusation USA > CHN"],
    # one of a people is no state, and whose "the team" is nobody tells
    "The American accused China of spying.": [],
    "The team accused China of spying.": [],
    "A team of engineers accused China of spying.": ["Accusation group > CHN"],
    "China will support the training of one million Africans.": ["Aid CHN > group Planned"],
    # "the two presidents" are no ministers, and the sides are those of whoever speaks for one
    "Vice Premier Bo Holm met Minister Ada Lindt. The two presidents thanked Chile.": [
        "Meeting bo-holm ada-lindt >",
    ],
    "President Bo Holm met President Ada Lindt. The two presidents thanked Chile.": [
        "Meeting bo-holm ada-lindt >",
        "Praise bo-holm ada-lindt > CHL",
    ],
    "U.S. President Joe Biden thanked Kenya for its ties with Japan. Both sides thanked Chile.": [
        "Praise joe-biden > KEN",
    ],
    "Kenya met Japan. Both sides thanked Chile.": ["Meeting KEN JPN >", "Praise KEN JPN > CHL"],
    "The council, meeting under the chair of Tesla, Elon Musk, thanked Chile.": [],
    # a bare number is people by what they do
    "A dozen resigned from Tesla.": ["Withdrawal group > tesla"],
    "A dozen sold well.": [],
    # cities in which something is done do nothing; a lone party has not signed with nobody
    "Protesters marched in twelve cities.": ["Protest group >"],
    "Kenya signed the Bletchley Declaration. Chile was not among them.": [
        "Signing KEN > bletchley-declaration"
    ],
    "Under a memorandum signed in March, Google will rest.": [],
    # a part of many
    "Some of your neighbours accused Tesla of spying.": ["Accusation group > tesla"],
    "Several of the states signed the Bletchley Declaration.": [
        "Signing group > bletchley-declaration"
    ],
    "Kenya and Ghana met. Both of them signed the Bletchley Declaration.": [
        "Meeting KEN GHA >",
        "Signing KEN GHA > bletchley-declaration",
    ],
    "Some of the money signed nothing.": [],
    # people of several states speak for them, those of one state or of a firm for themselves
    "Delegates from Japan and Kenya met in Paris.": ["Meeting JPN KEN >"],
    "Fumio Kishida met activists from Germany.": ["Meeting fumio-kishida group >"],
    "Fumio Kishida met representatives of Tesla and Nvidia and urged them to leave.": [
        "Meeting fumio-kishida group >",
        "Request fumio-kishida > group",
    ],
    # the police are one body, though they are several
    "Police opened fire.": ["Fighting governmentbody >"],
    # members do what their group does, wherever the tree hangs them
    "Sixty countries including China, Brazil and India signed the summit's declaration on "
    "inclusive AI, but the United States and the United Kingdom refused.": [
        "Refusal USA GBR > declaration",
        "Signing group > declaration",
    ],
    "Police arrested two men. They accused Tesla.": [
        "Accusation governmentbody > tesla",
        "Coercion governmentbody > group",
    ],
    # a member is somebody, a delegation several
    "A member of the panel accused Tesla of spying.": ["Accusation person > tesla"],
    "A delegation from the coast accused Tesla of spying.": ["Accusation group > tesla"],
    "Kenya's delegation accused Tesla of spying.": ["Accusation KEN > tesla"],
    # whom a warning means: all who do something
    "Kenya warned that any firm which copies its data would suffer.": ["Warning KEN > group"],
    "Kenya warned that any delay would be bad.": ["Warning KEN >"],
    "Joe Biden threatened to jail any trader who leaves.": ["Warning joe-biden > group"],
    # the public at large points back to nobody
    "Kenya praised other countries. Japan urged the international community to leave.": [
        "Praise KEN > group",
        "Request JPN > group",
    ],
    # what cannot share a "would" goes on with what somebody did
    "Joe Biden said Japan would leave the talks and urged other countries to stay.": [
        "Request joe-biden > group",
        "Withdrawal JPN > Planned by joe-biden",
    ],
    # places are many where they act or have it done to them
    "Joe Biden urged the provinces to leave.": ["Request joe-biden > group"],
    "Kenya, Ghana and Japan met. Joe Biden urged the three capitals to leave.": [
        "Meeting KEN GHA JPN >",
        "Request joe-biden > KEN GHA JPN",
    ],
    "Joe Biden urged the three capitals to leave.": [],
    # a capital makes no place of those who act
    "Joe Biden urged other Allies to leave.": ["Request joe-biden > group"],
    # a noun in the singular that means several
    "Should the opposition win, it has promised to leave.": ["Pledge group >"],
    "The workers met. It accused Tesla of spying.": ["Meeting group >"],
    # those whom "and" joins, wherever they stand
    "Joe Biden thanked Japan and Canada and urged them to leave.": [
        "Praise joe-biden > JPN CAN",
        "Request joe-biden > JPN CAN",
    ],
}


@pytest.mark.parametrize("text", CASES)
def test_groups(text: str, small: Background) -> None:
    assert sorted(shown(text, small)) == sorted(CASES[text])
