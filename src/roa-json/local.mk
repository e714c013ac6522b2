bin_PROGRAMS += roa-json
dist_man_MANS += man/roa-json.1
BATS_TESTS += tests/roa-json/roa-json.bats
LAB_TESTS += tests/lab/rtr.bats
roa_json_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS)
roa_json_LDADD = $(STREAM_LIBS) $(JANSSON_LIBS)
roa_json_SOURCES = \
	src/roa-json/main.c \
	src/roa-json/roa.c src/roa-json/roa.h \
	src/roa-json/roa-document.c src/roa-json/roa-document.h

# Is standard input one JSON document?  The judge of the tests.
check_PROGRAMS += tests/json-check
tests_json_check_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS)
tests_json_check_LDADD = $(JANSSON_LIBS)
tests_json_check_SOURCES = tests/json-check.c
