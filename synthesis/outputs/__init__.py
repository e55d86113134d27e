"""FROM FINDINGS TO PAPER: a Snapshot in; tidy tables, sentences and files out.

tidy       Snapshot -> Frames, narrowed by Filters
tables     Frames -> every count that is shown to people
listings   Frames -> one row per excerpt, passage, contribution, decision
trace      Frames -> said, decided, became of it, and where that chain breaks; trace_words says it
narrative  tables -> sentences in plain words
synthesis  one theme -> statements with the passages that back them
export     Frames -> the bytes of a CSV, XLSX, JSON, Markdown or DOCX file

Nothing here reads a file or a database, and nothing changes what it is given.
"""
