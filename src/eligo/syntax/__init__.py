"""Syntax: source text to syntax tree and back."""
