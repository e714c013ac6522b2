# Registry objects from a tree, a tarball or text.
noinst_LIBRARIES += librpsl.a
librpsl_a_CPPFLAGS = $(AM_CPPFLAGS) $(ARCHIVE_CFLAGS) $(SODIUM_CFLAGS)
librpsl_a_SOURCES = \
	src/rpsl/attr.c src/rpsl/attr.h \
	src/rpsl/batch.c src/rpsl/batch.h \
	src/rpsl/class.c src/rpsl/class.h \
	src/rpsl/comment.c src/rpsl/comment.h \
	src/rpsl/file.c src/rpsl/file.h \
	src/rpsl/listing.c src/rpsl/listing.h \
	src/rpsl/object.c src/rpsl/object.h \
	src/rpsl/pool.c src/rpsl/pool.h \
	src/rpsl/registry.c src/rpsl/registry.h \
	src/rpsl/roas.c src/rpsl/roas.h \
	src/rpsl/route.c src/rpsl/route.h \
	src/rpsl/rule.c src/rpsl/rule.h \
	src/rpsl/scan.c src/rpsl/scan.h \
	src/rpsl/scan-sse2.h \
	src/rpsl/source.c src/rpsl/source.h \
	src/rpsl/stored.c src/rpsl/stored.h \
	src/rpsl/stream.c src/rpsl/stream.h \
	src/rpsl/tarball.c src/rpsl/tarball.h \
	src/rpsl/text.c src/rpsl/text.h \
	src/rpsl/tree.c src/rpsl/tree.h \
	src/rpsl/want.c src/rpsl/want.h
