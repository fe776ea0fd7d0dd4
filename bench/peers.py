"""The peers: how each is loaded and started, and which version it is."""

import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import ClassVar

from bench.server import Peer, await_port, call, free_port, stop

GRAPH = "http://localhost/bench"  # where Virtuoso keeps what it is asked about


class Communique(Peer):
    """This server; `env` may turn its cache off."""

    def version(self) -> str:
        return f"communique {version('communique')} (pyoxigraph {version('pyoxigraph')})"

    def command(self, port: int) -> list[str]:
        serve = [sys.executable, "-m", "communique", "serve"]
        return [*serve, "--store", str(self.files.store), "--port", str(port)]


class Oxigraph(Peer):
    """The native server of the same engine, with the same quads in the same graphs."""

    path = "/query"
    timeout = 0  # seconds, 0 for none

    def version(self) -> str:
        return subprocess.check_output([self.tool("oxigraph"), "--version"], text=True).strip()

    def load(self) -> None:
        location = self.files.folder / "oxigraph"
        load = [self.tool("oxigraph"), "load", "--location", str(location)]
        call([*load, "--file", str(self.files.quads)])
        call([self.tool("oxigraph"), "optimize", "--location", str(location)])

    def command(self, port: int) -> list[str]:
        location = str(self.files.folder / "oxigraph")
        command = [self.tool("oxigraph"), "serve-read-only", "--location", location]
        command += ["--bind", f"127.0.0.1:{port}"]
        return command + (["--timeout-s", str(self.timeout)] if self.timeout else [])


class LimitedOxigraph(Oxigraph):
    """The native server with its own time limit on, loaded by the one without."""

    timeout = 10

    def load(self) -> None:
        pass


class RdflibEndpoint(Peer):
    """rdflib-endpoint as its own command starts it: rdflib's store in memory."""

    path = "/"
    most_rounds: ClassVar[int] = 1  # minutes of loading, and seconds for most long queries

    def version(self) -> str:
        python = Path(self.tool("rdflib-endpoint")).with_name("python")
        code = (
            "from importlib.metadata import version as v; print(v('rdflib-endpoint'), v('rdflib'))"
        )
        ours, rdflib = subprocess.check_output([python, "-c", code], text=True).split()
        return f"rdflib-endpoint {ours} (rdflib {rdflib})"

    def command(self, port: int) -> list[str]:
        serve = [self.tool("rdflib-endpoint"), "serve", "--host", "127.0.0.1"]
        return [*serve, "--port", str(port), str(self.files.triples)]


class Virtuoso(Peer):
    """Virtuoso 7 with room for the whole dataset in its buffers.

    Without the parameter it would look at its own graphs too.
    """

    parameters: ClassVar[dict[str, str]] = {"default-graph-uri": GRAPH}
    most_rounds: ClassVar[int] = 2  # a minute to start

    def version(self) -> str:
        out = subprocess.run(
            [self.tool("virtuoso-t"), "-?"], capture_output=True, text=True, check=False
        )
        lines = (out.stdout + out.stderr).splitlines()
        return next(
            ("Virtuoso " + line.split()[1] for line in lines if "Version" in line), "Virtuoso"
        )

    def load(self) -> None:
        folder = self.files.folder / "virtuoso"
        folder.mkdir()
        shutil.copy(self.files.triples, folder / "data.nt")
        sql = free_port()
        self._configure(sql, free_port())
        quiet = subprocess.DEVNULL
        server = subprocess.Popen(
            self._serve(), cwd=folder, stdout=quiet, stderr=quiet, start_new_session=True
        )
        try:
            await_port(sql, server)
            statements = f"ld_dir('{folder}', 'data.nt', '{GRAPH}'); rdf_loader_run(); checkpoint;"
            isql = shutil.which("isql-vt") or self.tool("isql")
            call([isql, f"127.0.0.1:{sql}", "dba", "dba", f"exec={statements}"])
        finally:
            stop(server)

    def command(self, port: int) -> list[str]:
        self._configure(free_port(), port)
        return self._serve()

    def _serve(self) -> list[str]:
        config = self.files.folder / "virtuoso" / "bench.ini"
        return [self.tool("virtuoso-t"), "+foreground", "+configfile", str(config)]

    def _configure(self, sql: int, port: int) -> None:
        folder = self.files.folder / "virtuoso"
        template = Path(__file__).with_name("virtuoso.ini").read_text()
        values = {"FOLDER": str(folder), "SQL": str(sql), "HTTP": str(port), "GRAPH": GRAPH}
        for name, value in values.items():
            template = template.replace(f"@{name}@", value)
        (folder / "bench.ini").write_text(template)
