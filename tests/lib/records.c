/* Unit tests: the loop over a record stream, and its framing. */
#include "stream/records.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "collect.h"
#include "scratch.h"

#define BEGIN "\n%begin birdfeed-records 1\n"

/* Each taker appends what it sees. */
static bool
take_parsed(void *state, const struct taking *t)
{
	buf_printf(state, "%lu %.*s %.*s %zu\n", t->place->line,
	    (int)t->record->class.n, t->record->class.p, (int)t->record->key.n,
	    t->record->key.p, t->record->n);
	return true;
}

static bool
take_line(void *state, const struct taking *t)
{
	assert_null(t->record);
	buf_printf(state, "%lu: %.*s\n", t->place->line, (int)t->line.n,
	    t->line.p);
	return true;
}

static bool
stop(void *state, const struct taking *t)
{
	buf_str(state, "stop\n");
	return field_refuse(t, "field", "wrong");
}

static const struct taker takers[] = {
	{ "stop", stop },
	{ "route", take_parsed },
	{ NULL, take_line, .unparsed = true },
};

/* Reads TEXT with the first N takers; SEEN is what they saw. */
static void
reads(const char *text, size_t n, bool complete, const char *seen,
    const char *said)
{
	int fd = scratch_fd(text, strlen(text));
	struct buf b = { 0 };
	struct collect c;

	collect_open(&c);
	assert_int_equal(records_read(fd, "in", takers, n, &b, &c.diag),
	    complete);
	assert_string_equal(buf_cstr(&b), seen);
	collect_said(&c, said);
	collect_close(&c);
	buf_free(&b);
	close(fd);
}

static void
by_class(void **state)
{
	static const char text[] = BEGIN "route\ta\\tb\tx=1\ty=2\n"
					 "route6\ta\\tb\tx=1\nroute\tc\n%end\n";

	(void)state;
	reads(text, 3, true,
	    "3 route a\tb 2\n4: route6\ta\\tb\tx=1\n"
	    "5 route c 0\n",
	    "");
	/* Without a row for all the others they are skipped. */
	reads(text, 2, true, "3 route a\tb 2\n5 route c 0\n", "");
	reads(text, 0, true, "", "");
	reads(BEGIN "%end\n", 3, true, "", "");
}

static void
stopped(void **state)
{
	(void)state;
	reads(BEGIN "route\ta\nstop\tx\nroute\tb\n%end\n", 3, false,
	    "3 route a 0\nstop\n", "test: in:4: field: wrong\n");
	/* What follows is not even read. */
	reads(BEGIN "stop\tx\nroute\n", 3, false, "stop\n",
	    "test: in:3: field: wrong\n");
}

static void
incomplete(void **state)
{
	(void)state;
	reads(BEGIN "route\ta\n", 3, false, "3 route a 0\n",
	    "test: in:3: the stream is cut short (expected %end as its last "
	    "line; did a stage before this one fail?)\n");
	reads("", 3, false, "",
	    "test: in: empty (expected a record stream; "
	    "did the stage before this one fail?)\n");
	/* A class that nobody takes is checked all the same. */
	reads(BEGIN "other\n%end\n", 1, false, "",
	    "test: in:3: no key (expected CLASS, a TAB, a key)\n");
}

static void
framing(void **state)
{
	char *text;
	size_t n;
	FILE *f = open_memstream(&text, &n);

	(void)state;
	records_begin(f);
	records_pass(f, (struct slice){ "a\tb", 3 });
	records_end(f);
	fclose(f);
	assert_string_equal(text, BEGIN "a\tb\n%end\n");
	free(text);
}

/* A stream with a gap does not end well. */
static void
no_end_after_an_error(void **state)
{
	char text[64];
	FILE *f = tmpfile();
	int fd;

	(void)state;
	assert_non_null(f);
	fd = dup(fileno(f));
	setvbuf(f, NULL, _IONBF, 0);
	records_begin(f);
	assert_int_equal(close(fileno(f)), 0);
	records_pass(f, (struct slice){ "a\tb", 3 });
	assert_true(ferror(f));
	assert_int_equal(dup2(fd, fileno(f)), fileno(f));
	records_end(f);
	assert_int_equal(pread(fd, text, sizeof text, 0), strlen(BEGIN));
	fclose(f);
	close(fd);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_class),
		cmocka_unit_test(stopped),
		cmocka_unit_test(incomplete),
		cmocka_unit_test(framing),
		cmocka_unit_test(no_end_after_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
