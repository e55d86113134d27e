"""Review: people say what passages speak of, and the machine is held against them.

begun     the passage before a reviewer stays, and so does the answer begun on it
judging   one passage before a reviewer
met       two answers to one passage are shown, and settled
lessons   what the machine would learn from the reviews so far
doubling  two people code the same passages blind, and settle where they differ
agreeing  how far the machine agrees with coders
"""
