"""The command line: one module a command, no logic."""

from __future__ import annotations

import gc
import os
import sys

_COLLECT_EVERY = 50_000


def main() -> None:
    """Run the command line; a user's mistake is one line and an exit code, never a traceback."""
    # the vocabulary is tens of thousands of small objects without cycles: looking for cycles among them is a fifth of a start
    gc.set_threshold(_COLLECT_EVERY)
    from stances.errors import StancesError

    try:
        code = _run(sys.argv[1:])
        gc.freeze()  # nor is there any use in a last look at the end
        sys.exit(code)
    except StancesError as error:
        print(f"stances: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:  # no right to write, a full disk, a folder where a file should be
        place = f"{error.filename}: " if error.filename else ""
        print(f"stances: {place}{error.strerror or error}", file=sys.stderr)
        sys.exit(1)


def _run(arguments: list[str]) -> int:
    """Run a command and return its exit code; ``predict`` of plain sources needs no parser of options, half of a start."""
    if len(arguments) > 1 and arguments[0] == "predict" and not any(a.startswith("-") for a in arguments[1:]):
        from stances.cli.answer import Asked, answer

        return answer(Asked(arguments[1:]))
    from stances.cli.app import app

    app()
    return 0
