"""What can go wrong, as one shallow tree, and what each error means to a shell and to HTTP.

Every message is one line that says what to do. Foreign exceptions (of the engine, of the file
system, of parsers) are translated where they are met, so callers catch only what stands here.
"""

from dataclasses import dataclass


class CommuniqueError(Exception):
    """Root of the tree: something a user can act on."""


class InputError(CommuniqueError):
    """A file, a text or an option that cannot be used as it is."""


class LanguageError(InputError):
    """A text that is not in a language the ingester reads."""


class OntologyError(CommuniqueError):
    """An ontology that cannot be read or is inconsistent."""


class StoreError(CommuniqueError):
    """The store on disk cannot be used as asked."""


class StoreLocked(StoreError):
    """Another writer holds the store for longer than the wait allowed."""


class StoreFull(StoreError):
    """The disk refused a write; what was published before still serves."""


class NothingPublished(StoreError):
    """The store has no snapshot to read yet."""


class GraphNotFound(StoreError):
    """No such named graph in the store."""


class QueryError(CommuniqueError):
    """A query that has no answer."""


class QuerySyntaxError(QueryError):
    """A query or update that is not SPARQL 1.1; the message has line and column."""


class QueryTimeout(QueryError):
    """A query that ran past its time limit and was stopped."""


class QueryTooLarge(QueryError):
    """A query whose worker ran out of the memory allowed to it."""


class UpdateConflict(QueryError):
    """An update that does not fit what is stored, such as DROP of a graph that is not there."""


class QueryTooDeep(QueryError):
    """A query or update that is nested more deeply than the engine can read."""


class ResultTooLarge(QueryTooLarge):
    """An answer with more rows or bytes than allowed."""


class QueryStopped(QueryError):
    """A query that an operator, or the server's end, stopped."""


class QueryRefused(QueryError):
    """A query that asks for something this server does for nobody."""


class TooManyQueries(QueryError):
    """A client, or all of them, have more queries under way than the server takes."""


class PoolBusy(QueryError):
    """No query worker came free in time."""


class BadRequest(CommuniqueError):
    """A request that the protocol does not allow as it stands."""


class Unauthorized(BadRequest):
    """Writing without the token, or with a wrong one."""


class Forbidden(BadRequest):
    """Something this server does for nobody as it is set up."""


class NotFound(BadRequest):
    """Nothing is at this address."""


class Withdrawn(NotFound):
    """Something was at this address and was taken back."""


class MethodNotAllowed(BadRequest):
    """An HTTP method that the resource does not have."""


class NotAcceptable(BadRequest):
    """No format on offer is one that the client accepts."""


class PreconditionFailed(BadRequest):
    """A write on the condition that something is as the client knows it, and it is not."""


class PayloadTooLarge(BadRequest):
    """A body or a query over the size allowed."""


class RequestStalled(BadRequest):
    """A client that stopped sending its request half way."""


class UnsupportedMediaType(BadRequest):
    """A body in a media type that the resource does not take."""


class RemoteError(CommuniqueError):
    """A SPARQL endpoint elsewhere failed or could not be reached."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one kind of error means: a stable code, an exit code, an HTTP status and a title."""

    code: str
    exit_code: int
    status: int
    title: str


ERRORS: dict[type[CommuniqueError], Outcome] = {
    CommuniqueError: Outcome("error", 1, 500, "Something went wrong"),
    InputError: Outcome("bad-input", 1, 400, "The input cannot be used"),
    LanguageError: Outcome("not-english", 1, 422, "The text is not English"),
    OntologyError: Outcome("bad-ontology", 1, 500, "The ontology cannot be used"),
    StoreError: Outcome("store-unusable", 1, 500, "The store cannot be used"),
    StoreLocked: Outcome("store-locked", 1, 503, "Another writer holds the store"),
    StoreFull: Outcome("store-full", 1, 507, "The disk is full"),
    NothingPublished: Outcome("nothing-published", 1, 503, "Nothing is published yet"),
    GraphNotFound: Outcome("graph-not-found", 1, 404, "No such graph"),
    QueryError: Outcome("query-failed", 1, 500, "The query failed"),
    QuerySyntaxError: Outcome("bad-query", 1, 400, "The query is not valid SPARQL 1.1"),
    QueryTimeout: Outcome("query-timeout", 1, 503, "The query ran past its time limit"),
    QueryTooLarge: Outcome("query-memory", 1, 503, "The query needs more memory than allowed"),
    UpdateConflict: Outcome("update-conflict", 1, 409, "The update does not fit what is stored"),
    QueryTooDeep: Outcome("query-too-deep", 1, 400, "The query is nested too deeply"),
    ResultTooLarge: Outcome("result-too-large", 1, 503, "The result is larger than allowed"),
    QueryStopped: Outcome("query-stopped", 1, 503, "The query was stopped"),
    QueryRefused: Outcome("query-refused", 1, 403, "The query is not allowed here"),
    TooManyQueries: Outcome("too-many-queries", 1, 429, "Too many queries at once"),
    PoolBusy: Outcome("busy", 1, 503, "All query workers are busy"),
    BadRequest: Outcome("bad-request", 1, 400, "The request is not valid"),
    Unauthorized: Outcome("unauthorized", 1, 401, "This needs the token"),
    Forbidden: Outcome("forbidden", 1, 403, "Not allowed on this server"),
    NotFound: Outcome("not-found", 1, 404, "Nothing is here"),
    Withdrawn: Outcome("withdrawn", 1, 410, "This was withdrawn"),
    MethodNotAllowed: Outcome("method-not-allowed", 1, 405, "The method is not allowed here"),
    NotAcceptable: Outcome("not-acceptable", 1, 406, "No acceptable format"),
    PreconditionFailed: Outcome("precondition-failed", 1, 412, "The resource is in another state"),
    PayloadTooLarge: Outcome("too-large", 1, 413, "The request is too large"),
    RequestStalled: Outcome("request-stalled", 1, 408, "The request did not come in time"),
    UnsupportedMediaType: Outcome("bad-media-type", 1, 415, "The media type is not supported"),
    RemoteError: Outcome("remote-failed", 1, 502, "The remote endpoint failed"),
}


def outcome(error: CommuniqueError) -> Outcome:
    """Return what `error` means, by the nearest class of its that the table lists."""
    return next(ERRORS[kind] for kind in type(error).__mro__ if kind in ERRORS)
