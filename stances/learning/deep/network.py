"""The network: a pre-trained encoder, and one small head for each thing that it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn

from stances.codebook import ARTICLE_KINDS, DRIVERS, ISSUES, SCOPES, SIGNAL_KINDS, STAGES

if TYPE_CHECKING:
    from torch import Tensor

_INNER = 128
_DROPOUT = 0.1
_RARE = -4.0


class Network(nn.Module):
    """Signals and holders of sentences; principals, kind, stage, issue and scope of a lead.

    Parameters
    ----------
    encoder : transformers.PreTrainedModel
        Gives each word piece its vector. Its embeddings of words and places stay as they are.
    size : int
        Length of a vector.

    Notes
    -----
    A sentence is the mean of its word pieces beside the text's first vector. Who holds a signal is told from the sentence
    and the mean of the word pieces that name the party, by the same weights for either party, so that exchanging the two
    exchanges the answer. The word pieces that name a principal have token type 1.
    """

    def __init__(self, encoder: nn.Module, size: int = 384) -> None:
        super().__init__()
        self.encoder, self.drop = encoder, nn.Dropout(_DROPOUT)
        self.kinds = nn.Linear(2 * size, len(SIGNAL_KINDS))
        nn.init.constant_(self.kinds.bias, _RARE)
        self.sentence, self.named = nn.Linear(size, _INNER), nn.Linear(size, _INNER, bias=False)
        self.inside = nn.Parameter(torch.zeros(_INNER))
        self.one, self.both = nn.Linear(_INNER, len(DRIVERS)), nn.Linear(size, len(DRIVERS))
        self.actor, self.text, self.principal = nn.Linear(size, _INNER), nn.Linear(size, _INNER), nn.Linear(_INNER, 1)
        self.gate, self.stage = nn.Linear(2 * size, len(ARTICLE_KINDS)), nn.Linear(2 * size, len(STAGES))
        self.issue, self.scope = nn.Linear(2 * size, len(ISSUES)), nn.Linear(2 * size, len(SCOPES))

    def forward(
        self, ids: Tensor, mask: Tensor, types: Tensor, rows: Tensor, first: Tensor, second: Tensor, inside: Tensor,
        owner: Tensor,
    ) -> tuple[Tensor, ...]:  # fmt: skip
        """Return the log-odds of each output of ``stances.extraction.encoder.OUTPUTS``, from its ``INPUTS``."""
        vectors = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state
        flat = vectors.reshape(-1, vectors.shape[-1])
        row, start = rows @ flat, vectors[:, 0]
        kinds = self.kinds(self.drop(torch.cat([row, start[owner]], 1)))
        dropped = self.drop(row)
        holders = torch.stack(
            [
                self._holds(dropped, first @ flat, inside[:, 0]),
                self._holds(dropped, second @ flat, inside[:, 1]),
                self.both(dropped),
            ],
            -1,
        )
        party = self.principal(torch.tanh(self.actor(dropped) + self.text(start[owner])))[:, 0]
        mean = (vectors * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        whole = self.drop(torch.cat([start, mean], 1))
        return kinds, holders, party, self.gate(whole), self.stage(whole), self.issue(whole), self.scope(whole)

    def _holds(self, sentence: Tensor, party: Tensor, inside: Tensor) -> Tensor:
        found: Tensor = self.one(
            torch.tanh(self.sentence(sentence) + self.named(party) + inside[:, None] * self.inside)
        )
        return found
