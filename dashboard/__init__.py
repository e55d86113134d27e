"""The screen: it shows what `synthesis` computed and passes on what people ask for.

app         page set-up, the frame around every page, the error boundary
navigation  the five pages and the links between them
filters     the address in the browser <-> Filters; sidebar, chips
data        the only cached calls
ui          what every page is made of; the one place where text becomes markup
cards       an excerpt, a decision, a contribution
trace       where the chain breaks; said, decided, became of it (`chain`), links judged (`linking`, `traced`)
timeline    meetings with the inputs before them
charts      tidy table -> figure, sentence and table
uploads     files from a browser -> files under safe names
views/      one thin file a page
"""
