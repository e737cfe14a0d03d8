"""One screen of the app a file."""
