#ifndef BIRDFEED_EXPLAIN_H
#define BIRDFEED_EXPLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "site/neighbor.h"
#include "site/peer.h"
#include "site/site.h"

/*
 * An explanation: a rendered text, and for each of its lines what of the
 * input decided it.  A renderer prints to its stream as ever, and says
 * because_...() before a line, or within it, that somebody may ask about.
 * That leaves a mark in the text, which explain_finish() turns into a
 * listing; where nobody asked, E is NULL and there is none.
 */
struct explain {
	const struct site *site;
	FILE *f;		/* what renderers print to */
	char *text;
	size_t n;
};

void explain_begin(struct explain *e, const struct site *site);
/* Prints the listing of the fragments that were printed to E->f. */
void explain_finish(struct explain *e, FILE *to);
/* Instead: prints nothing. */
void explain_drop(struct explain *e);

/* A key of the site file, "peering.keepalive"; its line, or its default. */
void because_site(FILE *f, const struct explain *e, const char *path);
/* A router's, "kernel.table". */
void because_router(FILE *f, const struct explain *e,
    const struct site_router *r, const char *path);
/* A session's of the site file, and a peer's of its record. */
void because_neighbor(FILE *f, const struct explain *e,
    const struct neighbor *n, unsigned key);
void because_peer(FILE *f, const struct explain *e, const struct peer *p,
    unsigned key);
/* That line of the site file, and of the record stream. */
void because_line(FILE *f, const struct explain *e, unsigned line,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));
void because_record(FILE *f, const struct explain *e, unsigned long line,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));
/* What no single line says: "6 vrp records". */
void because(FILE *f, const struct explain *e, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif
