"""The verbs that the command line and the dashboard call; each is one sentence of the whole chain.

load_into(store, paths)      read files, cut passages, group copies, store what is new
code_store(store)            code the passages to the themes of the codebook
discover_store(store)        find the topics beyond the codebook; code_and_discover(store) does both
promote_topic(store, topic)  make one a theme, and code anew; merge and dismiss likewise
measure(snapshot, learnt)    set the machine beside the coders of the gold set
preview_learning(store)      say what people's reviews would change, before it is changed
import_table(store, path)    enter a table of proposals in the register; preview_table says what it comes to,
                             and enter_table(store, plan, by, name) enters just that
load_reports(store, paths)   read reports, propose decisions, link them to themes and passages, store;
                             read_decisions(paths) and enter_reports(store, read) are its two halves
add_item(store, item, by)    enter an item that a person found, and link it; change_item is alike
judge_link(store, link)      confirm, reject or add a link of a decision
withdraw(store, ids, by)     take contributions out of all that is counted; put_back undoes it
fill_with_sample(store)      do all three with the shipped sample stocktaking
code_file(input, output)     code a table of any length, file to file, without a store
install_encoder(source)      put a sentence encoder in place; find_encoder() is what coding then uses
discover_file(input, output) find topics in such a table

Each is imported when it is first asked for, as those of `synthesis` are.
"""

from typing import TYPE_CHECKING

from synthesis.lazily import lazily

if TYPE_CHECKING:
    from synthesis.pipeline.coding import (
        code_store,
        coding_notices,
        foreign_notices,
        reviewed_passages,
        reviews_in_force,
    )
    from synthesis.pipeline.correcting import correct, take_back_correction
    from synthesis.pipeline.deciding import (
        Confirmed,
        dismiss_topic,
        merge_into_theme,
        merge_into_topic,
        promote_topic,
        undo_decision,
    )
    from synthesis.pipeline.discovering import code_and_discover, discover_file, discover_store
    from synthesis.pipeline.encoders import encoder_in_force, find_encoder, installed_encoders
    from synthesis.pipeline.files import FileReport, code_file
    from synthesis.pipeline.installing import install_encoder, remove_encoder
    from synthesis.pipeline.learning import Change, Lesson, preview_learning, reviews_to_learn_from
    from synthesis.pipeline.linking import judge_link
    from synthesis.pipeline.loading import LoadReport, load_into, preview_load, preview_stored, store_loaded
    from synthesis.pipeline.measuring import agreement_words, measure, measured_on
    from synthesis.pipeline.registering import (
        add_item,
        change_item,
        enter_table,
        import_table,
        preview_table,
        register_tables,
        restore_item,
    )
    from synthesis.pipeline.reports import (
        ReportRead,
        enter_reports,
        load_reports,
        preview_reports,
        read_decisions,
    )
    from synthesis.pipeline.reviewed import read_reviewed
    from synthesis.pipeline.sample import fill_with_sample
    from synthesis.pipeline.withdrawing import ids_of_load, put_back, withdraw

_HOMES = {
    "Change": "learning",
    "Confirmed": "deciding",
    "FileReport": "files",
    "Lesson": "learning",
    "LoadReport": "loading",
    "ReportRead": "reports",
    "add_item": "registering",
    "agreement_words": "measuring",
    "change_item": "registering",
    "code_and_discover": "discovering",
    "code_file": "files",
    "code_store": "coding",
    "coding_notices": "coding",
    "foreign_notices": "coding",
    "correct": "correcting",
    "discover_file": "discovering",
    "discover_store": "discovering",
    "dismiss_topic": "deciding",
    "encoder_in_force": "encoders",
    "enter_reports": "reports",
    "enter_table": "registering",
    "fill_with_sample": "sample",
    "find_encoder": "encoders",
    "ids_of_load": "withdrawing",
    "import_table": "registering",
    "install_encoder": "installing",
    "installed_encoders": "encoders",
    "judge_link": "linking",
    "load_into": "loading",
    "load_reports": "reports",
    "measure": "measuring",
    "measured_on": "measuring",
    "merge_into_theme": "deciding",
    "merge_into_topic": "deciding",
    "preview_learning": "learning",
    "preview_load": "loading",
    "preview_reports": "reports",
    "preview_stored": "loading",
    "preview_table": "registering",
    "promote_topic": "deciding",
    "put_back": "withdrawing",
    "read_decisions": "reports",
    "read_reviewed": "reviewed",
    "register_tables": "registering",
    "remove_encoder": "installing",
    "restore_item": "registering",
    "reviewed_passages": "coding",
    "reviews_in_force": "coding",
    "reviews_to_learn_from": "learning",
    "store_loaded": "loading",
    "take_back_correction": "correcting",
    "undo_decision": "deciding",
    "withdraw": "withdrawing",
}

__all__ = [
    "Change",
    "Confirmed",
    "FileReport",
    "Lesson",
    "LoadReport",
    "ReportRead",
    "add_item",
    "agreement_words",
    "change_item",
    "code_and_discover",
    "code_file",
    "code_store",
    "coding_notices",
    "correct",
    "discover_file",
    "discover_store",
    "dismiss_topic",
    "encoder_in_force",
    "enter_reports",
    "enter_table",
    "fill_with_sample",
    "find_encoder",
    "foreign_notices",
    "ids_of_load",
    "import_table",
    "install_encoder",
    "installed_encoders",
    "judge_link",
    "load_into",
    "load_reports",
    "measure",
    "measured_on",
    "merge_into_theme",
    "merge_into_topic",
    "preview_learning",
    "preview_load",
    "preview_reports",
    "preview_stored",
    "preview_table",
    "promote_topic",
    "put_back",
    "read_decisions",
    "read_reviewed",
    "register_tables",
    "remove_encoder",
    "restore_item",
    "reviewed_passages",
    "reviews_in_force",
    "reviews_to_learn_from",
    "store_loaded",
    "take_back_correction",
    "undo_decision",
    "withdraw",
]

__getattr__ = lazily(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
