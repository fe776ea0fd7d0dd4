"""First vectors for rolesets: what the encoder makes of their glosses and roles."""

from collections.abc import Sequence

import torch
from torch import Tensor

from communique.language.features import END, START, Pieces
from communique.language.rolesets import Roleset
from communique.training.network import WIDTH, Encoder

_SCALE = 0.08
_BATCH = 128
_LONGEST = 40


@torch.no_grad()
def gloss_vectors(
    rolesets: Sequence[Roleset], encoder: Encoder, pieces: Pieces, *, width: int
) -> Tensor:
    """Return a vector of `width` for each roleset, centred, from `encoder` before any training."""
    encoder.eval()
    coded = [_gloss(roleset, pieces) for roleset in rolesets]
    order = sorted(range(len(coded)), key=lambda i: len(coded[i]))
    vectors = torch.zeros(len(coded), WIDTH)
    for begin in range(0, len(order), _BATCH):
        rows = order[begin : begin + _BATCH]
        longest = len(coded[rows[-1]])
        ids = torch.tensor([coded[i] + [0] * (longest - len(coded[i])) for i in rows])
        seen = encoder(ids, torch.zeros_like(ids))[-1]
        present = (ids != 0).float()[:, :, None]
        vectors[rows] = (seen * present).sum(1) / present.sum(1)
    encoder.train()
    vectors = vectors - vectors.mean(0)
    _, _, axes = torch.pca_lowrank(vectors, q=width, center=False, niter=4)
    turned = vectors @ axes
    return turned / turned.std() * _SCALE


def _gloss(roleset: Roleset, pieces: Pieces) -> list[int]:
    said = roleset.name.rsplit(".", 1)[0].replace("_", " ")
    roles = "; ".join(role.split("|")[0] for _, role in roleset.roles)
    words = f"{said} : {roleset.gloss} . {roles}".split()
    ids = [i for piece in pieces.of(words) for i in piece]
    return [START, *ids[:_LONGEST], END]
