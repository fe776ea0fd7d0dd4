"""What the data set is called, and its licence: data/dataset.json."""

import json
from functools import cache

from communique.resources import resource


@cache
def dataset_words() -> dict[str, str]:
    """Return the title, description and license of the data."""
    words: dict[str, str] = json.loads(resource("data", "dataset.json").read_text(encoding="utf-8"))
    return words
