bin_PROGRAMS += registry-parse
registry_parse_LDADD = librpsl.a $(STREAM_LIBS) $(ARCHIVE_LIBS)
registry_parse_SOURCES = \
	src/registry-parse/main.c \
	src/registry-parse/options.c src/registry-parse/options.h

# What reading the files alone costs: the yardstick of its speed.
EXTRA_PROGRAMS += read-floor
read_floor_SOURCES = tests/bench/read-floor.c
CLEANFILES += read-floor

BATS_TESTS += tests/registry-parse/registry-parse.bats tests/registry-parse/text.bats
UNIT_TESTS += tests/registry/scan
tests_registry_scan_SOURCES = tests/registry/scan.c
tests_registry_scan_CPPFLAGS = $(AM_CPPFLAGS) \
	-I$(top_srcdir)/tests/lib $(CMOCKA_CFLAGS)
tests_registry_scan_LDADD = librpsl.a $(STREAM_LIBS) $(CMOCKA_LIBS)
dist_man_MANS += man/registry-parse.1

EXTRA_DIST += \
	tests/registry/tree \
	tests/registry/tree.messages \
	tests/registry/tree.records
