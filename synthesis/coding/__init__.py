"""From passages to themes: read a codebook, code passages to it, say how far coders agree."""
