bin_PROGRAMS += source-fetch
dist_man_MANS += man/source-fetch.1
BATS_TESTS += tests/source-fetch/source-fetch.bats
LAB_TESTS += tests/lab/walls.bats
source_fetch_CPPFLAGS = $(AM_CPPFLAGS) $(CURL_CFLAGS) $(OPENSSL_CFLAGS) \
	$(SODIUM_CFLAGS)
source_fetch_LDADD = libhost.a $(SITE_LIBS) $(CURL_LIBS) $(OPENSSL_LIBS)
source_fetch_SOURCES = \
	src/source-fetch/body-end.c src/source-fetch/body-end.h \
	src/source-fetch/batch.c src/source-fetch/batch.h \
	src/source-fetch/fetch.c src/source-fetch/fetch.h \
	src/source-fetch/main.c \
	src/source-fetch/options.c src/source-fetch/options.h \
	src/source-fetch/outcome.c src/source-fetch/outcome.h \
	src/source-fetch/progress.c src/source-fetch/progress.h \
	src/source-fetch/redirect.c src/source-fetch/redirect.h \
	src/source-fetch/request.c src/source-fetch/request.h \
	src/source-fetch/transfer.c src/source-fetch/transfer.h

# An HTTPS server whose answers go wrong as the tests want it.
if HAVE_OPENSSL
check_PROGRAMS += tests/http/server
endif
tests_http_server_CPPFLAGS = $(AM_CPPFLAGS) $(OPENSSL_CFLAGS)
tests_http_server_LDADD = $(OPENSSL_LIBS)
tests_http_server_SOURCES = tests/http/server.c
