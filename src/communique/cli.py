"""The `communique` command. Results go to standard output, everything else to standard error."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from communique import __version__
from communique.clock import now
from communique.formats import FORMATS
from communique.keeping import backup, dump, export, restore
from communique.settings import Settings
from communique.shell import Commands, say, with_settings

_FORMAT_NAMES = [row.name for row in FORMATS]


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="communique %(version)s")
def main() -> None:
    """Turn news on AI diplomacy into a knowledge graph, and serve it.

    \b
    Examples:
      communique ingest article.txt --published 2023-11-02
      communique serve
      communique query who-signed
    """


for _command in (export, dump, backup, restore):
    main.add_command(_command)


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--published", metavar="DATE", default="", help="Publication date, YYYY-MM-DD.")
@click.option("--publisher", metavar="NAME", default="", help="Who published it.")
@click.option("--url", metavar="URL", default="", help="Where it was published.")
@click.option(
    "--manifest",
    type=click.Path(path_type=Path),
    metavar="TSV",
    help="A table of files with the columns file, published, publisher and url.",
)
@click.option("--no-publish", is_flag=True, help="Write only; `communique publish` shows it.")
@click.option("--report", is_flag=True, help="Print what each sentence yielded, and which nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print what each file gave as JSON lines.")
@with_settings("store", "base_iri", "min_confidence", "lock_wait", "keep")
def ingest(
    *,
    as_json: bool,
    report: bool,
    files: Sequence[Path],
    published: str,
    publisher: str,
    url: str,
    manifest: Path | None,
    no_publish: bool,
    settings: Settings,
) -> int:
    """Read articles (plain text, Markdown, saved HTML) and write one named graph for each.

    A file that did not change changes nothing; a changed one replaces its graph. Of several
    files, those that cannot be read are named and the others still go in.

    \b
    Examples:
      communique ingest article.txt --published 2023-11-02 --publisher "The Paper"
      communique ingest page.html --url https://news.example/story --report
      communique ingest --manifest data/articles/articles.tsv
    """
    from communique.commands.ingest import Source, ingest_sources, read_manifest, show

    if url and len(files) > 1:
        raise click.UsageError("--url names one article: give one FILE with it")
    sources = [Source(path, published, publisher, url) for path in files]
    if manifest:
        sources += read_manifest(manifest)
    if not sources:
        raise click.UsageError("give at least one FILE or a --manifest")

    ingested = ingest_sources(sources, settings, publish=not no_publish, now=now, say=say)
    for line in show(ingested, report=report, as_json=as_json):
        click.echo(line)
    for message in ingested.failures:
        say(f"communique: {message}")
    return 1 if ingested.failures else 0


@main.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or JSON.",
)
def read(*, file: Path, form: str) -> None:
    """Show how the language model reads FILE, plain text; `-` is standard input.

    Of each sentence: its words as a tree, the names in it, and who does what to whom.

    \b
    Examples:
      communique read article.txt
      echo "The US signed the declaration." | communique read - --format json
    """
    from communique.commands.read import show

    click.echo(show(file, form), nl=False)


@main.command()
@click.argument("gold", nargs=-1, type=click.Path(path_type=Path), metavar="[GOLD...]")
@click.option(
    "--plover",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Also, or only, code these PLOVER gold standard records.",
)
@click.option(
    "--calibrate",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Fit the confidences on GOLD and write them as calibration.tsv of data/lexicon.",
)
@click.option("--errors", is_flag=True, help="List what is wrong and missing, with the sentence.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_settings("min_confidence")
def evaluate(
    *,
    gold: Sequence[Path],
    plover: Path | None,
    calibrate: Path | None,
    errors: bool,
    as_json: bool,
    settings: Settings,
) -> None:
    """Measure the ingester on GOLD: articles annotated as data/gold/README.md says, or folders.

    \b
    Examples:
      communique evaluate data/gold/dev
      communique evaluate data/gold/dev/01-maputo-accord.json --errors
      communique evaluate --plover records.json --min-confidence 0 --json
    """
    from communique.commands import evaluate as command

    if not gold and not plover:
        raise click.UsageError("give GOLD articles or --plover FILE")
    if calibrate:
        if not gold:
            raise click.UsageError("--calibrate needs GOLD articles")
        command.calibrate(gold, calibrate)
        return
    least = settings.min_confidence
    judged = command.evaluate(gold, least=least)
    coded = command.evaluate_plover(plover, least=least) if plover else []
    if as_json:
        click.echo(command.as_json(judged, coded, errors=errors))
        return
    for line in command.as_text(judged, coded, errors=errors):
        click.echo(line)


@main.command()
@with_settings("store", "base_iri", "lock_wait", "keep")
def publish(*, settings: Settings) -> None:
    """Make what was written visible to readers, as a new snapshot.

    \b
    Example:
      communique publish --store my-store
    """
    from communique.commands.store import writing

    with writing(settings, command="communique publish", now=now(), say=say) as writer:
        before = writer.has_unpublished
        number = writer.publish(keep=settings.keep, created=now())
    click.echo(f"snapshot {number}" if before else f"snapshot {number} (nothing new)")


@main.command()
@with_settings(
    "store",
    "host",
    "port",
    "default_graph",
    "base_iri",
    "timeout",
    "write_timeout",
    "write_memory",
    "max_query",
    "max_upload",
    "services",
    "workers",
    "memory",
    "cache",
    "max_rows",
    "max_bytes",
    "client_queries",
    "all_queries",
    "long_queries",
    "stall",
    "grace",
    "trusted_proxies",
    "access_log",
    "slow_query",
    "token",
    "lock_wait",
    "keep",
)
def serve(*, settings: Settings) -> None:
    """Serve the graph: SPARQL at /sparql, a page at /.

    Other commands may write to the same store meanwhile: what they publish is served at once.

    \b
    Examples:
      communique serve
      communique serve --host 0.0.0.0 --port 8080 --default-graph strict
    """
    from communique.commands.store import make_ready
    from communique.web.server import run

    make_ready(settings, now=now, say=say)
    run(settings, say=say)


@main.command()
@click.argument("source", metavar="QUERY")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMAT_NAMES),
    help="Format of the answer; by default csv for bindings, turtle for graphs.",
)
@click.option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint, not the local store.")
@with_settings("store", "timeout", "memory")
def query(*, source: str, form: str | None, endpoint: str | None, settings: Settings) -> None:
    """Answer a query: a file, `-` for standard input, or the name of a saved query.

    \b
    Examples:
      communique query who-signed
      communique query my-question.rq --format json
      echo 'ASK { ?s ?p ?o }' | communique query -
      communique query who-signed --endpoint http://127.0.0.1:8000/sparql
    """
    from communique.commands.query import answer

    for chunk in answer(source, form or "", endpoint or "", settings):
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_settings("store", "base_iri")
def status(*, as_json: bool, settings: Settings) -> None:
    """Say what is in the store, what is published, and who is writing.

    \b
    Example:
      communique status --json
    """
    from communique.commands.status import report

    facts = report(settings)
    if as_json:
        click.echo(json.dumps(facts, indent=2, ensure_ascii=False))
        return
    for name, value in facts.items():
        shown = "".join(f"\n  {item}" for item in value) if isinstance(value, list) else f" {value}"
        click.echo(f"{name.replace('_', ' ')}:{shown}")


@main.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--no-publish", is_flag=True, help="Write only; `communique publish` shows it.")
@with_settings("store", "base_iri", "lock_wait", "keep")
def drop(*, articles: Sequence[str], no_publish: bool, settings: Settings) -> None:
    """Remove articles (IRI or key of the article or of its graph) and all they stated.

    Their IRIs, and those of their events, answer 410 (gone) from then on.

    \b
    Example:
      communique drop 3f2a9c0d1e5b7a66
    """
    from communique.commands.store import names_of, writing
    from communique.intake import find_graph, withdraw

    with writing(settings, command="communique drop", now=now(), say=say) as writer:
        graphs = [find_graph(name, names_of(settings), writer.graphs()) for name in articles]
        for graph in dict.fromkeys(graphs):
            withdraw(writer, graph, now=now())
            click.echo(f"dropped {graph}")
        if not no_publish:
            writer.publish(keep=settings.keep, created=now())


@main.command()
@click.option("--kill", metavar="ID", help="Stop this query.")
@click.option("--endpoint", metavar="URL", help="The server; by default the one of these settings.")
@with_settings("host", "port", "token")
def queries(*, kill: str | None, endpoint: str | None, settings: Settings) -> None:
    """List the queries that a server is answering: id, client, seconds, text; needs its token.

    \b
    Examples:
      communique queries
      communique queries --kill 5f2b0c9e1d7a4e0f8b6c3a2d1e0f9a8b
    """
    from communique.commands import queries as commands

    server = commands.server_url(settings, endpoint or "")
    if kill:
        commands.kill(server, settings.token, kill)
        click.echo(f"stopped {kill}")
        return
    for line in commands.running(server, settings.token):
        click.echo(line)
