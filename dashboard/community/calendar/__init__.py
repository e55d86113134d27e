"""Calendar: when and where the groups meet, and how to take part."""
