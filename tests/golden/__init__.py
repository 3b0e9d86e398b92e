"""Small pages beside the records they should give."""
