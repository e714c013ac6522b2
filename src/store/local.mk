# SQLite, and the store of requests.  Without SQLite neither is built.
if HAVE_SQLITE
noinst_LIBRARIES += libstore.a
endif
libstore_a_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS) $(SODIUM_CFLAGS) \
	$(JANSSON_CFLAGS) $(PQ_CFLAGS)
libstore_a_SOURCES = \
	src/store/db.c src/store/db.h \
	src/store/lease.c src/store/lease.h \
	src/store/lease-change.c \
	src/store/lease-expire.c \
	src/store/lease-json.c src/store/lease-json.h \
	src/store/lease-pool.c src/store/lease-pool.h \
	src/store/lease-session.c src/store/lease-session.h \
	src/store/lease-sql.h src/store/lease-sqlite.c \
	src/store/lease-store.c src/store/lease-store.h \
	src/store/peer-request.c src/store/peer-request.h \
	src/store/petition-order.c src/store/petition-order.h \
	src/store/psk-file.c src/store/psk-file.h \
	src/store/request-admin.c src/store/request-admin.h \
	src/store/request-change.c src/store/request-change.h \
	src/store/request-check.c src/store/request-check.h \
	src/store/request-db.c src/store/request-db.h \
	src/store/request-end.c src/store/request-end.h \
	src/store/request-id.c src/store/request-id.h \
	src/store/request-log.c src/store/request-log.h \
	src/store/request-order.c src/store/request-order.h \
	src/store/request-rules.h \
	src/store/serial-file.c src/store/serial-file.h
if HAVE_POSTGRESQL
libstore_a_SOURCES += \
	src/store/lease-postgres.c \
	src/store/postgres.c src/store/postgres.h
endif
