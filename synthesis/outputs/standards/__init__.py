"""Proposals and what they were checked for -> tables, sentences and the checklist paper."""
