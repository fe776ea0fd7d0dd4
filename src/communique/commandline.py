"""What all commands share: how errors end them, the options of settings, what is said aside."""

import functools
import sys
from collections.abc import Callable
from typing import Any, NoReturn

import click

from communique.errors import CommuniqueError, outcome
from communique.settings import BY_NAME, load


class Commands(click.Group):
    """The group of commands: every error is one line on standard error, with the right exit code.

    Exit codes: 0 done, 1 it could not be done, 2 the command line makes no sense, 130 interrupted.
    """

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run the command and exit."""
        kwargs["standalone_mode"] = False
        try:
            code = super().main(*args, **kwargs)
        except click.UsageError as error:
            command = error.ctx.command_path if error.ctx else "communique"
            _fail(f"{error.format_message()} (see `{command} --help`)", 2)
        except click.ClickException as error:
            _fail(error.format_message(), error.exit_code)
        except CommuniqueError as error:
            _fail(str(error), outcome(error).exit_code)
        except (click.Abort, KeyboardInterrupt):
            _fail("interrupted: what was finished is kept; run the same command again", 130)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(0)
        sys.exit(code if isinstance(code, int) else 0)


def _fail(message: str, code: int) -> NoReturn:
    click.echo(f"communique: {' '.join(message.split())}", err=True)
    sys.exit(code)


def with_settings(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the options of these settings, and the Settings that result."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(command)
        def run(**values: Any) -> Any:
            overrides = {name: values.pop(name) for name in names}
            return command(settings=load(overrides=overrides), **values)

        for name in reversed(names):
            row = BY_NAME[name]
            shown = "" if row.secret or row.default in ("", ()) else f"; default {row.default}"
            text = f"{row.help} [{row.variable}{shown}]"
            choice = click.Choice(row.choices) if row.choices else str
            metavar = None if row.choices else row.metavar
            run = click.option(row.option, name, type=choice, metavar=metavar, help=text)(run)
        return run

    return decorate


def say(message: str) -> None:
    """Say `message` on standard error."""
    click.echo(message, err=True)
