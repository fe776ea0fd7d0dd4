"""Running the app on granian."""

import multiprocessing
import os
import signal
import socket
from collections.abc import Callable
from functools import partial
from types import FrameType

from granian import Granian
from granian.constants import Interfaces, Loops

from communique.clock import now
from communique.errors import InputError
from communique.settings import Settings, load
from communique.store.lifeline import die_with
from communique.web.access_log import AccessLog
from communique.web.asgi import Front

_TAKE_OVER = 2.0  # seconds that a fresh process gets to start before the old one ends


def application() -> Front:
    """Return the app for the settings in the environment: the factory that granian calls.

    It does so in a process of its own, which must not outlive the one that watches over it.
    """
    settings = load()
    if (watcher := multiprocessing.parent_process()) is not None and watcher.pid is not None:
        signal.signal(signal.SIGUSR1, partial(_end_alone, settings.grace))
        die_with(watcher.pid, by=signal.SIGUSR1)
    workers = settings.workers or max(4, 2 * (os.cpu_count() or 1))
    return Front(settings, workers=workers, now=now)


def run(settings: Settings, *, say: Callable[[str], None]) -> None:
    """Serve until told to stop (SIGINT or SIGTERM), then finish what is under way.

    SIGHUP puts a fresh process in the place of the one that serves, which finishes first. Raises
    InputError when the port is taken or the access log cannot be written.
    """
    _check_address(settings)
    AccessLog(settings.access_log, slow=settings.slow_query, now=now).close()
    os.environ.update(settings.variables())
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    url = f"http://{shown}:{settings.port}"
    say(f"Communique serves {settings.store} on {url} (Ctrl-C stops it)")
    say(f"Open {url}/ or try:")
    say(
        f"  curl -s {url}/sparql -H 'Accept: text/csv' --data-urlencode query@queries/who-signed.rq"
    )
    Granian(
        "communique.web.server:application",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        loop=Loops.uvloop,
        workers=1,
        websockets=False,
        log_level="warning",  # type: ignore[arg-type]  # its enum is of such strings
        respawn_failed_workers=True,
        respawn_interval=_TAKE_OVER,
        workers_kill_timeout=settings.grace,
    ).serve()


def _end_alone(grace: int, _number: int, _frame: FrameType | None) -> None:
    """End as if told to by the watcher, which is gone and can no longer break off what takes long.

    The kernel tells us once for each of its threads; granian waits for ever when told thrice.
    """
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    signal.alarm(max(1, grace))
    os.kill(os.getpid(), signal.SIGTERM)


def _check_address(settings: Settings) -> None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise InputError(
                f"cannot listen on {settings.host} port {settings.port}: {error.strerror}; "
                "choose others with --host and --port"
            ) from error
