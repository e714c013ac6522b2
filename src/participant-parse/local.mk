bin_PROGRAMS += participant-parse
dist_man_MANS += man/participant-parse.1
BATS_TESTS += tests/participant-parse/participant-parse.bats
participant_parse_LDADD = libparticipant.a $(SITE_LIBS) $(JANSSON_LIBS)
participant_parse_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS)
participant_parse_SOURCES = src/participant-parse/main.c

# Everything but main(), so that the fuzz target can have it too.
noinst_LIBRARIES += libparticipant.a
libparticipant_a_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS) $(SODIUM_CFLAGS)
libparticipant_a_SOURCES = \
	src/participant-parse/participant-claim.c src/participant-parse/participant-claim.h \
	src/participant-parse/gateway.c src/participant-parse/gateway.h \
	src/participant-parse/headscale.c src/participant-parse/headscale.h \
	src/participant-parse/participant-intake.c src/participant-parse/participant-intake.h \
	src/participant-parse/participant-judge.c src/participant-parse/participant-judge.h \
	src/participant-parse/participant-output.c src/participant-parse/participant-output.h \
	src/participant-parse/options.c src/participant-parse/options.h \
	src/participant-parse/provider-id.c src/participant-parse/provider-id.h \
	src/participant-parse/roster.c src/participant-parse/roster.h \
	src/participant-parse/tailscale.c src/participant-parse/tailscale.h
