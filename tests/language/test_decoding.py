import itertools

import numpy as np
import pytest

from communique.errors import LanguageError
from communique.language.english import require_english
from communique.language.lemmas import respelled
from communique.language.morphology import feats
from communique.language.spans import best_spans
from communique.language.tree import heads


def is_tree(found):
    if sum(head == 0 for head in found) != 1:
        return False
    for at in range(len(found)):
        seen = set()
        while found[at]:
            if at in seen:
                return False
            seen.add(at)
            at = found[at] - 1
    return True


@pytest.mark.parametrize("seed", range(40))
def test_heads_are_always_a_tree(seed):
    chance = np.random.default_rng(seed)
    count = int(chance.integers(1, 30))
    assert is_tree(heads(chance.normal(size=(count, count + 1))).tolist())


@pytest.mark.parametrize("seed", range(30))
def test_a_circle_below_one_root_is_repaired_in_the_best_way(seed):
    chance = np.random.default_rng(seed)
    scores = chance.normal(size=(4, 5))
    scores[:, 0] = -50
    scores[0, 0] = 50
    choices = itertools.product(range(5), repeat=4)
    trees = [c for c in choices if is_tree(c) and all(h != d + 1 for d, h in enumerate(c))]
    best = max(trees, key=lambda c: sum(scores[d, h] for d, h in enumerate(c)))
    assert heads(scores).tolist() == list(best)


@pytest.mark.parametrize("seed", range(20))
def test_spans_are_the_best_possible_labels(seed):
    scores = np.random.default_rng(seed).normal(size=(1, 5, 5)).astype(np.float32)

    def possible(path):
        before = (0, *path)
        return all(b in (0, 1, 3) or a in (b, b - 1) for a, b in zip(before, path, strict=False))

    best = max(
        filter(possible, itertools.product(range(5), repeat=5)),
        key=lambda path: scores[0, range(5), path].sum(),
    )
    wanted = [at for at, label in enumerate(best) if label % 2]
    found = best_spans(scores, [5])[0]
    assert [start for start, *_ in found] == wanted
    assert [kind for *_, kind, _ in found] == [best[at] // 2 for at in wanted]


def test_words_past_the_end_of_a_row_have_no_spans():
    scores = np.zeros((2, 6, 3), np.float32)
    scores[:, :, 1] = 5
    assert [len(row) for row in best_spans(scores, [2, 6])] == [2, 6]


def test_features_come_from_the_tag():
    assert dict(feats("signed", "VBD")) == {"Tense": "Past", "VerbForm": "Fin"}
    assert dict(feats("Her", "PRP$"))["Gender"] == "Fem"
    assert feats("of", "IN") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Die Minister haben sich in Berlin mit den Vertretern der Firmen auf das Papier geeinigt",
        "Les ministres et les entreprises se sont mis au travail pour que le sommet soit un succès",
        "习近平主席在北京会见了美国代表团并就人工智能安全问题交换了意见",
    ],
)
def test_other_languages_are_refused(text):
    with pytest.raises(LanguageError):
        require_english(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "US, China sign pact",
        "Xi (习近平) met the ministers of Germany, die Grünen and others",
        "Osman Adam Khatib, 20, London\n\nShamin Mohammed Uddin, 36, Stoke Newington\n\n" * 9,
    ],
)
def test_english_with_other_scripts_inside_is_read(text):
    require_english(text.split())


@pytest.mark.parametrize(
    ("misread", "lemma"),
    [
        ("violat", "violate"),
        ("guesse", "guess"),
        ("submitt", "submit"),
        ("quitte", "quit"),
        ("signifie", "signify"),
        ("authoris", "authorize"),
        ("sign", "sign"),
        ("zzzz", "zzzz"),
        ("", ""),
    ],
)
def test_a_stem_is_spelled_as_a_known_verb(misread, lemma):
    known = {"violate", "guess", "submit", "quit", "signify", "authorize", "sign", "sig"}
    assert respelled(misread, known.__contains__) == lemma
