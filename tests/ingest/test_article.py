"""Reading files: what the text is, what of it is content, and every way it can go wrong."""

import time
from pathlib import Path

import pytest

from communique.errors import InputError
from communique.ingest.article import read_article, read_text
from communique.ingest.encoding import LARGEST
from communique.model import Article

PROSE = "China signed the declaration in London. The US signed it too."


def content(article: Article) -> list[str]:
    return [article.text[span.start : span.end] for span in article.content]


def write(folder: Path, data: str | bytes, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_text_is_kept_whole_and_read_as_python_reads_it(tmp_path: Path) -> None:
    path = write(tmp_path, f"A headline of ours\r\n\r\n{PROSE}\r\nshare\r\n")
    article = read_article(path, published="2023-11-02", publisher=" The  Wire ")
    assert article.text == path.read_text(encoding="utf-8")
    assert content(article) == ["A headline of ours", PROSE]
    assert (article.headline, article.publisher) == ("A headline of ours", "The Wire")
    assert article.published == "2023-11-02"
    assert article.text_hash.startswith("sha256:")
    assert str(tmp_path) not in article.source_key


def test_the_key_is_the_address_else_the_text(tmp_path: Path) -> None:
    one, two = write(tmp_path, PROSE), write(tmp_path, PROSE, "b.txt")
    assert read_article(one).key == read_article(two).key
    assert read_article(one).source_key != read_article(two).source_key
    named = read_article(one, url="https://example.org/a")
    changed = read_article(write(tmp_path, PROSE + " More.", "c.txt"), url="https://example.org/a")
    assert named.key == changed.key != read_article(one).key
    assert named.source_key == "https://example.org/a"
    assert read_text(PROSE).key == read_article(one).key


def test_front_matter_says_who_and_when_and_options_win(tmp_path: Path) -> None:
    text = f"---\ntitle: A title\ndate: 2024-03-22\nsource: The Wire\nurl: https://example.org/x\n---\n\n{PROSE}\n"
    path = write(tmp_path, text, "a.md")
    article = read_article(path)
    assert article.text == text
    assert content(article) == [PROSE]
    assert (article.headline, article.published, article.publisher, article.url) == (
        "A title",
        "2024-03-22",
        "The Wire",
        "https://example.org/x",
    )
    told = read_article(
        path, published="2024-04-01", publisher="Other", url="https://example.org/y"
    )
    assert (told.published, told.publisher, told.url) == (
        "2024-04-01",
        "Other",
        "https://example.org/y",
    )


def test_markdown_markup_is_not_content_and_offsets_hold(tmp_path: Path) -> None:
    text = "# A head\n\nChina **signed** the [Bletchley Declaration](https://x.org).\n\n```\ncode\n```\n"
    article = read_article(write(tmp_path, text, "a.md"))
    assert content(article) == ["A head", "China ", "signed", " the ", "Bletchley Declaration", "."]
    assert article.headline == "A head"


def test_html_gives_the_extracted_text_and_what_the_page_says(shipped_articles: Path) -> None:
    article = read_article(shipped_articles / "chip-controls.html")
    assert article.headline == "Dutch and Japanese rules follow American curbs on chip tools"
    assert article.published == "2023-07-25"
    assert article.publisher == "Communique samples"
    assert article.url == "https://example.org/communique/samples/chip-controls"
    everything = " ".join(content(article))
    assert "The Netherlands announced" in everything
    assert "cookies" not in everything
    assert "Share on" not in everything


def test_html_is_recognised_without_its_extension(tmp_path: Path) -> None:
    page = (
        f"<!DOCTYPE html><html><head><title>T</title></head><body><p>{PROSE * 5}</p></body></html>"
    )
    assert "<p>" not in read_article(write(tmp_path, page, "saved")).text


@pytest.mark.parametrize(
    "chrome",
    [
        "share",
        "Share this article",
        "Facebook Twitter LinkedIn",
        "Read more: Another summit",
        "Related: what we know",
        "Subscribe to our newsletter for more",
        "By Jane Doe and John Smith",
        "Photo: Jane Doe/Reuters",
        "We use cookies to improve your experience.",
        "Advertisement",
        "© 2023 The Wire. All rights reserved.",
        "Updated: 3 November 2023 at 10:00",
        "https://example.org/next",
        "3 min read",
        "Comments (14)",
        "10.15 CET",
        "4:51 p.m. ET",
        "9pm",
        "ALSO READ | Another summit",
        "Story continues below this ad",
        "Copyright 2023 The Wire",
    ],
)
def test_chrome_is_dropped(chrome: str) -> None:
    assert content(read_text(f"{PROSE}\n\n{chrome}\n\n{PROSE} Again.")) == [
        PROSE,
        f"{PROSE} Again.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Copyright. Ministers will ask him about songs.",
        "Copyright owners in Kenya accused the company of theft.",
        "10 things to know.",
        "Comments by the minister led to a row.",
    ],
)
def test_a_sentence_is_no_chrome(line: str) -> None:
    assert line in content(read_text(f"{PROSE}\n\n{line}\n\n{PROSE} Again."))


@pytest.mark.parametrize(
    ("last", "kept"),
    [
        ("Kenya has agreed. (Nikkei)", True),
        ("“Kenya has agreed.” (The Wire)", True),
        ("Kenya agrees (again)", False),
        ("Kenya agrees (Reuters)", False),
    ],
)
def test_an_item_with_its_source_is_no_headline(last: str, kept: bool) -> None:
    assert (last in content(read_text(f"{PROSE}\n\nNAIROBI\n\n{last}"))) is kept


def test_titles_said_twice_and_headlines_that_head_nothing_are_dropped() -> None:
    text = (
        f"A title here\n\nA title here\n\n{PROSE}\n\nA subhead\n\n{PROSE}\n\nAnother story of ours"
    )
    assert content(read_text(text)) == ["A title here", PROSE, "A subhead", PROSE]


def test_a_dateline_is_not_part_of_the_sentence() -> None:
    assert content(read_text(f"LONDON, Nov 2 (Reuters) - {PROSE}")) == [PROSE]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The United States and China signed the declaration in London on a\n"
        "rainy Wednesday, together with the European Union and many other\n"
        "states."
    )
    assert content(read_text(text)) == [text]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"share\n\nRead more: x\n", "no article text"),
        (b"\x00\x01\x02abc", "binary"),
        (b"\x01\x02\x03\x04\x05\x06abc", "binary"),
        (b"abc \xff\xfe def", "byte 4"),
        (b"\xff\xfea", "UTF-16"),
        (b"a" * (LARGEST + 1), "MB"),
    ],
)
def test_unusable_files_are_refused_in_one_line(data: bytes, says: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read_article(write(tmp_path, data))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        ("---\ntitle: [\n---\nText here.\n", "a.md", "front matter"),
        ("---\ndate: tomorrow\n---\nText here.\n", "a.md", "YYYY-MM-DD"),
        ("<html><body><nav>Home</nav></body></html>", "a.html", "no article text"),
    ],
)
def test_unusable_markup_is_refused(data: str, name: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=says):
        read_article(write(tmp_path, data, name))


def test_missing_files_folders_and_permissions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_article(tmp_path / "none.txt")
    with pytest.raises(InputError, match="folder"):
        read_article(tmp_path)

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InputError, match="Permission denied"):
        read_article(write(tmp_path, PROSE))


@pytest.mark.parametrize("day", ["2023-13-01", "02.11.2023", "2023-11", "20231102", "3023-01-01"])
def test_wrong_dates_are_refused(day: str) -> None:
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        read_text(PROSE, published=day)


@pytest.mark.parametrize("url", ["example.org", "ftp://example.org", "https://a b", "http://a/%zz"])
def test_wrong_addresses_are_refused(url: str) -> None:
    with pytest.raises(InputError, match="web address"):
        read_text(PROSE, url=url)


def test_byte_order_marks(tmp_path: Path) -> None:
    path = write(tmp_path, "\ufeff" + PROSE)
    assert read_article(path).text == path.read_text(encoding="utf-8")
    assert content(read_article(path)) == [PROSE]
    assert read_article(write(tmp_path, PROSE.encode("utf-16"), "b.txt")).text == PROSE


@pytest.mark.parametrize(
    "line", ["By " + "Alpha Beta, Gamma and " * 12, "Facebook X Email " * 15, "Share " * 40]
)
def test_patterns_take_no_time(line: str) -> None:
    began = time.perf_counter()
    read_text(f"{PROSE}\n\n{line}!\n\n{PROSE}")
    assert time.perf_counter() - began < 0.5
