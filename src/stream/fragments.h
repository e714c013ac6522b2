#ifndef BIRDFEED_FRAGMENTS_H
#define BIRDFEED_FRAGMENTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"
#include "stream/revision.h"

/* "count WHAT N": the number of WHAT in a file. */
struct frag_count {
	struct slice what;
	unsigned long n;
};

/* "member WHAT NAME": the name of a WHAT in a file.  "leave WHAT NAME": a WHAT
 * that its own network has removed. */
struct frag_name {
	struct slice what;
	struct slice name;
};

/* "session NAME SETTINGS": the settings of a BGP session that restart it when
 * they change. */
struct frag_session {
	struct slice name;
	struct slice settings;
};

struct frag_file {
	struct slice path; /* with its set's folder: "bird/bird.conf" */
	unsigned mode;	   /* 0600, 0640 or 0644 */
	struct slice head; /* its framing lines, verbatim */
	struct slice body; /* the content of the file */
	struct frag_count *count;
	size_t ncount, count_cap;
	struct frag_name *member;
	size_t nmember, member_cap;
	struct frag_name *leave;
	size_t nleave, leave_cap;
	struct frag_session *session;
	size_t nsession, session_cap;
	struct slice table;    /* "NUMBER PREFIX ...": see fragout_table() */
	struct slice *depends; /* absolute paths */
	size_t ndepends, depends_cap;
	struct slice copy; /* absolute path of the source of a copy;
				 * empty: the file is not a copy */
};

struct frag_set {
	struct slice name;
	struct frag_file *file; /* sorted by path */
	size_t n, cap;
};

/* A whole fragment stream in memory (birdfeed-fragments(5)); the slices
 * point into TEXT. */
struct fragments {
	struct buf text;
	struct frag_set *set;
	size_t n, cap;
	struct revision registry; /* the oldest that a line names */
};

const struct frag_set *fragments_set(const struct fragments *fr,
    const char *name);
const struct frag_file *fragments_file(const struct fragments *fr,
    const char *path);
/* The file of SET with that PATH, or NULL. */
const struct frag_file *frag_set_file(const struct frag_set *set,
    struct slice path);
/* SET's copy of SOURCE, or NULL. */
const struct frag_file *fragments_copy(const struct frag_set *set,
    struct slice source);
/* Sorts the files by path, as fragments_file() and fragments_copy() need. */
void fragments_sort(struct frag_set *set);
/* The sum of a set's counts of WHAT. */
unsigned long fragments_count(const struct frag_set *set, const char *what);
void fragments_free(struct fragments *fr);

/* True if PATH is a valid path of a fragment's file.  SET is its first part. */
bool fragment_path_ok(struct slice path, struct slice set);

#endif
