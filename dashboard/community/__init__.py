"""The sections of the page Community, one folder a section; what several draw on stands beside them."""
