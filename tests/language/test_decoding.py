import itertools

import numpy as np
import pytest

from communique.errors import LanguageError
from communique.language.arcs import best_tree, likely
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


def crosses(found):
    arcs = [sorted((word, head)) for word, head in enumerate(found, 1)]
    return any(a < c < b < d for a, b in arcs for c, d in arcs)


TREES = {
    size: [
        each
        for each in itertools.product(range(size + 1), repeat=size)
        if is_tree(each) and all(head != at for at, head in enumerate(each, 1))
    ]
    for size in (3, 5)
}


@pytest.mark.parametrize("size", TREES)
@pytest.mark.parametrize("seed", range(20))
def test_heads_are_the_best_tree_without_crossing_arcs(seed, size):
    scores = 0.2 * np.random.default_rng(seed).normal(size=(size, size + 1))
    possible = [each for each in TREES[size] if not crosses(each)]
    best = max(possible, key=lambda each: scores[range(size), each].sum())
    assert heads(scores).tolist() == list(best)


def test_arcs_that_cross_are_not_taken_though_each_word_likes_them():
    likes = np.full((4, 5), -5.0)
    likes[[0, 1, 2, 3], [3, 4, 0, 3]] = 0  # 1 on 3, 2 on 4: those cross
    likes[1, 3] = -1
    assert heads(likes).tolist() == [3, 3, 0, 3]


LABELS = ("root", "nsubj", "obj", "appos", "nmod")


def named(arcs, **likes):
    """Return what relation each arc is: `likes` by word and head ("w1h2") where not nmod."""
    scores = np.full((len(arcs.words), len(LABELS)), -6.0)
    scores[:, LABELS.index("nmod")] = -4
    for at, (word, head) in enumerate(zip(arcs.words, arcs.heads, strict=True)):
        for label, score in likes.get(f"w{word + 1}h{head}", {}).items():
            scores[at, LABELS.index(label)] = score
    return scores


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        # "the spokesman He said": the second is less surely its subject
        ({"nsubj": -0.1}, {"nsubj": -0.5, "appos": -1.0}, ["nsubj", "appos"]),
        # what has no other name keeps its own
        ({"nsubj": -0.5, "appos": -0.6}, {"nsubj": -0.5, "appos": -5}, ["appos", "nsubj"]),
        ({"nsubj": -0.1}, {"obj": -0.1}, ["nsubj", "obj"]),
    ],
)
def test_a_predicate_has_one_subject(first, second, wanted):
    scores = np.full((3, 4), -9.0)
    scores[[0, 1, 2], [3, 3, 0]] = 0
    arcs = likely(scores)
    tree = best_tree(arcs, named(arcs, w1h3=first, w2h3=second), LABELS)
    assert tree.heads.tolist() == [3, 3, 0]
    assert [LABELS[each] for each in tree.relations[:2]] == wanted


def test_a_second_subject_hangs_elsewhere_if_that_costs_least():
    scores = np.full((3, 4), -9.0)
    scores[[0, 1, 2], [3, 3, 0]] = -0.1
    scores[1, 1] = -2
    arcs = likely(scores)
    one = {"nsubj": -0.1}
    tree = best_tree(arcs, named(arcs, w1h3=one, w2h3=one, w2h1={"appos": -0.1}), LABELS)
    assert tree.heads.tolist() == [3, 1, 0]
    assert LABELS[tree.relations[1]] == "appos"
    assert tree.sure[1] == pytest.approx(np.exp(-2.1))


@pytest.mark.parametrize("seed", range(20))
def test_whatever_the_scores_no_predicate_has_two_of_a_kind(seed):
    chance = np.random.default_rng(seed)
    arcs = likely(chance.normal(size=(9, 10)))
    relations = chance.normal(size=(len(arcs.words), len(LABELS)))
    tree = best_tree(arcs, relations, LABELS)
    assert is_tree(tree.heads.tolist())
    assert [LABELS[at] for at in tree.relations].count("root") == 1
    for label in ("nsubj", "obj"):
        held = tree.heads[tree.relations == LABELS.index(label)].tolist()
        assert len(held) == len(set(held))


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
