"""Pages as a reader without JavaScript gets them."""

import json
import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest

from conftest import serving
from requesting import send

HTML = {"Accept": "text/html,*/*;q=0.8"}  # as browsers do


def get(server, path, **options):
    return send(server, path=path, headers=HTML | options)


def text_of(page):
    """The words of a page, without what is in its head."""
    body = page.text.partition("<body")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


class Links(HTMLParser):
    """The addresses that a page leads to, its own files included."""

    def __init__(self, page):
        super().__init__()
        self.found = set()
        self.inline = []
        self.feed(page.text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.found |= {attributes[name] for name in ("href", "src", "action") if name in attributes}
        is_data = attributes.get("type") == "application/ld+json"
        if tag == "style" or (tag == "script" and "src" not in attributes and not is_data):
            self.inline.append(tag)
        self.inline += [name for name in attributes if name == "style" or name.startswith("on")]


def asked(query):
    return "/query?" + urlencode({"query": query})


PAGES = [
    # path, words that it must show
    ("/", ["Newest articles", "Ten sign the Harbour Declaration", "Norway", "Who signed a"]),
    ("/browse", ["Ten sign the Harbour Declaration The Herald, 2031-05-03 7 events"]),
    ("/search?q=harb", ["Harbour Declaration", "Harbour Summit"]),
    ("/search?q=declaration+of+the", ["Harbour Declaration declaration, also “Declaration of the"]),
    ("/search?q=zzzz", ["Nothing has a name with a word that starts with “zzzz”"]),
    (
        "/page/article/one",
        [
            "7 events",
            "Kenya accused Norway",
            "according to Gazette",
            "0.85 sure",
            "The weather was fine.",
            "planned",
            "1 other fact Ola Nord represents Norway",
        ],
    ),
    (
        "/page/event/signing",
        [
            "Norway and Chile signed the Harbour Declaration on 2 May",
            "characters 33 to 121",
            "rule frame, 0.95 sure",
            "Cite this",
            "@misc{communique-signing,",
            "cmq:agent",
        ],
    ),
    ("/page/statement/signed", ["Norway signed Harbour Declaration", "follows from", "Turtle"]),
    (
        "/page/country/NOR",
        [
            "Norway and Chile signed Harbour Declaration",
            "signed Harbour Declaration The Herald 1 , source 2",
            "Officials",
            "EU authority table",
            "represents Ola Nord",
        ],
    ),
    ("/page/country/KEN", ["Export controls that target it", "survey drones"]),
    ("/page/person/ola-nord", ["Summits attended", "position title minister", "Norway"]),
    ("/page/summit/harbour-summit", ["Who came, for whom", "Ola Nord", "did not sign"]),
    (
        "/page/instrument/harbour-declaration",
        ["Signatories, and the words that say so", "Present at its summit", "Kenya"],
    ),
    ("/page/instrument/drone-ban", ["Who imposed it on whom", "2031-04", "survey drones"]),
    ("/explore", ["Explore the graph"]),
    ("/explore?thing=Norway", ["Around Norway", "restriction", "Kenya", "6 lines"]),
    ("/explore?thing=country/NOR&kind=Signing&to=2031-05-02", ["2 lines", "signing"]),
    ("/explore/timeline?one=Norway&other=Kenya", ["2031-04", "Kenya accused Norway"]),
    ("/explore/matrix?category=SANCTION", ["Norway", "Kenya", "Cutting back"]),
    ("/query", ["Ask the graph", "Saved questions"]),
    ("/query?question=who-signed", ["Norway", "Chile", "Norway signed."]),
    (asked("ASK {}"), ["Yes."]),
    (asked("CONSTRUCT WHERE { <urn:x> ?p ?o }"), []),
    (asked("DESCRIBE <https://w3id.org/communique/id/system/sextant>"), ["Sextant"]),
    (asked("SELECT"), ["line 1, column 7"]),
    (asked("SELECT * { SERVICE <http://x.example/> {} }"), ["SERVICE"]),
]


@pytest.mark.parametrize(("path", "words"), PAGES, ids=[path for path, _ in PAGES])
def test_a_page_says_this(pages_server, path, words):
    page = get(pages_server, path)
    assert page.status == 200
    shown = text_of(page)
    assert [part for part in words if part not in shown] == []


@pytest.mark.parametrize("path", [path for path, _ in PAGES])
def test_a_page_has_nothing_inline_and_nothing_from_elsewhere(pages_server, path):
    page = get(pages_server, path)
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert Links(page).inline == []
    loaded = re.findall(r'<(?:script|link|img)[^>]*?(?:src|href)="([^"]+)"', page.text)
    assert [url for url in loaded if not url.startswith("/")] == []


def test_what_pages_lead_to_is_there(pages_server):
    """Every address below our root, two steps from the start page."""
    seen, todo = set(), {"/", "/page/article/one", "/page/instrument/harbour-declaration"}
    for _ in range(2):
        fresh = todo - seen
        seen |= fresh
        for path in fresh:
            page = get(pages_server, path)
            assert page.status in (200, 303), (path, page.text)
            if page.headers.get_content_type() == "text/html":
                found = {link.partition("#")[0] for link in Links(page).found}
                todo |= {link for link in found if link.startswith("/") and "query=" not in link}
    assert len(seen) > 50


REFUSED = [
    # path, status, words
    ("/page/country/XXX", 404, "nothing is known of https://w3id.org/communique/id/country/XXX"),
    ("/page/nothing%22%3E%3Cscript%3E", 404, "nothing is known"),
    ("/query?question=none", 404, "no saved question"),
    ("/explore?thing=zzzz", 404, "nothing is called"),
    ("/explore?thing=country/NOR&from=yesterday", 404, "from is a year"),
    ("/explore/matrix?category=LOVE", 404, "no PLOVER category"),
    ("/browse?page=-1", 404, "nothing is at /browse"),
    ("/nowhere", 404, "nothing is at /nowhere"),
]


@pytest.mark.parametrize(("path", "status", "words"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_not_there_is_said_on_a_page(pages_server, path, status, words):
    page = get(pages_server, path)
    assert page.status == status
    assert page.headers.get_content_type() == "text/html"
    assert words in text_of(page)


def test_words_are_marked_where_they_stand(pages_server):
    page = get(pages_server, "/page/article/one").text
    event = "https://w3id.org/communique/id/event/"
    both = f'data-of="{event}signing {event}refusal"'
    marked = re.findall(rf'<span class="said tone-\w+" {both}>(.*?)</span>', page)
    words = unescape(re.sub(r"<[^>]+>", "", "".join(marked)))
    assert words.startswith("Norway and Chile signed the Harbour Declaration on 2 May")
    assert words.endswith("Kenya declined to sign it.")
    assert 'id="c33-121"' in page
    assert re.search(
        r'<a class="name is-person" href="/page/person/ola-nord"[^>]*>Ola Nord</a>', page
    )


def test_a_text_that_may_not_be_shown_is_not(pages_server):
    page = get(pages_server, "/page/article/two")
    assert "may not be shown here" in text_of(page)
    assert "secret sentence" not in page.text
    assert "Norway signed." in text_of(page)


def test_a_headline_is_no_markup(pages_server):
    page = get(pages_server, "/page/article/two").text
    assert "<b>bold</b>" not in page
    assert "&lt;b&gt;bold" in page


ELEVEN = 'Eleven names under a <b>bold</b> "declaration"'
STRUCTURED = [
    # path, type, what else must be there
    ("/page/article/one", "NewsArticle", {"datePublished": "2031-05-03"}),
    ("/page/country/NOR", "Country", {"name": "Norway"}),
    ("/page/person/ola-nord", "Person", {"jobTitle": "minister"}),
    ("/page/summit/harbour-summit", "Event", {"startDate": "2031-05-01"}),
    ("/page/event/hosting", "Action", {"actionStatus": "PotentialActionStatus"}),
    ("/page/article/two", "NewsArticle", {"headline": ELEVEN}),
]


@pytest.mark.parametrize(("path", "kind", "more"), STRUCTURED, ids=[row[0] for row in STRUCTURED])
def test_pages_tell_search_engines_what_they_show(pages_server, path, kind, more):
    page = get(pages_server, path).text
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    told = json.loads(found)
    assert (told["@context"], told["@type"]) == ("https://schema.org", kind)
    assert {name: told[name] for name in more} == more


def test_names_complete(pages_server):
    hits = json.loads(get(pages_server, "/search/names?q=harb").text)
    assert [(hit["label"], hit["kind"], hit["path"]) for hit in hits[:2]] == [
        ("Harbour Summit", "summit", "summit/harbour-summit"),
        ("Harbour Declaration", "declaration", "instrument/harbour-declaration"),
    ]


def test_the_one_thing_of_a_name_is_gone_to(pages_server):
    page = get(pages_server, "/search?q=ola+nord")
    assert (page.status, page.headers["Location"]) == (303, "/page/person/ola-nord")


def test_an_unchanged_page_is_not_sent_again(pages_server):
    page = get(pages_server, "/page/country/NOR")
    again = get(pages_server, "/page/country/NOR", **{"If-None-Match": page.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")


def test_a_store_without_anything_has_a_start_page(tmp_path):
    with serving(tmp_path / "store") as url:
        page = get(url, "/")
    assert page.status == 200
    assert "communique ingest FILE" in text_of(page)
