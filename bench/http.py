"""Measures Communique's server against others; see docs/benchmarks.md."""  # noqa: A005

import sys
from pathlib import Path

if __name__ == "__main__":
    # The folder of this file would hide the standard module http from everyone.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    from bench.main import main

    sys.exit(main())
