"""FROM FINDINGS TO PAPER: a Snapshot in; tidy tables, sentences and files out.

frames     Snapshot -> Frames, narrowed by Filters
tables     Frames -> every count that is shown to people; one row per excerpt, passage, contribution, decision
trace      Frames -> said, decided, became of it, and where that chain breaks
years      Frames -> how the share of each theme goes from cycle to cycle
narrative  tables -> sentences in plain words, and the statements of a theme with the passages behind them
papers     all of it -> papers of one structure
notices    what happened in the store -> what is new
export     Frames, papers, tables -> the bytes of a file
agenda, standards, groups, together, alignment, session_...   the community's tables and words

phrases and words hold the grammar and the vocabulary that all of them share.
Nothing here reads a file or a database, and nothing changes what it is given.
"""
