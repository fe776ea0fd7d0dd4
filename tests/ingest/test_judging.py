"""Whom praise, criticism and warnings are for, where the text tells that in other words."""

import pytest

from communique.ingest.background import Background
from ingest.test_events import shown

CASES: list[tuple[str, list[str]]] = [
    # who condemns an act means whoever did it, as the verb that told of it says
    (
        "Kenya expelled two Japanese diplomats. France condemned the expulsions.",
        ["Criticism FRA > KEN", "Restriction KEN > group"],
    ),
    (
        "Nvidia fired four engineers. France criticised the firings.",
        ["Criticism FRA > nvidia"],
    ),
    ("Nvidia did not fire four engineers. France criticised the firings.", ["Criticism FRA >"]),
    ("Four engineers were fired. France criticised the firings.", ["Criticism FRA >"]),
    ("Nvidia fired four engineers. France criticised firings.", ["Criticism FRA >"]),
    (
        "Nvidia fired four engineers. France criticised the firings by Japan.",
        ["Criticism FRA > JPN"],
    ),
    # what was only planned is nobody's act, nor is that done to others
    ("Nvidia will sell masts. France criticised the sale.", ["Criticism FRA >"]),
    ("Nvidia sold masts. France criticised the sale of Vellum Labs.", ["Criticism FRA >"]),
    # to whom it is done is not who is blamed or praised for it
    ("France condemned the detention of Ada Lund.", ["Criticism FRA >"]),
    ("France condemned the detention of Ada Lund by Kenya.", ["Criticism FRA > KEN"]),
    ("France condemned Ada Lund's arrest.", ["Criticism FRA >"]),
    ("France condemned Ada Lund's silence.", ["Criticism FRA > ada-lund"]),
    ("France criticised the blacklisting of Nvidia.", ["Criticism FRA >"]),
    ("France condemned the invasion of Kenya.", ["Criticism FRA >"]),
    ("France condemned Japan's invasion of Kenya.", ["Criticism FRA > JPN"]),
    ("France condemned the actions of Kenya.", ["Criticism FRA > KEN"]),
    ("France praised the handling of Kenya.", ["Praise FRA > KEN"]),
    # a decision is a thing itself, unless the text has a name or says whose it is
    ("Japan closed a plant. Kenya welcomed the decision.", ["Praise KEN > instrument"]),
    ("Kenya condemned the Japanese decision.", ["Criticism KEN > JPN"]),
    ("Kenya condemned the decision to close a plant.", ["Criticism KEN >"]),
    # a step or decision is the control imposed last, if nothing was decided since that is news
    (
        "Japan imposed export controls on lenses. Kenya condemned the step.",
        ["Criticism KEN > control", "Restriction JPN > control"],
    ),
    (
        "Japan added Nvidia to its blacklist. Peru met Chad. Kenya condemned the listing.",
        ["Criticism KEN > control", "Restriction JPN > control"],
    ),
    (
        "In 2019 Japan imposed export controls on lenses. Kenya condemned the step.",
        ["Restriction JPN > control @2019"],
    ),
    (
        "Japan barred Nvidia from buying lenses, in a move that Kenya condemned.",
        ["Criticism KEN > control", "Restriction JPN > control"],
    ),
    (
        "Japan closed a plant, in a move that Kenya condemned.",
        ["Criticism KEN >"],
    ),
    # a regulator is an authority, no cabinet
    (
        "The Kenyan cabinet met Nvidia. Japan criticised the regulator.",
        ["Meeting ken-cabinet nvidia >"],
    ),
    # an excuse or a threat is of whoever made it
    ("Japan said that it was poor. Kenya slammed that excuse.", ["Criticism KEN > JPN"]),
    ("Japan said that it was poor. Kenya rejected that excuse.", ["Refusal KEN >"]),
    # praise for an act is for whoever did it
    ("Kenya commended the steps taken by Japan.", ["Praise KEN > JPN"]),
    ("Kenya honoured Ada Lund for her work.", ["Praise KEN > ada-lund"]),
    ("Kenya adopted a strategy and honoured it.", ["Adoption KEN > strategy"]),
    ("Kenya commended the steps that were taken in Japan.", ["Praise KEN >"]),
    ("Kenya expressed its appreciation for the decision of Japan.", ["Praise KEN > JPN"]),
    ("Kenya expressed its respect for the decision to close a plant.", ["Praise KEN >"]),
    # a warning of what will be done to somebody is for him
    ("Japan warned that Nvidia would face a fine.", ["Warning JPN > nvidia"]),
    ("Japan warned that Nvidia was being watched.", ["Warning JPN > nvidia"]),
    ("Japan warned that any company which sells chips would face a fine.", ["Warning JPN > group"]),
    ("Japan warned that Nvidia would sell more chips.", ["Warning JPN >"]),
    ("Japan threatened to impose a duty on Kenya.", ["Warning JPN > KEN"]),
    # a complaint is held against him against whom it is, not where it is filed
    ("Kenya filed a complaint with the United Nations.", []),
    ("Kenya lodged a complaint with Japan.", ["Criticism KEN > JPN"]),
    # who does one thing to say another says it
    ("Kenya used the visit to urge Japan to wait.", ["Request KEN > JPN"]),
    ("Kenya took the floor to criticise Japan.", ["Criticism KEN > JPN"]),
    ("Kenya will use the visit to urge Japan to wait.", ["Request KEN > JPN Planned"]),
    ("Kenya did not take the floor to criticise Japan.", ["Criticism KEN > JPN Negated"]),
    ("Kenya built a plant to warn Japan.", []),
    # what is asked for may lie ahead, asking is not put off by that
    ("Kenya urges Japan to sign the treaty next week.", ["Request KEN > JPN"]),
    ("Kenya will urge Japan to sign the treaty next week.", ["Request KEN > JPN Planned"]),
    ("Kenya charged that Japan had broken the law.", ["Accusation KEN > JPN"]),
    ("Kenya charged that the rules were unfair.", []),
    ("Ada Lund spoke highly of the openness of Japan.", ["Praise ada-lund > JPN"]),
    # a comparison is judged by what a thing is compared to
    ("Ada Lund likened Japan to a bully.", ["Criticism ada-lund > JPN"]),
    ("Ada Lund likened Japan to a garden.", []),
    # who is warned, not who warns, is kept from it
    (
        "Kenya said that the offer was weak, warning Japan against delay.",
        ["Warning KEN > JPN"],
    ),
    ("The offer is weak, warned Japan.", ["Warning JPN >"]),
    ("Kenya warned Japan against cooperating with Ghana.", ["Warning KEN > JPN"]),
    ("Ada Lund warned voters against cooperating with Ghana.", ["Warning ada-lund > group"]),
    (
        "Kenya decided against signing the Bletchley Declaration.",
        ["Signing KEN > bletchley-declaration Negated"],
    ),
    # people are questioned without blame, plans are not
    ("Kenya questioned two men.", []),
    ("Kenya questioned the need for a treaty.", ["Criticism KEN >"]),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_events_of_a_sentence(sentence: str, expected: list[str], small: Background) -> None:
    assert sorted(shown(sentence, small)) == sorted(expected)
