# Judgements of a registry: a tool of its own soon.
noinst_LIBRARIES += libregcheck.a
libregcheck_a_CPPFLAGS = $(AM_CPPFLAGS) $(SODIUM_CFLAGS)
libregcheck_a_SOURCES = \
	src/registry-check/address-range.c src/registry-check/address-range.h \
	src/registry-check/as-block.c src/registry-check/as-block.h \
	src/registry-check/class-schema.c src/registry-check/class-schema.h \
	src/registry-check/finding.c src/registry-check/finding.h \
	src/registry-check/inetnum-cover.c src/registry-check/inetnum-cover.h \
	src/registry-check/judge.c src/registry-check/judge.h \
	src/registry-check/maintainer-holdings.c \
	src/registry-check/maintainer-holdings.h \
	src/registry-check/object-index.c src/registry-check/object-index.h \
	src/registry-check/policy-check.c src/registry-check/policy-check.h \
	src/registry-check/policy-overlap.c \
	src/registry-check/policy-route.c \
	src/registry-check/policy-rule.h \
	src/registry-check/policy-size.c \
	src/registry-check/schema-check.c src/registry-check/schema-check.h \
	src/registry-check/value-spec.c src/registry-check/value-spec.h
