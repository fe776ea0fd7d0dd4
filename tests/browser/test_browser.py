"""Pages in a real browser, Debian's Chromium: what a reader does, with nothing on its console."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import expect, sync_playwright

from conftest import ROOT

HERE = Path(__file__).parent
CHROMIUM = shutil.which("chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})"

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no chromium on this machine")


@pytest.fixture(scope="session")
def bundle():
    """The code of others that pages use in browsers."""
    subprocess.run([sys.executable, ROOT / "hatch_build.py"], check=True, timeout=300)


@pytest.fixture(scope="session")
def axe():
    npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
    script = HERE / "node_modules" / "axe-core" / "axe.min.js"
    if not script.exists():
        if not shutil.which("npm"):
            pytest.skip("no npm on this machine")
        subprocess.run(npm, cwd=HERE, check=True, capture_output=True, timeout=300)
    return script.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def chromium(bundle):
    """A browser that is gone after this module: its event loop would stay in other tests' way."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium, pages_server):
    """A page that must leave the console empty and load nothing from elsewhere."""
    context = chromium.new_context(base_url=pages_server, viewport={"width": 1280, "height": 900})
    page, troubles = context.new_page(), []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on(
        "console", lambda it: it.type == "error" and troubles.append(f"{it.text} {it.location}")
    )
    page.on(
        "request",
        lambda it: it.url.startswith((pages_server, "data:", "blob:")) or troubles.append(it.url),
    )
    yield page
    context.close()
    assert troubles == []


def saved(page, button):
    """The file that a button saves, as bytes."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return Path(waiting.value.path()).read_bytes()


def test_a_reader_finds_an_article_an_event_and_the_official(page):
    page.goto("/")
    page.get_by_role("combobox").fill("harb")
    expect(page.get_by_role("option")).to_have_count(3)
    page.get_by_role("combobox").press("ArrowDown")
    page.get_by_role("combobox").press("ArrowDown")
    page.get_by_role("combobox").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbour Declaration")

    page.goto("/")
    page.get_by_role("link", name="Ten sign the Harbour Declaration").click()
    page.get_by_role("link", name="Ola Nord attended Harbour Summit").click()
    chosen = page.locator(".said.chosen")
    expect(chosen.first).to_be_in_viewport()
    assert "".join(chosen.all_inner_texts()).startswith("Norwegian minister Ola Nord attended")
    expect(page.locator("pre.turtle")).to_contain_text("cmq:Attendance")

    page.locator("article").get_by_role("link", name="Ola Nord").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ola Nord")
    expect(page.get_by_role("heading", name="Summits attended")).to_be_visible()


def test_choosing_words_chooses_their_event(page):
    page.goto("/page/article/one")
    page.locator(".said", has_text="launched").click()
    expect(page.locator("li.chosen .what")).to_have_text("Acme launched Sextant")


def test_the_graph_is_drawn_grown_and_saved(page):
    page.goto("/explore?thing=Norway")
    expect(page.locator("#graph canvas").first).to_be_visible()
    root = ET.fromstring(saved(page, "Save SVG"))
    drawn = {element.text for element in root.iter() if element.tag.endswith("}text")}
    assert {"Norway", "Kenya", "Harbour Declaration", "signing", "accusation"} <= drawn
    assert saved(page, "Save PNG").startswith(b"\x89PNG")
    rows = saved(page, "Save CSV").decode().splitlines()
    assert rows[0] == "When,Who,Event,Whom or what,Source"
    assert len(rows) == 1 + page.locator("#lines tbody tr").count()


def test_two_actors_are_on_a_line_of_time(page):
    page.goto("/explore/timeline?one=Norway&other=Kenya")
    expect(page.locator("#chart circle")).to_have_count(2)
    assert b"<circle" in saved(page, "Save SVG")
    assert saved(page, "Save PNG").startswith(b"\x89PNG")


def test_the_matrix_leads_to_the_events_behind_a_number(page):
    page.goto("/explore/matrix?category=SANCTION")
    assert b"Norway" in saved(page, "Save SVG")
    page.get_by_role("link", name="Norway to Kenya: 1").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Norway and Kenya")


def test_a_question_is_asked_in_the_editor(page):
    page.goto("/query")
    expect(page.locator(".CodeMirror")).to_be_visible()
    page.get_by_label("Saved questions").select_option(
        "Who signed a declaration, and which sentence says so?"
    )
    expect(page.locator("#answer tbody tr")).to_have_count(3)
    assert b"Norway signed." in saved(page, "Save CSV")
    page.get_by_label("Saved questions").select_option("What kinds of events does the graph hold?")
    expect(page.locator("#answer .chart rect").first).to_be_visible()
    page.reload()
    expect(page.locator("#answer tbody tr")).to_have_count(7)


def test_rows_over_shortcuts_expand_to_quotes(page):
    page.goto(
        "/query?query=PREFIX cmq: <https://w3id.org/communique/ontology%23> "
        "SELECT ?who ?what { ?who cmq:signed ?what } ORDER BY ?who"
    )
    expect(page.locator("#said")).to_contain_text("2 rows")
    page.get_by_role("button", name="Show evidence").click()
    row = page.locator("#answer tbody tr").filter(has_text="country/NOR")
    row.get_by_text("2 quotes").click()
    expect(row.get_by_text("Norway signed.", exact=False)).to_be_visible()


def test_a_wrong_question_is_told_what_is_wrong(page):
    page.goto("/query?query=SELECT")
    expect(page.get_by_role("alert")).to_contain_text("line 1, column 7")


TOURED = [
    "/",
    "/browse",
    "/search?q=harb",
    "/page/article/one",
    "/page/article/two",
    "/page/country/NOR",
    "/page/instrument/harbour-declaration",
    "/page/event/signing",
    "/page/statement/signed",
    "/explore?thing=Norway",
    "/explore/timeline?one=Norway&other=Kenya",
    "/explore/matrix?category=SANCTION",
    "/query?question=event-counts",
    "/ontology",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", TOURED)
def test_a_page_is_accessible(page, axe, path, scheme):
    page.emulate_media(color_scheme=scheme)
    response = page.goto(path)
    page.wait_for_load_state("networkidle")
    page.evaluate(axe)
    found = page.evaluate(AXE)["violations"]
    told = [(it["id"], [node["html"][:120] for node in it["nodes"]]) for it in found]
    assert told == []
    assert response.status == 200


@pytest.mark.parametrize("path", TOURED)
def test_a_page_fits_a_small_screen(page, path):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_start_page_is_light(page, pages_server):
    sizes = []
    page.on("response", lambda it: sizes.append(len(it.body())))
    page.goto("/")
    page.wait_for_load_state("networkidle")
    assert len(sizes) >= 5
    assert sum(sizes) < 300_000


def test_a_page_can_be_used_by_keyboard(page):
    page.goto("/page/article/one")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    assert re.search(r"#main$", page.url)
