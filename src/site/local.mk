# The site file.
noinst_LIBRARIES += libsite.a
libsite_a_CPPFLAGS = $(AM_CPPFLAGS) $(YAML_CFLAGS) $(SODIUM_CFLAGS)
libsite_a_SOURCES = \
	src/site/ixp.c src/site/ixp.h \
	src/site/mesh.c src/site/mesh.h \
	src/site/neighbor.c src/site/neighbor.h \
	src/site/neighbor-check.c src/site/neighbor-check.h \
	src/site/peer.c src/site/peer.h \
	src/site/routes.c src/site/routes.h \
	src/site/rpki.c src/site/rpki.h \
	src/site/schema.c src/site/schema.h \
	src/site/site.c src/site/site.h \
	src/site/sources.c src/site/sources.h \
	src/site/value.c \
	src/site/ynode.c src/site/ynode.h
