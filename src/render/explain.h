#ifndef BIRDFEED_EXPLAIN_H
#define BIRDFEED_EXPLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "site/neighbor.h"
#include "site/peer.h"
#include "site/site.h"

/*
 * --explain prints the rendered text, and for each line the input that decided
 * it.  A renderer calls because_...() before or within a line.  The call
 * leaves a mark in the text, and the listing shows the mark as the line's
 * reason.  Without --explain, E is NULL and the calls print nothing.
 */
struct explain {
	const struct site *site;
};

/*
 * Calls RENDER(CTX, f, explain), which prints fragments to f, and prints the
 * listing to TO.  Returns false, and prints nothing, if RENDER returns false.
 */
bool explain_render(FILE *to, const struct site *site,
    bool (*render)(void *ctx, FILE *f, const struct explain *e), void *ctx);

/* Mark: a key of the site file ("peering.keepalive").  The reason is its line,
 * or that it is a default. */
void because_site(FILE *f, const struct explain *e, const char *path);
/* Mark: a key of a router ("kernel.table"). */
void because_router(FILE *f, const struct explain *e,
    const struct site_router *r, const char *path);
/* Marks: a key of a session of the site file; a field of a peer's record. */
void because_neighbor(FILE *f, const struct explain *e,
    const struct neighbor *n, unsigned key);
void because_peer(FILE *f, const struct explain *e, const struct peer *p,
    unsigned key);
/* Marks: a line of the site file; a line of the record stream.  FMT prints the
 * text after the line number. */
void because_line(FILE *f, const struct explain *e, unsigned line,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));
void because_record(FILE *f, const struct explain *e, unsigned long line,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));
/* Mark: a reason that is not on one line of the input ("6 vrp records"). */
void because(FILE *f, const struct explain *e, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif
