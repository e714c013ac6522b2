# Fuzz targets.  make check gives each its corpus; make fuzz builds them with
# clang's libFuzzer and lets them look further, from one seed and for as many
# runs, so that two machines do the same.
FUZZ_TARGETS = rpsl rule record
FUZZ_RUNS = 200000
FUZZ_CC = clang
FUZZ_CFLAGS = -g -O1 -fsanitize=fuzzer,address,undefined \
	-fno-sanitize-recover=all

REPLAY_SOURCES = tests/fuzz/fuzz.h tests/fuzz/replay.c
REPLAY_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/src/registry-parse \
	$(ARCHIVE_CFLAGS)
REPLAY_LDADD = libregistry.a libbirdfeed.a $(ARCHIVE_LIBS)
FUZZ_REPLAYS = tests/fuzz/replay-rpsl tests/fuzz/replay-rule \
	tests/fuzz/replay-record
tests_fuzz_replay_rpsl_SOURCES = tests/fuzz/fuzz-rpsl.c $(REPLAY_SOURCES)
tests_fuzz_replay_rpsl_CPPFLAGS = $(REPLAY_CPPFLAGS) -DCORPUS='"rpsl"'
tests_fuzz_replay_rpsl_LDADD = $(REPLAY_LDADD)
tests_fuzz_replay_rule_SOURCES = tests/fuzz/fuzz-rule.c $(REPLAY_SOURCES)
tests_fuzz_replay_rule_CPPFLAGS = $(REPLAY_CPPFLAGS) -DCORPUS='"rule"'
tests_fuzz_replay_rule_LDADD = $(REPLAY_LDADD)
tests_fuzz_replay_record_SOURCES = tests/fuzz/fuzz-record.c $(REPLAY_SOURCES)
tests_fuzz_replay_record_CPPFLAGS = $(REPLAY_CPPFLAGS) -DCORPUS='"record"'
tests_fuzz_replay_record_LDADD = $(REPLAY_LDADD)
check_PROGRAMS += $(FUZZ_REPLAYS)
TESTS += $(FUZZ_REPLAYS)
EXTRA_DIST += $(FUZZ_TARGETS:%=tests/fuzz/%)

# What is parsed is built with the fuzzer's instruments too.
FUZZED = $(filter %.c,$(libregistry_a_SOURCES) src/lib/addr.c \
	src/lib/asn.c src/lib/buf.c src/lib/diag.c src/lib/hash.c \
	src/lib/mem.c \
	src/lib/number.c src/lib/out.c src/lib/prefix.c src/lib/record.c \
	src/lib/recordin.c src/lib/utf8.c src/lib/why.c)
fuzz:
	@mkdir -p fuzz
	@for t in $(FUZZ_TARGETS); do \
	    echo "fuzz: $$t, $(FUZZ_RUNS) runs" && mkdir -p fuzz/$$t && \
	    $(FUZZ_CC) $(FUZZ_CFLAGS) $(DEFS) $(AM_CPPFLAGS) \
		-I$(top_srcdir)/src/registry-parse $(ARCHIVE_CFLAGS) \
		$(SODIUM_CFLAGS) \
		$(top_srcdir)/tests/fuzz/fuzz-$$t.c \
		$(FUZZED:%=$(top_srcdir)/%) \
		$(ARCHIVE_LIBS) $(SODIUM_LIBS) -lpthread -o fuzz/fuzz-$$t && \
	    fuzz/fuzz-$$t -seed=1 -runs=$(FUZZ_RUNS) -max_len=2048 \
		-timeout=10 -print_final_stats=1 -verbosity=0 \
		-artifact_prefix=fuzz/ fuzz/$$t \
		$(top_srcdir)/tests/fuzz/$$t || exit 1; \
	done
clean-local: clean-fuzz
clean-fuzz:
	rm -rf fuzz
.PHONY: fuzz clean-fuzz
