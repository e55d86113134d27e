"""The screen: it shows what `synthesis` computed and passes on what people ask for.

views/      one thin file a page
register/   decisions kept by people      trace/     from what was said to what became of it; the timeline
review/     people code, machine learns   drafting/  papers in the making
topics/     beyond the codebook           reading/   one contribution whole
years       year on year                  files/     load and export
community/  groups, calendar, standards, messages, news

app         page set-up, the error boundary; frame: what it hands to the page inside it
navigation  the pages and the links between them
filters     the address in the browser <-> Filters; sidebar, chips
data/       the only cached calls
ui          what every page is made of; the one place where text becomes markup
cards       an excerpt, a decision, a contribution
charts/     tidy table -> figure
server      the page, and beside it `feeds` and the cookie of `visits`
visitor     when this browser was here last, its time zone, and today there
"""
