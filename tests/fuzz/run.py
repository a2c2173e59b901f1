"""Fuzz one target with atheris: ``python -m tests.fuzz.run TARGET --runs 1000000``; see README.md beside this."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.fuzz import kept
from tests.fuzz.mutate import mutated
from tests.fuzz.targets import NAMES, target

_LONGEST = 8_000
_SECONDS, _MEGABYTES = 25, 2_000


def main() -> None:
    """Start from the seeds and the kept corpus in a working folder, and look for an input that breaks the target's law."""
    import atheris  # only here: the suite imports this module where it is not installed

    given, options = _arguments()
    with atheris.instrument_imports(
        include=["stances", "html", "_markupbase", "tomllib"], enable_loader_override=False
    ):
        module = target(given.target)
    work = Path(given.work or tempfile.mkdtemp(prefix="fuzz-"))
    _lay_down(work / "corpus", [*module.SEEDS, *kept.corpus(given.target), *kept.crashes(given.target).values()])
    print(f"working folder: {work}", file=sys.stderr)
    options = [
        f"-atheris_runs={given.runs}", f"-max_len={_LONGEST}", f"-timeout={_SECONDS}", f"-rss_limit_mb={_MEGABYTES}",
        f"-artifact_prefix={work}/", "-print_final_stats=1", "-report_slow_units=5", *options,
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options, str(work / "corpus")], module.check, custom_mutator=_change)
    atheris.Fuzz()


def _arguments() -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        description=__doc__, epilog="Other options are libFuzzer's, such as -max_total_time=60."
    )
    parser.add_argument("target", choices=NAMES)
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--work", help="a folder for the corpus and the crash; a new one without it")
    return parser.parse_known_args()


def _lay_down(folder: Path, inputs: list[bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(inputs):
        (folder / f"start-{number:05}").write_bytes(data)


def _change(data: bytes, most: int, seed: int) -> bytes:
    """Half of the changes are libFuzzer's, of bytes; half keep the form."""
    from atheris import Mutate  # another function once the search runs

    other = mutated(data, most, seed) if seed % 2 else None
    return Mutate(data, most) if other is None else other


if __name__ == "__main__":
    main()
