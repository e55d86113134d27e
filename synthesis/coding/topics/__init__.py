"""Topics beyond the codebook: passages without a theme in, proposals for people out.

candidates   which passages are looked at: no theme, no filler, copies once
copies       passages -> those that say the same together
terms        a passage -> the words and pairs of words that can tell a topic
vectors      passages -> one vector each; the one place to change for other vectors
consensus    vectors -> directions that come up again in nearly every resample
find         passages -> Topics, named, with their passages nearest first
matching     topics of an earlier search <-> topics of this one, so that ids and decisions stay
"""
