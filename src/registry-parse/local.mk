bin_PROGRAMS += registry-parse
registry_parse_CPPFLAGS = $(AM_CPPFLAGS) $(ARCHIVE_CFLAGS)
registry_parse_LDADD = libbirdfeed.a $(ARCHIVE_LIBS)
registry_parse_SOURCES = \
	src/registry-parse/main.c
