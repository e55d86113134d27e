"""Which groups there are, by which names people call them, who sits in them, and where texts name them.

names       a directory of groups, looked up by their names
mentions    text -> the groups that it names, with the place of each
people      meetings and events -> who sits in which groups
table       tables of groups -> Groups, and what of a table was loaded, merged or refused
"""

from synthesis.community.groups.mentions import Mention, find_mentions
from synthesis.community.groups.names import Directory
from synthesis.community.groups.people import Membership, memberships

__all__ = ["Directory", "Membership", "Mention", "find_mentions", "memberships"]
