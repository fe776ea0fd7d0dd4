"""`python -m communique.training`: train, from the treebanks to a network."""

import argparse
import time
from pathlib import Path

import torch

from communique.training.loop import train


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m communique.training")
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--hide", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    began = time.monotonic()
    train(
        treebanks=options.treebanks,
        encoder=options.encoder,
        out=options.out,
        epochs=options.epochs,
        seed=options.seed,
        hidden_text=options.hide.read_text(encoding="utf-8"),
        say=lambda line: print(f"{time.monotonic() - began:7.0f} s  {line}", flush=True),
    )


if __name__ == "__main__":
    main()
