"""Files in and out, as on the page Data.

loading     drop files, see what would become of each, confirm
uploads     files from a browser, under safe names
taking_out  a view as a file
"""
