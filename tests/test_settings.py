"""The table of settings."""

from pathlib import Path

import pytest

from communique.errors import InputError
from communique.settings import SETTINGS, load


def test_defaults_environment_and_options_in_that_order():
    assert load({}).port == 8000
    assert load({"COMMUNIQUE_PORT": "81"}).port == 81
    assert load({"COMMUNIQUE_PORT": "81"}, {"port": "82", "host": None}).port == 82
    assert load({"COMMUNIQUE_STORE": "x"}).store == Path("x")
    assert load({"COMMUNIQUE_BASE_IRI": "https://kg.example"}).base_iri == "https://kg.example/"


def test_settings_survive_the_trip_through_an_environment():
    settings = load({}, {"port": "99", "default_graph": "strict", "timeout": "2.5"})
    assert load(settings.variables()) == settings


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("port", "many", "is not a number"),
        ("port", "0", "at least 1"),
        ("timeout", "-1", "at least"),
        ("timeout", "nan", "at least"),
        ("min_confidence", "much", "from 0 to 1"),
        ("min_confidence", "1.5", "from 0 to 1"),
        ("min_confidence", "nan", "from 0 to 1"),
        ("default_graph", "union", "merge, strict"),
        ("base_iri", "urn:x", "http"),
        ("base_iri", "http://x/<y>", "IRI"),
    ],
)
def test_nonsense_is_refused_by_name(name, text, complaint):
    with pytest.raises(InputError, match=complaint) as caught:
        load({}, {name: text})
    assert f"--{name.replace('_', '-')}" in str(caught.value)


def test_every_setting_says_what_it_is():
    for row in SETTINGS:
        assert row.help.endswith(".")
        assert row.metavar
