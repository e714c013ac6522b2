if HAVE_SQLITE
bin_PROGRAMS += lease-store
dist_man_MANS += man/lease-store.1
BATS_TESTS += tests/lease-store/lease-store.bats
endif
lease_store_LDADD = libhost.a $(STORE_LIBS)
lease_store_SOURCES = \
	src/lease-store/main.c \
	src/lease-store/lease-operand.c src/lease-store/lease-operand.h \
	src/lease-store/lease-task.h \
	src/lease-store/lease-verb.c src/lease-store/lease-verb.h \
	src/lease-store/roa-removal.c src/lease-store/roa-removal.h

if HAVE_SQLITE
check_PROGRAMS += tests/lease-store/year
endif
tests_lease_store_year_SOURCES = tests/lease-store/year.c
tests_lease_store_year_LDADD = $(STORE_LIBS)
LAB_TESTS += tests/lab/lease-workflow.bats
EXTRA_DIST += tests/lease-store/postgresql.bash \
	tests/lease-store/version-1.postgresql.sql \
	tests/lease-store/version-1.sqlite.sql
