"""What the documentation shows is true: its examples are run."""
