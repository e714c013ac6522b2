#ifndef FUZZ_H
#define FUZZ_H

#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* One input; libFuzzer's name for it, which replay.c uses too. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the program, in a way that a fuzzer notices, unless OK. */
#define FUZZ_CHECK(ok) \
	do { \
		if (!(ok)) \
			__builtin_trap(); \
	} while (0)

/* For parsers of files: a descriptor that reads DATA, and closed by the
 * caller. */
static inline int
fuzz_file(const void *data, size_t size)
{
	int fd = memfd_create("fuzz", MFD_CLOEXEC);

	FUZZ_CHECK(fd >= 0 &&
	    (size == 0 || pwrite(fd, data, size, 0) == (ssize_t)size));
	return fd;
}

/* For parsers that open a path: that of fuzz_file()'s FD. */
#define FUZZ_PATH 32
static inline const char *
fuzz_path(char path[static FUZZ_PATH], int fd)
{
	snprintf(path, FUZZ_PATH, "/proc/self/fd/%d", fd);
	return path;
}

/* For parsers of files in a directory. */
#define FUZZ_FOLDER "/tmp/birdfeed-fuzz-XXXXXX"
struct fuzz_folder {
	char path[sizeof FUZZ_FOLDER];
	char file[64];
	int fd;
};
static struct fuzz_folder fuzz_folder_v;

static inline void
fuzz_folder_remove(void)
{
	unlinkat(fuzz_folder_v.fd, fuzz_folder_v.file, 0);
	rmdir(fuzz_folder_v.path);
}

/* A directory with the file NAME, always the same name.  It stays open, and
 * goes when the process ends. */
static inline int
fuzz_folder(const char *name, const void *data, size_t size)
{
	struct fuzz_folder *f = &fuzz_folder_v;
	int fd;

	if (f->file[0] == '\0') {
		snprintf(f->file, sizeof f->file, "%s", name);
		snprintf(f->path, sizeof f->path, "%s", FUZZ_FOLDER);
		FUZZ_CHECK(mkdtemp(f->path) != NULL);
		f->fd = open(f->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		FUZZ_CHECK(f->fd != -1 && atexit(fuzz_folder_remove) == 0);
	}
	fd = openat(f->fd, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
	    0600);
	FUZZ_CHECK(
	    fd != -1 && (size == 0 || write(fd, data, size) == (ssize_t)size));
	close(fd);
	return f->fd;
}

#endif
