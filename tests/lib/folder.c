/* Unit tests: directories by descriptor.  What only root is refused is tried
 * as root; tests/apply/walls.bats has the rest. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/folder.h"
#include "collect.h"
#include "scratch.h"

#define NO_GROUP ((gid_t)-1)
#define NOBODY 65534

static bool
same_folder(int fd, const char *path)
{
	struct stat a, b;

	return fstat(fd, &a) == 0 && stat(path, &b) == 0 &&
	    a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static void
before_the_last_part(void **state)
{
	static const struct {
		const char *path, *folder, *name;
	} rows[] = {
		{ "x", ".", "x" },
		{ "a/b/x", "a/b", "x" },
		{ "a//b///x//", "a/b", "x" },
		{ "./a/../a/x", "a", "x" },
		{ "/x", "/", "x" },
		{ "link/x", "a/b", "x" },
	};
	struct why why;
	char *name;

	(void)state;
	assert_int_equal(mkdir("a", 0700) + mkdir("a/b", 0700), 0);
	assert_int_equal(symlink("a/b", "link"), 0);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int fd = folder_of(rows[i].path, &name, &why);

		assert_true(fd >= 0);
		assert_true(same_folder(fd, rows[i].folder));
		assert_string_equal(name, rows[i].name);
		free(name);
		close(fd);
	}
}

static void
no_such_way(void **state)
{
	static const struct {
		const char *path, *said;
		int error;
	} rows[] = {
		{ "", ": not the path of a file", EISDIR },
		{ "/", "/: not the path of a file", EISDIR },
		{ "none/x", "none/x: No such file or directory", ENOENT },
		{ "file/x", "file/x: Not a directory", ENOTDIR },
		{ "loop/x", "loop/x: Too many levels of symbolic links",
		    ELOOP },
	};
	struct why why;
	char *name;

	(void)state;
	scratch_write("file", "", 0);
	assert_int_equal(symlink("loop", "loop"), 0);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(folder_of(rows[i].path, &name, &why), -1);
		assert_int_equal(errno, rows[i].error);
		assert_string_equal(why.text, rows[i].said);
		assert_null(name);
	}
}

static void
ours_alone(void **state)
{
	struct why why;
	struct stat st;
	int fd;

	(void)state;
	umask(077);
	assert_int_equal(folder_open("state", &why), -1);
	assert_int_equal(errno, ENOENT);
	fd = folder_make("state", 0751, NO_GROUP, &why);
	assert_true(fd >= 0);
	assert_int_equal(fstat(fd, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0751);
	close(fd);
	/* One that is there keeps its mode. */
	fd = folder_make("state", 0700, NO_GROUP, &why);
	assert_int_equal(fstat(fd, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0751);
	close(fd);
	assert_int_equal(symlink("state", "link"), 0);
	assert_int_equal(folder_open("link", &why), -1);
	assert_string_equal(why.text,
	    "link: a symbolic link (expected the directory itself)");
	assert_int_equal(chmod("state", 0777), 0);
	assert_int_equal(folder_open("state", &why), -1);
	assert_int_equal(errno, EPERM);
	assert_non_null(strstr(why.text, "not ours alone"));
	assert_int_equal(folder_make("none/state", 0700, NO_GROUP, &why), -1);
	assert_int_equal(errno, ENOENT);
}

/* Root walks through no directory in which others write. */
static void
roots_way(void **state)
{
	struct why why;
	char *name;
	int fd;

	(void)state;
	/* cmocka's skip() is "not ok" in TAP. */
	if (geteuid() != 0) {
		print_message("# only root has something to lose here\n");
		return;
	}
	assert_int_equal(mkdir("a", 0700) + mkdir("a/b", 0700), 0);
	assert_int_equal(chown("a/b", NOBODY, (gid_t)-1), 0);
	assert_int_equal(folder_of("a/b/x", &name, &why), -1);
	assert_non_null(strstr(why.text, "is not root's alone"));
	assert_int_equal(chown("a/b", 0, (gid_t)-1), 0);
	assert_int_equal(chmod("a", 0777), 0);
	assert_int_equal(folder_of("a/b/x", &name, &why), -1);
	/* As /tmp is. */
	assert_int_equal(chmod("a", 01777), 0);
	fd = folder_of("a/b/x", &name, &why);
	assert_true(fd >= 0);
	free(name);
	close(fd);
	assert_int_equal(symlink("a/b", "link"), 0);
	assert_int_equal(lchown("link", NOBODY, (gid_t)-1), 0);
	assert_int_equal(folder_of("link/x", &name, &why), -1);
	assert_non_null(strstr(why.text, "a symbolic link on the way"));
}

static void
of_another(void **state)
{
	struct why why;
	uid_t owner = 7;
	char *name;
	int fd;

	(void)state;
	/* cmocka's skip() is "not ok" in TAP. */
	if (geteuid() != 0) {
		print_message("# only root has something to lose here\n");
		return;
	}
	assert_int_equal(mkdir("store", 0700) + mkdir("store/psk", 0700), 0);
	assert_int_equal(chown("store", NOBODY, (gid_t)-1) +
		chown("store/psk", NOBODY, (gid_t)-1),
	    0);
	fd = folder_of_another("store/psk/x", &name, &owner, &why);
	assert_true(fd >= 0);
	assert_int_equal(owner, NOBODY);
	free(name);
	close(fd);
	/* Not back to root's, nor through a link of theirs. */
	assert_int_equal(chown("store/psk", 0, (gid_t)-1), 0);
	assert_int_equal(folder_of_another("store/psk/x", &name, &owner, &why),
	    -1);
	assert_int_equal(symlink("psk", "store/link"), 0);
	assert_int_equal(lchown("store/link", NOBODY, (gid_t)-1), 0);
	assert_int_equal(folder_of_another("store/link/x", &name, &owner, &why),
	    -1);
	assert_int_equal(owner, 0);
}

static void
removed(void **state)
{
	int at = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	(void)state;
	assert_int_equal(
	    mkdir("a", 0700) + mkdir("a/b", 0700) + mkdir("kept", 0700), 0);
	scratch_write("a/b/x", "x", 1);
	scratch_write("kept/y", "y", 1);
	/* A link goes, and not what it points to. */
	assert_int_equal(symlink("../kept", "a/link"), 0);
	assert_true(folder_remove(at, "a"));
	assert_int_equal(access("a", F_OK), -1);
	assert_int_equal(access("kept/y", F_OK), 0);
	assert_true(folder_remove(at, "a"));
	assert_true(folder_remove(at, "kept"));
	close(at);
}

static off_t
size_of(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? st.st_size : -1;
}

static void
renamed(void **state)
{
	int at = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	(void)state;
	scratch_write("one", "1", 1);
	scratch_write("two", "22", 2);
	assert_false(folder_move(at, "one", "two"));
	assert_int_equal(errno, EEXIST);
	assert_true(folder_move(at, "one", "three"));
	assert_int_equal(access("one", F_OK), -1);
	assert_false(folder_exchange(at, "one", "two"));
	assert_int_equal(errno, ENOENT);
	assert_true(folder_exchange(at, "three", "two"));
	assert_int_equal(size_of("two"), 1);
	assert_int_equal(size_of("three"), 2);
	close(at);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(before_the_last_part,
		    scratch_begin, scratch_end),
		cmocka_unit_test_setup_teardown(no_such_way, scratch_begin,
		    scratch_end),
		cmocka_unit_test_setup_teardown(ours_alone, scratch_begin,
		    scratch_end),
		cmocka_unit_test_setup_teardown(roots_way, scratch_begin,
		    scratch_end),
		cmocka_unit_test_setup_teardown(of_another, scratch_begin,
		    scratch_end),
		cmocka_unit_test_setup_teardown(removed, scratch_begin,
		    scratch_end),
		cmocka_unit_test_setup_teardown(renamed, scratch_begin,
		    scratch_end),
	};

	return cmocka_run_group_tests(tests, scratch_enter, scratch_leave);
}
