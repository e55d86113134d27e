"""What axe finds in Streamlit's own elements, by rule and selector; anything else is ours to mend.

None of these is serious or critical. A selector is compared with the end of what axe reports.
"""

KNOWN: tuple[tuple[str, str], ...] = (
    # The drop zone is a focusable section with the role presentation (Streamlit 1.67); minor.
    ("presentation-role-conflict", 'section[aria-label="Drop files here or choose them"]'),
    ("presentation-role-conflict", 'section[aria-label="A map from other headings to ours (YAML)"]'),
)
