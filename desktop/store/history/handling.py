"""The tables of what happens around a reply, one row a fact (tables of version 2)."""

from __future__ import annotations

from desktop.domain.deadlines.case_clock import Extension
from desktop.domain.deadlines.deadline import Pause
from desktop.domain.deadlines.handling_round import HandlingRound
from desktop.domain.records.co_opinion import Chase, CoOpinion
from desktop.domain.records.contact import Contact
from desktop.domain.records.disclosure_record import DisclosureRecord
from desktop.domain.records.feedback import Feedback
from desktop.domain.records.promise import Conversion, Progress, Promise
from desktop.domain.records.review import Remark, Review
from desktop.store.history.record_table import RecordTable

CONTACTS = RecordTable("contacts", Contact)
CO_OPINIONS = RecordTable("co_opinions", CoOpinion)
CHASES = RecordTable("chases", Chase, parent="opinion_id")
FEEDBACK = RecordTable("feedback_forms", Feedback)
PROMISES = RecordTable("promises", Promise)
PROGRESS = RecordTable("promise_progress", Progress, parent="promise_id")
CONVERSIONS = RecordTable("conversions", Conversion)
REVIEWS = RecordTable("reviews", Review)
REMARKS = RecordTable("review_remarks", Remark, parent="review_id")
DISCLOSURES = RecordTable("disclosure_reviews", DisclosureRecord)
ROUNDS = RecordTable("rounds", HandlingRound)
EXTENSIONS = RecordTable("extensions", Extension)
PAUSES = RecordTable("pauses", Pause)
