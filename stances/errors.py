"""What goes wrong for a user: each error says what was found, what was expected and what to do, and carries an exit code."""

from __future__ import annotations


class StancesError(Exception):
    """A mistake that a user can mend.

    Parameters
    ----------
    message : str
        One line: what was found and what was expected.
    hint : str
        What to do about it; may be empty.

    Examples
    --------
    >>> str(InputError("letter.doc: a .doc file", hint="save it as .txt"))
    'letter.doc: a .doc file (save it as .txt)'
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class UsageError(StancesError):
    """The command or call was wrong: an unknown code, a date that is no date, options that exclude each other."""

    exit_code = 2


class InputError(StancesError):
    """The input cannot be read or is of an unsupported kind."""

    exit_code = 3


class ModelError(StancesError):
    """The model is missing, incompatible or not trusted."""

    exit_code = 5


class DataError(StancesError):
    """A table, lexicon or rule file does not have the form that it must have."""

    exit_code = 1
