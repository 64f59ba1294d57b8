"""An encoder of our own: pretrained on official text, fine-tuned for tags, handed on as ONNX."""
