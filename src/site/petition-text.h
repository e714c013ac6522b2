#ifndef BIRDFEED_PETITION_TEXT_H
#define BIRDFEED_PETITION_TEXT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/slice.h"
#include "site/peer.h"
#include "stream/petition.h"

/*
 * The text that a network signs: "birdfeed-request 1", then a line "KEY:
 * VALUE" for each key, in any order; empty lines and those that begin with #
 * say nothing.  An empty value of a change takes the field away, elsewhere
 * it is as if the line were not there.
 */
#define PETITION_TEXT_FIRST "birdfeed-request 1"

struct petition_text {
	struct petition petition;	/* without key and signed_by */
	char *mntner;
	uint32_t network;		/* the AS that is asked */
	struct peer peer;		/* the fields, parsed */
	bool clear[PEER_KEYS];		/* those that a change empties */
};

/*
 * False with the key (static, NULL: none) and the reason when TEXT is not
 * such a text.  petition_text_free() it in every case.
 */
bool petition_text_parse(struct petition_text *t, struct slice text,
    const char **key, struct why *why);
void petition_text_free(struct petition_text *t);
/* The value of KEY in TEXT, unchecked and possibly not the only one; its p is
 * NULL when there is none. */
struct slice petition_text_hint(struct slice text, const char *key);
/* Appends the petition record; KEY signed it. */
void petition_text_put(struct buf *line, const struct petition_text *t,
    const char *key);

/*
 * Writes the text to fill in and sign, for OPERATION.  MNTNER, ROUTER and
 * ASN (0) may be left out; P has the fields that are known, or is NULL.
 */
void petition_text_print(FILE *f, enum petition_operation operation,
    const char *mntner, uint32_t network, const char *router, uint32_t asn,
    const struct peer *p, int64_t date);

#endif
