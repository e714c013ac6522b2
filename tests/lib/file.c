/* Unit tests: whole files, created, replaced and read. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "collect.h"
#include "scratch.h"

#define NO_GROUP ((gid_t)-1)

static const struct slice parts[] = { { "one\n", 4 }, { "", 0 },
	{ "two\0\n", 5 } };

static int
here(void)
{
	int at = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	assert_true(at >= 0);
	return at;
}

static void
holds(const char *name, const char *text, size_t n, mode_t mode)
{
	struct buf b = { 0 };
	struct stat st;

	assert_true(file_slurp(open(name, O_RDONLY | O_CLOEXEC), 100, &b));
	assert_int_equal(b.len, n);
	assert_memory_equal(b.data, text, n);
	assert_int_equal(stat(name, &st), 0);
	assert_int_equal(st.st_mode & 07777, mode);
	buf_free(&b);
}

static void
created(void **state)
{
	int at = here();

	(void)state;
	/* The mode is not the umask's. */
	umask(077);
	assert_true(file_create(at, "new", 0644, NO_GROUP, parts, 3));
	holds("new", "one\ntwo\0\n", 9, 0644);
	assert_false(file_create(at, "new", 0600, NO_GROUP, parts, 1));
	assert_int_equal(errno, EEXIST);
	holds("new", "one\ntwo\0\n", 9, 0644);
	assert_int_equal(symlink("elsewhere", "link"), 0);
	assert_false(file_create(at, "link", 0600, NO_GROUP, parts, 1));
	assert_int_equal(access("elsewhere", F_OK), -1);
	close(at);
}

static void
replaced(void **state)
{
	int at = here(), old;
	struct buf b = { 0 };

	(void)state;
	assert_true(file_replace(at, "page", 0640, parts, 1));
	holds("page", "one\n", 4, 0640);
	old = open("page", O_RDONLY | O_CLOEXEC);
	assert_true(file_replace(at, "page", 0600, parts + 2, 1));
	holds("page", "two\0\n", 5, 0600);
	/* Who had it open still reads all of the old one. */
	assert_true(file_slurp(old, 100, &b));
	assert_int_equal(b.len, 4);
	buf_free(&b);
	/* A link is replaced, and not what it points to. */
	assert_int_equal(symlink("page", "to-page"), 0);
	assert_true(file_replace(at, "to-page", 0600, parts, 1));
	holds("page", "two\0\n", 5, 0600);
	/* A failure leaves nothing behind. */
	assert_int_equal(mkdir("folder", 0700), 0);
	assert_int_equal(mkdir("folder/full", 0700), 0);
	assert_false(file_replace(at, "folder", 0600, parts, 1));
	assert_int_equal(system("ls -A | grep -q '^[.]tmp-'") == 0, 0);
	close(at);
}

static void
slurped(void **state)
{
	struct buf b = { 0 };
	int pipes[2];

	(void)state;
	scratch_write("ten", "0123456789", 10);
	scratch_write("empty", "", 0);
	assert_true(file_slurp(open("ten", O_RDONLY | O_CLOEXEC), 10, &b));
	assert_int_equal(b.len, 10);
	/* B is replaced. */
	assert_true(file_slurp(open("empty", O_RDONLY | O_CLOEXEC), 0, &b));
	assert_int_equal(b.len, 0);
	assert_false(file_slurp(open("ten", O_RDONLY | O_CLOEXEC), 9, &b));
	assert_int_equal(errno, EFBIG);
	assert_false(file_slurp(open(".", O_RDONLY | O_CLOEXEC), 9, &b));
	assert_int_equal(errno, EINVAL);
	assert_int_equal(pipe(pipes), 0);
	assert_false(file_slurp(pipes[0], 9, &b));
	assert_int_equal(errno, EINVAL);
	/* It has been closed. */
	assert_int_equal(fcntl(pipes[0], F_GETFD), -1);
	close(pipes[1]);
	assert_false(file_slurp(-1, 9, &b));
	buf_free(&b);
}

static void
temporary(void **state)
{
	char a[FILE_TEMPORARY_TEXT], b[FILE_TEMPORARY_TEXT];

	(void)state;
	file_temporary(a);
	file_temporary(b);
	assert_int_equal(strncmp(a, FILE_TEMPORARY, strlen(FILE_TEMPORARY)), 0);
	assert_string_not_equal(a, b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(created, scratch_begin,
		    scratch_end),
		cmocka_unit_test_setup_teardown(replaced, scratch_begin,
		    scratch_end),
		cmocka_unit_test_setup_teardown(slurped, scratch_begin,
		    scratch_end),
		cmocka_unit_test(temporary),
	};

	return cmocka_run_group_tests(tests, scratch_enter, scratch_leave);
}
