if HAVE_SQLITE
bin_PROGRAMS += request-store
dist_man_MANS += man/request-store.1
BATS_TESTS += tests/request-store/request-store.bats
endif
request_store_LDADD = $(STORE_LIBS)
request_store_SOURCES = \
	src/request-store/main.c \
	src/request-store/verb.c src/request-store/verb.h
EXTRA_DIST += tests/request-store/version-1.sql

if HAVE_SQLITE
UNIT_TESTS += tests/request-store/psk
endif
tests_request_store_psk_SOURCES = tests/request-store/psk.c
tests_request_store_psk_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
