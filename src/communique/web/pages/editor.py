"""The page for questions in SPARQL: an editor, the saved questions, and the answer as a table."""

import threading

from flask import render_template, request

from communique.errors import CommuniqueError, PoolBusy
from communique.store.terminals import refuse_network
from communique.web.pages.context import Context
from communique.web.pages.questions import question, questions
from communique.web.pages.table import Table, as_table

_MOST_ROWS = 500
_PATIENCE = 2.0  # seconds until it is said that others are being answered

# Free questions may take long. More of them at once would leave no thread for the other pages.
_turns = threading.BoundedSemaphore(3)


def editor(context: Context) -> tuple[str, int]:
    """Return the page with the question of `?query=` or the saved one of `?question=`.

    A question that is asked in the address is answered; a wrong one is told what is wrong.
    """
    saved = request.args.get("question", "")
    known = question(saved, context.names) if saved else None
    text = request.args.get("query", "") or (known.text if known else "")
    table, trouble = Table(), ""
    if text.strip():
        try:
            table = _answer(context, text)
        except CommuniqueError as error:
            trouble = str(error)
    page = render_template(
        "editor.html",
        text=text or question("who-signed", context.names).text,
        is_asked=bool(text.strip()),
        known=known,
        questions=[question(one.name, context.names) for one in questions()],
        table=table,
        trouble=trouble,
        most=_MOST_ROWS,
        prefixes=context.names.prefixes,
    )
    return page, 200


def _answer(context: Context, text: str) -> Table:
    refuse_network(text, allowed=context.settings.services)
    if not _turns.acquire(timeout=_PATIENCE):
        raise PoolBusy("other long questions are being answered: try again in a moment")
    try:
        body = context.answers.raw(text, bindings="json", graph="turtle")
    finally:
        _turns.release()
    return as_table(body, most=_MOST_ROWS)
