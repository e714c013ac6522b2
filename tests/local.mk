# unit tests of the shelves (cmocka), one program a noun; each is made of the
# file of its name, with what they share.
UNIT_TESTS += \
	tests/lib/addr \
	tests/lib/asn \
	tests/lib/community \
	tests/lib/date \
	tests/lib/duration \
	tests/lib/endpoint \
	tests/lib/file \
	tests/lib/folder \
	tests/lib/fragments \
	tests/lib/name \
	tests/lib/near \
	tests/lib/neighbor \
	tests/lib/number \
	tests/lib/out \
	tests/lib/participant \
	tests/lib/peer \
	tests/lib/prefix \
	tests/lib/print \
	tests/lib/record \
	tests/lib/record-classes \
	tests/lib/recordin \
	tests/lib/records \
	tests/lib/site \
	tests/lib/sort \
	tests/lib/ssh-key \
	tests/lib/timestamp \
	tests/lib/url \
	tests/lib/utf8 \
	tests/lib/vrp \
	tests/lib/wgdump \
	tests/lib/wgkey \
	tests/lib/ynode
LDADD = tests/lib/libtest.a libhost.a $(SITE_LIBS) $(CMOCKA_LIBS)
check_LIBRARIES =
tests_lib_libtest_a_SOURCES = \
	tests/lib/collect.c tests/lib/collect.h \
	tests/lib/random.h \
	tests/lib/scratch.c tests/lib/scratch.h
if HAVE_CMOCKA
$(UNIT_TESTS:%=%.$(OBJEXT)) $(tests_lib_libtest_a_OBJECTS): \
	AM_CPPFLAGS += $(CMOCKA_CFLAGS)
check_LIBRARIES += tests/lib/libtest.a
check_PROGRAMS += $(UNIT_TESTS)
TESTS += $(UNIT_TESTS)
endif

# Goes behind a wall and tries what is forbidden there.
check_PROGRAMS += tests/lib/wall-try
tests_lib_wall_try_SOURCES = tests/lib/wall-try.c
tests_lib_wall_try_LDADD = $(BASE_LIBS)

# What holds of all tools (bats): hermetic, as each tool's own suites are,
# which src/TOOL/local.mk names.
BATS_TESTS += tests/disagreements.bats tests/explain.bats tests/hostile.bats \
	tests/house.bats tests/links.bats tests/man.bats tests/packaging.bats \
	tests/quiet.bats tests/real.bats tests/shuffle.bats tests/walls.bats
if HAVE_BATS
TESTS += $(BATS_TESTS)
endif
# Those of tools that are not built here, too.
EXTRA_DIST += $(patsubst $(srcdir)/%,%,$(wildcard $(srcdir)/tests/*.bats \
	$(srcdir)/tests/*/*.bats))
EXTRA_DIST += tests/session-keys.bash tests/house.awk tests/peering.awk \
	tests/verbose.bash

TEST_EXTENSIONS = .bats
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) \
	$(top_srcdir)/build-aux/tap-driver.sh
BATS_LOG_DRIVER = $(LOG_DRIVER)
BATS_LOG_COMPILER = $(BATS)
AM_BATS_LOG_FLAGS = --tap
AM_TESTS_ENVIRONMENT = \
	export TOP_SRCDIR='$(abs_top_srcdir)'; \
	export TOP_BUILDDIR='$(abs_top_builddir)'; \
	export PATH='$(abs_top_builddir)':"$$PATH"; \
	export BIRDFEED_WALLS='$(WALLS_IN_TESTS)'; \
	export BATS_LIB_PATH="$${BATS_LIB_PATH:-/usr/lib/bats:/usr/share/bats}"; \
	export CMOCKA_MESSAGE_OUTPUT=TAP;

# Kills a program at its Nth system call.
check_PROGRAMS += tests/kill-at
tests_kill_at_SOURCES = tests/kill-at.c
tests_kill_at_LDADD =

# A BIRD that answers as the tests want it to.
check_PROGRAMS += tests/fake-bird
tests_fake_bird_SOURCES = tests/fake-bird.c
tests_fake_bird_LDADD =

# Labs: real routers in network namespaces, as root.
check-lab: all
	$(AM_TESTS_ENVIRONMENT) $(BATS) $(LAB_TESTS:%=$(top_srcdir)/%)

# Form and habits of the code, from a clone: see tests/lint.
EXTRA_DIST += tests/lint tests/lint-accepted .clang-tidy
lint:
	$(AM_TESTS_ENVIRONMENT) sh $(top_srcdir)/tests/lint
.PHONY: lint

# How fast things are: printed, and deciding nothing.
EXTRA_PROGRAMS += tests/bench/versus
tests_bench_versus_SOURCES = tests/bench/versus.c
tests_bench_versus_LDADD =
CLEANFILES += tests/bench/versus tests/bench/mrt-make
EXTRA_PROGRAMS += tests/bench/mrt-make
tests_bench_mrt_make_SOURCES = tests/bench/mrt-make.c
tests_bench_mrt_make_LDADD =
EXTRA_DIST += tests/bench/run tests/bench/cleanup tests/bench/exchange tests/bench/irr tests/bench/ixp \
	tests/bench/ladder.awk tests/bench/records.awk tests/bench/render \
	tests/bench/self-service
bench: all read-floor tests/bench/versus tests/bench/mrt-make tests/json-check \
		tests/lib/wall-try tests/http/server $(LEASE_BENCH)
	$(AM_TESTS_ENVIRONMENT) sh $(top_srcdir)/tests/bench/run
.PHONY: check-lab bench
