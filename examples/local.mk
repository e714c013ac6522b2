# Whole folders: their names hold characters that make(1) takes for its own.
EXTRA_DIST += examples/dn42
