"""Names of one text have one type, and known names are found where they were missed."""

from communique.language.agreement import with_agreement
from communique.language.annotation import Entity, Sentence, Token


def sentence(words, *entities):
    tokens = tuple(
        Token(0, 1, word, "PROPN" if word[:1].isupper() else "VERB", "NNP", word, (), -1, "root", 1)
        for word in words.split()
    )
    return Sentence(0, 1, 0, tokens, entities, ())


def names(*sentences):
    return [[(e.start, e.end, e.type) for e in s.entities] for s in with_agreement(sentences)]


def test_the_surest_type_of_the_same_words_holds():
    assert names(
        sentence("Sapir left", Entity(0, 1, "PERSON", 0.9)),
        sentence("Sapir came", Entity(0, 1, "PLACE", 0.4)),
    ) == [[(0, 1, "PERSON")], [(0, 1, "PERSON")]]


def test_a_sure_name_is_found_where_it_was_missed():
    assert names(sentence("Sapir left", Entity(0, 1, "PERSON", 0.9)), sentence("met Sapir")) == [
        [(0, 1, "PERSON")],
        [(1, 2, "PERSON")],
    ]


def test_what_is_not_sure_is_not_spread():
    assert names(sentence("Sapir left", Entity(0, 1, "PERSON", 0.6)), sentence("met Sapir")) == [
        [(0, 1, "PERSON")],
        [],
    ]


def test_other_names_stay():
    assert names(sentence("Bonn left", Entity(0, 1, "PLACE", 0.5)), sentence("met Sapir")) == [
        [(0, 1, "PLACE")],
        [],
    ]
