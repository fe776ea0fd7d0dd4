import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.language.tokens import tokenise

PARTS = [
    "I", "don't", "can’t", "U.S.", "AI-powered", "$5.2", "40bn", "10%", "--", "…", "...", "“", "”",
    "www.x.org/a?b=1.", "a.b@c.com", "🇬🇧", "👩‍🚀", "习近平", "E.g.", "\n", "\n\n", "\t", " ",
    "• point", "non-binding", "gonna", "e\u0301", "\u200b", "#AI", "7:30pm", "’s", "(", ")",
]  # fmt: skip


def words(text):
    return [text[start:end] for start, end in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I don't, he can’t.", "I do n't , he ca n’t ."),
        ("It's the US's; I'm sure we'll.", "It 's the US 's ; I 'm sure we 'll ."),
        ("We cannot, gonna.", "We can not , gon na ."),
        ("an AI-powered, non-binding pact", "an AI - powered , non-binding pact"),
        ("from 2019-2023", "from 2019 - 2023"),
        ("The U.S. and Mr. Wu met, e.g. there.", "The U.S. and Mr. Wu met , e.g. there ."),
        ("J. D. Vance of No. 10", "J. D. Vance of No. 10"),
        ("He said no. Then left.", "He said no . Then left ."),
        ("$5.2m, £40bn and 10% at 7:30pm", "$ 5.2 m , £ 40 bn and 10 % at 7:30 pm"),
        ("See https://a.org/b?c=d. Or x@y.co.uk!", "See https://a.org/b?c=d . Or x@y.co.uk !"),
        ("“AI” -- it’s… well...", "“ AI ” -- it ’s … well ..."),
        ("O'Rourke at 10 o'clock; students'", "O'Rourke at 10 o'clock ; students '"),
        ("and/or 9/11", "and / or 9/11"),
        ("GPT-4 by AT&T 🙂🇬🇧", "GPT - 4 by AT&T 🙂 🇬🇧"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_words_are_cut_as_the_treebanks_cut_them(text, expected):
    assert words(text) == expected.split()


def check_places(text):
    at = 0
    for start, end in tokenise(text):
        assert at <= start < end
        assert not text[at:start].strip()
        assert not any(c.isspace() for c in text[start:end])
        at = end
    assert not text[at:].strip()


@given(st.text(max_size=200))
def test_every_character_but_white_space_is_in_one_word(text):
    check_places(text)


@given(st.lists(st.sampled_from(PARTS), max_size=30))
def test_words_of_odd_mixtures_are_slices_too(parts):
    check_places("".join(parts))
