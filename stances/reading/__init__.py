"""Articles from files, folders and standard input."""
