bin_PROGRAMS += peer-status
peer_status_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS) $(SODIUM_CFLAGS)
peer_status_LDADD = libstatus.a librender.a libhost.a $(SITE_LIBS) $(JANSSON_LIBS)
peer_status_SOURCES = src/peer-status/main.c

# Everything but main(), so that the unit tests and the fuzzer can have it.
noinst_LIBRARIES += libstatus.a
libstatus_a_CPPFLAGS = $(peer_status_CPPFLAGS)
libstatus_a_SOURCES = \
	src/peer-status/announcement.c src/peer-status/announcement.h \
	src/peer-status/attendance.c src/peer-status/attendance.h \
	src/peer-status/ask.c src/peer-status/ask.h \
	src/peer-status/chart.c src/peer-status/chart.h \
	src/peer-status/format.c src/peer-status/format.h \
	src/peer-status/history.c src/peer-status/history.h \
	src/peer-status/format-html.c \
	src/peer-status/html.c src/peer-status/html.h \
	src/peer-status/html-section.c \
	src/peer-status/format-json.c \
	src/peer-status/live-sessions.c src/peer-status/live-sessions.h \
	src/peer-status/only.c src/peer-status/only.h \
	src/peer-status/options.c src/peer-status/options.h \
	src/peer-status/outfile.c src/peer-status/outfile.h \
	src/peer-status/policy.c src/peer-status/policy.h \
	src/peer-status/format-prometheus.c \
	src/peer-status/protocol.c src/peer-status/protocol.h \
	src/peer-status/reason.c src/peer-status/reason.h \
	src/peer-status/request-state.c src/peer-status/request-state.h \
	src/peer-status/route.c src/peer-status/route.h \
	src/peer-status/session-key.c src/peer-status/session-key.h \
	src/peer-status/since.c src/peer-status/since.h \
	src/peer-status/status-ask.c src/peer-status/status-ask.h \
	src/peer-status/status.c src/peer-status/status.h \
	src/peer-status/format-table.c \
	src/peer-status/text.c src/peer-status/text.h \
	src/peer-status/tunnel-status.c src/peer-status/tunnel-status.h

dist_man_MANS += man/peer-status.1
BATS_TESTS += tests/peer-status/peer-status.bats tests/peer-status/page.bats
LAB_TESTS += tests/lab/peer-status.bats
EXTRA_DIST += tests/peer-status/said tests/peer-status/measure.js

# Units: what is read of BIRD's and of free text.
UNIT_TESTS += tests/peer-status/since tests/peer-status/text
STATUS_TEST_CPPFLAGS = $(AM_CPPFLAGS)
tests_peer_status_since_SOURCES = tests/peer-status/since.c
tests_peer_status_since_CPPFLAGS = $(STATUS_TEST_CPPFLAGS)
tests_peer_status_since_LDADD = libstatus.a librender.a $(LDADD)
tests_peer_status_text_SOURCES = tests/peer-status/text.c
tests_peer_status_text_CPPFLAGS = $(STATUS_TEST_CPPFLAGS)
tests_peer_status_text_LDADD = libstatus.a librender.a $(LDADD)
