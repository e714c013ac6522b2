# What is wrong with a registry, one line a finding.
bin_PROGRAMS += registry-check
dist_man_MANS += man/registry-check.1
BATS_TESTS += \
	tests/registry-check/policy.bats \
	tests/registry-check/schema.bats
registry_check_CPPFLAGS = $(AM_CPPFLAGS) $(SODIUM_CFLAGS)
registry_check_LDADD = librpsl.a $(STREAM_LIBS) $(ARCHIVE_LIBS)
registry_check_SOURCES = \
	src/registry-check/address-range.c src/registry-check/address-range.h \
	src/registry-check/as-block.c src/registry-check/as-block.h \
	src/registry-check/class-schema.c src/registry-check/class-schema.h \
	src/registry-check/finding.c src/registry-check/finding.h \
	src/registry-check/inetnum-cover.c src/registry-check/inetnum-cover.h \
	src/registry-check/main.c \
	src/registry-check/maintainer-holdings.c \
	src/registry-check/maintainer-holdings.h \
	src/registry-check/object-index.c src/registry-check/object-index.h \
	src/registry-check/options.c src/registry-check/options.h \
	src/registry-check/policy-check.c src/registry-check/policy-check.h \
	src/registry-check/policy-overlap.c \
	src/registry-check/policy-route.c \
	src/registry-check/policy-rule.h \
	src/registry-check/policy-size.c \
	src/registry-check/schema-check.c src/registry-check/schema-check.h \
	src/registry-check/value-spec.c src/registry-check/value-spec.h

EXTRA_DIST += \
	tests/registry-check/faults \
	tests/registry-check/faults.findings \
	tests/registry-check/helper.bash \
	tests/registry-check/tree
