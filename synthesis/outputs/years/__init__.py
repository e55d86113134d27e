"""Year on year: how the share of each theme goes from cycle to cycle, beside who replied in each.

shares       the share of each theme in each cycle, and what a change of it comes from
proportions  n of N -> a share with its bounds
sentences    what it comes to, in plain words and tables
"""
