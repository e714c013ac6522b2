bin_PROGRAMS += bird-render
dist_man_MANS += man/bird-render.1
BATS_TESTS += tests/bird-render/bird-render.bats \
	tests/bird-render/edge.bats \
	tests/bird-render/exchange.bats \
	tests/bird-render/neighbors.bats \
	tests/bird-render/routers.bats \
	tests/bird-render/session-restarts.bats \
	tests/bird-render/versions.bats
LAB_TESTS += tests/lab/ixp.bats tests/lab/ixp-live.bats tests/lab/ixp-member.bats tests/lab/ixp-try.bats tests/lab/ixp-upstream.bats \
	tests/lab/neighbors.bats
EXTRA_DIST += tests/edge
bird_render_LDADD = librender.a $(SITE_LIBS)
bird_render_SOURCES = \
	src/bird-render/irr-set.c src/bird-render/irr-set.h \
	src/bird-render/included-files.c src/bird-render/included-files.h \
	src/bird-render/dn42-marking.c src/bird-render/dn42-marking.h \
	src/bird-render/input.c src/bird-render/input.h \
	src/bird-render/internet-bogons.c src/bird-render/internet-bogons.h \
	src/bird-render/internet-policy.c src/bird-render/internet-policy.h \
	src/bird-render/ixp-member.c src/bird-render/ixp-member.h \
	src/bird-render/ixp-policy.c src/bird-render/ixp-policy.h \
	src/bird-render/ixp-server.c src/bird-render/ixp-server.h \
	src/bird-render/main.c \
	src/bird-render/neighbor-export.c src/bird-render/neighbor-export.h \
	src/bird-render/neighbor-filter.c src/bird-render/neighbor-filter.h \
	src/bird-render/neighbor-filters.c src/bird-render/neighbor-filters.h \
	src/bird-render/neighbor-import.c src/bird-render/neighbor-import.h \
	src/bird-render/neighbor-net.c src/bird-render/neighbor-net.h \
	src/bird-render/neighbor-permit.c src/bird-render/neighbor-permit.h \
	src/bird-render/neighbor-session.c src/bird-render/neighbor-session.h \
	src/bird-render/options.c src/bird-render/options.h \
	src/bird-render/own-carried.c src/bird-render/own-carried.h \
	src/bird-render/own-valid.c src/bird-render/own-valid.h \
	src/bird-render/part-filters.c src/bird-render/part-filters.h \
	src/bird-render/part-ixp.c src/bird-render/part-ixp.h \
	src/bird-render/part-mesh.c src/bird-render/part-mesh.h \
	src/bird-render/part-peers.c src/bird-render/part-peers.h \
	src/bird-render/part-roa.c src/bird-render/part-roa.h \
	src/bird-render/part-router.c src/bird-render/part-router.h \
	src/bird-render/part-sessions.c src/bird-render/part-sessions.h \
	src/bird-render/part.h \
	src/bird-render/parts.c src/bird-render/parts.h \
	src/bird-render/password.c src/bird-render/password.h \
	src/bird-render/peer-session.c src/bird-render/peer-session.h \
	src/bird-render/router.c src/bird-render/router.h \
	src/bird-render/registry-rules.c src/bird-render/registry-rules.h \
	src/bird-render/remote.c src/bird-render/remote.h \
	src/bird-render/remote-neighbor.c src/bird-render/remote-neighbor.h \
	src/bird-render/remote-participant.c src/bird-render/remote-participant.h \
	src/bird-render/remote-peer.c src/bird-render/remote-peer.h

LAB_TESTS += tests/lab/ibgp.bats tests/lab/rpki.bats tests/lab/dn42-policy.bats tests/lab/vrf.bats

UNIT_TESTS += tests/edge-prefix-set
tests_edge_prefix_set_SOURCES = tests/edge/prefix-set.c \
	src/base/prefix-set.c
tests_edge_prefix_set_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests/lib \
	$(CMOCKA_CFLAGS)
tests_edge_prefix_set_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)
