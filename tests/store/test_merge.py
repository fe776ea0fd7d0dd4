"""The merge, against a model in plain Python."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .conftest import NAMES, NOW, published, triples, writing

GRAPHS = [
    NAMES.graph("a"),
    NAMES.graph("b"),
    NAMES.direct_graph,
    NAMES.derived_graph,
]
numbers = st.lists(st.integers(0, 5), max_size=5)
graphs = st.sampled_from(GRAPHS)
steps = st.one_of(
    st.tuples(st.just("replace"), graphs, numbers),
    st.tuples(st.just("drop"), graphs, st.none()),
    st.tuples(st.just("bulk"), graphs, numbers),
    st.tuples(st.just("mode"), st.sampled_from(["merge", "strict"]), st.none()),
    st.tuples(st.just("reopen"), st.none(), st.none()),
)


def model_of(held, mode):
    """What a snapshot must hold, for graphs `held` and what is in the default graph itself."""
    direct = held.get(NAMES.direct_graph, set())
    named = {name: content for name, content in held.items() if name != NAMES.direct_graph}
    if mode == "strict":
        return named | {"": direct}
    shown = [content for name, content in named.items() if name != NAMES.derived_graph]
    return named | {"": direct.union(*shown)}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(steps, max_size=12), st.sampled_from(["merge", "strict"]))
def test_any_sequence_of_writes_keeps_it_true(plan, mode):
    with tempfile.TemporaryDirectory() as folder:
        run(Path(folder) / "store", plan, mode)


def run(folder, plan, mode):
    held = {}
    position = 0
    while True:
        with writing(folder, mode) as writer:
            while position < len(plan):
                verb, name, content = plan[position]
                position += 1
                if verb == "mode":
                    mode = name
                if verb in ("mode", "reopen"):
                    break
                if verb == "replace":
                    writer.replace_graph(name, triples(*content))
                    held[name] = set(triples(*content))
                elif verb == "bulk":
                    writer.load_graphs([(name, triples(*content), ())])
                    held[name] = set(triples(*content))
                elif name in held:
                    writer.drop_graph(name)
                    del held[name]
            else:
                writer.publish(keep=1, created=NOW)
                break
    shown = published(folder)
    shown.pop(NAMES.direct_graph, None)
    assert shown == model_of(held, mode)
