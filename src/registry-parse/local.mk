bin_PROGRAMS += registry-parse
registry_parse_CPPFLAGS = $(AM_CPPFLAGS) $(ARCHIVE_CFLAGS) $(SODIUM_CFLAGS)
registry_parse_LDADD = libbirdfeed.a $(ARCHIVE_LIBS) $(SODIUM_LIBS)
registry_parse_SOURCES = \
	src/registry-parse/as-block.c src/registry-parse/as-block.h \
	src/registry-parse/attr.c src/registry-parse/attr.h \
	src/registry-parse/batch.c src/registry-parse/batch.h \
	src/registry-parse/check.c src/registry-parse/check.h \
	src/registry-parse/class.c src/registry-parse/class.h \
	src/registry-parse/cover.c src/registry-parse/cover.h \
	src/registry-parse/file.c src/registry-parse/file.h \
	src/registry-parse/finding.c src/registry-parse/finding.h \
	src/registry-parse/form.c src/registry-parse/form.h \
	src/registry-parse/holding.c src/registry-parse/holding.h \
	src/registry-parse/judge.c src/registry-parse/judge.h \
	src/registry-parse/listing.c src/registry-parse/listing.h \
	src/registry-parse/lookup.c src/registry-parse/lookup.h \
	src/registry-parse/main.c \
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
	src/registry-parse/route.c src/registry-parse/route.h \
	src/registry-parse/rule.c src/registry-parse/rule.h \
	src/registry-parse/spec.c src/registry-parse/spec.h \
	src/registry-parse/stored.c src/registry-parse/stored.h \
	src/registry-parse/stream.c src/registry-parse/stream.h \
	src/registry-parse/tarball.c src/registry-parse/tarball.h \
	src/registry-parse/tree.c src/registry-parse/tree.h \
	src/registry-parse/vrp.c src/registry-parse/vrp.h \
	src/registry-parse/want.c src/registry-parse/want.h

# What reading the files alone costs: the yardstick of its speed.
EXTRA_PROGRAMS += read-floor
read_floor_SOURCES = tests/bench/read-floor.c
CLEANFILES += read-floor

BATS_TESTS += tests/registry-parse.bats tests/registry-check.bats
dist_man_MANS += man/registry-parse.1

EXTRA_DIST += \
	tests/registry-check/faults \
	tests/registry-check/faults.findings \
	tests/registry-check/tree \
	tests/registry/tree \
	tests/registry/tree.messages \
	tests/registry/tree.records
