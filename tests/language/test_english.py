"""Texts in other languages are refused, names and words from them are not."""

import pytest

from communique.errors import LanguageError
from communique.language.english import require_english


@pytest.mark.parametrize(
    "text",
    [
        "Die Vereinigten Staaten und China haben am Mittwoch eine Erklärung unterzeichnet.",
        "Les États-Unis et la Chine ont signé mercredi une déclaration commune à Londres.",
        "中国和美国星期三 签署了宣言并宣布合作 双方代表出席了会议",
    ],
)
def test_other_languages_are_refused(text: str) -> None:
    with pytest.raises(LanguageError, match="English"):
        require_english(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ursula von der Leyen came. Then von der Leyen spoke.",
        "He read Le Monde, El País and Die Zeit before he met Xi Jinping (习近平).",
    ],
)
def test_foreign_names_are_read(text: str) -> None:
    require_english(text.split())
