"""A session's transcript or notes in, a first draft of four to eight short messages in its own words out.

read_session(path)          TXT, DOCX, PDF, HTML, VTT, SRT -> sessions with turns, and what should be known
draft_messages(session)     the subjects of several speakers -> messages that cite their places
reworded, struck, ...       what people do to them

Nobody's words are made up: a message of the program is a sentence of the transcript, or two.
"""

from synthesis.community.messages.drafting import draft_messages
from synthesis.community.messages.editing import added, confirmed, moved, reworded, struck
from synthesis.community.messages.reading import SUFFIXES, Read, read_captions, read_session, read_text

__all__ = [
    "SUFFIXES",
    "Read",
    "added",
    "confirmed",
    "draft_messages",
    "moved",
    "read_captions",
    "read_session",
    "read_text",
    "reworded",
    "struck",
]
