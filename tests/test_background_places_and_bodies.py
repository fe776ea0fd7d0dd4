"""The background tables of countries, unions, bodies and places are well-formed and consistent."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import version

import pytest

from background import BACKGROUND, Row, key_of, read_text, table

HEADERS = {
    "countries": "alpha3 alpha2 numeric name official aliases demonyms capital metonyms "
    "eu_authority wikidata source",
    "country_names": "alpha3 name official aliases demonyms capital metonyms wikidata source",
    "organizations": "key name type aliases polity part_of wikidata source",
    "places": "key name aliases country wikidata source",
    "polities": "key name official aliases demonyms metonyms members eu_authority wikidata source",
}
LEAST_ROWS = {"countries": 250, "organizations": 150, "places": 50, "polities": 1}
TYPES = {
    "CivilSocietyOrganization",
    "Company",
    "GovernmentBody",
    "IntergovernmentalOrganization",
    "NewsOutlet",
    "ResearchInstitution",
}
SHARED_NAMES = {"Congolese", "Dominican", "Dominicans"}
"""What two rows of one table may both claim: these peoples are called alike."""
NAME_COLUMNS = ("name", "official", "aliases")
PEOPLE_COLUMNS = ("demonyms", "metonyms")


def values(row: Row, *columns: str) -> Iterator[str]:
    """The values of the cells that these columns have, where the table has them."""
    for column in columns:
        yield from filter(None, row.get(column, "").split("|"))


def row_of(name: str, key: str) -> Row:
    return next(row for row in table(name) if key_of(row) == key)


def keys_of(*names: str) -> set[str]:
    return {key_of(row) for name in names for row in table(name)}


def claims(name: str, columns: tuple[str, ...]) -> dict[str, set[str]]:
    """Which rows claim a name, whatever its case."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in table(name):
        for value in values(row, *columns):
            if value not in SHARED_NAMES:
                found[value.casefold()].add(key_of(row))
    return found


@pytest.mark.parametrize("name", HEADERS)
class TestEveryTable:
    def test_header(self, name: str) -> None:
        assert read_text(name).split("\n")[0].split("\t") == HEADERS[name].split()

    def test_has_enough_rows(self, name: str) -> None:
        assert len(table(name)) >= LEAST_ROWS.get(name, 250)

    def test_keys_are_unique_and_sorted(self, name: str) -> None:
        keys = [key_of(row) for row in table(name)]
        assert keys == sorted(set(keys), key=str.encode)

    def test_lines_are_clean(self, name: str) -> None:
        text = read_text(name)
        assert text.endswith("\n")
        assert not re.search(r"[\r\ufeff\u00a0\u200b\u2019]|  |\n\n", text)

    def test_cells_are_clean(self, name: str) -> None:
        for row in table(name):
            for cell in row.values():
                parts = cell.split("|")
                assert parts == [part.strip() for part in parts], row
                assert cell == "" or all(parts), row
                assert len(parts) == len(set(parts)), row

    def test_every_row_has_a_name_and_a_source(self, name: str) -> None:
        assert [row for row in table(name) if not row["name"] or not row["source"]] == []

    def test_an_alias_is_not_the_name_again(self, name: str) -> None:
        assert [row for row in table(name) if row["name"] in values(row, "aliases")] == []

    def test_wikidata_items_are_well_formed_and_used_once(self, name: str) -> None:
        items = [row["wikidata"] for row in table(name) if row["wikidata"]]
        assert all(re.fullmatch(r"Q[1-9]\d*", item) for item in items)
        assert len(items) == len(set(items))

    @pytest.mark.parametrize("columns", [NAME_COLUMNS, PEOPLE_COLUMNS])
    def test_no_name_is_claimed_twice(self, name: str, columns: tuple[str, ...]) -> None:
        claimed = claims(name, columns)
        assert {value: keys for value, keys in claimed.items() if len(keys) > 1} == {}


class TestCountries:
    def test_codes(self) -> None:
        for row in table("countries"):
            assert re.fullmatch(r"[A-Z]{3}", row["alpha3"])
            assert re.fullmatch(r"[A-Z]{2}", row["alpha2"])
            assert re.fullmatch(r"\d{3}", row["numeric"]) or row["alpha3"] == "XKX"

    @pytest.mark.parametrize("column", ["alpha2", "name"])
    def test_unique(self, column: str) -> None:
        found = [row[column] for row in table("countries")]
        assert len(found) == len(set(found))

    def test_the_eu_authority_follows_the_code(self) -> None:
        stem = "http://publications.europa.eu/resource/authority/country/"
        for row in table("countries"):
            assert row["eu_authority"] == stem + row["alpha3"]

    def test_kosovo_is_said_to_be_outside_iso_3166(self) -> None:
        assert "user-assigned" in row_of("countries", "XKX")["source"]

    def test_every_hand_written_row_is_used(self) -> None:
        assert keys_of("country_names") == keys_of("countries")

    def test_the_file_is_what_the_script_writes(self) -> None:
        release = re.search(r"pycountry ([\d.]+)", row_of("countries", "USA")["source"])
        assert release
        if release[1] != version("pycountry"):
            pytest.skip(f"countries.tsv was written with pycountry {release[1]}")
        script = BACKGROUND / "build_countries.py"
        run = subprocess.run(
            [sys.executable, str(script), "--check"], capture_output=True, text=True, check=False
        )
        assert (run.returncode, run.stderr) == (0, "")

    @pytest.mark.parametrize(
        ("alpha3", "column", "expected"),
        [
            ("USA", "name", {"United States"}),
            ("USA", "aliases", {"US", "U.S.", "USA", "U.S.A.", "America"}),
            ("USA", "aliases", {"United States of America"}),
            ("USA", "demonyms", {"American", "Americans"}),
            ("USA", "metonyms", {"Washington", "Washington DC"}),
            ("GBR", "aliases", {"UK", "U.K.", "Britain", "Great Britain"}),
            ("GBR", "demonyms", {"British", "Briton", "Britons"}),
            ("GBR", "metonyms", {"London", "Whitehall"}),
            ("CHN", "aliases", {"PRC", "People's Republic of China"}),
            ("CHN", "metonyms", {"Beijing", "Zhongnanhai"}),
            ("RUS", "name", {"Russia"}),
            ("RUS", "metonyms", {"Moscow"}),
            ("FRA", "demonyms", {"French", "Frenchman", "Frenchwoman"}),
            ("KOR", "aliases", {"ROK", "Republic of Korea"}),
            ("PRK", "aliases", {"DPRK"}),
            ("ARE", "aliases", {"UAE"}),
            ("SAU", "aliases", {"KSA", "Kingdom of Saudi Arabia"}),
            ("TUR", "name", {"Turkey"}),
            ("TUR", "aliases", {"Türkiye"}),
            ("TWN", "name", {"Taiwan"}),
            ("IRN", "name", {"Iran"}),
            ("VNM", "name", {"Vietnam"}),
            ("NLD", "metonyms", {"The Hague"}),
            ("JPN", "wikidata", {"Q17"}),
        ],
    )
    def test_what_the_press_says(self, alpha3: str, column: str, expected: set[str]) -> None:
        assert expected <= set(values(row_of("countries", alpha3), column))

    def test_congo_alone_names_neither(self) -> None:
        assert "congo" not in claims("countries", NAME_COLUMNS)


class TestPolities:
    @pytest.mark.parametrize(("key", "count"), [("EU", 27)])
    def test_members_are_sorted_countries(self, key: str, count: int) -> None:
        members = list(values(row_of("polities", key), "members"))
        assert members == sorted(members)
        assert len(members) == count
        assert set(members) <= keys_of("countries")

    def test_no_polity_has_the_key_of_a_country(self) -> None:
        assert keys_of("polities").isdisjoint(keys_of("countries"))

    def test_no_union_shares_a_name_or_seat_with_a_country(self) -> None:
        columns = (*NAME_COLUMNS, *PEOPLE_COLUMNS)
        assert claims("polities", columns).keys().isdisjoint(claims("countries", columns))


class TestOrganizations:
    def test_references_resolve(self) -> None:
        polities, organizations = keys_of("countries", "polities"), keys_of("organizations")
        for row in table("organizations"):
            assert row["polity"] in polities | {""}, row
            assert row["part_of"] in organizations | {""}, row
            assert row["type"] in TYPES, row

    def test_no_body_is_part_of_itself(self) -> None:
        above = {key_of(row): row["part_of"] for row in table("organizations")}
        for key in above:
            seen, current = {key}, above[key]
            while current:
                assert current not in seen
                seen.add(current)
                current = above[current]

    def test_keys(self) -> None:
        shape = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
        assert all(shape.fullmatch(key) for key in keys_of("organizations"))

    def test_the_key_of_a_government_body_begins_with_its_polity(self) -> None:
        prefixes = {row["alpha3"]: row["alpha2"].lower() for row in table("countries")}
        prefixes["EU"] = "eu"
        for row in table("organizations"):
            if row["type"] == "GovernmentBody":
                assert row["key"].startswith(prefixes[row["polity"]] + "-"), row

    @pytest.mark.parametrize("kind", sorted(TYPES))
    def test_every_type_is_well_represented(self, kind: str) -> None:
        assert sum(row["type"] == kind for row in table("organizations")) >= 20

    def test_no_body_takes_the_name_of_a_polity(self) -> None:
        bodies = claims("organizations", NAME_COLUMNS)
        for name in ("countries", "polities"):
            assert bodies.keys().isdisjoint(claims(name, (*NAME_COLUMNS, *PEOPLE_COLUMNS)))

    @pytest.mark.parametrize(
        ("key", "kind", "polity", "aliases"),
        [
            ("us-department-of-commerce", "GovernmentBody", "USA", {"Commerce Department"}),
            ("us-bureau-of-industry-and-security", "GovernmentBody", "USA", {"BIS"}),
            ("us-department-of-defense", "GovernmentBody", "USA", {"Pentagon"}),
            ("cn-ministry-of-commerce", "GovernmentBody", "CHN", {"MOFCOM"}),
            ("us-white-house", "GovernmentBody", "USA", {"Oval Office"}),
            ("gb-prime-ministers-office", "GovernmentBody", "GBR", {"Downing Street", "No 10"}),
            ("us-congress", "GovernmentBody", "USA", {"Capitol Hill"}),
            (
                "cn-ministry-of-foreign-affairs",
                "GovernmentBody",
                "CHN",
                {"China's foreign ministry"},
            ),
            ("gb-ai-security-institute", "GovernmentBody", "GBR", {"UK AI Safety Institute"}),
            ("eu-european-commission", "GovernmentBody", "EU", {"EU Commission"}),
            ("openai", "Company", "USA", {"Open AI"}),
            ("google-deepmind", "Company", "GBR", {"DeepMind", "Google Deepmind"}),
            ("tsmc", "Company", "TWN", set()),
            ("tsinghua-university", "ResearchInstitution", "CHN", {"Tsinghua"}),
            ("united-nations", "IntergovernmentalOrganization", "", {"UN", "U.N."}),
            ("time", "NewsOutlet", "USA", {"Time magazine"}),
            ("future-of-life-institute", "CivilSocietyOrganization", "USA", {"FLI"}),
        ],
    )
    def test_what_the_press_says(self, key: str, kind: str, polity: str, aliases: set[str]) -> None:
        row = row_of("organizations", key)
        assert (row["type"], row["polity"]) == (kind, polity)
        assert aliases <= set(values(row, "aliases"))

    @pytest.mark.parametrize(
        ("part", "whole"),
        [
            ("us-bureau-of-industry-and-security", "us-department-of-commerce"),
            ("us-ai-safety-institute", "us-nist"),
            ("eu-ai-office", "eu-european-commission"),
            ("google-deepmind", "google"),
            ("unesco", "united-nations"),
        ],
    )
    def test_parts(self, part: str, whole: str) -> None:
        assert row_of("organizations", part)["part_of"] == whole


class TestPlaces:
    def test_countries_resolve(self) -> None:
        """Regions that hold several countries are in none."""
        assert {row["country"] for row in table("places")} - {""} <= keys_of("countries")

    def test_keys(self) -> None:
        shape = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
        assert all(shape.fullmatch(key) for key in keys_of("places"))

    @pytest.mark.parametrize(
        ("key", "country"),
        [
            ("bletchley-park", "GBR"),
            ("seoul", "KOR"),
            ("grand-palais", "FRA"),
            ("bharat-mandapam", "IND"),
            ("filoli", "USA"),
            ("kananaskis", "CAN"),
        ],
    )
    def test_venues(self, key: str, country: str) -> None:
        assert row_of("places", key)["country"] == country
