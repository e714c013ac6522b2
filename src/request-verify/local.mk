bin_PROGRAMS += request-verify
dist_man_MANS += man/request-verify.1
BATS_TESTS += tests/request-verify/request-verify.bats
# For the fuzzer, too.
noinst_LIBRARIES += librequestverify.a
librequestverify_a_SOURCES = \
	src/request-verify/mntner-keys.c src/request-verify/mntner-keys.h \
	src/request-verify/petition-check.c src/request-verify/petition-check.h \
	src/request-verify/pgp-ring.c src/request-verify/pgp-ring.h \
	src/request-verify/pgp-status.c src/request-verify/pgp-status.h \
	src/request-verify/pgp-verify.c src/request-verify/pgp-verify.h \
	src/request-verify/signed-input.c src/request-verify/signed-input.h \
	src/request-verify/ssh-verify.c src/request-verify/ssh-verify.h \
	src/request-verify/verdict.c src/request-verify/verdict.h \
	src/request-verify/verify.c src/request-verify/verify.h
request_verify_LDADD = librequestverify.a libhost.a $(SITE_LIBS)
request_verify_SOURCES = src/request-verify/main.c
