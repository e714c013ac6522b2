#ifndef REGISTRY_ACTIVITY_GIT_LOG_H
#define REGISTRY_ACTIVITY_GIT_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/diag.h"
#include "base/slice.h"
#include "base/why.h"

/* An AS whose aut-num a commit touched. */
struct edit {
	uint32_t asn;
	int64_t time; /* seconds since 1970 */
};

/*
 * What "git log --format=@%cI --name-only" prints: for each commit its time,
 * and the names of the files that it touched.  All zero but for MASS is the
 * start of it; free it with git_log_free().
 */
struct git_log {
	uint64_t mass; /* a commit of more is nobody's edit */
	struct edit *edit;
	size_t n;
	size_t cap;
	size_t start;	/* where the present commit's edits begin */
	int64_t time;	/* of the present commit */
	int64_t oldest; /* of all commits */
	int64_t newest;
	uint64_t commits;
	uint64_t mass_commits;
	uint64_t mass_edits;
	uint64_t others; /* names of no aut-num */
};

/* Takes a line without its newline; false, with WHY, when git does not print
 * such a line. */
bool git_log_line(struct git_log *log, struct slice line, struct why *why);
/* No line follows: of each AS the newest edit stays, sorted by AS. */
void git_log_end(struct git_log *log);
/* Reads F to its end.  False if that is no output of git, which has been
 * reported. */
bool git_log_read(struct git_log *log, FILE *f, struct diag *diag);
void git_log_free(struct git_log *log);

#endif
