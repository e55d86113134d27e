"""Groups: what each group does, how to join it, and where it stands in the stocktaking."""
