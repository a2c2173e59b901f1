"""Learning the deep reader: a pre-trained sentence encoder fine-tuned on readers' codes, with PyTorch (extra ``deep-train``)."""
