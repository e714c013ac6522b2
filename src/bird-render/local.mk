bin_PROGRAMS += bird-render
dist_man_MANS += man/bird-render.1
BATS_TESTS += tests/bird-render.bats tests/edge.bats tests/routers.bats \
	tests/versions.bats tests/bird-ixp.bats
LAB_TESTS += tests/lab/ixp.bats tests/lab/ixp-live.bats
EXTRA_DIST += tests/edge
bird_render_LDADD = librender.a $(SITE_LIBS)
bird_render_SOURCES = \
	src/bird-render/as-set.c src/bird-render/as-set.h \
	src/bird-render/bogons.c src/bird-render/bogons.h \
	src/bird-render/filters.c src/bird-render/filters.h \
	src/bird-render/input.c src/bird-render/input.h \
	src/bird-render/ixp-member.c src/bird-render/ixp-member.h \
	src/bird-render/ixp-part.c src/bird-render/ixp-part.h \
	src/bird-render/ixp-policy.c src/bird-render/ixp-policy.h \
	src/bird-render/ixp-remote.c src/bird-render/ixp-remote.h \
	src/bird-render/ixp-server.c src/bird-render/ixp-server.h \
	src/bird-render/main.c \
	src/bird-render/marking.c src/bird-render/marking.h \
	src/bird-render/mesh-part.c src/bird-render/mesh-part.h \
	src/bird-render/options.c src/bird-render/options.h \
	src/bird-render/part.c src/bird-render/part.h \
	src/bird-render/password.c src/bird-render/password.h \
	src/bird-render/peers-part.c src/bird-render/peers-part.h \
	src/bird-render/permit.c src/bird-render/permit.h \
	src/bird-render/policy.c src/bird-render/policy.h \
	src/bird-render/remote.c src/bird-render/remote.h \
	src/bird-render/remote-session.c src/bird-render/remote-session.h \
	src/bird-render/roa.c src/bird-render/roa.h \
	src/bird-render/router.c src/bird-render/router.h \
	src/bird-render/rules.c src/bird-render/rules.h \
	src/bird-render/session-filter.c src/bird-render/session-filter.h \
	src/bird-render/session.c src/bird-render/session.h \
	src/bird-render/sessions-part.c src/bird-render/sessions-part.h

LAB_TESTS += tests/lab/rpki.bats tests/lab/dn42-policy.bats tests/lab/vrf.bats

UNIT_TESTS += tests/edge-prefix-set
tests_edge_prefix_set_SOURCES = tests/edge/prefix-set.c \
	src/base/prefix-set.c
tests_edge_prefix_set_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests/lib \
	$(CMOCKA_CFLAGS)
tests_edge_prefix_set_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)
