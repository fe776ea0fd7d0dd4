"""The commands `export` and `dump`."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from communique.commandline import say, with_settings
from communique.exports.packing import CODINGS
from communique.exports.table import EXPORTS
from communique.formats import BINDINGS
from communique.settings import Settings


@click.command()
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
    write(selection, form, output, compress or "", settings, stdout=sys.stdout.buffer, say=say)


@click.command()
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
    click.echo(write(wanted, to, coding, settings, say=say))
