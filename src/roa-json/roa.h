#ifndef ROA_JSON_ROA_H
#define ROA_JSON_ROA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/diag.h"
#include "stream/vrp.h"

#define ROA_TA 32 /* longest registry name, with its NUL */

/* A VRP, and the name of its registry ("" if unknown). */
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
 * Reads the vrp records of the stream on FD: sorted, without duplicates.
 * False if the stream is incomplete, has an invalid vrp, or has none; that has
 * been reported.  Call roas_free() in any case.
 */
bool roas_read(struct roas *roas, int fd, struct diag *diag);
/*
 * Writes the JSON document with one ROA per line, so that diff(1) works on it.
 * GENERATED is its time in seconds since 1970, or NULL.  False if memory ran
 * out; the caller checks F for write errors.
 */
bool roas_write(FILE *f, const struct roas *roas, const uint64_t *generated);
/* Writes a stream of vrp records. */
void roas_put(FILE *f, const struct roas *roas);
/* Sorts ROAS and removes duplicates; the alphabetically first ta stays. */
void roas_sort(struct roas *roas);
/* Is S valid as a ROA's ta? */
bool roa_ta_is(struct slice s);
void roas_free(struct roas *roas);

#endif
