"""The command line: one module a command, no logic."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line; a user's mistake is one line and an exit code, never a traceback."""
    from stances.cli.app import app
    from stances.errors import StancesError

    try:
        app()
    except StancesError as error:
        print(f"stances: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
