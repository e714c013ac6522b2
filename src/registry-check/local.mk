# Judgements of a registry: a tool of its own soon.
noinst_LIBRARIES += libregcheck.a
libregcheck_a_CPPFLAGS = $(AM_CPPFLAGS) $(SODIUM_CFLAGS)
libregcheck_a_SOURCES = \
	src/registry-check/as-block.c src/registry-check/as-block.h \
	src/registry-check/check.c src/registry-check/check.h \
	src/registry-check/cover.c src/registry-check/cover.h \
	src/registry-check/finding.c src/registry-check/finding.h \
	src/registry-check/form.c src/registry-check/form.h \
	src/registry-check/holding.c src/registry-check/holding.h \
	src/registry-check/judge.c src/registry-check/judge.h \
	src/registry-check/lookup.c src/registry-check/lookup.h \
	src/registry-check/policy.c src/registry-check/policy.h \
	src/registry-check/policy-overlap.c \
	src/registry-check/policy-route.c \
	src/registry-check/policy-rule.h \
	src/registry-check/policy-size.c \
	src/registry-check/range.c src/registry-check/range.h \
	src/registry-check/spec.c src/registry-check/spec.h
