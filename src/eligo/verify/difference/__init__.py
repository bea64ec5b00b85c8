"""What an amendment changes: of the verdicts, of each criterion, and of the words alone."""
