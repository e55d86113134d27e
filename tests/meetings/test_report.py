from datetime import date
from pathlib import Path

import docx
import pytest

from synthesis.errors import InputError
from synthesis.meetings.report import parse_report, parse_reports, read_report, report_as_dict
from synthesis.models import Decision, Participant

SAMPLE = Path(__file__).parents[2] / "data" / "meetings"
REPORTS = Path(__file__).parent / "reports"

HEAD = "Dynamic Coalition Coordination Group – Virtual Meeting LX\n\nSummary Report\n\n4 May 2021\n\n"


def numbers(text: str) -> list[str]:
    return [paragraph.number for paragraph in parse_report(text).paragraphs]


def texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in parse_report(text).paragraphs]


def test_title_number_body_and_date_come_from_the_head():
    meeting = parse_report(HEAD + "1. The group met.")
    assert meeting.title == "Dynamic Coalition Coordination Group – Virtual Meeting LX"
    assert (meeting.number, meeting.held_on) == ("LX", date(2021, 5, 4))
    assert meeting.body == "Dynamic Coalition Coordination Group"


def test_the_date_and_the_body_not_the_number_make_the_id():
    meeting = parse_report(HEAD + "1. The group met.")
    assert meeting.id == "meeting-2021-05-04-dynamic-coalition-coordination-group"
    assert parse_report("Best Practice Forum on Local Content\n\n4 May 2021\n\n1. It met.").id != meeting.id


def test_without_a_body_the_date_alone_makes_the_id():
    assert parse_report("Call 7\n\n4 May 2021\n\n1. It met.").id == "meeting-2021-05-04"


def test_without_a_date_the_id_comes_from_the_text():
    first = parse_report("Call 7\n\n1. The group met.")
    assert first.held_on is None
    assert first.id == parse_report("Call 7\n\n1. The group met.").id
    assert first.id != parse_report("Call 7\n\n1. The group parted.").id


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("9 March 2018", date(2018, 3, 9)),
        ("March 9th, 2018", date(2018, 3, 9)),
        ("Friday, 9 March 2018", date(2018, 3, 9)),
        ("2018-03-09", date(2018, 3, 9)),
        ("09/03/2018", date(2018, 3, 9)),
        ("9.3.2018", date(2018, 3, 9)),
        ("9-10 March 2018", date(2018, 3, 9)),
        ("09/03/18", date(2018, 3, 9)),
        ("9.3.18", date(2018, 3, 9)),
        ("09-03-2018", date(2018, 3, 9)),
        ("Meeting 20 - 9 March 2018", date(2018, 3, 9)),
        ("version 9.3.18", None),
        ("Published 9 March 2018", None),
        ("9 de marzo de 2018", date(2018, 3, 9)),
        ("31 February 2018", None),
    ],
)
def test_a_date_is_read_in_the_ways_people_write_it(written, day):
    assert parse_report(f"Coordination Call\n\n{written}\n\n1. The group met.").held_on == day


def test_a_date_inside_the_first_paragraph_will_do():
    assert parse_report("Call 7\n\n1. The seventh call took place on 2 June 2020.").held_on == date(
        2020, 6, 2
    )


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("DCCG call 27, 15 June 2018", "DCCG call 27, 15 June 2018"),
        ("MAG, 15 June 2018", "MAG, 15 June 2018"),
        ("Captions Group\n\nCall of 15 June 2018", "Captions Group \u2013 Call of 15 June 2018"),
        ("Captions Group\n\nFriday, 15 June 2018, 14:00 UTC", "Captions Group"),
        ("Friday, 15 June 2018", "Meeting without a title"),
    ],
)
def test_a_line_with_a_date_is_a_title_where_it_names_the_meeting(head, title):
    meeting = parse_report(f"{head}\n\n1. It was agreed to meet in May.")
    assert (meeting.title, str(meeting.held_on)) == (title, "2018-06-15")


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Coordination Call 97", "97"),
        ("60th DC coordination meeting", "60"),
        ("Meeting No. 11", "11"),
        ("Meeting of 9 March 2018", ""),
        ("Call 9 March 2018", ""),
        ("Salle VII - main session", ""),
        ("First meeting of the 2018 cycle", ""),
        ("First sitting of the Cables Forum", ""),
    ],
)
def test_the_number_is_roman_or_arabic_and_never_a_day(title, number):
    assert parse_report(f"{title}\n\n1. The group met to talk.").number == number


def test_a_number_in_words_is_understood():
    assert parse_report("Coordination Call\n\n1. The twenty-fifth call took place.").number == "25"


def test_a_sentence_cut_by_a_page_break_is_one_again():
    assert texts(HEAD + "1. The group said that coalitions\n\nwere seen.\n2. It closed.") == [
        "The group said that coalitions were seen.",
        "It closed.",
    ]


def test_a_page_number_between_the_halves_is_no_text():
    assert texts(HEAD + "1. The group said that coalitions\n\n2\n\nwere seen.") == [
        "The group said that coalitions were seen."
    ]


def test_broken_lines_are_joined_by_single_spaces():
    assert texts(HEAD + "1. The group\n   met and\n   talked.") == ["The group met and talked."]


def test_a_year_at_the_start_of_a_broken_line_begins_no_paragraph():
    text = "1. The group agreed on a calendar for the weeks up to the\n12. May call, set on\nthe last call."
    assert numbers(HEAD + text) == ["1"]


def test_agenda_and_participants_lose_their_marks():
    text = (
        "1. It met.\n\nANNEX I\n\nAgenda\n\n- I. [Paper](http://x.org)**\n- II. **AOB**\n\nANNEX II\n\n"
        "List of participants\n\nPerson A (DC3, DCNN)\nPerson B (Co-Facilitator)"
    )
    meeting = parse_report(HEAD + text)
    assert meeting.agenda == ("Paper", "AOB")
    assert meeting.participants == (
        Participant("Person A", ("DC3", "DCNN")),
        Participant("Person B", ("Co-Facilitator",)),
    )


@pytest.mark.parametrize(
    "label", ["Participants:", "Members present:", "Attendance:", "**Participants**:", "**Present:**"]
)
def test_participants_may_stand_in_one_line(label):
    line = f"{label} Person A (DC3, DCNN), Person B; and Person C (IRPC)"
    meeting = parse_report(f"{HEAD}{line}\n\n1. It met.")
    assert [person.name for person in meeting.participants] == ["Person A", "Person B", "Person C"]


def test_participants_may_stand_in_a_row_of_a_table():
    table = "| Date | 4 May 2021 |\n| Participants | Ada Obi, Ben Ito, Carl Ude |"
    meeting = parse_report(f"{HEAD}{table}\n\n1. It met.")
    assert [person.name for person in meeting.participants] == ["Ada Obi", "Ben Ito", "Carl Ude"]


def test_paragraphs_all_numbered_one_are_counted():
    assert numbers(HEAD + "1. It met.\n\n1. It talked.\n\n1. It ate.\n\n1. It closed.") == [
        "1",
        "2",
        "3",
        "4",
    ]


def test_numbers_that_begin_again_name_one_paragraph_each():
    text = (
        "Morning\n1. It met at nine.\n2. It talked.\n\nAfternoon\n1. It talked again.\n2. It closed at five."
    )
    assert [n for n in numbers(HEAD + text) if n] == ["1", "2", "1 (part 2)", "2 (part 2)"]


def test_a_heading_glued_to_a_paragraph_becomes_a_heading():
    text = "1. The paper was sent to every list in the month of May. Next Steps\n2. It closed."
    paragraphs = parse_report(HEAD + text).paragraphs
    assert [(p.number, p.text) for p in paragraphs][1:] == [("", "Next Steps"), ("2", "It closed.")]


def test_bullets_glued_into_one_line_are_parted_and_numbered_under_their_heading():
    meeting = parse_report(
        HEAD + "Executive Summary: Decisions Taken\n• First thing. • Second thing.\n\n1. It met."
    )
    assert [p.number for p in meeting.paragraphs] == [
        "",
        "Executive Summary: Decisions Taken, bullet 1",
        "Executive Summary: Decisions Taken, bullet 2",
        "1",
    ]


def test_every_number_of_a_report_names_one_paragraph():
    for path in [*SAMPLE.glob("2*"), *REPORTS.glob("*.txt")]:
        given = [p.number for p in read_report(path).paragraphs if p.number]
        assert len(given) == len(set(given)), path.name


def test_captions_are_a_transcript():
    assert read_report(REPORTS / "g-captions.txt").format == "transcript"


def test_quoted_mail_is_no_transcript():
    meeting = read_report(REPORTS / "e-next-steps.eml")
    assert (meeting.format, meeting.held_on) == ("email", date(2018, 9, 12))
    assert meeting.title == "Notes from our call on 12 September"


def test_aims_make_a_work_plan():
    assert read_report(REPORTS / "f-work-plan.txt").format == "workplan"


def test_two_meetings_in_one_file_are_parted_or_refused_never_mixed():
    second = HEAD.replace("LX", "LXI").replace("4 May", "8 June")
    text = (
        HEAD
        + "1. It was agreed to wait.\n\nANNEX I\n\nMeeting LX – 4 May 2021\n\nAgenda\n\n- AOB\n\n"
        + second
        + "1. It met."
    )
    meetings = parse_reports(text)
    assert [meeting.held_on for meeting in meetings] == [date(2021, 5, 4), date(2021, 6, 8)]
    assert [len([p for p in meeting.paragraphs if p.number]) for meeting in meetings] == [1, 1]
    with pytest.raises(InputError, match="2 meetings"):
        parse_report(text)


def test_two_bodies_that_met_on_one_day_are_two_meetings():
    text = (
        "MINUTES - MAG WG on Outreach, 3 May 2018\n\nDecision: the leaflet is dropped.\n\n==========\n\n"
        "MINUTES - BPF Gender and Access, 3 May 2018\n\nDecision: the survey opens on 10 May.\n"
    )
    bodies = [meeting.body for meeting in parse_reports(text)]
    assert bodies == ["MAG Working Group on Outreach", "Best Practice Forum on Gender and Access"]


def test_a_meeting_with_another_body_told_of_in_a_report_is_no_second_report():
    text = HEAD + "1. It met.\n\nMeeting with the MAG, 4 May 2021\n\n2. It closed."
    assert len(parse_reports(text)) == 1


def test_the_day_on_which_a_report_came_out_is_not_that_of_the_meeting():
    text = "Cables Forum\nPublished 20 March 2018\n\n1. The third call met on 9 March 2018."
    assert parse_report(text).held_on == date(2018, 3, 9)


def test_what_a_page_says_of_itself_is_no_text_and_yields_to_the_heading():
    text = "---\nlayout: default\ntitle: Cables Forum Call 7\ndate: 2021-05-06\n---\n\n"
    meeting = parse_report(text + "## 4 May 2021\n\n1. It met.")
    assert (meeting.title, meeting.held_on) == ("Cables Forum Call 7", date(2021, 5, 4))
    assert [each.text for each in meeting.paragraphs if each.number] == ["It met."]
    assert parse_report(text + "1. It met.").held_on == date(2021, 5, 6)


@pytest.mark.parametrize("heading", ["Agenda", "Participants"])
def test_a_list_at_the_very_beginning_is_no_title(heading):
    assert (
        parse_report(f"## {heading}\n\n- Ada Obi\n- Ben Ito\n\n1. It met.").title == "Meeting without a title"
    )


def test_a_line_between_rules_is_text():
    assert parse_report("---\nCables Forum\n---\n\n1. It met.").title == "Cables Forum"


def test_a_link_is_its_words_and_a_directive_is_no_text():
    text = (
        HEAD
        + ".. include:: links.inc\n\n1. See [the design](https://example.org/a_(b)) and [annex 2](annex)."
    )
    assert texts(text)[-1].startswith("See the design")
    assert not any("include" in each for each in texts(text))


def test_a_talk_of_people_by_name_is_a_transcript_and_a_list_of_tasks_is_not():
    talk = "Ada: Do you want that?\n\nBen: I do.\n\nAda: Then I write it.\n\nBen: Thanks.\n\nCarl: So it is."
    assert parse_report(talk).format == "transcript"
    tasks = "Ada: write it.\n\nBen: read it.\n\nAda: send it.\n\nBen: store it.\n\nCarl: wait."
    assert parse_report(tasks).format != "transcript"


def test_the_symbol_of_a_document_is_no_title():
    text = "IGF/2018/REP\n\nWorking Group on Cables\n\nCall 3, 4 May 2018\n\n1. It met."
    assert parse_report(text).title.startswith("Working Group on Cables")


def test_an_announcement_of_the_next_meeting_is_no_second_report():
    text = HEAD + "1. It met.\n\nNext Meeting: 8 June 2021\n\n2. It closed."
    assert len(parse_reports(text)) == 1


def test_a_composed_report_says_so_in_its_source():
    meeting = parse_report("Sample data: composed.\n\n" + HEAD + "1. It met.", "report.txt")
    assert meeting.is_sample
    assert "Sample data" not in meeting.title


def test_an_empty_text_is_a_meeting_without_anything():
    meeting = parse_report("")
    assert (meeting.paragraphs, meeting.held_on) == ((), None)


def test_the_printed_form_has_the_agreed_shape():
    meeting = parse_report(HEAD + "1. It met.")
    due = {"due": "31 May", "due_on": date(2021, 5, 31)}
    decision = Decision("d", meeting.id, "1", "It met.", "decision", owner="Chair", **due)
    assert report_as_dict(meeting, [decision]) == {
        "meeting": {
            "title": meeting.title,
            "body": meeting.body,
            "number": "LX",
            "date": "2021-05-04",
            "format": "report",
        },
        "agenda": [],
        "participants": [],
        "items": [
            {
                "paragraph": "1",
                "kind": "decision",
                "quote": "It met.",
                "owner": "Chair",
                "due": "31 May",
                "due_on": "2021-05-31",
            }
        ],
    }


@pytest.mark.parametrize(
    "name", ["2018-02-05-dccg-24.html", "2018-03-09-dccg-25.txt", "2018-04-10-dccg-26.docx"]
)
def test_the_sample_reports_are_read_whole(name):
    meeting = read_report(SAMPLE / name)
    assert meeting.held_on == date.fromisoformat(name[:10])
    assert (len(meeting.agenda) >= 4, len(meeting.participants) >= 9) == (True, True)
    assert [p.number for p in meeting.paragraphs[:8]] == [str(n) for n in range(1, 9)]


@pytest.mark.parametrize(
    "broken",
    [
        "the agenda of which stands in Annex I, and those present, whose names are in\n"
        "Annex II, were asked to say a few words about themselves.",
        "the agenda and the list of those who were present can be found at the end, in\nAnnex II.",
        "after which the group turned to what it had set aside in spring, and the long\n"
        "summary of the second call was approved with two corrections.",
    ],
)
def test_a_line_that_carries_on_a_sentence_is_no_heading(broken):
    text = (
        HEAD
        + f"1. The fourth call was opened by one of the co-facilitators of the group,\n{broken}\n\n2. It met."
    )
    meeting = parse_report(text)
    assert [p.number for p in meeting.paragraphs] == ["1", "2"]
    assert meeting.paragraphs[0].text.endswith(" ".join(broken.split())[-30:])


@pytest.mark.parametrize(
    ("head", "number", "day"),
    [
        (
            "Forum on Cables\n\nSummary Report of Virtual Meeting V\n\nTuesday, 19 July 2016",
            "V",
            date(2016, 7, 19),
        ),
        ("Forum on Cables | Virtual meeting IV\n\n11 June 2019", "IV", date(2019, 6, 11)),
        ("Forum on Cables\n\nCall 2 of 2021, 23 February", "2", date(2021, 2, 23)),
        ("Forum on Cables\n\nFifth call, 12 September 2019", "5", date(2019, 9, 12)),
        ("Forum on Cables: meeting III/2014\n\n19 March 2014", "III", date(2014, 3, 19)),
    ],
)
def test_number_and_day_are_found_however_the_head_is_laid_out(head, number, day):
    meeting = parse_report(f"{head}\n\n1. It met.")
    assert (meeting.number, meeting.held_on, [p.number for p in meeting.paragraphs]) == (number, day, ["1"])


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("BEST PRACTICE FORUM ON GENDER AND ACCESS\n\nCall 4", "Best Practice Forum on Gender and Access"),
        ("MAG WORKING GROUP ON IGF IMPROVEMENTS\n\nCall 5", "MAG Working Group on IGF Improvements"),
        ("IGF 2018 BPF Local Content, call 3", "Best Practice Forum on Local Content"),
        ("NRIs Virtual Meeting III", "National and Regional IGF Initiatives"),
        ("African Internet Governance Forum\n\nMeeting 3", "African Internet Governance Forum"),
        ("Working Group on Public Consultation\n\nCall 3", "Working Group on Public Consultation"),
        (
            "Dynamic Coalition on Accessibility\n\nSession with National and Regional Initiatives",
            "Dynamic Coalition on Accessibility",
        ),
        ("BPF on ICANN, call 2", "Best Practice Forum on ICANN"),
        ("MAG WG Outreach - call 3", "MAG Working Group on Outreach"),
        ("WG on Badges: meeting 2", "Working Group on Badges"),
        ("FAPI WG Meeting Notes", "FAPI WG"),
        ("AI Policy and Compliance SIG, call 2", "AI Policy and Compliance SIG"),
        ("MAG, call of 4 May", "IGF Multistakeholder Advisory Group"),
        ("Multistakeholder Advisory Group, Virtual Meeting IV", "IGF Multistakeholder Advisory Group"),
        ("Minutes of the Sixth Meeting of the Organising Committee", "Organising Committee"),
        (
            "BEST PRACTICE FORUM ON IPV6 AND CHILDREN'S RIGHTS",
            "Best Practice Forum on IPv6 and Children's Rights",
        ),
        (
            "Internet Governance Forum\n\nBest Practice Forum on Cables\n\nCall 3",
            "Best Practice Forum on Cables",
        ),
    ],
)
def test_the_body_is_named_however_its_name_is_written(head, body):
    assert parse_report(f"{head}\n\n4 May 2021\n\n1. It met.").body == body


def test_lines_of_a_head_that_are_parted_by_capitals_are_two():
    head = "WORKING GROUP ON THE REVIEW OF WORKSHOPS AND THEIR EVALUATION\nFifth meeting of 2018, held online"
    meeting = parse_report(f"{head}\n17 April 2018, 14:00 to 15:20 UTC, with captions\n\n1. It met.")
    assert meeting.title == head.replace("\n", " – ")


def test_a_mail_that_was_sent_later_than_the_meeting_tells_of_one_meeting():
    text = (
        "From: Secretariat\nTo: the list\nDate: 24 March 2017\n"
        "Subject: Result of call II (22 March 2017)\n\n"
        "Dear all,\n\nHere is what came of it.\n\n> 1. It was agreed to meet in May.\n"
    )
    (meeting,) = parse_reports(text)
    assert (meeting.held_on, meeting.number, meeting.format) == (date(2017, 3, 22), "II", "email")


def test_the_year_of_the_next_forum_in_a_title_is_not_that_of_the_call():
    head = "From: A\nDate: 14 Nov 2018\nSubject: IGF 2019 planning: call of 12 November"
    mail = f"{head}\n\nDear all,\n\n1. It met.\n"
    assert parse_report(mail).held_on == date(2018, 11, 12)
    head = "Preparing IGF 2019\n\nCalendar Group Call 7\n\n12 November"
    told = f"{head}\n\n1. The call took place on 12 November 2018."
    assert parse_report(told).held_on == date(2018, 11, 12)


def test_who_is_absent_is_no_participant():
    text = HEAD + "Participants\n\n- Ada Obi\n- Ben Ito\n\nApologies\n\n- Carl Ude\n"
    assert [person.name for person in parse_report(text).participants] == ["Ada Obi", "Ben Ito"]


def test_participants_under_a_heading_with_a_day_are_kept():
    text = HEAD + "Participants (4 May 2021)\n\n- Ada Obi (NRIs)\n- Ben Ito (MAG)\n"
    assert [person.name for person in parse_report(text).participants] == ["Ada Obi", "Ben Ito"]


@pytest.mark.parametrize("line", ["Sessions held - 24", "2. The fee was set at euros / 20"])
def test_a_line_that_ends_in_a_number_is_no_page_number(line):
    assert line.removeprefix("2. ") in texts(f"{HEAD}1. It met.\n\n{line}")


def test_a_foot_that_comes_back_with_another_number_is_a_page_number():
    text = (
        HEAD
        + "1. The group\n\nCoordination call / 2\n\nagreed.\n\n2. It met\n\nCoordination call / 3\n\nagain."
    )
    assert texts(text) == ["The group agreed.", "It met again."]


def test_a_stray_bold_mark_is_read_over():
    assert parse_report(HEAD + "1. **\n\n2. It met.").paragraphs[-1].text == "It met."


@pytest.mark.parametrize(
    "told",
    [
        "## 5. Next call\n\n8 June 2021, 18.00 UTC",
        "## Date of the next meeting\n\n8 June 2021, 18.00 UTC",
        "DATE OF THE NEXT MEETING\n\n8 June 2021, 18.00 UTC",
        "## Call for workshop proposals\n\nIt closes on 8 June 2021.",
        "## Action items from the previous call\n\nThe list of 8 April 2021 was read.",
        "## DC main session\n\n8 June 2021, 18.00 UTC",
        "## Preparatory call\n\n8 June 2021, 18.00 UTC",
    ],
)
def test_a_heading_inside_of_a_report_with_a_day_below_it_begins_no_second_report(told):
    text = f"# MAG Virtual Meeting IV\n\n4 May 2021\n\n## Venue\n\nIt met.\n\n{told}\n\n## AOB\n\nIt closed."
    assert len(parse_reports(text)) == 1


def test_titles_of_one_level_part_meetings_that_only_their_days_tell_apart():
    text = (
        "# Notes of our call\n\n4 May 2021\n\n- It met.\n\n# Notes of our call\n\n8 June 2021\n\n- It closed."
    )
    assert [meeting.held_on for meeting in parse_reports(text)] == [date(2021, 5, 4), date(2021, 6, 8)]


def test_a_second_report_begins_at_the_line_that_repeats_the_body():
    report = "Dynamic Coalition on Cables\nCall {}\n{} 2021\n\n1. It met.\n\n"
    first, second = parse_reports(report.format(3, "4 May") + report.format(4, "8 June"))
    assert first.body == second.body == "Dynamic Coalition on Cables"
    assert [each.text for each in first.paragraphs] == ["It met."]


@pytest.mark.parametrize(
    "listed",
    [
        "Attendees:\nAda Obi\nBen Ito\n\n1. The chair welcomed all.\n2. The group agreed to close.",
        "Attendees:\nAda Obi\nBen Ito\n\nThe chair welcomed all.\n\nThe group agreed to close.",
        "## Attendees\n\nAda Obi\nBen Ito\n\n## Budget\n\nThe group closed. It was agreed by all to pay.",
        "Attendees:\nAda Obi, Ben Ito, Carl Rui\n\n1. Welcome\n\nAll came.\n\n2. Budget\n\nThe group agreed.",
    ],
)
def test_a_list_of_people_ends_where_the_text_begins(listed):
    meeting = parse_report(HEAD + listed)
    assert [person.name for person in meeting.participants][:2] == ["Ada Obi", "Ben Ito"]
    assert not {"Welcome", "Budget"} & {person.name for person in meeting.participants}
    assert len([each for each in meeting.paragraphs if each.number]) in {1, 2}


def test_a_list_of_people_goes_on_below_the_headings_of_its_groups():
    text = HEAD + "## Participants\n\n### Government\n\n- Ada Obi\n\n### Observers\n\n- Ben Ito\n"
    assert "Ben Ito" in [person.name for person in parse_report(text).participants]


def test_the_headings_of_a_page_and_of_a_document_are_no_paragraphs(tmp_path):
    page = tmp_path / "report.html"
    page.write_text(
        "<h1>Calendar Group</h1><h2>Report of call 7, 4 May 2021</h2><h3>Opening of the session</h3>"
        "<p>The group met at ten.</p><h3>What is to be done next</h3><p>It was agreed to wait.</p>"
    )
    document = docx.Document()
    document.add_heading("Calendar Group", 0)
    document.add_heading("Report of call 7, 4 May 2021", 1)
    for heading, text in [
        ("Opening of the session", "The group met at ten."),
        ("What is to be done next", "It was agreed to wait."),
    ]:
        document.add_heading(heading, 2)
        document.add_paragraph(text)
    document.save(str(tmp_path / "report.docx"))
    for path in (page, tmp_path / "report.docx"):
        meeting = read_report(path)
        assert meeting.title == "Calendar Group – Report of call 7, 4 May 2021"
        assert [(each.number, each.text) for each in meeting.paragraphs] == [
            ("", "Opening of the session"),
            ("1", "The group met at ten."),
            ("", "What is to be done next"),
            ("2", "It was agreed to wait."),
        ]


def test_a_numbered_heading_has_no_number_of_its_own_and_an_entry_of_a_list_has():
    assert numbers(HEAD + "1. Opening\n\nIt met.\n\n2. Action Items\n\n- Ada to write") == [
        "",
        "1, paragraph 1",
        "",
        "2, bullet 1",
    ]
    assert numbers(HEAD + "Decisions\n\n1. Fewer Workshops\n2. Longer Breaks\n") == ["", "1", "2"]


def test_the_headings_of_lists_that_stand_in_one_line_are_told_from_the_last_entry_above_them():
    line = (
        "Announcements • A clerk came Decisions Taken • Two rooms only Next Steps: • Ada to send the Actions"
    )
    assert texts(HEAD + "Outcomes\n\n" + line) == [
        "Outcomes",
        "Announcements",
        "A clerk came",
        "Decisions Taken",
        "Two rooms only",
        "Next Steps",
        "Ada to send the Actions",
    ]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("ICANN66 GAC Meeting Minutes", "GAC"),
        ("ccNSO Council Meeting 149", "ccNSO Council"),
        ("Minutes ccNSO Council Teleconference", "ccNSO Council"),
        ("ALAC Monthly Meeting", "ALAC"),
        ("Cable Landing (cland) WG Minutes", "Cable Landing WG"),
        ("RIPE 77 Working Group Chair Meeting", "RIPE Working Group Chair"),
        ("Working Group Meeting 4", ""),
        ("IGF Virtual Meeting 4", ""),
    ],
)
def test_what_stands_before_meeting_in_a_title_is_the_body(title, body):
    assert parse_report(f"{title}\n\n4 May 2021\n\n1. It was opened.").body == body


def test_the_body_of_a_mail_is_the_one_whose_call_it_reports_on_not_one_that_is_mentioned():
    text = (
        "Dear all,\n\nWe should talk to DC-PAL at some point.\n\n> Here are my notes of yesterday's call "
        "(4 May 2021) of the\n> Dynamic Coalition on Cables.\n>\n> - We drop the newsletter.\n"
    )
    headers = [
        ("Subject", "Re: Notes of the call"),
        ("From", "Ada"),
        ("Date", "Thu, 6 May 2021 09:12:00 +0000"),
    ]
    (meeting,) = parse_reports(text, headers=headers)
    assert meeting.body == "Dynamic Coalition on Cables"


def test_a_title_further_down_in_a_mail_names_the_body():
    text = "Dear all,\n\nHere are the notes.\n\nCable Standards Task Force Meeting Notes\n\n4 May 2021\n\nHi."
    headers = [("Subject", "Notes"), ("From", "Ada"), ("Date", "Thu, 6 May 2021 09:12:00 +0000")]
    (meeting,) = parse_reports(text, headers=headers)
    assert meeting.body == "Cable Standards Task Force"


def test_a_list_whose_entries_come_again_as_headings_is_the_agenda():
    text = HEAD + (
        "Attendees: Ada Obi, Ben Ito, Carl Rui\n\n1) Welcome, minutes\n2) Review of action items\n3) AOB\n\n"
        "1) Welcome, minutes\n\nAll came.\n\n2) Review of action items\n\nNone was left.\n\n3) AOB\n\nNone."
    )
    meeting = parse_report(text)
    assert meeting.agenda == ("Welcome, minutes", "Review of action items", "AOB")
    assert [each.text for each in meeting.paragraphs if each.number] == [
        "All came.",
        "None was left.",
        "None.",
    ]


def test_people_are_listed_by_where_they_come_from_and_those_who_sent_regrets_are_none_of_them():
    text = HEAD + "Attendees:\nAF: Ada Obi, Ben Ito\nAP: Carl Rui\nRegrets: none\n\n1. It was opened."
    assert [person.name for person in parse_report(text).participants] == ["Ada Obi", "Ben Ito", "Carl Rui"]
    text = (
        HEAD + "Participants: Ada Obi, Ben Ito, Carl Rui\nApologies: Dan Ek\nStaff: Eva Li, Fay Mo\n\nIt met."
    )
    assert [person.name for person in parse_report(text).participants][-2:] == ["Eva Li", "Fay Mo"]


def test_a_blank_line_ends_an_entry_of_a_list_though_it_has_no_stop():
    entry = (
        "Ada to send a last reminder on the glossary, which coalitions have been asked for since the spring"
    )
    assert texts(HEAD + f"Next steps\n\n1. Ben to wait\n2. {entry}\n\nI will also upload the notes.")[
        -2:
    ] == [
        entry,
        "I will also upload the notes.",
    ]
    assert texts(HEAD + "Next steps\n\n- Ada to ask the list\n\ndraft-cables-00 (Ben)")[-1] == (
        "draft-cables-00 (Ben)"
    )


def test_a_sitting_with_its_day_is_a_heading():
    assert numbers(HEAD + "1. It was opened.\n\nSecond sitting, 5 May 2021\n\n2. It was closed.") == [
        "1",
        "",
        "2",
    ]


def test_a_line_that_ends_in_a_preposition_goes_on_in_the_next():
    assert "It was the call of the Forum." in texts(HEAD + "It was the call of the\nForum.\n\nAll came.")


def test_numbered_paragraphs_and_headings_that_stand_in_one_line_are_parted():
    line = "Fees 1. They rose in May. 2. All paid. Rooms 1. Two will do. 2. It closed."
    meeting = parse_report(HEAD + "It was opened at ten by the chair.\n\n" + line)
    assert [(each.number, each.text) for each in meeting.paragraphs][1:] == [
        ("", "Fees"),
        ("1", "They rose in May."),
        ("2", "All paid."),
        ("", "Rooms"),
        ("1 (part 2)", "Two will do."),
        ("2 (part 2)", "It closed."),
    ]


@pytest.mark.parametrize(
    "line", ["It was held in 2018. The no. 2. It closed.", "The fee of 2018 rose. 1. All paid."]
)
def test_a_number_in_a_sentence_parts_no_line(line):
    assert line in texts(HEAD + "It was opened at ten by the chair.\n\n" + line)


def test_a_sentence_goes_on_over_the_end_of_a_page_and_initials_number_no_list():
    page = "1. " + "The group met at ten o'clock in the hall of the old town, as it had done before.\n" * 3
    text = HEAD + page + "Since the\n\nannual meeting is short, it was agreed to wait.\n\n2. It closed."
    assert texts(text)[0].endswith("Since the annual meeting is short, it was agreed to wait.")
    people = parse_report(
        HEAD + "1. It met.\n\nANNEX B\nParticipants\n\nD. M. (expert)\nI. S. (Secretariat)\n"
    )
    assert len(people.participants) == 2


def test_a_line_of_a_mail_that_ends_in_a_preposition_does_not_run_into_the_next_hour():
    assert "15:19 V. on it" in texts(
        HEAD + "It was opened by the chair.\n\n15:18 fn 3 is kept in\n15:19 V. on it\n15:20 all thanked\n"
    )
