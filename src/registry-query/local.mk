bin_PROGRAMS += registry-query
dist_man_MANS += man/registry-query.1
BATS_TESTS += tests/registry-query/registry-query.bats
registry_query_CPPFLAGS = $(AM_CPPFLAGS) $(SODIUM_CFLAGS)
registry_query_LDADD = $(SITE_LIBS)
registry_query_SOURCES = \
	src/registry-query/announces.c \
	src/registry-query/answer.c src/registry-query/answer.h \
	src/registry-query/covers.c \
	src/registry-query/holds.c \
	src/registry-query/main.c \
	src/registry-query/question.c src/registry-query/question.h \
	src/registry-query/signers.c \
	src/registry-query/span.c src/registry-query/span.h \
	src/registry-query/caseless.c src/registry-query/caseless.h \
	src/registry-query/valid.c
