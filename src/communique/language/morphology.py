"""Features of words that their Penn Treebank tag implies, in Universal Dependencies' names."""

Feats = tuple[tuple[str, str], ...]

_FEATS = {
    "NN": "Number=Sing", "NNS": "Number=Plur", "NNP": "Number=Sing", "NNPS": "Number=Plur",
    "JJR": "Degree=Cmp", "JJS": "Degree=Sup", "RBR": "Degree=Cmp", "RBS": "Degree=Sup",
    "MD": "VerbForm=Fin", "VB": "VerbForm=Inf", "VBD": "Tense=Past|VerbForm=Fin",
    "VBG": "Tense=Pres|VerbForm=Part", "VBN": "Tense=Past|VerbForm=Part",
    "VBP": "Tense=Pres|VerbForm=Fin", "VBZ": "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
    "PRP$": "Poss=Yes", "WP$": "Poss=Yes",
}  # fmt: skip
_PRONOUNS = {
    "i": "Number=Sing|Person=1", "me": "Number=Sing|Person=1", "my": "Number=Sing|Person=1",
    "we": "Number=Plur|Person=1", "us": "Number=Plur|Person=1", "our": "Number=Plur|Person=1",
    "you": "Person=2", "your": "Person=2",
    "he": "Gender=Masc|Number=Sing|Person=3", "him": "Gender=Masc|Number=Sing|Person=3",
    "his": "Gender=Masc|Number=Sing|Person=3", "she": "Gender=Fem|Number=Sing|Person=3",
    "her": "Gender=Fem|Number=Sing|Person=3", "it": "Gender=Neut|Number=Sing|Person=3",
    "its": "Gender=Neut|Number=Sing|Person=3", "they": "Number=Plur|Person=3",
    "them": "Number=Plur|Person=3", "their": "Number=Plur|Person=3",
}  # fmt: skip
_PRONOUN_TAGS = {"PRP", "PRP$"}


def feats(form: str, xpos: str) -> Feats:
    """Return the features of a word with tag `xpos`, sorted by name."""
    found = _FEATS.get(xpos, "")
    if xpos in _PRONOUN_TAGS:
        found = "|".join(filter(None, (found, _PRONOUNS.get(form.lower(), ""))))
    return _SPLIT.setdefault(found, _split(found))


def _split(cell: str) -> Feats:
    pairs = (feature.partition("=") for feature in cell.split("|") if feature)
    return tuple(sorted((name, value) for name, _, value in pairs))


_SPLIT: dict[str, Feats] = {}
