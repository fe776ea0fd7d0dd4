"""Text to words as Universal Dependencies cuts English: do|n't, Bush|'s, 40|bn, AI|-|powered.

Every word is a slice of the text, in order, with nothing but white space between them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from communique.language.tables import lexicon

Span = tuple[int, int]


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the places of the words of `text` between `start` and `end`."""
    found: list[Span] = []
    for match in _pattern().finditer(text, start, len(text) if end is None else end):
        found.extend(_parts(text, *match.span()))
    return found


_DOMAINS = "com|org|net|edu|gov|mil|int|info|biz|io|ai|uk|ca|au|de|fr|eu|cn|jp|ru"
_FILES = "docx?|xlsx?|pdf|pptx?|txt|jpe?g|png|gif|zip|html?|url|csv|exe|mp[34]"
_FILES += "|" + _FILES.upper()
_EMOJI = "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff]"
_TAIL = "[\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
_FLAG = "[\U0001f1e6-\U0001f1ff]"
_CLITIC = r"(?:[sSdDmM]|[rR][eE]|[vV][eE]|[lL][lL])\b"
# Letters, and the marks that sit on letters of other scripts or of decomposed text.
_LETTER = r"(?:\w|[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0dff\u0e31-\u0e4e])"

# What a word may be, in the order in which it is tried; names in <> stand for tables.
_KINDS = (
    r"(?:https?|ftp)://[^\s<>\"“”]*[^\s<>\"“”.,;:!?'’)\]]|mailto:\S+[^\s>)]",
    r"www\.[^\s<>\"“”]*[^\s<>\"“”.,;:!?'’)\]]",
    r"(?<![\w.])[\w.+%-]+@\w[\w-]*(?:\.\w[\w-]*)*",
    rf"(?<![\w.])(?:[A-Za-z0-9][\w-]*\.)+(?:{_DOMAINS})(?:/[\w./~%?=&-]*[\w/])?(?![\w@]|\.\w)",
    rf"(?<!\w)[\w-]*\.(?:{_FILES})(?!\w)",
    r"[#@](?=[^\W\d_])\w+",
    r"(?<![\w:])(?:[:;=][-'^o]?(?:[)(\]\[\\|*]+|[DPpOoS](?!\w))|<3(?!\w)|\^_+\^|[xX]D(?!\w))",
    r"(?<!\w)(?:\d-)?\d{3}-\d{3}-\d{4}(?!\w)|(?<![\w-])\d{3}-\d{4}(?!\w)",
    r"\d+(?:/\d+){1,2}(?![\w/])|(?<!\w)\+\d+",
    r"\d+['’]s\b|\d+(?:st|nd|rd|th|s|ST|ND|RD|TH)(?!\w)|(?<!\w)\.\d+(?!\w)",
    r"\d+(?:[.,:]\d+)*(?=(?i:<units>)(?!\w))",
    r"\d+(?:[.,:]\d+)+",
    r"(?<!\w)(?:<abbreviations>)(?!\w)",
    r"(?<!\w)(?:Nos?|Art|Arts|Figs?|figs?|Vols?|vols?|Ch|Eq|Sec|pp?)\.(?=\s?\d)",
    r"(?<!\w)(?:(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?|[A-Z]\.[A-Z](?!\w))",
    r"(?<![\w.])[a-z]+(?:\.[a-z]+(?:-[a-z]+)*){2,}(?![\w])|(?<!\w)(?:[wW]/o?|[bB]/[cC])(?!\w)",
    r"(?<!\w)(?:Yahoo!|['’][eE][mM](?!\w))",
    r"(?<!\w)(?:[A-HJ-WYZ]|(?<!\bon )(?<!\bvia )X)\.(?=\s+[^\W\d_a-z]|[^\W\d_])",
    r"(?<!\w)(?:US|C|A|HK|NZ|S|R)\$",
    r"(?<!\w)[A-Z]{1,3}&[A-Z]{1,3}(?!\w)",
    r"(?<!\w)(?:<contractions>)(?!\w)",
    rf"(?<![\w-])(?i:<prefixes>)[-‐‑]{_LETTER}+",
    r"\w*?[^\W\d_](?=[nN]['’`´][tT]\b)",
    r"[nN]['’`´][tT]\b",
    rf"{_LETTER}+(?:['’](?!{_CLITIC}){_LETTER}+)*",
    rf"{_FLAG}{_FLAG}|{_EMOJI}{_TAIL}*(?:\u200d{_EMOJI}{_TAIL}*)*",
    rf"['’`´]{_CLITIC}",
    r"[.!?]{2,}|-{2,}|\${2,}|/{2,}|\\{2,}|\*{2,}|={2,}|_{2,}|~{2,}|\+{2,}|#{3,}|<<|>>|''|``|<?-+>|=+>",
    r"\S",
)
_NUMBERED = {"No.", "Nos.", "Art.", "Fig.", "fig.", "Vol.", "vol.", "Vols.", "Ch.", "Eq.", "Sec.",
             "p.", "pp."}  # fmt: skip


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    tables = {
        "units": [row["unit"] for row in lexicon("units")],
        "abbreviations": [
            row["abbreviation"]
            for row in lexicon("abbreviations")
            if row["abbreviation"] not in _NUMBERED
        ],
        "contractions": [f"(?i:{form})" for form in _contractions()],
        "prefixes": [row["prefix"] for row in lexicon("prefixes")],
    }
    pattern = "|".join(f"(?:{kind})" for kind in _KINDS)
    for name, words in tables.items():
        plain = words if name == "contractions" else [re.escape(word) for word in words]
        pattern = pattern.replace(f"<{name}>", "|".join(sorted(plain, key=len, reverse=True)))
    return re.compile(pattern)


@lru_cache(maxsize=1)
def _contractions() -> dict[str, tuple[int, ...]]:
    """Return forms in lower case and the lengths of their pieces."""
    return {
        row["form"]: tuple(len(piece) for piece in row["pieces"].split("|"))
        for row in lexicon("contractions")
    }


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the words that a contraction is made of, or the word itself."""
    lengths = _contractions().get(text[start:end].lower().replace("’", "'"), ())
    for length in lengths or (end - start,):
        yield start, start + length
        start += length
