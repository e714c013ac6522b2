# What the renderers share.
noinst_LIBRARIES += librender.a
librender_a_SOURCES = \
	src/render/explain.c src/render/explain.h
