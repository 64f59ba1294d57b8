"""Source -> Analysis: assemble the document, find its outline, call the four rooms in order."""
