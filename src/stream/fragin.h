#ifndef BIRDFEED_FRAGIN_H
#define BIRDFEED_FRAGIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/slice.h"

/* "count WHAT N": how many of WHAT a file holds. */
struct frag_count {
	struct slice what;
	unsigned long n;
};

/* "member WHAT NAME": one of what a file holds; "leave WHAT NAME": one that
 * its own network took away. */
struct frag_name {
	struct slice what;
	struct slice name;
};

/* "session NAME SETTINGS": what restarts that BGP session when changed. */
struct frag_session {
	struct slice name;
	struct slice settings;
};

struct frag_file {
	struct slice path;	/* with its set's folder: "bird/bird.conf" */
	unsigned mode;		/* 0600, 0640 or 0644 */
	struct slice head;	/* its framing lines, as they came */
	struct slice body;	/* what is written */
	struct frag_count *count;
	size_t ncount, count_cap;
	struct frag_name *member;
	size_t nmember, member_cap;
	struct frag_name *leave;
	size_t nleave, leave_cap;
	struct frag_session *session;
	size_t nsession, session_cap;
	struct slice table;	/* "NUMBER PREFIX ...": see fragout_table() */
	struct slice *depends;	/* absolute paths */
	size_t ndepends, depends_cap;
	struct slice copy;	/* of this absolute path; empty: it is none */
};

struct frag_set {
	struct slice name;
	struct frag_file *file;	/* by path */
	size_t n, cap;
};

/* A whole fragment stream in memory (birdfeed-fragments(5)); the slices
 * point into TEXT. */
struct fragments {
	struct buf text;
	struct frag_set *set;
	size_t n, cap;
};

/*
 * Reads FD to its end and takes it apart.  At most SIZE bytes, and at most
 * SECONDS from the first to the last (0: no such limit).  False when it is
 * not complete or holds anything it should not, which has been reported.
 * fragments_free() it in every case.
 */
bool fragments_read(struct fragments *fr, int fd, const char *file,
    size_t size, unsigned seconds, struct diag *diag);
/* The same, on text that is there: takes TEXT over. */
bool fragments_parse(struct fragments *fr, struct buf *text,
    const char *file, struct diag *diag);
const struct frag_set *fragments_set(const struct fragments *fr,
    const char *name);
const struct frag_file *fragments_file(const struct fragments *fr,
    const char *path);
/* SET's copy of SOURCE; NULL without one. */
const struct frag_file *fragments_copy(const struct frag_set *set,
    struct slice source);
/* By path, as fragments_file() and fragments_copy() need it. */
void fragments_sort(struct frag_set *set);
/* The sum of a set's counts of WHAT. */
unsigned long fragments_count(const struct frag_set *set, const char *what);
void fragments_free(struct fragments *fr);

/* May a fragment's file have this path?  SET is its first part. */
bool fragment_path_ok(struct slice path, struct slice set);

#endif
