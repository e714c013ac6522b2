#ifndef BIRDFEED_WALL_PROMISE_H
#define BIRDFEED_WALL_PROMISE_H

#include <stdbool.h>
#include <stddef.h>

/* The permissions of a tool besides memory, read, write and exit. */
enum {
	WALL_THREADS = 1 << 0,	/* threads of its own */
	WALL_READ = 1 << 1,	/* opens files, below its paths */
	WALL_WRITE = 1 << 2,	/* makes, renames and removes files there */
	WALL_ANYWHERE = 1 << 3, /* reads files anywhere, as libraries do */
	WALL_KERNEL = 1 << 4,	/* asks the kernel by netlink(7) */
	WALL_NETWORK = 1 << 5,	/* connects to others */
	WALL_LISTEN = 1 << 6,	/* waits for others */
	WALL_AGAIN = 1 << 7,	/* a second wall follows */
	WALL_RUN = 1 << 8,	/* runs programs, with the same permissions */
};

enum wall_use {
	WALL_PATH_READ,	   /* what is in this directory, or beside FILE */
	WALL_PATH_WRITE,   /* the same, and files are made there */
	WALL_PATH_REPLACE, /* files are made beside it, as itself is */
};

struct wall_path {
	char *path;
	enum wall_use use;
};

struct wall_paths {
	struct wall_path *v;
	size_t n, cap;
};

/* Limits the system calls.  False, with *WHY set, if it is not possible. */
bool wall_calls(unsigned promise, bool kill, const char **why);
/* Limits the files to the paths.  False, with *WHY set, if it is not
 * possible. */
bool wall_files(unsigned promise, const struct wall_paths *paths,
    const char **why);

#endif
