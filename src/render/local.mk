# What the renderers share.
noinst_LIBRARIES += librender.a
librender_a_SOURCES = \
	src/render/bgp-option.c src/render/bgp-option.h \
	src/render/bgp-session.c src/render/bgp-session.h \
	src/render/explain.c src/render/explain.h \
	src/render/reject-reason.c src/render/reject-reason.h \
	src/render/render-options.c src/render/render-options.h

UNIT_TESTS += tests/render-bgp-session
tests_render_bgp_session_SOURCES = tests/render/bgp-session.c
tests_render_bgp_session_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_render_bgp_session_LDADD = librender.a $(SITE_LIBS) $(CMOCKA_LIBS)
