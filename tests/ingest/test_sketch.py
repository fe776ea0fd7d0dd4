"""Copies of a text are known as such, other texts on the same event are not."""

import pytest

from communique.ingest.article import read_text
from communique.ingest.sketch import Sketches, is_copy, sketch

STORY = (
    "China and the United States signed the Bletchley Declaration on Wednesday, at the first "
    "summit on the safety of artificial intelligence. Delegates of 29 governments had met at an "
    "estate north of London where codes were once broken. The British prime minister called it a "
    "landmark. Campaigners said that nothing in the text binds anybody. A second summit is to be "
    "held in Seoul in six months, and a third in Paris a year from now."
)
OTHER = (
    "The first summit on the safety of artificial intelligence ended with a declaration that China "
    "and the United States signed, with 27 other governments. It was adopted on Wednesday at an "
    "estate north of London. Seoul will be the host of the next one, six months from now. What "
    "the text asks for binds nobody, as campaigners were quick to say, though the British prime "
    "minister called it a landmark all the same."
)


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        (STORY, True),
        (f"LONDON (Harbour Wire) - {STORY}", True),
        (STORY.replace("a landmark", "a milestone"), True),
        (STORY.replace(" Campaigners said that nothing in the text binds anybody.", ""), True),
        (STORY.upper(), True),
        (STORY[: len(STORY) // 3], False),
        (OTHER, False),
        ("It rained.", False),
    ],
)
def test_copies(text: str, copy: bool) -> None:
    one, two = sketch(read_text(STORY)), sketch(read_text(text))
    assert is_copy(one, two) is copy
    assert is_copy(two, one) is copy
    both = Sketches([("other", sketch(read_text("Nothing of this."))), ("one", one)])
    assert both.copies(two) == (["one"] if copy else [])


def test_what_is_around_the_content_is_no_part_of_it() -> None:
    page = f"Home | News | Contact\n\n{STORY}\n\nCopyright 2024 Example"
    assert is_copy(sketch(read_text(page)), sketch(read_text(STORY)))
