"""From minutes to decisions: a report in any of its formats -> Meeting -> proposed Decisions -> themes.

report      text -> Meeting (title, number, date, agenda, participants, paragraphs)
decisions   Meeting -> Decisions with the words quoted, kind, owner, due; a person confirms each
trace       Decisions -> links to the themes they answer, with the reason
order       what was sent before which meeting
answers     Decisions -> links to the passages they answer, with the reason
later       Decisions -> what later meetings tell of them
"""
