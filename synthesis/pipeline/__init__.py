"""The verbs that the command line and the dashboard call; each is one sentence of the whole chain.

load_into(store, paths)      read files, cut passages, group copies, store what is new
code_store(store)            code the passages to the themes of the codebook
discover_store(store)        find the topics beyond the codebook; code_and_discover(store) does both
promote_topic(store, topic)  make one a theme, and code anew; merge and dismiss likewise
measure(snapshot)            set the machine beside the coders of the gold set
preview_learning(store)      say what people's reviews would change, before it is changed
import_table(store, path)    enter a table of proposals in the register; preview_table says what it comes to
load_reports(store, paths)   read reports, propose decisions, link them to themes and passages, store
add_item(store, item, by)    enter an item that a person found, and link it; change_item is alike
judge_link(store, link)      confirm, reject or add a link of a decision
withdraw(store, ids, by)     take contributions out of all that is counted; put_back undoes it
fill_with_sample(store)      do all three with the shipped sample stocktaking
code_file(input, output)     code a table of any length, file to file, without a store
install_encoder(source)      put a sentence encoder in place; find_encoder() is what coding then uses
discover_file(input, output) find topics in such a table
"""

from synthesis.pipeline.coding import code_store, coding_notices, reviewed_passages
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
    import_table,
    preview_table,
    register_tables,
    restore_item,
)
from synthesis.pipeline.reports import ReportRead, load_reports, preview_reports, read_decisions
from synthesis.pipeline.reviewed import read_reviewed
from synthesis.pipeline.sample import fill_with_sample
from synthesis.pipeline.withdrawing import ids_of_load, put_back, withdraw

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
    "discover_file",
    "discover_store",
    "dismiss_topic",
    "encoder_in_force",
    "fill_with_sample",
    "find_encoder",
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
    "reviews_to_learn_from",
    "store_loaded",
    "undo_decision",
    "withdraw",
]
