"""The `communique` command. Results go to standard output, everything else to standard error."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from communique import __version__
from communique.clock import now
from communique.exports.packing import CODINGS
from communique.exports.table import EXPORTS
from communique.formats import BINDINGS, FORMATS
from communique.settings import Settings
from communique.shell import Commands, with_settings

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

    ingested = ingest_sources(sources, settings, publish=not no_publish, now=now, say=_say)
    for line in show(ingested, report=report, as_json=as_json):
        click.echo(line)
    for message in ingested.failures:
        _say(f"communique: {message}")
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
def evaluate(
    *,
    gold: Sequence[Path],
    plover: Path | None,
    calibrate: Path | None,
    errors: bool,
    as_json: bool,
) -> None:
    """Measure the ingester on GOLD: articles annotated as data/gold/README.md says, or folders.

    \b
    Examples:
      communique evaluate data/gold/dev
      communique evaluate data/gold/dev/01-maputo-accord.json --errors
      communique evaluate --plover records.json --json
    """
    from communique.commands import evaluate as command

    if not gold and not plover:
        raise click.UsageError("give GOLD articles or --plover FILE")
    if calibrate:
        if not gold:
            raise click.UsageError("--calibrate needs GOLD articles")
        command.calibrate(gold, calibrate)
        return
    judged = command.evaluate(gold)
    coded = command.evaluate_plover(plover) if plover else []
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

    with writing(settings, command="communique publish", now=now(), say=_say) as writer:
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

    make_ready(settings, now=now, say=_say)
    run(settings, say=_say)


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
@click.argument("article", required=False)
@click.option("--entity", metavar="IRI", help="Export what is said of this thing: IRI or kind/key.")
@click.option("--query", metavar="QUERY", help="Export the answer to this query: file, -, or name.")
@click.option(
    "--format",
    "form",
    type=click.Choice([*(row.name for row in EXPORTS), *(row.name for row in BINDINGS)]),
    default="turtle",
    show_default=True,
    help="What to write; json, xml, csv and tsv are for queries that give rows.",
)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="File to write; else standard output."
)
@click.option(
    "--compress",
    type=click.Choice(list(CODINGS)),
    help="By default as the name of the file ends: .gz or .zst.",
)
@with_settings("store", "base_iri", "timeout", "memory")
def export(
    *,
    article: str | None,
    entity: str | None,
    query: str | None,
    form: str,
    output: Path | None,
    compress: str | None,
    settings: Settings,
) -> None:
    """Export the published graph: all, one ARTICLE (its IRI or key), one entity or an answer.

    The same snapshot gives the same bytes. Formats without graph names give the default graph.

    \b
    Examples:
      communique export --format nquads --output graph.nq.zst
      communique export 3f2a9c0d1e5b7a66 --format nanopubs
      communique export --entity country/USA --format graphml --output usa.graphml
      communique export --query who-signed --format csv
    """
    from communique.commands.export import Selection
    from communique.commands.export import export as write

    if sum(bool(given) for given in (article, entity, query)) > 1:
        raise click.UsageError("give one of ARTICLE, --entity and --query")
    if not query and form not in {row.name for row in EXPORTS}:
        raise click.UsageError(f"{form} is for the answer to a query: give --query with it")
    selection = Selection(article or "", entity or "", query or "")
    write(selection, form, output, compress or "", settings, stdout=sys.stdout.buffer, say=_say)


@main.command()
@click.option(
    "--format",
    "forms",
    type=click.Choice([row.name for row in EXPORTS]),
    multiple=True,
    help="A format to write; give it again for more. By default all of them.",
)
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Folder to write into; by default exports/ in the store, which the server offers.",
)
@click.option(
    "--compress", type=click.Choice(["none", *CODINGS]), default="zstd", show_default=True
)
@with_settings("store", "base_iri", "timeout", "memory")
def dump(*, forms: Sequence[str], to: Path | None, compress: str, settings: Settings) -> None:
    """Write all that is published as files, with their hashes, into a folder of its date.

    \b
    Examples:
      communique dump
      communique dump --format turtle --format tables --to /srv/dumps --compress gzip
    """
    from communique.commands.dump import dump as write

    wanted = forms or [row.name for row in EXPORTS]
    coding = compress if compress in CODINGS else ""
    click.echo(write(wanted, to, coding, settings, say=_say))


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

    with writing(settings, command="communique drop", now=now(), say=_say) as writer:
        graphs = [find_graph(name, names_of(settings), writer.graphs()) for name in articles]
        for graph in dict.fromkeys(graphs):
            withdraw(writer, graph, now=now())
            click.echo(f"dropped {graph}")
        if not no_publish:
            writer.publish(keep=settings.keep, created=now())


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@with_settings("store")
def backup(*, file: Path, settings: Settings) -> None:
    """Write what is published to FILE, whole or not at all; the store may be in use.

    \b
    Example:
      communique backup communique-$(date +%F).tar.zst
    """
    from communique.commands.backup import make_backup

    number = make_backup(file, settings, now=now)
    click.echo(f"snapshot {number} is in {file}")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@with_settings("store", "base_iri", "lock_wait", "keep")
def restore(*, file: Path, settings: Settings) -> None:
    """Check the backup FILE, put it in place of all that the store holds, and publish it.

    A server of the store answers from it at once.

    \b
    Example:
      communique restore communique-2026-01-31.tar.zst
    """
    from communique.commands.backup import restore_backup

    number = restore_backup(file, settings, now=now, say=_say)
    click.echo(f"restored {file} as snapshot {number}")


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


def _say(message: str) -> None:
    click.echo(message, err=True)
