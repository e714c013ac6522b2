noinst_LIBRARIES += libbirdfeed.a
libbirdfeed_a_CPPFLAGS = $(AM_CPPFLAGS) $(YAML_CFLAGS) $(SODIUM_CFLAGS)
libbirdfeed_a_SOURCES = \
	src/lib/addr.c src/lib/addr.h \
	src/lib/asn.c src/lib/asn.h \
	src/lib/birdctl.c src/lib/birdctl.h \
	src/lib/buf.c src/lib/buf.h \
	src/lib/common.c src/lib/common.h \
	src/lib/deadline.c src/lib/deadline.h \
	src/lib/diag.c src/lib/diag.h \
	src/lib/endpoint.c src/lib/endpoint.h \
	src/lib/field.c src/lib/field.h \
	src/lib/fragin.c src/lib/fragin.h \
	src/lib/fragout.c src/lib/fragout.h \
	src/lib/hash.c src/lib/hash.h \
	src/lib/ixp.c src/lib/ixp.h \
	src/lib/mem.c src/lib/mem.h \
	src/lib/mesh.c src/lib/mesh.h \
	src/lib/name.c src/lib/name.h \
	src/lib/number.c src/lib/number.h \
	src/lib/out.c src/lib/out.h \
	src/lib/participant.c src/lib/participant.h \
	src/lib/peer.c src/lib/peer.h \
	src/lib/prefix.c src/lib/prefix.h \
	src/lib/record.c src/lib/record.h \
	src/lib/recordin.c src/lib/recordin.h \
	src/lib/routes.c src/lib/routes.h \
	src/lib/rpki.c src/lib/rpki.h \
	src/lib/schema.c src/lib/schema.h \
	src/lib/site.c src/lib/site.h \
	src/lib/sources.c src/lib/sources.h \
	src/lib/url.c src/lib/url.h \
	src/lib/utf8.c src/lib/utf8.h \
	src/lib/value.c \
	src/lib/wgkey.c src/lib/wgkey.h \
	src/lib/vrp.c src/lib/vrp.h \
	src/lib/why.c src/lib/why.h \
	src/lib/ynode.c src/lib/ynode.h
