/* Unit tests: output. */
#include "base/out.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "collect.h"

static void
what_is_written(void **state)
{
	/* e acute, a Chinese character, controls, a direction override, C1's
	 * NEL, an overlong slash, a sequence that is cut. */
	static const char free_text[] = "a\xc3\xa9\xe6\xa8\xb9\"{;\n\r\t\x7f\0z"
					"\xe2\x80\xae\xc2\x85\xc0\xaf.\xe6\xa8";
	char *text;
	size_t n;
	FILE *f = open_memstream(&text, &n);
	struct collect c;

	(void)state;
	collect_open(&c);
	out_printf(f, "%s\n", "a\tb");
	out_comment_text(f, free_text, sizeof free_text - 1);
	assert_true(out_finish(f, &c.diag));
	assert_string_equal(text,
	    "a\tb\na\xc3\xa9\xe6\xa8\xb9\"{;?????z????.??");
	fclose(f);
	free(text);
	collect_close(&c);
}

static void
full_device(void **state)
{
	FILE *f = fopen("/dev/full", "w");
	struct collect c;

	(void)state;
	assert_non_null(f);
	collect_open(&c);
	fputs("text", f);
	assert_false(out_finish(f, &c.diag));
	collect_said(&c,
	    "test: standard output: write: No space left on "
	    "device\n");
	fclose(f);
	collect_close(&c);
}

/* The error of an early write is not forgotten at the end. */
static void
sticky_error(void **state)
{
	FILE *f = fopen("/dev/null", "r");
	struct collect c;

	(void)state;
	assert_non_null(f);
	collect_open(&c);
	fputs("text", f);
	assert_false(out_finish(f, &c.diag));
	collect_said(&c, "test: standard output: write: failed before\n");
	fclose(f);
	collect_close(&c);
}

/* Last, as its buffer is the file's from here on. */
static void
buffer(void **state)
{
	char *text;
	size_t n = 0;
	FILE *f;
	int fd[2];

	(void)state;
	assert_int_equal(pipe(fd), 0);
	f = fdopen(fd[1], "w");
	out_open(f);
	for (int i = 0; i < 20000; i++)
		fputc('x', f);
	/* Nothing has come yet: the buffer is longer than a page. */
	text = malloc(20000);
	assert_int_equal(fcntl(fd[0], F_SETFL, O_NONBLOCK), 0);
	assert_int_equal(read(fd[0], text, 20000), -1);
	assert_int_equal(fclose(f), 0);
	while (n < 20000) {
		ssize_t got = read(fd[0], text + n, 20000 - n);

		assert_true(got > 0);
		n += (size_t)got;
	}
	close(fd[0]);
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written),
		cmocka_unit_test(full_device),
		cmocka_unit_test(sticky_error),
		cmocka_unit_test(buffer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
