# apply changes the system, so it is installed where such tools are.
sbin_PROGRAMS += apply
apply_CPPFLAGS = $(AM_CPPFLAGS) $(SODIUM_CFLAGS)
apply_LDADD = libapply.a libhost.a $(SITE_LIBS)
apply_SOURCES = src/apply/main.c

# Everything but main(), so that the unit tests can have it too.
noinst_LIBRARIES += libapply.a
libapply_a_CPPFLAGS = $(AM_CPPFLAGS) $(SODIUM_CFLAGS)
libapply_a_SOURCES = \
	src/apply/apply.h \
	src/apply/babel-guard.c src/apply/babel-guard.h \
	src/apply/bird.c src/apply/bird.h \
	src/apply/bird-file.c src/apply/bird-file.h \
	src/apply/bird-text.c src/apply/bird-text.h \
	src/apply/boot.c src/apply/boot.h \
	src/apply/change.c src/apply/change.h \
	src/apply/confirmed.c src/apply/confirmed.h \
	src/apply/copies.c src/apply/copies.h \
	src/apply/depends.c src/apply/depends.h \
	src/apply/diff.c src/apply/diff.h \
	src/apply/endpoints.c src/apply/endpoints.h \
	src/apply/execute.c src/apply/execute.h \
	src/apply/execution.c src/apply/execution.h \
	src/apply/forecast.c src/apply/forecast.h \
	src/apply/foreign.c src/apply/foreign.h \
	src/apply/forget.c src/apply/forget.h \
	src/apply/generation.c src/apply/generation.h \
	src/apply/generation-list.c src/apply/generation-list.h \
	src/apply/generation-tree.c src/apply/generation-tree.h \
	src/apply/generation-tree-verify.c \
	src/apply/guard.c src/apply/guard.h \
	src/apply/guard-forwarding.c \
	src/apply/guardian.c src/apply/guardian.h \
	src/apply/stream-input.c src/apply/stream-input.h \
	src/apply/hook-names.c src/apply/hook-names.h \
	src/apply/installed.c src/apply/installed.h \
	src/apply/journal.c src/apply/journal.h \
	src/apply/kept.c src/apply/kept.h \
	src/apply/losses.c src/apply/losses.h \
	src/apply/moving-in.c src/apply/moving-in.h \
	src/apply/name-list.c src/apply/name-list.h \
	src/apply/observe.c src/apply/observe.h \
	src/apply/options.c src/apply/options.h \
	src/apply/password-names.c src/apply/password-names.h \
	src/apply/plan.c src/apply/plan.h \
	src/apply/plan-rule.c \
	src/apply/plan-restore.c src/apply/plan-tunnel.c \
	src/apply/protocol-settings.c src/apply/protocol-settings.h \
	src/apply/registry-age.c src/apply/registry-age.h \
	src/apply/removals.c src/apply/removals.h \
	src/apply/resolve.c src/apply/resolve.h \
	src/apply/roa-tables.c src/apply/roa-tables.h \
	src/apply/rollback.c src/apply/rollback.h \
	src/apply/running.c src/apply/running.h \
	src/apply/secret.c src/apply/secret.h \
	src/apply/session-health.c src/apply/session-health.h \
	src/apply/sets.c src/apply/sets.h \
	src/apply/settle.c src/apply/settle.h \
	src/apply/stale-endpoints.c src/apply/stale-endpoints.h \
	src/apply/store.c src/apply/store.h \
	src/apply/summary.c src/apply/summary.h \
	src/apply/table-rules.c src/apply/table-rules.h \
	src/apply/transaction.c src/apply/transaction.h \
	src/apply/tunnel-copies.c src/apply/tunnel-copies.h \
	src/apply/tunnel-health.c src/apply/tunnel-health.h \
	src/apply/undo.c src/apply/undo.h \
	src/apply/wait.c src/apply/wait.h \
	src/apply/way-health.c src/apply/way-health.h \
	src/apply/wg-tunnel.c src/apply/wg-tunnel.h \
	src/apply/wgstate.c src/apply/wgstate.h

dist_man_MANS += man/apply.8
LAB_TESTS += tests/lab/forecast.bats tests/lab/apply.bats tests/lab/apply-disk.bats \
	tests/lab/apply-wg.bats tests/lab/apply-secrets.bats \
	tests/lab/apply-table.bats \
	tests/lab/moving-in-mesh.bats tests/lab/moving-in.bats tests/lab/units.bats
BATS_TESTS += tests/apply/apply.bats tests/apply/bird.bats tests/apply/faults.bats \
	tests/apply/rollback.bats tests/apply/broken-bird.bats tests/apply/kill.bats \
	tests/apply/limits.bats tests/apply/stream.bats tests/apply/wireguard.bats \
	tests/apply/boot.bats tests/apply/walls.bats tests/apply/copies.bats
LAB_TESTS += tests/lab/host-way.bats
LAB_TESTS += tests/lab/upgrade.bats
EXTRA_DIST += tests/apply/helper.bash tests/lab/upgrade.ams1 \
	tests/lab/upgrade.fra1

APPLY_TEST_CPPFLAGS = $(AM_CPPFLAGS) \
	$(SODIUM_CFLAGS) $(CMOCKA_CFLAGS)
APPLY_TEST_LDADD = libapply.a libhost.a $(SITE_LIBS) $(CMOCKA_LIBS)
UNIT_TESTS += tests/apply/birdctl tests/apply/generation tests/apply/plan \
	tests/apply/wg-tunnel tests/apply/wgstate
tests_apply_birdctl_SOURCES = tests/apply/birdctl.c
tests_apply_birdctl_CPPFLAGS = $(APPLY_TEST_CPPFLAGS)
tests_apply_birdctl_LDADD = $(APPLY_TEST_LDADD)
tests_apply_generation_SOURCES = tests/apply/generation.c
tests_apply_generation_CPPFLAGS = $(APPLY_TEST_CPPFLAGS)
tests_apply_generation_LDADD = $(APPLY_TEST_LDADD)
tests_apply_plan_SOURCES = tests/apply/plan.c
tests_apply_plan_CPPFLAGS = $(APPLY_TEST_CPPFLAGS)
tests_apply_plan_LDADD = $(APPLY_TEST_LDADD)
tests_apply_wg_tunnel_SOURCES = tests/apply/wg-tunnel.c
tests_apply_wg_tunnel_CPPFLAGS = $(APPLY_TEST_CPPFLAGS)
tests_apply_wg_tunnel_LDADD = $(APPLY_TEST_LDADD)
tests_apply_wgstate_SOURCES = tests/apply/wgstate.c
tests_apply_wgstate_CPPFLAGS = $(APPLY_TEST_CPPFLAGS)
tests_apply_wgstate_LDADD = $(APPLY_TEST_LDADD)

# What makes apply's life hard.
check_DATA = tests/apply/shim.so
CLEANFILES += tests/apply/shim.so
EXTRA_DIST += tests/apply/shim.c
tests/apply/shim.so: tests/apply/shim.c
	@$(MKDIR_P) tests/apply
	$(AM_V_CCLD)$(CC) -Wall -Wextra -Os -fPIC -shared -o $@ \
		$(top_srcdir)/tests/apply/shim.c
