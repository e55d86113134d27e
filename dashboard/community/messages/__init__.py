"""Messages: what a session said, in a few short messages with the places they rest on."""
