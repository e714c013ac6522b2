# Everything but main() and what asks the kernel, for the tests too.
noinst_LIBRARIES += liblatency.a
liblatency_a_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS)
liblatency_a_SOURCES = \
	src/link-latency/fping.c src/link-latency/fping.h \
	src/link-latency/report-json.c \
	src/link-latency/link.c src/link-latency/link.h \
	src/link-latency/link-memory.c src/link-latency/link-memory.h \
	src/link-latency/report-prometheus.c \
	src/link-latency/link-report.c src/link-latency/link-report.h \
	src/link-latency/link-roster.c src/link-latency/link-roster.h \
	src/link-latency/sample-round.c src/link-latency/sample-round.h

# The program needs libmnl.
if HAVE_MNL
bin_PROGRAMS += link-latency
dist_man_MANS += man/link-latency.1
BATS_TESTS += tests/link-latency/link-latency.bats
endif
link_latency_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS) $(SODIUM_CFLAGS) \
	$(MNL_CFLAGS)
link_latency_LDADD = liblatency.a $(SITE_LIBS) $(JANSSON_LIBS) $(MNL_LIBS)
link_latency_SOURCES = \
	src/link-latency/main.c \
	src/link-latency/options.h \
	src/link-latency/tcp-rtt.c src/link-latency/tcp-rtt.h \
	src/link-latency/verbs.c src/link-latency/verbs.h

# Units: the rule, over recorded kinds of series; the memory's file.
UNIT_TESTS += tests/link-latency/rule tests/link-latency/memory
tests_link_latency_rule_SOURCES = tests/link-latency/rule.c
tests_link_latency_rule_LDADD = liblatency.a $(LDADD) -lm
tests_link_latency_memory_SOURCES = tests/link-latency/memory.c
tests_link_latency_memory_CPPFLAGS = $(AM_CPPFLAGS) \
	-I$(top_srcdir)/tests/lib $(CMOCKA_CFLAGS)
tests_link_latency_memory_LDADD = liblatency.a $(LDADD)

LAB_TESTS += tests/lab/prefer-latency.bats

# The lab; a kernel without netem has a wire with a delay of the lab's own.
if HAVE_MNL
LAB_TESTS += tests/lab/link-latency.bats
endif
check_PROGRAMS += tests/lab/delay
tests_lab_delay_SOURCES = tests/lab/delay.c
tests_lab_delay_LDADD =

# The bench.
EXTRA_PROGRAMS += tests/bench/sessions
tests_bench_sessions_SOURCES = tests/bench/sessions.c
tests_bench_sessions_LDADD =
CLEANFILES += tests/bench/sessions
EXTRA_DIST += tests/bench/latency
bench: tests/bench/sessions
