"""Whether a text is English, from the small words that every language uses most."""

from collections.abc import Iterable

from communique.errors import LanguageError
from communique.language.tables import lexicon

_FEW_WORDS, _ENOUGH_WORDS = 8, 40
_ENGLISH_SHARE, _FOREIGN_SHARE = 0.06, 0.15
_FEW_LETTERS, _SEVERAL = 12, 3
_LAST_LATIN = "\u024f"


def require_english(words: Iterable[str]) -> None:
    """Raise LanguageError unless `words` read as English, or are too few to tell.

    Words of other scripts and languages inside English do no harm.
    """
    spelled = [word for word in words if word[:1].isalpha()]
    lower = [word.lower() for word in spelled]
    letters = [c for word in lower for c in word if c.isalpha()]
    latin = sum(c <= _LAST_LATIN for c in letters)
    marks = {"english": 0, "other": 0}
    table = {row["word"]: row["language"] for row in lexicon("small_words")}
    for word in lower:
        if word in table:
            marks[table[word]] += 1
    # "Ursula von der Leyen" is no German: it takes several small words to tell.
    several = (
        len({word for word in lower if table.get(word) == "other"}) >= _SEVERAL
        and len(lower) >= _FEW_WORDS
    )
    english, other = marks["english"], marks["other"]
    strange = len(letters) >= _FEW_LETTERS and 2 * latin < len(letters)
    foreign = (
        several and len(lower) >= _FEW_WORDS and other > max(english, _FOREIGN_SHARE * len(lower))
    )
    # Names are of no language: a list of them is taken as it is.
    plain = sum(not word[:1].isupper() for word in spelled)
    unknown = plain >= _ENOUGH_WORDS and english < _ENGLISH_SHARE * plain
    if strange or foreign or unknown:
        raise LanguageError("the text does not read as English: give an English version of it")
