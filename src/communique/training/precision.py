"""Products of an eight-bit graph that see their inputs as they are, not cut to eight bits.

The weights stay in eight bits, and the file small. Inputs in eight bits would lose what the small
values of a layer say where a few are large, and would make a processor's last bit of a float, or
how its products of bytes saturate, change what is read: another machine, another tree.
"""

from pathlib import Path

import onnx
from onnx import GraphProto, NodeProto, helper


def with_full_inputs(path: Path) -> int:
    """Rewrite the graph at `path`, as dynamic quantisation leaves it; return how many products.

    They become products of floats with weights that the runtime unpacks once, when it loads them.
    """
    model = onnx.load(str(path))
    graph = model.graph
    products = [node for node in graph.node if node.op_type == "MatMulInteger"]
    for product in products:
        _rewrite(graph, product)
    _sweep(graph)
    onnx.save(model, str(path))
    return len(products)


def _rewrite(graph: GraphProto, product: NodeProto) -> None:
    """Put Cast, Mul and MatMul in the place of MatMulInteger, its Cast and its Mul."""
    made_by = {output: node for node in graph.node for output in node.output}
    cast = _user(graph, product)
    scaled = _user(graph, cast)
    weight = product.input[1]
    plain = weight.removesuffix("_quantized")
    unpacked = [
        helper.make_node("Cast", [weight], [f"{plain}_cast"], to=onnx.TensorProto.FLOAT),
        helper.make_node("Mul", [f"{plain}_cast", f"{plain}_scale"], [f"{plain}_unpacked"]),
        helper.make_node(
            "MatMul",
            [made_by[product.input[0]].input[0], f"{plain}_unpacked"],
            [scaled.output[0]],
            name=f"{product.name}_full",
        ),
    ]
    place = list(graph.node).index(scaled)
    for node in (scaled, cast, product):
        graph.node.remove(node)
    for node in reversed(unpacked):
        graph.node.insert(place - 2, node)


def _user(graph: GraphProto, node: NodeProto) -> NodeProto:
    found: NodeProto = next(other for other in graph.node if node.output[0] in other.input)
    return found


def _sweep(graph: GraphProto) -> None:
    """Take away what nothing uses any more, nodes first."""
    wanted = {output.name for output in graph.output}
    while True:
        used = wanted | {name for node in graph.node for name in node.input}
        unused = [node for node in graph.node if not used.intersection(node.output)]
        if not unused:
            break
        for node in unused:
            graph.node.remove(node)
    for weight in [w for w in graph.initializer if w.name not in used]:
        graph.initializer.remove(weight)
