"""The deep reader's encoder, run by onnxruntime: it hears signals, holders and the stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from stances.codebook import DRIVERS, SIGNAL_KINDS, STAGES
from stances.errors import ModelError, UsageError
from stances.extraction.encoder_input import INPUTS, inputs_of, sentence_rows
from stances.extraction.windows import lead_of, pieces_of, windows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from stances.extraction.encoder_input import Row
    from stances.extraction.view import View
    from stances.extraction.windows import Pieces, Tokenizer, Window

OUTPUTS = ("kinds", "holders", "party", "gate", "stage", "issue", "scope")
"""Outputs of the network: a row a sentence (``kinds``, ``holders``) or actor (``party``), and a text each for the others."""

_BATCH = 24


class Told(NamedTuple):
    """What is heard in the sentences of an article.

    A sentence, ``kinds`` has the likelihood of each kind of signal, and ``holders`` for each driver the likelihoods that the
    first party, the second, or both hold it.
    """

    kinds: list[dict[str, float]]
    holders: list[dict[str, tuple[float, ...]]]


class Encoder:
    """A fine-tuned sentence encoder with its heads.

    Parameters
    ----------
    session : onnxruntime.InferenceSession
        The network.
    tokenizer : tokenizers.Tokenizer
        Cuts text into word pieces.
    """

    def __init__(self, session: Any, tokenizer: Tokenizer) -> None:
        self._session, self._tokenizer = session, tokenizer

    @classmethod
    def load(cls, network: bytes, tokenizer: bytes) -> Encoder:
        """Return the encoder of its two files' contents, which the caller has checked.

        Raises
        ------
        UsageError
            If the extra ``deep`` is not installed.
        ModelError
            If a file is no network or no tokenizer.
        """
        try:
            import onnxruntime
            import tokenizers
        except ImportError as error:
            raise UsageError(f"the deep reader needs {error.name}", hint="pip install 'stances[deep]'") from None
        try:
            session = onnxruntime.InferenceSession(network, providers=["CPUExecutionProvider"])
            return cls(session, tokenizers.Tokenizer.from_buffer(tokenizer))
        except Exception as error:  # both raise kinds of their own on broken files; all mean the same
            raise ModelError(f"the encoder is damaged ({type(error).__name__})") from None

    def hear(self, seen: View) -> Told:
        """Return what is heard in each sentence of an article whose two principals are known."""
        told = Told([dict.fromkeys(SIGNAL_KINDS, 0.0) for _ in seen.found], [{} for _ in seen.found])
        windows = sorted(windows_of(pieces_of(seen, self._tokenizer)), key=lambda w: len(w.pieces.ids))
        for start in range(0, len(windows), _BATCH):
            self._hear(windows[start : start + _BATCH], seen.parties or ("", ""), told)
        return told

    def hear_stages(self, seen: View) -> dict[str, float]:
        """Return the log-odds of each stage as heard in the lead."""
        lead = lead_of(pieces_of(seen, self._tokenizer))
        out = self._run([lead], [None], [])
        return dict(zip(STAGES, out["stage"][0].tolist(), strict=True))

    def _hear(self, windows: Sequence[Window], pair: tuple[str, str], told: Told) -> None:
        rows = [row for text, window in enumerate(windows) for row in sentence_rows(text, window, pair)]
        out = self._run([window.pieces for window in windows], [pair] * len(windows), rows)
        for row, kinds, holders in zip(rows, out["kinds"].tolist(), out["holders"].tolist(), strict=True):
            told.kinds[row.number] = dict(zip(SIGNAL_KINDS, kinds, strict=True))
            told.holders[row.number] = dict(zip(DRIVERS, map(tuple, holders), strict=True))

    def _run(
        self, texts: Sequence[Pieces], pairs: Sequence[tuple[str, str] | None], rows: Sequence[Row]
    ) -> dict[str, np.ndarray[Any, Any]]:
        given = dict(zip(INPUTS, inputs_of(texts, pairs, rows), strict=True))
        return dict(zip(OUTPUTS, self._session.run(list(OUTPUTS), given), strict=True))
