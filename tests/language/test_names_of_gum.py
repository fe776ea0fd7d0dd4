"""The names that GUM's nested mentions hold."""

import pytest

from communique.training.entities import gum_entities


def rows(*words):
    return [
        [str(at), form, "_", upos, xpos, "_", str(head), deprel, "_", misc]
        for at, (form, upos, xpos, head, deprel, misc) in enumerate(words, 1)
    ]


OFFICE = rows(
    ("the", "DET", "DT", 2, "det", "Entity=(1-person-new-x"),
    ("critic", "NOUN", "NN", 5, "nsubj", "_"),
    ("Louis", "PROPN", "NNP", 2, "flat", "_"),
    ("Ehlert", "PROPN", "NNP", 2, "flat", "Entity=1)"),
    ("left", "VERB", "VBD", 0, "root", "_"),
)
NAME = rows(
    ("Ada", "PROPN", "NNP", 3, "nsubj", "Entity=(1-person-new-x"),
    ("Byron", "PROPN", "NNP", 1, "flat", "Entity=1)"),
    ("left", "VERB", "VBD", 0, "root", "_"),
)
COMMON = rows(
    ("the", "DET", "DT", 2, "det", "Entity=(1-person-new-x"),
    ("critic", "NOUN", "NN", 3, "nsubj", "Entity=1)"),
    ("left", "VERB", "VBD", 0, "root", "_"),
)
CITY = rows(
    ("the", "DET", "DT", 2, "det", "Entity=(1-place-new-x"),
    ("city", "NOUN", "NN", 4, "nsubj", "_"),
    ("Bonn", "PROPN", "NNP", 2, "flat", "Entity=1)"),
    ("grew", "VERB", "VBD", 0, "root", "_"),
)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (OFFICE, ((2, 4, "PERSON"),)),
        (NAME, ((0, 2, "PERSON"),)),
        (COMMON, ()),
        (CITY, ()),
    ],
    ids=["after an office", "by itself", "none", "only of persons"],
)
def test_names_are_found_in_mentions(sentence, names):
    assert gum_entities(sentence) == (names, frozenset())
