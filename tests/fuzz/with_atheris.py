"""Fuzzes one reader for as long as one likes, led by coverage.

    pip install atheris
    python -m tests.fuzz.with_atheris athlete CORPUS_FOLDER -runs=500000

What comes after the target goes to libFuzzer. Each input has 10 s of the processor and 512 MiB. A crash
leaves its input in the folder it was started from: put it into `tests/fuzz/found/TARGET/`, where the tests
read it from then on.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

import atheris

with atheris.instrument_imports(include=["periodise", "tomllib"]):
    from tests.fuzz.targets import SEEDS, TARGETS


MOST_TIME_S = 10


def timed(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """`target`, for which an input that takes too long is a crash. A busy machine is none."""

    def measured(content: bytes) -> None:
        begun_s = process_time()
        target(content)
        if process_time() - begun_s > MOST_TIME_S:
            raise AssertionError("took too long")

    return measured


def main() -> None:
    name, corpus, *options = sys.argv[1:]
    Path(corpus).mkdir(exist_ok=True)
    (Path(corpus) / "seed").write_bytes(SEEDS[name])
    bounds = ["-timeout=600", "-rss_limit_mb=512", "-max_len=60000"]
    atheris.Setup([sys.argv[0], corpus, *bounds, *options], timed(TARGETS[name]))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
