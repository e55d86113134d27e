"""Frames: the tidy tables of one state of the store, which every output is made from.

tidy        what they are, and how Filters narrow them
assemble    Snapshot -> Frames, once per revision
renewed     Frames after a review, without laying out all again
register    the part of meetings, decisions and links
provenance  what a state rests on
counting    contributions -> how many they count as
"""
