"""Files in and out, as on the page Data.

loading      drop files, see what would become of each, confirm
uploads      files from a browser, under safe names
correcting   what was read wrongly of a contribution, put right
taking_out   a view as a file
table_files  a table of records out, and in after a look at it
"""
