bin_PROGRAMS += registry-parse
registry_parse_LDADD = libregistry.a libbirdfeed.a $(ARCHIVE_LIBS) \
	$(SODIUM_LIBS)
registry_parse_SOURCES = src/registry-parse/main.c

# Everything but main(), so that tests can have it too.
noinst_LIBRARIES += libregistry.a
libregistry_a_CPPFLAGS = $(AM_CPPFLAGS) $(ARCHIVE_CFLAGS) $(SODIUM_CFLAGS)
libregistry_a_SOURCES = \
	src/registry-parse/as-block.c src/registry-parse/as-block.h \
	src/registry-parse/attr.c src/registry-parse/attr.h \
	src/registry-parse/batch.c src/registry-parse/batch.h \
	src/registry-parse/check.c src/registry-parse/check.h \
	src/registry-parse/class.c src/registry-parse/class.h \
	src/registry-parse/cover.c src/registry-parse/cover.h \
	src/registry-parse/comment.c src/registry-parse/comment.h \
	src/registry-parse/file.c src/registry-parse/file.h \
	src/registry-parse/finding.c src/registry-parse/finding.h \
	src/registry-parse/form.c src/registry-parse/form.h \
	src/registry-parse/holding.c src/registry-parse/holding.h \
	src/registry-parse/judge.c src/registry-parse/judge.h \
	src/registry-parse/listing.c src/registry-parse/listing.h \
	src/registry-parse/lookup.c src/registry-parse/lookup.h \
	src/registry-parse/object.c src/registry-parse/object.h \
	src/registry-parse/options.c src/registry-parse/options.h \
	src/registry-parse/policy-overlap.c \
	src/registry-parse/policy-route.c \
	src/registry-parse/policy-rule.h \
	src/registry-parse/policy-size.c \
	src/registry-parse/policy.c src/registry-parse/policy.h \
	src/registry-parse/pool.c src/registry-parse/pool.h \
	src/registry-parse/range.c src/registry-parse/range.h \
	src/registry-parse/registry.c src/registry-parse/registry.h \
	src/registry-parse/roas.c src/registry-parse/roas.h \
	src/registry-parse/route.c src/registry-parse/route.h \
	src/registry-parse/rule.c src/registry-parse/rule.h \
	src/registry-parse/spec.c src/registry-parse/spec.h \
	src/registry-parse/stored.c src/registry-parse/stored.h \
	src/registry-parse/scan.c src/registry-parse/scan.h \
	src/registry-parse/scan-sse2.h \
	src/registry-parse/source.c src/registry-parse/source.h \
	src/registry-parse/stream.c src/registry-parse/stream.h \
	src/registry-parse/tarball.c src/registry-parse/tarball.h \
	src/registry-parse/text.c src/registry-parse/text.h \
	src/registry-parse/tree.c src/registry-parse/tree.h \
	src/registry-parse/want.c src/registry-parse/want.h

# What reading the files alone costs: the yardstick of its speed.
EXTRA_PROGRAMS += read-floor
read_floor_SOURCES = tests/bench/read-floor.c
CLEANFILES += read-floor

BATS_TESTS += tests/registry-parse.bats tests/registry-text.bats \
	tests/registry-check.bats
UNIT_TESTS += tests/registry-scan
tests_registry_scan_SOURCES = tests/registry/scan.c
tests_registry_scan_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/src/registry-parse \
	-I$(top_srcdir)/tests/lib $(CMOCKA_CFLAGS)
tests_registry_scan_LDADD = libregistry.a $(CMOCKA_LIBS)
dist_man_MANS += man/registry-parse.1

EXTRA_DIST += \
	tests/registry-check/faults \
	tests/registry-check/faults.findings \
	tests/registry-check/tree \
	tests/registry/tree \
	tests/registry/tree.messages \
	tests/registry/tree.records
