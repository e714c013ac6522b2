#ifndef ROA_JSON_ROA_H
#define ROA_JSON_ROA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/diag.h"
#include "stream/vrp.h"

#define ROA_TA 32		/* the longest registry's name, and its NUL */

/* A VRP, and the registry that it came from ("" when that has no name). */
struct roa {
	struct vrp vrp;
	char ta[ROA_TA];
};

struct roas {
	struct roa *v;
	size_t n;
	size_t cap;
};

/*
 * Reads the vrp records of the stream on FD, sorted, each VRP once.  False
 * when the stream is not complete, holds a vrp that is none, or holds none
 * at all; that has been reported.  roas_free() it in any case.
 */
bool roas_read(struct roas *roas, int fd, struct diag *diag);
/*
 * Writes the document: one ROA a line, so that diff(1) can compare two of
 * them.  GENERATED is its time in seconds since 1970, or NULL.  False when
 * memory ran out; the caller checks F for write errors.
 */
bool roas_write(FILE *f, const struct roas *roas, const uint64_t *generated);
/* Writes them as a stream of vrp records. */
void roas_put(FILE *f, const struct roas *roas);
/* Sorts them; each VRP stays once, with the first ta by its name. */
void roas_sort(struct roas *roas);
/* May S be a ROA's ta? */
bool roa_ta_is(struct slice s);
void roas_free(struct roas *roas);

#endif
