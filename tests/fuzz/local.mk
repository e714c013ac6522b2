# Fuzz targets, one for what each parser reads (tests/fuzz/parsers says which).
# make check gives each its corpus; make fuzz builds them with clang's libFuzzer
# and lets them look further, from one seed and for a number of runs, so that
# two machines do the same; make fuzz-long is for a night.
FUZZ_ALWAYS = bird cache classes fragment gitlog history irr journal latency \
	mrt origins participant peeringdb peers petition record roas rpsl rule \
	site status tar url wgdump words
FUZZ_TARGETS = $(FUZZ_ALWAYS)
if HAVE_LEASE_SERVE
FUZZ_TARGETS += http
endif
# Runs of a target: what takes it about five seconds.
FUZZ_RUNS = 200000
FUZZ_RUNS_bird = 80000
FUZZ_RUNS_cache = 25000
FUZZ_RUNS_classes = 80000
FUZZ_RUNS_fragment = 80000
FUZZ_RUNS_history = 30000
FUZZ_RUNS_http = 100000
FUZZ_RUNS_irr = 80000
FUZZ_RUNS_journal = 40000
FUZZ_RUNS_origins = 40000
FUZZ_RUNS_participant = 60000
FUZZ_RUNS_peeringdb = 100000
FUZZ_RUNS_peers = 20000
FUZZ_RUNS_record = 100000
FUZZ_RUNS_roas = 40000
FUZZ_RUNS_rpsl = 50000
FUZZ_RUNS_rule = 100000
FUZZ_RUNS_site = 25000
FUZZ_RUNS_status = 40000
FUZZ_RUNS_tar = 6000
FUZZ_SECONDS = 1800
FUZZ_CC = clang
FUZZ_CFLAGS = -g -O1 -fsanitize=address,undefined -fno-sanitize-recover=all

# What a target needs besides the shelves; they are built with the fuzzer's
# instruments, too.
FUZZED_fragment = $(filter %.c,$(libapply_a_SOURCES))
FUZZED_gitlog = $(filter %.c,$(libgitlog_a_SOURCES))
FUZZED_history = $(FUZZED_status)
FUZZED_http = src/lease-serve/api-body.c src/lease-serve/api-route.c \
	src/lease-serve/jwk-set.c src/lease-serve/jwt.c src/lease-serve/jwt-algorithm.c
FUZZED_irr = src/irr-fetch/irr-routes.c src/irr-fetch/irrd.c
FUZZED_journal = $(FUZZED_fragment)
FUZZED_latency = src/link-latency/link-memory.c src/link-latency/link.c
FUZZED_mrt = $(filter %.c,$(libmrt_a_SOURCES))
FUZZED_origins = $(FUZZED_mrt) src/mrt-origins/day-set.c \
	src/mrt-origins/dump-cache.c src/mrt-origins/dump.c \
	src/mrt-origins/origin-table.c
FUZZED_participant = $(filter %.c,$(libparticipant_a_SOURCES))
FUZZED_peeringdb = src/peeringdb-parse/peeringdb-net.c
FUZZED_petition = $(filter %.c,$(librequestverify_a_SOURCES))
FUZZED_roas = src/roa-json/roa.c src/roa-json/roa-document.c
FUZZED_status = $(filter %.c,$(libstatus_a_SOURCES))
FUZZED_wgdump = $(FUZZED_fragment)
FUZZED_words = src/peer-shell/shell-words.c
FUZZED_TOOLS = $(sort $(foreach t,$(FUZZ_TARGETS),$(FUZZED_$(t))))
FUZZED_SHELVES = $(filter %.c,$(libbase_a_SOURCES) $(libstream_a_SOURCES) \
	$(libsite_a_SOURCES) $(libhost_a_SOURCES) $(librender_a_SOURCES) \
	$(librpsl_a_SOURCES))

# The targets without a fuzzer: a program each, which make check runs.
REPLAY_SOURCES = tests/fuzz/fuzz.h tests/fuzz/replay.c
FUZZ_REPLAYS = tests/fuzz/replay-bird tests/fuzz/replay-cache \
	tests/fuzz/replay-classes tests/fuzz/replay-fragment \
	tests/fuzz/replay-gitlog tests/fuzz/replay-history \
	tests/fuzz/replay-irr tests/fuzz/replay-journal \
	tests/fuzz/replay-latency tests/fuzz/replay-mrt \
	tests/fuzz/replay-origins tests/fuzz/replay-participant \
	tests/fuzz/replay-peeringdb tests/fuzz/replay-peers \
	tests/fuzz/replay-petition tests/fuzz/replay-record \
	tests/fuzz/replay-roas tests/fuzz/replay-rpsl \
	tests/fuzz/replay-rule tests/fuzz/replay-site \
	tests/fuzz/replay-status tests/fuzz/replay-tar \
	tests/fuzz/replay-url tests/fuzz/replay-wgdump \
	tests/fuzz/replay-words
if HAVE_LEASE_SERVE
FUZZ_REPLAYS += tests/fuzz/replay-http
endif
check_PROGRAMS += $(FUZZ_REPLAYS)
TESTS += $(FUZZ_REPLAYS)
tests_fuzz_replay_bird_SOURCES = tests/fuzz/fuzz-bird.c $(REPLAY_SOURCES)
tests_fuzz_replay_bird_CPPFLAGS = $(AM_CPPFLAGS) \
	-DCORPUS='"bird"'
tests_fuzz_replay_bird_LDADD = libhost.a $(STREAM_LIBS)
tests_fuzz_replay_cache_SOURCES = tests/fuzz/fuzz-cache.c $(REPLAY_SOURCES)
tests_fuzz_replay_cache_CPPFLAGS = $(AM_CPPFLAGS) $(SODIUM_CFLAGS) \
	-DCORPUS='"cache"'
tests_fuzz_replay_cache_LDADD = $(BASE_LIBS)
tests_fuzz_replay_classes_SOURCES = tests/fuzz/fuzz-classes.c $(REPLAY_SOURCES)
tests_fuzz_replay_classes_CPPFLAGS = $(AM_CPPFLAGS) $(SODIUM_CFLAGS) \
	-DCORPUS='"classes"'
tests_fuzz_replay_classes_LDADD = $(SITE_LIBS)
tests_fuzz_replay_fragment_SOURCES = tests/fuzz/fuzz-fragment.c $(REPLAY_SOURCES)
tests_fuzz_replay_fragment_CPPFLAGS = $(AM_CPPFLAGS) $(SODIUM_CFLAGS) \
	-DCORPUS='"fragment"'
tests_fuzz_replay_fragment_LDADD = libapply.a libhost.a $(SITE_LIBS)
tests_fuzz_replay_gitlog_SOURCES = tests/fuzz/fuzz-gitlog.c $(REPLAY_SOURCES)
tests_fuzz_replay_gitlog_CPPFLAGS = $(AM_CPPFLAGS) \
	-DCORPUS='"gitlog"'
tests_fuzz_replay_gitlog_LDADD = libgitlog.a $(BASE_LIBS)
tests_fuzz_replay_history_SOURCES = tests/fuzz/fuzz-history.c $(REPLAY_SOURCES)
tests_fuzz_replay_history_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS) $(SODIUM_CFLAGS) \
	-DCORPUS='"history"'
tests_fuzz_replay_history_LDADD = libstatus.a librender.a libhost.a $(SITE_LIBS) \
	$(JANSSON_LIBS)
tests_fuzz_replay_http_SOURCES = tests/fuzz/fuzz-http.c $(REPLAY_SOURCES)
tests_fuzz_replay_http_CPPFLAGS = $(LEASE_SERVE_CPPFLAGS) -DCORPUS='"http"'
tests_fuzz_replay_http_LDADD = $(LEASE_SERVE_LIBS)
tests_fuzz_replay_irr_SOURCES = tests/fuzz/fuzz-irr.c $(REPLAY_SOURCES) \
	src/irr-fetch/irr-routes.c src/irr-fetch/irrd.c
tests_fuzz_replay_irr_CPPFLAGS = $(AM_CPPFLAGS) $(SODIUM_CFLAGS) \
	-DCORPUS='"irr"'
tests_fuzz_replay_irr_LDADD = $(SITE_LIBS)
tests_fuzz_replay_journal_SOURCES = tests/fuzz/fuzz-journal.c $(REPLAY_SOURCES)
tests_fuzz_replay_journal_CPPFLAGS = $(AM_CPPFLAGS) $(SODIUM_CFLAGS) \
	-DCORPUS='"journal"'
tests_fuzz_replay_journal_LDADD = libapply.a libhost.a $(SITE_LIBS)
tests_fuzz_replay_latency_SOURCES = tests/fuzz/fuzz-latency.c $(REPLAY_SOURCES) \
	src/link-latency/link-memory.c src/link-latency/link.c
tests_fuzz_replay_latency_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS) \
	-DCORPUS='"latency"'
tests_fuzz_replay_latency_LDADD = $(SITE_LIBS)
tests_fuzz_replay_mrt_SOURCES = tests/fuzz/fuzz-mrt.c $(REPLAY_SOURCES)
tests_fuzz_replay_mrt_CPPFLAGS = $(AM_CPPFLAGS) $(ARCHIVE_CFLAGS) $(SODIUM_CFLAGS) \
	-DCORPUS='"mrt"'
tests_fuzz_replay_mrt_LDADD = libmrt.a $(BASE_LIBS)
tests_fuzz_replay_origins_SOURCES = tests/fuzz/fuzz-origins.c $(REPLAY_SOURCES) \
	src/mrt-origins/day-set.c src/mrt-origins/dump-cache.c \
	src/mrt-origins/dump.c src/mrt-origins/origin-table.c
tests_fuzz_replay_origins_CPPFLAGS = $(AM_CPPFLAGS) $(ARCHIVE_CFLAGS) $(SODIUM_CFLAGS) \
	-DCORPUS='"origins"'
tests_fuzz_replay_origins_LDADD = libmrt.a librpsl.a $(STREAM_LIBS) $(ARCHIVE_LIBS)
tests_fuzz_replay_participant_SOURCES = tests/fuzz/fuzz-participant.c $(REPLAY_SOURCES)
tests_fuzz_replay_participant_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS) $(SODIUM_CFLAGS) \
	-DCORPUS='"participant"'
tests_fuzz_replay_participant_LDADD = libparticipant.a $(SITE_LIBS) $(JANSSON_LIBS)
tests_fuzz_replay_peeringdb_SOURCES = tests/fuzz/fuzz-peeringdb.c $(REPLAY_SOURCES) \
	src/peeringdb-parse/peeringdb-net.c
tests_fuzz_replay_peeringdb_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS) $(SODIUM_CFLAGS) \
	-DCORPUS='"peeringdb"'
tests_fuzz_replay_peeringdb_LDADD = $(STREAM_LIBS) $(JANSSON_LIBS)
tests_fuzz_replay_peers_SOURCES = tests/fuzz/fuzz-peers.c $(REPLAY_SOURCES)
tests_fuzz_replay_peers_CPPFLAGS = $(AM_CPPFLAGS) $(SODIUM_CFLAGS) \
	-DCORPUS='"peers"'
tests_fuzz_replay_peers_LDADD = $(SITE_LIBS)
tests_fuzz_replay_petition_SOURCES = tests/fuzz/fuzz-petition.c $(REPLAY_SOURCES)
tests_fuzz_replay_petition_CPPFLAGS = $(AM_CPPFLAGS) $(SODIUM_CFLAGS) \
	-DCORPUS='"petition"'
tests_fuzz_replay_petition_LDADD = librequestverify.a libhost.a $(SITE_LIBS)
tests_fuzz_replay_record_SOURCES = tests/fuzz/fuzz-record.c $(REPLAY_SOURCES)
tests_fuzz_replay_record_CPPFLAGS = $(AM_CPPFLAGS) $(ARCHIVE_CFLAGS) \
	-DCORPUS='"record"'
tests_fuzz_replay_record_LDADD = $(STREAM_LIBS)
tests_fuzz_replay_roas_SOURCES = tests/fuzz/fuzz-roas.c $(REPLAY_SOURCES) \
	src/roa-json/roa.c src/roa-json/roa-document.c
tests_fuzz_replay_roas_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS) $(SODIUM_CFLAGS) \
	-DCORPUS='"roas"'
tests_fuzz_replay_roas_LDADD = $(STREAM_LIBS) $(JANSSON_LIBS)
tests_fuzz_replay_rpsl_SOURCES = tests/fuzz/fuzz-rpsl.c $(REPLAY_SOURCES)
tests_fuzz_replay_rpsl_CPPFLAGS = $(AM_CPPFLAGS) $(ARCHIVE_CFLAGS) \
	-DCORPUS='"rpsl"'
tests_fuzz_replay_rpsl_LDADD = librpsl.a $(STREAM_LIBS) $(ARCHIVE_LIBS)
tests_fuzz_replay_rule_SOURCES = tests/fuzz/fuzz-rule.c $(REPLAY_SOURCES)
tests_fuzz_replay_rule_CPPFLAGS = $(AM_CPPFLAGS) $(ARCHIVE_CFLAGS) \
	-DCORPUS='"rule"'
tests_fuzz_replay_rule_LDADD = librpsl.a $(STREAM_LIBS) $(ARCHIVE_LIBS)
tests_fuzz_replay_site_SOURCES = tests/fuzz/fuzz-site.c $(REPLAY_SOURCES)
tests_fuzz_replay_site_CPPFLAGS = $(AM_CPPFLAGS) $(SODIUM_CFLAGS) \
	-DCORPUS='"site"'
tests_fuzz_replay_site_LDADD = $(SITE_LIBS)
tests_fuzz_replay_status_SOURCES = tests/fuzz/fuzz-status.c $(REPLAY_SOURCES)
tests_fuzz_replay_status_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS) $(SODIUM_CFLAGS) \
	-DCORPUS='"status"'
tests_fuzz_replay_status_LDADD = libstatus.a librender.a libhost.a $(SITE_LIBS) \
	$(JANSSON_LIBS)
tests_fuzz_replay_tar_SOURCES = tests/fuzz/fuzz-tar.c $(REPLAY_SOURCES)
tests_fuzz_replay_tar_CPPFLAGS = $(AM_CPPFLAGS) $(ARCHIVE_CFLAGS) $(SODIUM_CFLAGS) \
	-DCORPUS='"tar"'
tests_fuzz_replay_tar_LDADD = librpsl.a $(STREAM_LIBS) $(ARCHIVE_LIBS)
tests_fuzz_replay_url_SOURCES = tests/fuzz/fuzz-url.c $(REPLAY_SOURCES)
tests_fuzz_replay_url_CPPFLAGS = $(AM_CPPFLAGS) \
	-DCORPUS='"url"'
tests_fuzz_replay_url_LDADD = $(BASE_LIBS)
tests_fuzz_replay_wgdump_SOURCES = tests/fuzz/fuzz-wgdump.c $(REPLAY_SOURCES)
tests_fuzz_replay_wgdump_CPPFLAGS = $(AM_CPPFLAGS) $(SODIUM_CFLAGS) \
	-DCORPUS='"wgdump"'
tests_fuzz_replay_wgdump_LDADD = libapply.a libhost.a $(SITE_LIBS)
tests_fuzz_replay_words_SOURCES = tests/fuzz/fuzz-words.c $(REPLAY_SOURCES) \
	src/peer-shell/shell-words.c
tests_fuzz_replay_words_CPPFLAGS = $(AM_CPPFLAGS) \
	-DCORPUS='"words"'
tests_fuzz_replay_words_LDADD = $(BASE_LIBS)
EXTRA_DIST += $(FUZZ_ALWAYS:%=tests/fuzz/%) $(FUZZ_ALWAYS:%=tests/fuzz/%.dict) \
	tests/fuzz/http tests/fuzz/http.dict tests/fuzz/parsers

# One object for each source, and a target linked with its tool's.
FUZZ_CPPFLAGS = $(DEFS) $(AM_CPPFLAGS) $(ARCHIVE_CFLAGS) $(JANSSON_CFLAGS) \
	$(YAML_CFLAGS) $(SODIUM_CFLAGS) $(SECCOMP_CFLAGS) $(JOSE_CFLAGS)
FUZZ_LIBS = $(ARCHIVE_LIBS) $(JANSSON_LIBS) $(YAML_LIBS) $(SODIUM_LIBS) \
	$(SECCOMP_LIBS) $(JOSE_LIBS) -lpthread
FUZZ_OBJECTS = $(FUZZED_TOOLS:src/%.c=fuzz/%.o)
FUZZ_SHELF_OBJECTS = $(FUZZED_SHELVES:src/%.c=fuzz/%.o)
$(FUZZ_OBJECTS) $(FUZZ_SHELF_OBJECTS): \
    $(wildcard $(top_srcdir)/src/*/*.h)
	@mkdir -p $(@D)
	$(AM_V_CC)$(FUZZ_CC) $(FUZZ_CFLAGS) -fsanitize=fuzzer-no-link \
	    $(FUZZ_CPPFLAGS) -c -o $@ $(@:fuzz/%.o=$(top_srcdir)/src/%.c)
$(foreach o,$(FUZZ_OBJECTS) $(FUZZ_SHELF_OBJECTS),$(eval \
    $(o): $(o:fuzz/%.o=$(top_srcdir)/src/%.c)))
fuzz/shelves.a: $(FUZZ_SHELF_OBJECTS)
	$(AM_V_AR)rm -f $@ && $(AR) $(ARFLAGS) $@ $(FUZZ_SHELF_OBJECTS)
$(FUZZ_TARGETS:%=fuzz/fuzz-%): fuzz/shelves.a $(FUZZ_OBJECTS)
	$(AM_V_CCLD)$(FUZZ_CC) $(FUZZ_CFLAGS) -fsanitize=fuzzer \
	    $(FUZZ_CPPFLAGS) $(@:fuzz/%=$(top_srcdir)/tests/fuzz/%.c) \
	    $(FUZZED_$(@:fuzz/fuzz-%=%):src/%.c=fuzz/%.o) \
	    fuzz/shelves.a $(FUZZ_LIBS) -o $@
$(FUZZ_TARGETS:%=fuzz/fuzz-%): tests/fuzz/fuzz.h

fuzz: $(FUZZ_TARGETS:%=fuzz-%)
fuzz-long: $(FUZZ_TARGETS:%=fuzz-long-%)
# FUZZ_RUNS in the command line is for each target.
$(FUZZ_TARGETS:%=fuzz-%): fuzz-%: fuzz/fuzz-%
	@mkdir -p fuzz/corpus/$* && \
	runs=$(if $(filter command,$(firstword $(origin FUZZ_RUNS))),$(FUZZ_RUNS),$(or $(FUZZ_RUNS_$*),$(FUZZ_RUNS))) && \
	echo "fuzz: $*, $$runs runs" && \
	fuzz/fuzz-$* -seed=1 -runs=$$runs $(FUZZ_FLAGS) \
	    -dict=$(top_srcdir)/tests/fuzz/$*.dict \
	    fuzz/corpus/$* $(top_srcdir)/tests/fuzz/$*
# What it finds on the way stays in fuzz/corpus.
$(FUZZ_TARGETS:%=fuzz-long-%): fuzz-long-%: fuzz/fuzz-%
	@mkdir -p fuzz/corpus/$* && \
	echo "fuzz: $*, $(FUZZ_SECONDS) s" && \
	fuzz/fuzz-$* -max_total_time=$(FUZZ_SECONDS) $(FUZZ_FLAGS) \
	    -dict=$(top_srcdir)/tests/fuzz/$*.dict \
	    fuzz/corpus/$* $(top_srcdir)/tests/fuzz/$*
FUZZ_FLAGS = -max_len=4096 -timeout=10 -print_final_stats=1 -verbosity=0 \
	-artifact_prefix=fuzz/
clean-local: clean-fuzz
clean-fuzz:
	rm -rf fuzz
.PHONY: fuzz fuzz-long $(FUZZ_TARGETS:%=fuzz-%) $(FUZZ_TARGETS:%=fuzz-long-%) \
	clean-fuzz
