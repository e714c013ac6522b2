#ifndef PEER_STATUS_TEXT_H
#define PEER_STATUS_TEXT_H

#include <stdint.h>
#include <stdio.h>

#include "base/buf.h"

/*
 * Free text, which strangers may have written, made harmless for where it
 * is to stand.  NULL counts as empty.
 */

/* For a terminal: what is not printable ASCII as \xHH, \ as \\. */
void text_ascii(struct buf *b, const char *s);
/*
 * Valid UTF-8: what is not, a control character, or one that turns the
 * direction of text around becomes U+FFFD.
 */
void text_clean(struct buf *b, const char *s);
/* The same, with what HTML and XML want escaped. */
void text_html(FILE *f, const char *s);
/* The same, as a label's value of the Prometheus text format. */
void text_label(FILE *f, const char *s);

#define TEXT_TIME 32
/* "2026-11-21 03:57:04Z", "2026-11-21T03:57:04Z" with SEPARATOR T. */
const char *text_time(char text[static TEXT_TIME], uint64_t seconds,
    char separator);
#define TEXT_AGE 32
/* "12 s", "5 min", "3 h", "8 d" */
const char *text_age(char text[static TEXT_AGE], uint64_t seconds);

#endif
