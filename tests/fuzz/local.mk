# Fuzz targets.  make check gives each its corpus; make fuzz builds them with
# clang's libFuzzer and lets them look further, from one seed and for as many
# runs, so that two machines do the same.
FUZZ_TARGETS = rpsl rule record participant mrt gitlog petition
FUZZ_RUNS = 200000
FUZZ_CC = clang
FUZZ_CFLAGS = -g -O1 -fsanitize=fuzzer,address,undefined \
	-fno-sanitize-recover=all

REPLAY_SOURCES = tests/fuzz/fuzz.h tests/fuzz/replay.c
REPLAY_CPPFLAGS = $(AM_CPPFLAGS) \
	$(ARCHIVE_CFLAGS)
REPLAY_LDADD = librpsl.a $(STREAM_LIBS) $(ARCHIVE_LIBS)
FUZZ_REPLAYS = tests/fuzz/replay-rpsl tests/fuzz/replay-rule \
	tests/fuzz/replay-record tests/fuzz/replay-participant
tests_fuzz_replay_rpsl_SOURCES = tests/fuzz/fuzz-rpsl.c $(REPLAY_SOURCES)
tests_fuzz_replay_rpsl_CPPFLAGS = $(REPLAY_CPPFLAGS) -DCORPUS='"rpsl"'
tests_fuzz_replay_rpsl_LDADD = $(REPLAY_LDADD)
tests_fuzz_replay_rule_SOURCES = tests/fuzz/fuzz-rule.c $(REPLAY_SOURCES)
tests_fuzz_replay_rule_CPPFLAGS = $(REPLAY_CPPFLAGS) -DCORPUS='"rule"'
tests_fuzz_replay_rule_LDADD = $(REPLAY_LDADD)
tests_fuzz_replay_record_SOURCES = tests/fuzz/fuzz-record.c $(REPLAY_SOURCES)
tests_fuzz_replay_record_CPPFLAGS = $(REPLAY_CPPFLAGS) -DCORPUS='"record"'
tests_fuzz_replay_record_LDADD = $(REPLAY_LDADD)
tests_fuzz_replay_participant_SOURCES = tests/fuzz/fuzz-participant.c \
	$(REPLAY_SOURCES)
tests_fuzz_replay_participant_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS) \
	$(SODIUM_CFLAGS) -DCORPUS='"participant"'
tests_fuzz_replay_participant_LDADD = libparticipant.a $(SITE_LIBS) \
	$(JANSSON_LIBS)
FUZZ_REPLAYS += tests/fuzz/replay-mrt
tests_fuzz_replay_mrt_SOURCES = tests/fuzz/fuzz-mrt.c $(REPLAY_SOURCES)
tests_fuzz_replay_mrt_CPPFLAGS = $(AM_CPPFLAGS) -DCORPUS='"mrt"'
tests_fuzz_replay_mrt_LDADD = libmrt.a
FUZZ_REPLAYS += tests/fuzz/replay-gitlog
tests_fuzz_replay_gitlog_SOURCES = tests/fuzz/fuzz-gitlog.c $(REPLAY_SOURCES)
tests_fuzz_replay_gitlog_CPPFLAGS = $(AM_CPPFLAGS) -DCORPUS='"gitlog"'
tests_fuzz_replay_gitlog_LDADD = libgitlog.a $(BASE_LIBS)
FUZZ_REPLAYS += tests/fuzz/replay-petition
tests_fuzz_replay_petition_SOURCES = tests/fuzz/fuzz-petition.c \
	$(REPLAY_SOURCES)
tests_fuzz_replay_petition_CPPFLAGS = $(AM_CPPFLAGS) -DCORPUS='"petition"'
tests_fuzz_replay_petition_LDADD = librequestverify.a $(SITE_LIBS)
check_PROGRAMS += $(FUZZ_REPLAYS)
TESTS += $(FUZZ_REPLAYS)
EXTRA_DIST += $(FUZZ_TARGETS:%=tests/fuzz/%)

# What is parsed is built with the fuzzer's instruments too.
FUZZED = $(filter %.c,$(libsite_a_SOURCES) $(libstream_a_SOURCES) \
	$(libbase_a_SOURCES))
FUZZED_REGISTRY = $(filter %.c,$(librpsl_a_SOURCES)) $(FUZZED)
FUZZED_rpsl = $(FUZZED_REGISTRY)
FUZZED_rule = $(FUZZED_REGISTRY)
FUZZED_record = $(FUZZED)
FUZZED_participant = $(filter %.c,$(libparticipant_a_SOURCES)) $(FUZZED)
FUZZED_gitlog = $(filter %.c,$(libgitlog_a_SOURCES) $(libbase_a_SOURCES))
FUZZED_petition = $(filter %.c,$(librequestverify_a_SOURCES) \
	$(libhost_a_SOURCES)) $(FUZZED)
FUZZED_mrt = $(filter %.c,$(libmrt_a_SOURCES))
fuzz: $(FUZZ_TARGETS:%=fuzz-%)
$(FUZZ_TARGETS:%=fuzz-%):
	@t=$(@:fuzz-%=%) && echo "fuzz: $$t, $(FUZZ_RUNS) runs" && \
	mkdir -p fuzz/$$t && \
	$(FUZZ_CC) $(FUZZ_CFLAGS) $(DEFS) $(AM_CPPFLAGS) \
	    $(ARCHIVE_CFLAGS) $(JANSSON_CFLAGS) $(YAML_CFLAGS) $(SODIUM_CFLAGS) \
	    $(top_srcdir)/tests/fuzz/fuzz-$$t.c \
	    $(FUZZED_$(@:fuzz-%=%):%=$(top_srcdir)/%) \
	    $(ARCHIVE_LIBS) $(JANSSON_LIBS) $(YAML_LIBS) $(SODIUM_LIBS) \
	    -lpthread -o fuzz/fuzz-$$t && \
	fuzz/fuzz-$$t -seed=1 -runs=$(FUZZ_RUNS) -max_len=2048 \
	    -timeout=10 -print_final_stats=1 -verbosity=0 \
	    -artifact_prefix=fuzz/ fuzz/$$t $(top_srcdir)/tests/fuzz/$$t
clean-local: clean-fuzz
clean-fuzz:
	rm -rf fuzz
.PHONY: fuzz $(FUZZ_TARGETS:%=fuzz-%) clean-fuzz
