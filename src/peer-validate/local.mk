bin_PROGRAMS += peer-validate
dist_man_MANS += man/peer-validate.1
BATS_TESTS += tests/peer-validate/peer-validate.bats \
	tests/peer-validate/checks.bats \
	tests/peer-validate/latency.bats
# What the tests of the three share.
EXTRA_DIST += tests/render tests/golden
peer_validate_CPPFLAGS = $(AM_CPPFLAGS) $(SODIUM_CFLAGS)
peer_validate_LDADD = $(SITE_LIBS)
peer_validate_SOURCES = \
	src/peer-validate/aut-num.c src/peer-validate/aut-num.h \
	src/peer-validate/candidate.c src/peer-validate/candidate.h \
	src/peer-validate/check.c src/peer-validate/check.h \
	src/peer-validate/claim.c src/peer-validate/claim.h \
	src/peer-validate/intake.c src/peer-validate/intake.h \
	src/peer-validate/json-text.c src/peer-validate/json-text.h \
	src/peer-validate/judge.c src/peer-validate/judge.h \
	src/peer-validate/main.c \
	src/peer-validate/options.c src/peer-validate/options.h \
	src/peer-validate/peer-files.c src/peer-validate/peer-files.h \
	src/peer-validate/psk-names.c src/peer-validate/psk-names.h \
	src/peer-validate/refused-requests.c src/peer-validate/refused-requests.h
