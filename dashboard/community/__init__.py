"""The sections of the page Community, one file an idea."""
