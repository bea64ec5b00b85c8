"""The part of eligo that gives a protocol its meaning."""
