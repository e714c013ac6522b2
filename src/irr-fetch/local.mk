bin_PROGRAMS += irr-fetch
dist_man_MANS += man/irr-fetch.1
BATS_TESTS += tests/irr-fetch/irr-fetch.bats
irr_fetch_CPPFLAGS = $(AM_CPPFLAGS) $(SODIUM_CFLAGS)
irr_fetch_LDADD = $(SITE_LIBS)
irr_fetch_SOURCES = \
	src/irr-fetch/irr-answer.c src/irr-fetch/irr-answer.h \
	src/irr-fetch/irr-query.c src/irr-fetch/irr-query.h \
	src/irr-fetch/irr-routes.c src/irr-fetch/irr-routes.h \
	src/irr-fetch/irr-sets.c src/irr-fetch/irr-sets.h \
	src/irr-fetch/irr-wanted.c src/irr-fetch/irr-wanted.h \
	src/irr-fetch/irrd.c src/irr-fetch/irrd.h \
	src/irr-fetch/main.c

# An IRRd server whose answers go wrong as the tests want it.
check_PROGRAMS += tests/irr/server
tests_irr_server_LDADD =
tests_irr_server_SOURCES = tests/irr/server.c
