"""The trained network as an ONNX file of 8-bit weights, which onnxruntime runs without PyTorch."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import torch
from torch import nn

from stances.extraction.encoder import OUTPUTS
from stances.extraction.encoder_input import INPUTS

if TYPE_CHECKING:
    from torch import Tensor

    from stances.learning.deep.network import Network

_OPSET = 17
_QUANTISED = ["MatMul", "Gather", "Gemm"]


class _Answering(nn.Module):
    """The network with likelihoods for signals and holders, as they are used."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, *given: Tensor) -> tuple[Tensor, ...]:
        kinds, holders, *rest = self.network(*given)
        return torch.sigmoid(kinds), torch.softmax(holders, -1), *rest


def to_onnx(network: Network) -> bytes:
    """Return the file of a trained network."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with TemporaryDirectory() as folder:
        exact, small = Path(folder, "exact.onnx"), Path(folder, "small.onnx")
        torch.onnx.export(
            _Answering(network.eval()), _example(), str(exact), input_names=list(INPUTS), output_names=list(OUTPUTS),
            dynamic_axes=_axes(), opset_version=_OPSET, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(exact, small, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=_QUANTISED)
        return small.read_bytes()


def _example() -> tuple[Tensor, ...]:
    texts, length, rows = 2, 20, 3
    ids = torch.full((texts, length), 1000)
    pools = [torch.rand(rows, texts * length) for _ in range(3)]
    return ids, torch.ones_like(ids), torch.zeros_like(ids), *pools, torch.rand(rows, 2), torch.tensor([0, 1, 1])


def _axes() -> dict[str, dict[int, str]]:
    axes = {name: {0: "text", 1: "piece"} for name in INPUTS[:3]}
    axes |= {name: {0: "row", 1: "all pieces"} for name in INPUTS[3:6]}
    return axes | {name: {0: "row"} for name in INPUTS[6:]}
