"""Commands of the command line beyond the reading of files; each module adds its own."""
