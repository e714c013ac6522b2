# The gateway's HTTP face; it needs libmicrohttpd and José.
LEASE_SERVE_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS) $(JOSE_CFLAGS) \
	$(MICROHTTPD_CFLAGS) $(CURL_CFLAGS) $(SODIUM_CFLAGS)
LEASE_SERVE_LIBS = libleaseserve.a libhost.a $(SITE_LIBS) \
	$(MICROHTTPD_LIBS) $(JOSE_LIBS) $(JANSSON_LIBS) $(CURL_LIBS)
if HAVE_LEASE_SERVE
# For its unit tests, too.
noinst_LIBRARIES += libleaseserve.a
libleaseserve_a_CPPFLAGS = $(LEASE_SERVE_CPPFLAGS)
libleaseserve_a_SOURCES = \
	src/lease-serve/jwk-set.c src/lease-serve/jwk-set.h \
	src/lease-serve/jwt.c src/lease-serve/jwt.h \
	src/lease-serve/jwt-algorithm.c src/lease-serve/jwt-algorithm.h \
	src/lease-serve/jwt-claims.c src/lease-serve/jwt-claims.h \
	src/lease-serve/key-ring.c src/lease-serve/key-ring.h \
	src/lease-serve/token-check.c src/lease-serve/token-check.h

UNIT_TESTS += tests/lease-serve/token-test
tests_lease_serve_token_test_CPPFLAGS = $(LEASE_SERVE_CPPFLAGS) \
	$(CMOCKA_CFLAGS)
tests_lease_serve_token_test_LDADD = tests/lib/libtest.a $(LEASE_SERVE_LIBS) \
	$(CMOCKA_LIBS)
tests_lease_serve_token_test_SOURCES = tests/lease-serve/token-test.c
endif
