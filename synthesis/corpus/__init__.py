"""From files to passages: whatever the secretariat was sent goes in, contributions and passages come out.

load(paths) -> Loaded(contributions, problems, received, merged, refused); segment(contribution) -> passages.
"""
