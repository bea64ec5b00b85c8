"""Diagnostics: what is wrong, where, why, and the way out; and their renderings."""
