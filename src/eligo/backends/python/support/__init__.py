"""Modules that every generated package carries as they are; they import only each other and the standard library."""
