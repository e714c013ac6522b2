/* Unit tests: record streams that are read. */
#include "stream/recordin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "collect.h"
#include "random.h"
#include "scratch.h"

#define BEGIN "\n%begin birdfeed-records 1\n"
#define ONE BEGIN "aut-num\tAS64512\tas-name=ONE\n%end\n"
#define TWO BEGIN "route\t192.0.2.0/24\torigin=AS64512\n%end\n"

/* How many records come out of FD, -1 when the stream is refused. */
static long
count(int fd, struct diag *diag)
{
	struct recordin in;
	struct slice line;
	long n = 0;
	int got;

	recordin_open(&in, fd, "-", diag);
	while ((got = recordin_next(&in, &line)) == 1)
		n++;
	recordin_close(&in);
	close(fd);
	return got == 0 ? n : -1;
}

static int
pipe_of(const char *text, size_t n)
{
	int fd[2];

	assert_int_equal(pipe(fd), 0);
	assert_int_equal(write(fd[1], text, n), (ssize_t)n);
	close(fd[1]);
	return fd[0];
}

static void
taken(void **state)
{
	static const struct {
		const char *text;
		long records;
	} rows[] = {
		{ ONE, 1 },
		{ ONE TWO, 2 },
		{ BEGIN "%end\n", 0 },
		{ "%begin birdfeed-records 1\n%end\n", 0 },
		/* as grep leaves it */
		{ "%begin birdfeed-records 1\na\tb\n%end\n"
		  "%begin birdfeed-records 1\na\tb\n%end\n",
		    2 },
		{ BEGIN "\n\na\tb\n\n\nc\td\n\n%end\n", 2 },
		/* one in another: as many %end as %begin */
		{ BEGIN ONE "a\tb\n%end\n", 2 },
		{ BEGIN BEGIN "a\tb\n%end\n%end\n", 1 },
	};
	struct collect c;

	(void)state;
	collect_open(&c);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *text = rows[i].text;

		assert_int_equal(count(pipe_of(text, strlen(text)), &c.diag),
		    rows[i].records);
		collect_said(&c, "");
	}
	collect_close(&c);
}

static void
refused(void **state)
{
#define CUT \
	"the stream is cut short (expected %end as its last line; " \
	"did a stage before this one fail?)\n"
#define UNKNOWN \
	"an unknown % line (expected \"%begin birdfeed-records 1\"" \
	" or \"%end\")\n"
	static const struct {
		const char *text, *said;
	} rows[] = {
		{ "",
		    "test: -: empty (expected a record stream; did the "
		    "stage before this one fail?)\n" },
		{ "\n", "test: -:1: " CUT },
		{ BEGIN, "test: -:2: " CUT },
		{ BEGIN "a\tb\n", "test: -:3: " CUT },
		{ BEGIN "%end",
		    "test: -:3: the stream ends within a line "
		    "(expected a newline)\n" },
		{ BEGIN "a\tb",
		    "test: -:3: the stream ends within a line "
		    "(expected a newline)\n" },
		{ ONE "\n", "test: -:5: " CUT },
		{ ONE BEGIN, "test: -:6: " CUT },
		{ ONE "\n%begin birdfeed-records 1\na\tb\n",
		    "test: -:7: " CUT },
		{ BEGIN "a\tb" ONE, "test: -:6: " CUT },
		{ BEGIN BEGIN "%end\n", "test: -:5: " CUT },
		{ "a\tb\n", "test: -:1: a record outside %begin and %end\n" },
		{ "a\tb\n" ONE,
		    "test: -:1: a record outside %begin and %end\n" },
		{ ONE "a\tb\n",
		    "test: -:5: a record outside %begin and %end\n" },
		{ "%end\n", "test: -:1: %end without %begin\n" },
		{ ONE "%end\n", "test: -:5: %end without %begin\n" },
		{ "%begin birdfeed-records 2\n", "test: -:1: " UNKNOWN },
		{ "%begin birdfeed-records\n", "test: -:1: " UNKNOWN },
		{ "%begin birdfeed-records 1 \n", "test: -:1: " UNKNOWN },
		{ "%begin birdfeed-records 1\r\n", "test: -:1: " UNKNOWN },
		{ BEGIN "% a comment\n%end\n", "test: -:3: " UNKNOWN },
		{ BEGIN "%%\n%end\n", "test: -:3: " UNKNOWN },
		{ BEGIN "%end \n", "test: -:3: " UNKNOWN },
		{ BEGIN " %end\n",
		    "test: -:3: \" %end\" "
		    "(expected a class of a-z 0-9 -)\n" },
		{ BEGIN "a\tb\n\nA\tb\n%end\n",
		    "test: -:5: \"A\" "
		    "(expected a class of a-z 0-9 -)\n" },
		/* sort(1) made this */
		{ "\n%begin birdfeed-records 1\n%end\na\tb\n",
		    "test: -:4: a record outside %begin and %end\n" },
		{ "#% begin bird 1\n",
		    "test: -:1: a record outside %begin and %end\n" },
	};
	struct collect c;

	(void)state;
	collect_open(&c);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *text = rows[i].text;

		assert_int_equal(count(pipe_of(text, strlen(text)), &c.diag),
		    -1);
		collect_said(&c, rows[i].said);
	}
	collect_close(&c);
}

/* What a stage that died leaves: no part but the whole is complete. */
static void
cut_at_every_byte(void **state)
{
	static const char text[] = BEGIN
	    "aut-num\tAS64512\tas-name=ONE\t"
	    "descr=a\\nb \xc3\xa9\n\nroute\t192.0.2.0/24\torigin=AS64512\n"
	    "%end\n";
	struct collect c;

	(void)state;
	collect_open(&c);
	for (size_t n = 0; n < sizeof text - 1; n++) {
		assert_int_equal(count(pipe_of(text, n), &c.diag), -1);
		assert_int_equal(c.diag.count[DIAG_ERROR], n + 1);
	}
	c.text.len = 0;
	assert_int_equal(count(pipe_of(text, sizeof text - 1), &c.diag), 2);
	collect_close(&c);
}

/* Of two, the first alone is complete too; nothing else is. */
static void
two_cut_at_every_byte(void **state)
{
	static const char text[] = ONE TWO;
	struct collect c;

	(void)state;
	collect_open(&c);
	for (size_t n = 0; n <= sizeof text - 1; n++)
		assert_int_equal(count(pipe_of(text, n), &c.diag),
		    n == sizeof text - 1    ? 2 :
			n == sizeof ONE - 1 ? 1 :
					      -1);
	c.text.len = 0;
	collect_close(&c);
}

/* Each read(2) gives one byte: a packet is not joined with the next. */
static void
byte_by_byte(void **state)
{
	static const char text[] = ONE TWO;
	struct collect c;
	int fd[2], status;
	pid_t child;

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fd), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(fd[0]);
		for (size_t i = 0; i < sizeof text - 1; i++)
			if (send(fd[1], text + i, 1, MSG_NOSIGNAL) != 1)
				_exit(1);
		_exit(0);
	}
	close(fd[1]);
	collect_open(&c);
	assert_int_equal(count(fd[0], &c.diag), 2);
	collect_close(&c);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

/* Lines of all lengths, over several blocks. */
static void
many_blocks(void **state)
{
	struct buf text = { 0 };
	struct recordin in;
	struct slice line;
	struct collect c;
	uint64_t seed = 9;
	size_t at;

	(void)state;
	buf_str(&text, "%begin birdfeed-records 1\n");
	at = text.len;
	for (unsigned i = 0; i < 300; i++) {
		buf_printf(&text, "a\t%u\tv=", i);
		for (unsigned n =
			 random_below(&seed, i % 50 == 0 ? 600000 : 6000);
		     n > 0; n--)
			buf_char(&text, 'x');
		buf_char(&text, '\n');
	}
	buf_str(&text, "%end\n");
	collect_open(&c);
	recordin_open(&in, scratch_fd(text.data, text.len), "-", &c.diag);
	while (recordin_next(&in, &line) == 1) {
		assert_memory_equal(line.p, text.data + at, line.n);
		at += line.n;
		assert_int_equal(text.data[at++], '\n');
	}
	assert_int_equal(in.place.line, 302);
	assert_int_equal(text.len - at, strlen("%end\n"));
	close(in.fd);
	recordin_close(&in);
	collect_close(&c);
	buf_free(&text);
}

static void
endless_line(void **state)
{
	int fd = memfd_create("line", MFD_CLOEXEC);
	struct collect c;

	(void)state;
	assert_int_equal(ftruncate(fd, 40 * 1024 * 1024), 0);
	collect_open(&c);
	assert_int_equal(count(fd, &c.diag), -1);
	collect_said(&c, "test: -:1: a line over 32 MiB\n");
	collect_close(&c);
}

/* A source's document may be: this one is longer than any other line. */
static void
long_document(void **state)
{
	static const char head[] = "%begin birdfeed-records 1\n"
				   "source\tarchive\tbody=";
	static const char tail[] = "\n%end\n";
	const size_t n = 40 * 1024 * 1024;
	int fd = memfd_create("line", MFD_CLOEXEC);
	struct collect c;
	char *body = malloc(n);

	(void)state;
	assert_non_null(body);
	memset(body, 'a', n);
	assert_true(
	    write(fd, head, sizeof head - 1) == (ssize_t)sizeof head - 1);
	assert_true(write(fd, body, n) == (ssize_t)n);
	assert_true(
	    write(fd, tail, sizeof tail - 1) == (ssize_t)sizeof tail - 1);
	free(body);
	lseek(fd, 0, SEEK_SET);
	collect_open(&c);
	assert_int_equal(count(fd, &c.diag), 1);
	collect_close(&c);
}

static void
no_file_to_read(void **state)
{
	struct collect c;

	(void)state;
	collect_open(&c);
	assert_int_equal(count(-1, &c.diag), -1);
	collect_said(&c, "test: -: read: Bad file descriptor\n");
	collect_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(taken),
		cmocka_unit_test(refused),
		cmocka_unit_test(cut_at_every_byte),
		cmocka_unit_test(two_cut_at_every_byte),
		cmocka_unit_test(byte_by_byte),
		cmocka_unit_test(many_blocks),
		cmocka_unit_test(endless_line),
		cmocka_unit_test(long_document),
		cmocka_unit_test(no_file_to_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
