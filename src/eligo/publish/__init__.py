"""Turning a protocol into a directory of outputs: what is made, and how it replaces what was there."""
