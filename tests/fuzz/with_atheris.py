"""Fuzzes one reader for as long as one likes, led by coverage.

    pip install atheris
    python -m tests.fuzz.with_atheris athlete CORPUS_FOLDER -runs=500000

What comes after the target goes to libFuzzer. Each input has 10 s and 512 MiB. A crash leaves its input in
the folder it was started from: put it into `tests/fuzz/found/TARGET/`, where the tests read it from then on.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["periodise", "tomllib"]):
    from tests.fuzz.targets import SEEDS, TARGETS


def main() -> None:
    name, corpus, *options = sys.argv[1:]
    Path(corpus).mkdir(exist_ok=True)
    (Path(corpus) / "seed").write_bytes(SEEDS[name])
    bounds = ["-timeout=10", "-rss_limit_mb=512", "-max_len=60000"]
    atheris.Setup([sys.argv[0], corpus, *bounds, *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
