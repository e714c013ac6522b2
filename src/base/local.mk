# What any C program needs, and the plain values.
noinst_LIBRARIES += libbase.a
libbase_a_CPPFLAGS = $(AM_CPPFLAGS) $(SODIUM_CFLAGS) $(JANSSON_CFLAGS) \
	$(SECCOMP_CFLAGS)
libbase_a_SOURCES = \
	src/base/addr.c src/base/addr.h \
	src/base/asn.c src/base/asn.h \
	src/base/birdword.c src/base/birdword.h \
	src/base/buf.c src/base/buf.h \
	src/base/cache.c src/base/cache.h \
	src/base/command.c src/base/command.h \
	src/base/command-verb.c src/base/command-verb.h \
	src/base/community.c src/base/community.h \
	src/base/date.c src/base/date.h \
	src/base/deadline.c src/base/deadline.h \
	src/base/diag.c src/base/diag.h \
	src/base/duration.c src/base/duration.h \
	src/base/endpoint.c src/base/endpoint.h \
	src/base/fd.c src/base/fd.h \
	src/base/file.c src/base/file.h \
	src/base/folder.c src/base/folder.h \
	src/base/hash.c src/base/hash.h \
	src/base/json-document.c src/base/json-document.h \
	src/base/json-items.c src/base/json-items.h \
	src/base/list.c src/base/list.h \
	src/base/mem.c src/base/mem.h \
	src/base/name.c src/base/name.h \
	src/base/near.c src/base/near.h \
	src/base/number.c src/base/number.h \
	src/base/out.c src/base/out.h \
	src/base/prefix.c src/base/prefix.h \
	src/base/prefix-set.c src/base/prefix-set.h \
	src/base/print.c src/base/print.h \
	src/base/psk.c src/base/psk.h \
	src/base/public.c src/base/public.h \
	src/base/range-operator.c src/base/range-operator.h \
	src/base/server-answer.c src/base/server-answer.h \
	src/base/slice.h \
	src/base/sort.c src/base/sort.h \
	src/base/ssh-key.c src/base/ssh-key.h \
	src/base/timestamp.c src/base/timestamp.h \
	src/base/token.c src/base/token.h \
	src/base/url.c src/base/url.h \
	src/base/utf8.c src/base/utf8.h \
	src/base/wall.c src/base/wall.h \
	src/base/wall-calls.c src/base/wall-files.c src/base/wall-promise.h \
	src/base/wgkey.c src/base/wgkey.h \
	src/base/word.c src/base/word.h \
	src/base/why.c src/base/why.h
