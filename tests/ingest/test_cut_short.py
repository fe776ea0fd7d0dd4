"""Texts that break off in the middle of a sentence, as a truncated file does, are read."""

import re

from communique.ingest.article import read_text
from communique.ingest.background import Background
from communique.ingest.pipeline import extract
from communique.resources import resource
from communique.training.marked import marked

EVERY = 12
JOINT = re.compile(r"(?<=[A-Za-z]{3})(,| and| of| in| &| the)(?= )")


def test_a_text_may_end_after_any_joint(shipped: Background) -> None:
    documents = marked(resource("data", "names", "texts.txt"))
    plain = [paragraph.text for document in documents for paragraph in document][::EVERY]
    cut = [text[: joint.end()] for text in plain for joint in list(JOINT.finditer(text))[1:3]]
    assert len(cut) > 100
    for text in cut:
        article = read_text(text, published="2025-08-23")
        assert extract(article, shipped, least=0).article == article
