/* A scratch directory. */
#include "scratch.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/folder.h"
#include "collect.h"

static char path[] = "/tmp/birdfeed-test-XXXXXX";

int
scratch_enter(void **state)
{
	(void)state;
	return mkdtemp(path) != NULL ? chdir(path) : -1;
}

int
scratch_leave(void **state)
{
	DIR *dir = opendir(".");
	const struct dirent *d;

	(void)state;
	if (dir == NULL)
		return -1;
	while ((d = readdir(dir)) != NULL)
		if (d->d_name[0] != '.')
			remove(d->d_name);
	closedir(dir);
	return chdir("/") == 0 ? rmdir(path) : -1;
}

static void
write_all(int fd, const char *text, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, text, n);

		assert_true(done > 0);
		text += done;
		n -= (size_t)done;
	}
}

void
scratch_write(const char *name, const void *text, size_t n)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	assert_true(fd >= 0);
	write_all(fd, text, n);
	assert_int_equal(close(fd), 0);
}

void
scratch_example(const char *name, const char *page, const char *first)
{
	const char *top = getenv("TOP_SRCDIR");
	struct buf source = { 0 }, text = { 0 };
	char line[256];
	bool in = false;
	FILE *f;

	assert_non_null(top);
	buf_printf(&source, "%s/man/%s", top, page);
	f = fopen(buf_cstr(&source), "r");
	assert_non_null(f);
	while (fgets(line, sizeof line, f) != NULL &&
	    !(in && strcmp(line, ".Ed\n") == 0)) {
		in |= strcmp(line, first) == 0;
		if (in)
			buf_str(&text, line);
	}
	fclose(f);
	scratch_write(name, buf_cstr(&text), text.len);
	buf_free(&source);
	buf_free(&text);
}

int
scratch_fd(const void *text, size_t n)
{
	int fd = memfd_create("scratch", MFD_CLOEXEC);

	assert_true(fd >= 0);
	write_all(fd, text, n);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

int
scratch_begin(void **state)
{
	(void)state;
	return mkdir("part", 0700) == 0 ? chdir("part") : -1;
}

int
scratch_end(void **state)
{
	(void)state;
	return chdir("..") == 0 && folder_remove(AT_FDCWD, "part") ? 0 : -1;
}
