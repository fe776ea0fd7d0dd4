"""Training: epochs over the corpora, seeded, with checkpoints to go on from."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file

from communique.language.features import Pieces
from communique.language.rolesets import Rolesets
from communique.training import corpora
from communique.training.inventory import Inventory, inventory
from communique.training.losses import WEIGHTS, losses
from communique.training.naming import Pools, pools, renamed
from communique.training.network import Network, Sizes, load_encoder
from communique.training.samples import Chunk, Coded, Coder, batches, chunks, collate, varied
from communique.training.senses import gloss_vectors

_EXAMPLES_SHARE = 3
_SUBWORDS = 1800
_WARM_STEPS = 80
_SAVE_EVERY = 250
_RATES = {"encoder": 1.2e-4, "heads": 1e-3}
_CROSSNER = ("politics-train", "ai-train", "ai-dev", "science-train", "science-dev")


@dataclass(frozen=True)
class Material:
    """What an epoch draws from."""

    parsed: list[corpora.Annotated]
    named: list[corpora.Annotated]
    examples: list[corpora.Annotated]
    names: Pools


def train(
    *,
    treebanks: Path,
    encoder: Path,
    out: Path,
    epochs: int,
    seed: int,
    hidden_text: str,
    say: Callable[[str], None],
) -> None:
    """Train for `epochs` and write `out`/network.pt; go on from `out`/checkpoint.pt if it is there.

    `encoder` is the folder of the pretrained weights; names that occur in `hidden_text` are kept
    out of the names that sentences are given.
    """
    out.mkdir(parents=True, exist_ok=True)
    material = gather(treebanks, hidden_text)
    classes, senses = setting(treebanks, material, out)
    pieces = Pieces(encoder / "tokenizer.json")
    coder = Coder(classes, senses, pieces)
    torch.manual_seed(seed)
    network = new_network(classes, senses)
    load_encoder(network, load_file(encoder / "model.safetensors"))
    vectors = gloss_vectors(senses.all, network.encoder, pieces, width=256)
    network.roles.senses.weight.data.copy_(vectors)
    _run(network, coder, material, out=out, epochs=epochs, seed=seed, say=say)
    torch.save(network.state_dict(), out / "network.pt")


def gather(treebanks: Path, hidden_text: str) -> Material:
    """Read the corpora."""
    parsed = corpora.treebank(treebanks, "ewt-train") + corpora.treebank(treebanks, "gum-train")
    named = named_sentences(treebanks)
    names = pools([*parsed, *named], without=hidden_text)
    held = {
        "".join(s.words).lower()
        for n in ("ewt-dev", "ewt-test")
        for s in corpora.treebank(treebanks, n)
    }
    examples = [
        s
        for s in corpora.examples(treebanks)
        if len(s.words) <= 70 and "".join(s.words).lower() not in held
    ]
    return Material(parsed, named, examples, names)


def named_sentences(treebanks: Path) -> list[corpora.Annotated]:
    """Return the sentences of the corpora that have names only."""
    named = [corpora.relabelled(s, "uner") for s in corpora.iob(treebanks / "uner-dev.iob2.xz")]
    for split in _CROSSNER:
        named += [
            corpora.relabelled(s, "crossner")
            for s in corpora.iob(treebanks / f"crossner-{split}.txt.xz")
        ]
    return named


def setting(treebanks: Path, material: Material, out: Path) -> tuple[Inventory, Rolesets]:
    """Return the classes and rolesets, and write the classes to `out`/classes.json."""
    classes = inventory([*material.parsed, *material.examples])
    (out / "classes.json").write_text(json.dumps(classes.as_lists()), encoding="utf-8")
    return classes, Rolesets(corpora.rolesets(treebanks))


def new_network(classes: Inventory, senses: Rolesets) -> Network:
    """Return a network with as many outputs as there are classes."""
    sizes = {name: len(values) for name, values in classes.as_lists().items()}
    return Network(Sizes(**sizes, rolesets=len(senses.all)))


def _run(
    network: Network,
    coder: Coder,
    material: Material,
    *,
    out: Path,
    epochs: int,
    seed: int,
    say: Callable[[str], None],
) -> None:
    coded = {
        "parsed": [coder.code(s) for s in material.parsed],
        "examples": [coder.code(s) for s in material.examples],
    }
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    groups = [
        {"params": list(network.encoder.parameters()), "rate": _RATES["encoder"]},
        {"params": heads, "rate": _RATES["heads"]},
    ]
    optimizer = torch.optim.AdamW(groups, lr=1e-4, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    checkpoint = out / "checkpoint.pt"
    done = 0
    if checkpoint.exists():
        state = torch.load(checkpoint)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        done = state["steps"]
        say(f"going on from step {done}")
    steps, total, means = 0, 0, dict.fromkeys(WEIGHTS, 0.0)
    network.train()
    for epoch in range(epochs):
        chance = random.Random(f"{seed}/{epoch}")
        work = list(
            batches(
                _epoch(coded, coder, material, chance, epoch), subwords=_SUBWORDS, chance=chance
            )
        )
        total = total or len(work) * epochs
        for rows in work:
            steps += 1
            if steps <= done:
                continue
            torch.manual_seed(seed * 1_000_003 + steps)
            share = min(steps / total, 1.0)
            for group in optimizer.param_groups:
                group["lr"] = group["rate"] * min(1.0, steps / _WARM_STEPS) * max(1 - share, 0.0)
            found = losses(network, collate([varied(r, chance) for r in rows]), chance)
            loss = sum(WEIGHTS[name] * value for name, value in found.items())
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            for name, value in found.items():
                means[name] = 0.98 * means[name] + 0.02 * value.item()
            if steps % 50 == 0:
                said = " ".join(f"{name} {value:.3f}" for name, value in means.items())
                say(f"epoch {epoch + 1}/{epochs} step {steps}/{total} {said}")
            if steps % _SAVE_EVERY == 0:
                _save(checkpoint, network, optimizer, steps)
    _save(checkpoint, network, optimizer, steps)


def _save(path: Path, network: Network, optimizer: torch.optim.Optimizer, steps: int) -> None:
    part = path.with_suffix(".part")
    torch.save(
        {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "steps": steps},
        part,
    )
    part.replace(path)


def _epoch(
    coded: dict[str, list[Coded]],
    coder: Coder,
    material: Material,
    chance: random.Random,
    epoch: int,
) -> list[Chunk]:
    """Return an epoch's chunks: all trees, a share of the examples, and entities renamed."""
    found = list(chunks(coded["parsed"], chance=chance))
    found += [(s,) for s in coded["examples"][epoch % _EXAMPLES_SHARE :: _EXAMPLES_SHARE]]
    named = [s for s in material.parsed if s.entities] + material.named
    for sentence in material.named:
        found.append((coder.code(sentence),))
    for sentence in named:
        if sentence.entities:
            found.append((coder.code(renamed(sentence, material.names, chance)),))
    return found
