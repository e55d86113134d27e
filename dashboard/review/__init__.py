"""Review: people say what passages speak of, and the machine is held against them.

judging   one passage before a reviewer
lessons   what the machine would learn from the reviews so far
doubling  two people code the same passages blind, and settle where they differ
agreeing  how far the machine agrees with coders
"""
