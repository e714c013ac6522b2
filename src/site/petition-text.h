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
 * The text that a network signs: "birdfeed-request 1", then lines "KEY: VALUE"
 * in any order.  Empty lines and lines that start with # are ignored.  In a
 * change, an empty value removes the field; in other operations, such a line
 * is ignored.
 */
#define PETITION_TEXT_FIRST "birdfeed-request 1"

struct petition_text {
	struct petition petition; /* without key and signed_by */
	char *mntner;
	uint32_t network;      /* the AS that gets the request */
	struct peer peer;      /* the fields, parsed */
	bool clear[PEER_KEYS]; /* fields that a change removes */
};

/*
 * Parses TEXT.  On failure returns false with the reason and the key that is
 * wrong (static; NULL if no single key is wrong).  Free T with
 * petition_text_free() in both cases.
 */
bool petition_text_parse(struct petition_text *t, struct slice text,
    const char **key, struct why *why);
void petition_text_free(struct petition_text *t);
/* The value of KEY in TEXT.  It is not checked, and TEXT may have more than
 * one.  The result's p is NULL if there is none. */
struct slice petition_text_hint(struct slice text, const char *key);
/* Appends the petition record.  KEY is the key that signed the text. */
void petition_text_put(struct buf *line, const struct petition_text *t,
    const char *key);

/*
 * Writes a text for OPERATION that a person completes and signs.  MNTNER and
 * ROUTER may be NULL and ASN may be 0.  P has the known fields, or is NULL.
 */
void petition_text_print(FILE *f, enum petition_operation operation,
    const char *mntner, uint32_t network, const char *router, uint32_t asn,
    const struct peer *p, int64_t date);

#endif
