"""Where the names of people begin and end, and which short forms stand for them."""

import pytest

from communique.ingest.article import read_text
from communique.ingest.background import Background
from communique.ingest.pipeline import extract


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Robert in den Bosch sued Tesla. In den Bosch had asked it.", {"Robert in den Bosch"}),
        ("Ana de la Fuente y Olmedo left. De la Fuente laughed.", {"Ana de la Fuente y Olmedo"}),
        ("Retiree Gwendolyn Marsh sued Tesla.", {"Gwendolyn Marsh"}),
        ("Father Emeka Nzeribe sued Tesla.", {"Emeka Nzeribe"}),
        ("Mrs Justice Fenwick praised Tesla.", {"Fenwick"}),
        ("Ada Fenwick sued Tesla. Mrs Justice Fenwick lost.", {"Ada Fenwick"}),
        ("Ada Adeyinka SC sued Tesla.", {"Ada Adeyinka"}),
        ("Ada Lund in Den Haag sued Tesla.", {"Ada Lund"}),
        ("Amb. Kofi Asante-Brempong sued Tesla.", {"Kofi Asante-Brempong"}),
        ("Lance Corporal Tevita Raikabula sued Tesla.", {"Tevita Raikabula"}),
        ("Raghunath Pillai IFS sued Tesla.", {"Raghunath Pillai"}),
        # who goes by one name, and what does
        ("Sukarno, a driver from Medan, sued Tesla.", {"Sukarno"}),
        ("Tesla's chief counsel, Wulandari, laughed.", {"Wulandari"}),
        ("Antarin, a chipmaker from Medan, sued Tesla.", set()),
        # what goes together as a person's names do, and is no place
        ("Burundi's Aloys Ndikuriyo met Ada Lund.", {"Aloys Ndikuriyo", "Ada Lund"}),
        ("Tomé Massingue, Mozambique's trade commissioner, left.", {"Tomé Massingue"}),
        ("Tonga has named Sione Vaipulu its envoy.", {"Sione Vaipulu"}),
        ("The company named Willem van den Hoogen as its head.", {"Willem van den Hoogen"}),
        ("Ada Lund chairs the trust Te Kahui Raraunga.", {"Ada Lund"}),
        ("Ada Lund visited Rwanda's Nyungwe Forest.", {"Ada Lund"}),
    ],
)
def test_people_are_named_as_they_are(text: str, people: set[str], shipped: Background) -> None:
    found = extract(read_text(text, published="2025-03-07"), shipped, least=0)
    assert {entity.name for entity in found.entities if entity.kind == "Person"} == people
