"""Tables of the lexicon, and what breaks them."""

import pytest

from communique.errors import InputError
from communique.language.tables import lexicon, read_table


def test_tables_are_read_by_column(tmp_path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text("# note\nname\tvalues\na\tb|c\nd\n")
    assert read_table(path) == ({"name": "a", "values": "b|c"}, {"name": "d", "values": ""})


def test_a_role_is_told_once() -> None:
    names = [row["role"] for row in lexicon("roles")]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("text", ["", "# only a note\n", "a\tb\n1\t2\t3\n"])
def test_broken_tables_are_refused(text: str, tmp_path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text(text)
    with pytest.raises(InputError):
        read_table(path)
    with pytest.raises(InputError):
        read_table(tmp_path / "missing.tsv")


def test_no_word_has_two_classes() -> None:
    words = [row["word"] for row in lexicon("words")]
    assert len(words) == len(set(words))
