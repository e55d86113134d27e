from dataclasses import replace
from datetime import date
from pathlib import Path
from time import process_time

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthesis.meetings.decisions import find_decisions
from synthesis.meetings.report import parse_report, read_report
from synthesis.models import Decision, Meeting, Paragraph, Participant
from tests.benchmarks.decisions import (
    REPORTS,
    SETS,
    decision_table,
    match,
    owner_share,
    propose,
    read_expected,
)

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "meetings"
SEED = ROOT.parent / "shared" / "seed" / "dccg-25-2018-03-09.txt"


def items(*paragraphs: str, held_on: date | None = date(2018, 3, 9)) -> list[Decision]:
    numbered = tuple(Paragraph(str(n), text) for n, text in enumerate(paragraphs, start=1))
    people = (Participant("Ada Example", ("DC-PAL",)), Participant("Participant 3", ("IRPC",)))
    meeting = Meeting(id="m", title="Call", held_on=held_on, participants=people, paragraphs=numbered)
    return list(find_decisions(meeting))


def only(text: str) -> Decision:
    found = items(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    "text",
    [
        "It was agreed to meet again.",
        "It was further decided that a page be made.",
        "The group approved the template.",
        "After a long exchange the coalitions decided to wait.",
        "Members welcomed the paper and agreed to publish it.",
        "There was broad agreement that the paper should be presented.",
        "A decision was taken to close the list.",
        "The proposal was adopted.",
        "The next call will take place on 3 May 2018.",
    ],
)
def test_an_agreement_is_a_decision(text):
    assert only(text).kind == "decision"


@pytest.mark.parametrize(
    "text",
    [
        "On the last call it had been agreed to make the rules stricter.",
        "As agreed at the previous meeting, the list had been opened.",
        "It was recalled that the group had decided to keep the paper short.",
        "The group agreed on 5 February that the rules be stricter.",
        "At its meeting of 5 February 2018 the group decided to wait.",
        "The meeting took place online and, as agreed on the last call, the list had been opened.",
    ],
)
def test_an_agreement_of_an_earlier_call_is_restated(text):
    assert only(text).kind == "restated"


@pytest.mark.parametrize("day", ["9 January", "4 February"])
def test_the_next_meeting_is_ahead_though_its_day_bears_no_year(day):
    (found,) = items(f"The next meeting will be held on {day}.", held_on=date(2018, 9, 20))
    assert found.kind == "decision"


@pytest.mark.parametrize(
    "text",
    [
        "The third call of the group was held on 9 March 2018, as had been agreed on the call of 5 February.",
        "The meeting took place online, as agreed.",
        "The group met on 9 March, as decided in February.",
    ],
)
def test_that_the_meeting_was_held_as_agreed_is_no_item(text):
    assert items(text) == []


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("The Secretariat undertook to circulate the text.", "Secretariat"),
        ("Ada said she would report to the MAG.", "Ada"),
        ("One of the co-facilitators offered to write a draft.", "One of the co-facilitators"),
        ("Participant 3 will draft a note.", "Participant 3"),
        ("The Secretariat was asked to look for another room.", "Secretariat"),
        ("The group asked the Secretariat to look for another room.", "Secretariat"),
        ("The notes will be circulated by the rapporteur.", "rapporteur"),
        ("The minutes will be circulated.", ""),
        ("DC-PAL and the Secretariat would share the booth.", "DC-PAL and the Secretariat"),
        ("The Secretariat agreed to share the list.", "Secretariat"),
    ],
)
def test_a_promise_is_a_commitment_of_somebody(text, owner):
    found = only(text)
    assert (found.kind, found.owner) == ("commitment", owner)


@pytest.mark.parametrize(
    "text",
    [
        "Coalitions would consider a shared theme.",
        "The Secretariat will print copies if the host pays.",
        "Depending on the requests, the Secretariat would arrange a second booth.",
        "A later date would be considered, provided that the MAG allows it.",
        "Should funds allow, the Secretariat will order captions.",
    ],
)
def test_a_promise_that_hangs_on_something_is_conditional(text):
    assert only(text).kind == "conditional"


@pytest.mark.parametrize(
    "text",
    [
        "The Secretariat informed the call that the calendar was online.",
        "The Secretariat announced that a form was in preparation.",
        "The new page was launched on Monday.",
        "The facilitator confirmed that the views had been passed on.",
    ],
)
def test_news_is_information(text):
    assert only(text).kind == "information"


@pytest.mark.parametrize(
    "text",
    [
        "It was hoped that coalitions would make recommendations.",
        "Some had recommended cutting the number of workshops.",
        "Contributors suggested that the Secretariat will publish more.",
        "It was mentioned that not all rules would have to be identical.",
        "It was mentioned that although DCs had agreed on this, deadlines may differ.",
        "It was noted that the Secretariat will attend.",
        "The Chair added that the MAG would look for closer topics.",
        "Several participants agreed that the rooms were small.",
        "Participants agreed that the booth had been useful.",
        "Some coalitions would have liked another room.",
        "No agreement was reached on this point.",
        "The group could not agree on a date.",
        "Whether the note should go to the MAG was left open.",
        "The date has yet to be agreed.",
        "Every entry will say how to take part.",
        "Smaller coalitions would lose their place.",
        "The Chair outlined what the MAG would deal with.",
        "Will the Secretariat publish the list?",
        "The new members could be announced that same day.",
        "The agenda was adopted with one addition.",
        "Nothing was settled on the length of the session.",
        "No form was adopted.",
        "A consensus was reached on several items, as set out below.",
        "Everyone agreed that local languages matter.",
        "The group then took up the format of the joint session.",
        "Participants were asked to share any updates they had.",
        "Co-facilitator A invited the coalitions to reflect on their year.",
        "Nobody took up the pen.",
    ],
)
def test_a_view_is_no_item(text):
    assert items(text) == []


def test_a_body_that_another_set_up_was_decided_on():
    assert only("The working group on outreach was established by the MAG.").kind == "decision"


def test_an_item_begins_where_its_words_say_that_it_was_agreed():
    found = only("Members were reminded that it had been agreed in October that each list stays open.")
    assert found.quote.startswith("it had been agreed in October")


def test_what_had_been_agreed_in_two_parts_on_an_earlier_call_is_two_items():
    found = items(
        "It had been agreed back in October that each page names a contact, and that lists should be open."
    )
    assert [each.quote for each in found] == ["each page names a contact", "lists should be open."]
    assert {each.kind for each in found} == {"restated"}


def test_a_day_and_a_body_in_a_condition_bind_nobody():
    found = only("Coalitions would choose a theme if the overall theme is known by the end of May.")
    assert (found.kind, found.due, found.due_on) == ("conditional", "", None)
    other = only("A later date would be considered, provided that the MAG leaves room for it.")
    assert (other.kind, other.owner) == ("conditional", "")
    ahead = only("If nobody objects by Friday, the Secretariat will send it by 5 May.")
    assert ahead.due == "5 May"


def test_whoever_should_do_something_is_named_without_the_verb():
    assert only("NRIs should submit three proposals by 15 May.").owner == "NRIs"


def test_one_sentence_can_hold_several_decisions():
    first, second = items(
        "Two matters had been agreed on – namely that DCs should tighten; and that they should join."
    )
    assert (first.quote, first.kind, first.owner) == ("DCs should tighten", "restated", "DCs")
    assert (second.quote, second.kind, second.owner) == ("they should join.", "restated", "DCs")
    assert first.context.endswith("namely")


def test_two_promises_in_a_sentence_are_two_items():
    first, second = items(
        "Ada offered to write a draft by 25 May; the Secretariat would publish it by 15 June."
    )
    assert (first.owner, first.due) == ("Ada", "25 May")
    assert (second.owner, second.due) == ("Secretariat", "15 June")


def test_a_joint_subject_is_not_parted():
    assert (
        only("Participant 3 and the Secretariat will draft a note.").owner
        == "Participant 3 and the Secretariat"
    )


def test_lettered_points_are_items_of_their_own():
    found = items(
        "It was agreed that (a) each coalition updates its page; (b) the Secretariat checks the links."
    )
    assert [(d.quote, d.owner) for d in found] == [
        ("each coalition updates its page", "each coalition"),
        ("the Secretariat checks the links.", "Secretariat"),
    ]


def test_points_below_a_line_that_leads_to_them_take_its_kind():
    meeting = parse_report(
        "Call 7\n\n1. The group agreed on the following:\n- a page for newcomers\n- a shorter form"
    )
    assert [(d.kind, d.quote) for d in find_decisions(meeting)] == [
        ("decision", "a page for newcomers"),
        ("decision", "a shorter form"),
    ]


def test_they_is_who_was_named_before():
    first, second = items("The co-facilitators will collect the names. They would share them in May.")
    assert (first.owner, second.owner) == ("co-facilitators", "co-facilitators")


def test_the_sentence_before_is_the_context():
    assert only("Rooms were small. It was agreed to ask for larger ones.").context == "Rooms were small."


@pytest.mark.parametrize(
    ("written", "due", "day"),
    [
        ("by 4 May 2018", "4 May 2018", date(2018, 5, 4)),
        ("by 4 May", "4 May", date(2018, 5, 4)),
        ("by 4 February", "4 February", date(2019, 2, 4)),
        ("by 12/06/18", "12/06/18", date(2018, 6, 12)),
        ("by 12.6.18", "12.6.18", date(2018, 6, 12)),
        ("by 12-06-2018", "12-06-2018", date(2018, 6, 12)),
        ("by 2/4/18", "2/4/18", date(2018, 4, 2)),
        ("in early April", "early April", None),
        ("by the end of May", "end of May", date(2018, 5, 31)),
        ("by Friday", "Friday", date(2018, 3, 16)),
        ("within two weeks", "within two weeks", date(2018, 3, 23)),
        ("by 31 February", "31 February", None),
        ("before the next call", "next call", None),
        ("in May", "May", None),
        ("in the week of 20 September", "week of 20 September", None),
        ("", "", None),
    ],
)
def test_a_deadline_is_kept_as_written_and_dated_where_a_day_is_meant(written, due, day):
    found = only(f"The Secretariat will circulate the text {written}".strip() + ".")
    assert (found.due, found.due_on) == (due, day)


@pytest.mark.parametrize(
    "text",
    [
        "The next call will be on 4 April 2018.",
        "It was agreed to meet again on 4 April 2018.",
        "The MAG will convene again on 4 April 2018.",
        "The tenth meeting was fixed for 4 April 2018.",
        "It was decided to hold the next meeting on 4 April 2018.",
    ],
)
def test_the_day_of_the_next_meeting_is_nothing_that_somebody_owes(text):
    found = only(text)
    assert (found.kind, found.due_on) == ("decision", None)


@pytest.mark.parametrize(
    ("text", "owner", "day"),
    [
        (
            "It was agreed that the Secretariat will meet in Geneva with the host country by 20 May 2018.",
            "Secretariat",
            date(2018, 5, 20),
        ),
        (
            "The Chair will convene on 14 May 2018 a panel of experts and send its paper.",
            "Chair",
            date(2018, 5, 14),
        ),
        ("It was agreed that the Secretariat will meet again on 4 April 2018.", "Secretariat", None),
    ],
)
def test_whoever_is_to_meet_somebody_is_named_with_the_day(text, owner, day):
    found = items(text)
    assert (found[0].owner, found[0].due_on) == (owner, day)


@pytest.mark.parametrize("name", ["recommendation", "Objective", "action point", "Annex", "targets"])
def test_the_number_of_a_part_is_no_day(name):
    assert only(f"The Secretariat will circulate {name} 2.3.19 to all.").due_on is None


def test_what_is_to_be_done_before_the_next_meeting_has_a_day():
    assert only("Ada will write to the next meeting by 4 April.").due_on == date(2018, 4, 4)


def test_the_day_of_the_meeting_itself_is_no_deadline():
    assert only("The group met on 9 March 2018 and it was agreed to publish the list.").due == ""


def test_a_day_by_which_something_is_missing_is_no_deadline():
    text = "The group decided that coalitions without an annual report by 15 October would not be scheduled."
    assert only(text).due == ""


def test_without_a_date_of_the_meeting_a_day_without_a_year_stays_undated():
    assert items("The Secretariat will write by 4 May.", held_on=None)[0].due_on is None


TABLE = """Call 7

10 April 2018

1. The Secretariat undertook to circulate the revised text by 27 April 2018.

Actions

Action | Owner | Due | Status
Circulate the revised text | Secretariat | 27 April 2018 | Done
Ask the host for a room | | early May | In progress
"""


def test_a_row_that_repeats_a_paragraph_tells_its_progress_and_is_no_second_item():
    prose, row = find_decisions(parse_report(TABLE))
    assert (prose.paragraph, prose.progress) == ("1", "done")
    assert (row.quote, row.owner, row.due, row.progress) == (
        "Ask the host for a room",
        "",
        "early May",
        "under way",
    )


@pytest.mark.parametrize(
    ("text", "quote", "owner", "due"),
    [
        ("**Action - Soleil**: Create version 9.", "Create version 9.", "Soleil", ""),
        ("**Action Item** Ada will make it by 4 May.", "Ada will make it by 4 May.", "Ada", "4 May"),
        (
            "[**action**] Vani to add the tasks [**assignee**] Cal [**due**] 8 May 2018 [**status**] todo",
            "Vani to add the tasks",
            "Vani",
            "8 May 2018",
        ),
        ("[action] Write to the host [assignee] Cal", "Write to the host", "Cal", ""),
    ],
)
def test_a_label_tells_who_is_to_do_a_task(text, quote, owner, due):
    found = only(text)
    assert (found.kind, found.quote, found.owner, found.due) == ("commitment", quote, owner, due)


def test_whoever_is_written_to_is_not_the_one_who_writes():
    text = (
        "The three evaluation sub-groups are to send their merger suggestions to the Secretariat by 3 June."
    )
    assert only(text).owner != "Secretariat"


def test_an_order_to_write_to_somebody_names_nobody():
    (found,) = find_decisions(parse_report(LISTED + "- Write to the host by 4 May"))
    assert found.owner != "Write"


def test_nobody_owns_what_no_coalition_may_do():
    text = "It was further agreed that no coalition would have more than four minutes for its remarks."
    assert only(text).owner == ""


ROWS = (("Survey of members", "DC3", "Open"), ("", "DCNN", "Declined"), ("Old action", "", "Done"))


def test_a_cell_of_a_web_page_that_reaches_over_rows_is_of_each(tmp_path):
    page = tmp_path / "actions.html"
    page.write_text(
        "<h1>Call 7</h1><p>9 March 2018</p><table><tr><th>Action</th><th>Owner</th><th>Status</th></tr>"
        "<tr><td rowspan=2>Survey of members</td><td>DC3</td><td>Open</td></tr>"
        "<tr><td>DCNN</td><td>Declined</td></tr><tr><td>Old action</td><td></td><td>Done</td></tr></table>"
    )
    found = [(item.quote, item.owner, item.progress) for item in find_decisions(read_report(page))]
    assert found == [
        ("Survey of members", "DC3", "open"),
        ("Survey of members", "DCNN", "declined"),
        ("Old action", "", "done"),
    ]


def test_a_merged_cell_of_a_document_is_of_each_of_its_rows(tmp_path):
    document = docx.Document()
    document.add_heading("Call 7", 1)
    document.add_paragraph("9 March 2018")
    table = document.add_table(rows=0, cols=3)
    for row in (("Action", "Owner", "Status"), *ROWS):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    merged = table.cell(1, 0).merge(table.cell(2, 0))
    merged.text = "Survey of members"
    path = tmp_path / "actions.docx"
    document.save(str(path))
    owners = [(item.quote, item.owner) for item in find_decisions(read_report(path))]
    assert owners == [("Survey of members", "DC3"), ("Survey of members", "DCNN"), ("Old action", "")]


@pytest.mark.parametrize("first", ["", "#", "No."])
def test_a_table_whose_first_column_counts_is_read_in_its_columns(tmp_path, first):
    document = docx.Document()
    document.add_heading("Call 7", 1)
    document.add_paragraph("9 March 2018")
    table = document.add_table(rows=0, cols=4)
    for row in ((first, "Action", "Who", "Deadline"), ("1", "Publish the page", "Secretariat", "1 May 2018")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    path = tmp_path / "actions.docx"
    document.save(str(path))
    (item,) = find_decisions(read_report(path))
    assert (item.quote, item.owner, item.due) == ("Publish the page", "Secretariat", "1 May 2018")


LISTED = "Call 7\n\n9 March 2018\n\nNext steps\n\n"


def test_what_is_to_be_done_to_a_thing_is_no_task_of_the_thing():
    (found,) = find_decisions(parse_report(LISTED + "- Case studies to be restricted to two pages each"))
    assert (found.kind, found.owner) == ("decision", "")


def test_who_leads_a_task_stands_in_brackets():
    (found,) = find_decisions(parse_report(LISTED + "- To draft an options paper (lead: Karim Oyelaran)"))
    assert found.owner == "Karim Oyelaran"


@pytest.mark.parametrize(
    "entry",
    [
        "If DC-PAL does not confirm, we keep the session alone",
        "Funds permitting, to hold a one-day retreat in 2019",
        "Funds permitting, the Secretariat will hold a retreat",
    ],
)
def test_an_entry_of_a_list_that_begins_with_a_condition_hangs_on_it(entry):
    (found,) = find_decisions(parse_report(LISTED + f"- {entry}"))
    assert found.kind == "conditional"


def test_a_row_with_a_short_action_is_read():
    text = "Call 7\n\n9 March 2018\n\n| Action | Owner | Due |\n| Box | Bo | 31 May |\n|  | Al | 1 June |"
    assert [(item.quote, item.owner) for item in find_decisions(parse_report(text))] == [("Box", "Bo")]


@pytest.mark.parametrize("heading", ["Description | Res", "Description | Resp.", "Description | Assigned to"])
def test_a_table_of_actions_is_known_by_its_headings(heading):
    text = f"Call 7\n\n9 March 2018\n\n| # | {heading} |\n| 1 | Open the form | Bo |"
    assert [(item.quote, item.owner) for item in find_decisions(parse_report(text))] == [
        ("Open the form", "Bo")
    ]


def test_a_summary_and_its_paragraph_are_one_item():
    text = "Call 7\n\nExecutive Summary: Decisions Taken\n• It was agreed to hold one joint session here.\n\n"
    found = find_decisions(parse_report(text + "1. In the end it was agreed to hold one joint session here."))
    assert len(found) == 1


MAIL = """From: Secretariat
Subject: Next steps, call of 12 June 2018
Date: Wed, 13 Jun 2018 09:00:00 +0000

Next steps:

- Markus to write to the host
> Luca to share the survey
> - Smita to draft a paragraph

On {day} 2018, Old Person <o@example.org> wrote:
> It was agreed to abolish everything.
"""


def test_a_mail_that_is_older_than_the_meeting_reports_nothing_of_it_and_is_kept():
    meeting = parse_report(MAIL.format(day="1 June"))
    assert not any("abolish" in item.quote for item in find_decisions(meeting))
    assert meeting.paragraphs[-1].text == "It was agreed to abolish everything."


def test_a_report_that_is_quoted_below_an_answer_is_read():
    assert any("abolish" in item.quote for item in find_decisions(parse_report(MAIL.format(day="13 June"))))


def test_a_task_is_not_glued_to_one_that_stands_outside_its_quote():
    owners = [item.owner for item in find_decisions(parse_report(MAIL.format(day="1 June")))]
    assert owners == ["Markus", "Luca", "Smita"]


def test_what_was_not_agreed_is_no_item_even_under_a_heading_of_decisions():
    text = (
        "Call 3\n\n9 March 2018\n\nExecutive Summary: Announcements, Decisions Taken and Next Steps\n\n"
        "• It was agreed to meet in May.\n• It was not agreed to merge the two coalitions on libraries.\n"
    )
    assert [item.quote for item in find_decisions(parse_report(text))] == ["It was agreed to meet in May."]


def test_a_draft_text_in_an_annex_decides_nothing():
    text = "Call 7\n\n1. It met.\n\nANNEX III\n\n1. Coalitions will send a report each year."
    assert find_decisions(parse_report(text)) == ()


def test_what_was_said_in_a_transcript_is_no_decision():
    assert find_decisions(read_report(REPORTS / "g-captions.txt")) == ()


def test_a_report_without_decisions_has_none():
    assert items("The call was short.", "Participants exchanged news about their work.") == []
    assert find_decisions(parse_report("")) == ()


@pytest.mark.parametrize(
    "path", [*sorted(SAMPLE.glob("2*")), *sorted(REPORTS.glob("[a-z]*.txt"))], ids=lambda p: p.name
)
def test_every_quote_stands_in_its_paragraph_and_every_id_is_its_own(path):
    meeting = read_report(path)
    paragraphs = {paragraph.number: paragraph.text for paragraph in meeting.paragraphs if paragraph.number}
    found = find_decisions(meeting)
    assert all(d.quote in paragraphs[d.paragraph] for d in found)
    assert len({d.id for d in found}) == len(found)


def test_the_same_report_gives_the_same_items_wherever_it_lies():
    meeting = read_report(SAMPLE / "2018-03-09-dccg-25.txt")
    assert find_decisions(meeting) == find_decisions(replace(meeting, source="elsewhere.txt"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=12).map("\n".join))
def test_no_text_breaks_the_reading(text):
    meeting = parse_report("Call 7\n\n9 March 2018\n\n1. It met.\n" + text)
    paragraphs = [paragraph.text for paragraph in meeting.paragraphs]
    assert all(any(d.quote in each for each in paragraphs) for d in find_decisions(meeting))


@pytest.mark.parametrize(
    "text",
    [
        "it was agreed that " * 20_000,
        "the Secretariat and " * 20_000 + "will write.",
        " " * 300_000 + "x",
        "\n" * 300_000 + "x",
        "members of the " * 20_000,
        ">" * 300_000,
        "1 May " * 50_000,
    ],
    ids=["agreed", "and", "spaces", "lines", "of the", "quotes", "dates"],
)
def test_time_grows_no_faster_than_a_hostile_text(text):
    def seconds(part: str) -> float:
        begun = process_time()
        find_decisions(parse_report(part))
        return process_time() - begun

    # Ten times the text may take twenty times as long, plus what a busy machine adds; a square takes 100.
    assert seconds(text) < 20 * seconds(text[: len(text) // 10]) + 1


SAMPLE_ITEMS = {
    "2018-02-05-dccg-24.html": (
        "3 decision, 4 decision, 5 information, 5 information, 5 commitment, 6 conditional, 7 commitment, "
        "8 decision"
    ),
    "2018-03-09-dccg-25.txt": (
        "2 information, 3 restated, 3 restated, 3 restated, 6 information, 6 information, 7 commitment, "
        "7 commitment, 7 commitment, 7 conditional, 8 decision"
    ),  # the third of paragraph 3 tells how strict the group was said to be: a person would strike it
    "2018-04-10-dccg-26.docx": (
        "2 information, 3 restated, 3 decision, 3 commitment, 3 commitment, 3 conditional, "
        "4 information, 4 decision, 4 commitment, 5 decision, 5 commitment, 6 decision, 6 decision, "
        "6 conditional, 7 decision, 7 commitment, 7 commitment, 8 decision, 8 information, 9 decision, "
        "table 1, row 1 commitment"
    ),
}


@pytest.mark.parametrize("name", SAMPLE_ITEMS)
def test_the_sample_reports_yield_their_items(name):
    found = find_decisions(read_report(SAMPLE / name))
    assert ", ".join(f"{d.paragraph} {d.kind}" for d in found) == SAMPLE_ITEMS[name]


@pytest.mark.shared
@pytest.mark.skipif(not SEED.exists(), reason="../shared is absent")
def test_the_real_report_of_march_2018_yields_what_it_holds():
    meeting = read_report(SEED)
    found = [(d.paragraph, d.kind, d.quote.split(" ")[0]) for d in find_decisions(meeting)]
    assert found == [
        ("2", "information", "Germany"),
        ("3", "restated", "DCs"),
        ("3", "restated", "they"),
        ("6", "information", "As"),
        ("7", "commitment", "In"),
        ("7", "commitment", "DCs"),
        ("7", "commitment", "they"),
        ("7", "conditional", "they"),
        ("8", "decision", "It"),
    ]
    assert (meeting.number, meeting.held_on, len(meeting.participants)) == ("XXV", date(2018, 3, 9), 12)


def test_the_composed_reports_are_read_as_well_as_before():
    table = decision_table().set_index(["set", "kind"])
    for name in SETS:
        assert table.loc[(name, "binding"), "f1"] >= 0.95
        assert table.loc[(name, "all"), "f1"] >= 0.95


def test_nine_of_ten_owners_are_named():
    for folder in SETS.values():
        right, total = owner_share(folder)
        assert right >= 0.9 * total


def test_the_measure_counts_what_is_missed_and_what_is_made_up():
    expected = read_expected(REPORTS)["h-action-table.txt"]
    proposed = propose(REPORTS / "h-action-table.txt")
    assert len(match(expected, proposed[:2])) == 2
    assert match(expected, [item._replace(quote="another thing altogether") for item in proposed]) == []


def test_what_was_agreed_is_not_lost_to_the_list_that_spells_it_out():
    text = (
        "Following these inputs, the MAG agreed to adopt a programme shaping approach: fewer parallel "
        "sessions, no two sessions with the same content, and a programme put together theme by theme."
    )
    found = find_decisions(parse_report(f"Call 7\n\n9 March 2018\n\n1. It met.\n\n2. {text}\n"))
    assert [(item.kind, item.quote) for item in found] == [("decision", text)]


def test_words_without_a_verb_are_no_item_in_running_text():
    text = "Many inputs had found the programme too large, with too many parallel sessions, several alike."
    found = find_decisions(parse_report(f"Call 7\n\n9 March 2018\n\n1. It met.\n\n2. {text}\n"))
    assert "too many parallel sessions" not in [item.quote for item in found]


def reported(text: str) -> list[tuple[str, str, str]]:
    """Return the items of a report with this text below its head."""
    meeting = parse_report(f"Calendar Group\nCall 7, 9 March 2018\n\n{text}")
    return [(item.paragraph, item.kind, item.quote) for item in find_decisions(meeting)]


def test_a_numbered_heading_opens_and_ends_a_list_of_actions():
    text = "1. Welcome\n\nHi.\n\n2. Action items\n\n- The rooms for Berlin\n\n3. Working Groups\n\nAll came."
    assert reported(text) == [("2, bullet 1", "commitment", "The rooms for Berlin")]


def test_an_entry_below_decisions_is_one_whether_numbered_plain_or_a_bullet():
    entries = "Limit the workshops to eighty."
    assert [kind for _, kind, _ in reported(f"Decisions\n\n1. {entries}\n2. Deletion of the annex.")] == [
        "decision",
        "decision",
    ]
    assert [kind for _, kind, _ in reported(f"Decisions\n\n{entries}")] == ["decision"]
    assert reported("Decisions\n\n1. The Chair thanked all members.\n2. Members were content.") == []
