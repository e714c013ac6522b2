bin_PROGRAMS += peeringdb-parse
dist_man_MANS += man/peeringdb-parse.1
BATS_TESTS += tests/peeringdb-parse/peeringdb-parse.bats
peeringdb_parse_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS)
peeringdb_parse_LDADD = $(STREAM_LIBS) $(JANSSON_LIBS)
peeringdb_parse_SOURCES = \
	src/peeringdb-parse/main.c \
	src/peeringdb-parse/peeringdb-intake.c src/peeringdb-parse/peeringdb-intake.h \
	src/peeringdb-parse/peeringdb-net.c src/peeringdb-parse/peeringdb-net.h
