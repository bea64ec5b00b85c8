"""What can be found out about a protocol's criteria: test vectors, mutants, findings and proofs."""
