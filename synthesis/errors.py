"""The error tree; every message says what happened, where, and what to do.

    SynthesisError
    |-- InputError            a file, a table or a row that cannot be used as it is
    |   |-- UnreadableFileError   the file itself: broken, encrypted, empty, too large
    |   `-- CodebookError         a codebook that cannot be trusted
    |-- StoreError            the database cannot be used
    |   |-- NewerStoreError       made by a later version of this program
    |   |-- ReadOnlyError         a write was asked for in read-only mode
    |   |-- UnavailableError      it is busy, out of reach, full or broken: the same may be tried again
    |   `-- ConflictError         somebody changed the same thing meanwhile
    |-- LanguageModelError    the language model that was asked for help gave none
    `-- MissingPackageError   an optional package is needed; the hint names the install line

A programmer's mistake is not in this tree and keeps its traceback.
"""


class SynthesisError(Exception):
    """Root of what a person can act on.

    Parameters
    ----------
    message : str
        What happened, as one sentence.
    where : str, optional
        File, row, column, or field; empty when the message says it.
    hint : str, optional
        What to do next, as one sentence.
    """

    def __init__(self, message: str, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" {self.hint}" if self.hint else ""
        return f"{place}{self.message}{advice}"


class InputError(SynthesisError):
    """Something that came in cannot be used as it is."""


SAVE_ANEW = "Open it in the program it was made with, save it anew, and load it again."
"""What to do with a file that a program of its kind may still open."""


class UnreadableFileError(InputError):
    """A file is broken, encrypted, empty, too large, or not what its name says."""


class CodebookError(InputError):
    """A codebook has a fault that would make its codings meaningless."""


class StoreError(SynthesisError):
    """The database cannot be used."""


class NewerStoreError(StoreError):
    """The store was written by a later version of this program."""


class ReadOnlyError(StoreError):
    """A write was asked for while the program serves in read-only mode."""


class UnavailableError(StoreError):
    """The store as a whole is busy, out of reach, full or broken: the same can be tried again later."""


class ConflictError(StoreError):
    """Somebody changed the same record since it was read."""


class LanguageModelError(SynthesisError):
    """The language model that a user set up cannot be reached, or answers with nothing to use."""


class MissingPackageError(SynthesisError):
    """An optional package is needed; the hint names the install line."""
