# The gateway's HTTP face; it needs libmicrohttpd and José.
LEASE_SERVE_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS) $(JOSE_CFLAGS) \
	$(MICROHTTPD_CFLAGS) $(CURL_CFLAGS) $(SODIUM_CFLAGS)
LEASE_SERVE_LIBS = libleaseserve.a libhost.a $(STORE_LIBS) \
	$(MICROHTTPD_LIBS) $(JOSE_LIBS) $(JANSSON_LIBS) $(CURL_LIBS)
if HAVE_LEASE_SERVE
sbin_PROGRAMS += lease-serve
# For its unit tests, too.
noinst_LIBRARIES += libleaseserve.a
libleaseserve_a_CPPFLAGS = $(LEASE_SERVE_CPPFLAGS)
libleaseserve_a_SOURCES = \
	src/lease-serve/answer-count.c src/lease-serve/answer-count.h \
	src/lease-serve/api-body.c src/lease-serve/api-body.h \
	src/lease-serve/api-caller.c src/lease-serve/api-caller.h \
	src/lease-serve/api-health.c src/lease-serve/api-health.h \
	src/lease-serve/api-lease.c src/lease-serve/api-lease.h \
	src/lease-serve/api-roa.c src/lease-serve/api-roa.h \
	src/lease-serve/api-route.c src/lease-serve/api-route.h \
	src/lease-serve/api-service.c src/lease-serve/api-service.h \
	src/lease-serve/api-user.c src/lease-serve/api-user.h \
	src/lease-serve/call.c src/lease-serve/call.h \
	src/lease-serve/change-rate.c src/lease-serve/change-rate.h \
	src/lease-serve/gateway-loop.c src/lease-serve/gateway-loop.h \
	src/lease-serve/http-reply.c src/lease-serve/http-reply.h \
	src/lease-serve/http-send.c src/lease-serve/http-send.h \
	src/lease-serve/http-server.c src/lease-serve/http-server.h \
	src/lease-serve/jwk-set.c src/lease-serve/jwk-set.h \
	src/lease-serve/jwt-algorithm.c src/lease-serve/jwt-algorithm.h \
	src/lease-serve/jwt-claims.c src/lease-serve/jwt-claims.h \
	src/lease-serve/jwt.c src/lease-serve/jwt.h \
	src/lease-serve/key-fetch.c src/lease-serve/key-fetch.h \
	src/lease-serve/key-ring.c src/lease-serve/key-ring.h \
	src/lease-serve/lease-gateway.c src/lease-serve/lease-gateway.h \
	src/lease-serve/listener.c src/lease-serve/listener.h \
	src/lease-serve/roa-queue.c src/lease-serve/roa-queue.h \
	src/lease-serve/route-table.c src/lease-serve/route-table.h \
	src/lease-serve/token-check.c src/lease-serve/token-check.h \
	src/lease-serve/visits.c src/lease-serve/visits.h
lease_serve_CPPFLAGS = $(LEASE_SERVE_CPPFLAGS)
lease_serve_LDADD = $(LEASE_SERVE_LIBS)
lease_serve_SOURCES = src/lease-serve/main.c \
	src/lease-serve/options.c src/lease-serve/options.h

dist_man_MANS += man/lease-serve.8
UNIT_TESTS += tests/lease-serve/token-test tests/lease-serve/route-test \
	tests/lease-serve/api-doc-test tests/lease-serve/mappings-test
LEASE_SERVE_TEST_CPPFLAGS = $(LEASE_SERVE_CPPFLAGS) $(CMOCKA_CFLAGS)
LEASE_SERVE_TEST_LDADD = tests/lib/libtest.a $(LEASE_SERVE_LIBS) \
	$(CMOCKA_LIBS)
tests_lease_serve_token_test_CPPFLAGS = $(LEASE_SERVE_TEST_CPPFLAGS)
tests_lease_serve_token_test_LDADD = $(LEASE_SERVE_TEST_LDADD)
tests_lease_serve_token_test_SOURCES = tests/lease-serve/token-test.c
tests_lease_serve_route_test_CPPFLAGS = $(LEASE_SERVE_TEST_CPPFLAGS)
tests_lease_serve_route_test_LDADD = $(LEASE_SERVE_TEST_LDADD)
tests_lease_serve_route_test_SOURCES = tests/lease-serve/route-test.c
tests_lease_serve_api_doc_test_CPPFLAGS = $(LEASE_SERVE_TEST_CPPFLAGS)
tests_lease_serve_api_doc_test_LDADD = $(LEASE_SERVE_TEST_LDADD)
tests_lease_serve_api_doc_test_SOURCES = tests/lease-serve/api-doc-test.c
tests_lease_serve_mappings_test_CPPFLAGS = $(LEASE_SERVE_TEST_CPPFLAGS) \
	$(SQLITE_CFLAGS)
tests_lease_serve_mappings_test_LDADD = $(LEASE_SERVE_TEST_LDADD)
tests_lease_serve_mappings_test_SOURCES = tests/lease-serve/mappings-test.c

# Connections that do not behave.
check_PROGRAMS += tests/lease-serve/connect
tests_lease_serve_connect_SOURCES = tests/lease-serve/connect.c
tests_lease_serve_connect_LDADD =

EXTRA_PROGRAMS += tests/bench/empty-http tests/bench/lease-fill
LEASE_BENCH = tests/bench/empty-http tests/bench/lease-fill
CLEANFILES += $(LEASE_BENCH)
tests_bench_empty_http_CPPFLAGS = $(AM_CPPFLAGS) $(MICROHTTPD_CFLAGS)
tests_bench_empty_http_LDADD = $(MICROHTTPD_LIBS)
tests_bench_empty_http_SOURCES = tests/bench/empty-http.c
tests_bench_lease_fill_LDADD = $(STORE_LIBS)
tests_bench_lease_fill_SOURCES = tests/bench/lease-fill.c
endif
LAB_TESTS += tests/lab/lease-serve.bats
BATS_TESTS += tests/lease-serve/abuse.bats
BATS_TESTS += tests/lease-serve/lease-serve.bats
EXTRA_DIST += tests/bench/lease doc/lease-serve.yaml tests/lease-serve/gateway.bash \
	tests/lease-serve/loopback/site.yaml
