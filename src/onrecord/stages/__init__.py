"""The stages, one module per record type; none knows another."""
