# What the renderers share.
noinst_LIBRARIES += librender.a
librender_a_SOURCES = \
	src/render/bgp-session.c src/render/bgp-session.h \
	src/render/explain.c src/render/explain.h
