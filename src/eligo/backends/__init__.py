"""Backends: each reads the core alone and makes one kind of output."""
