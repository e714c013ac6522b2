#ifndef PEER_STATUS_TEXT_H
#define PEER_STATUS_TEXT_H

#include <stdint.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/timestamp.h"

/* Free text, possibly from strangers, is made safe for its output format.
 * NULL counts as empty text. */

/* For a terminal: prints bytes other than printable ASCII as \xHH, and \ as
 * \\. */
void text_ascii(struct buf *b, const char *s);
/* Makes valid UTF-8: replaces invalid bytes, control characters and characters
 * that change the direction of text by U+FFFD. */
void text_clean(struct buf *b, const char *s);
/* The same, with escapes for HTML and XML. */
void text_html(FILE *f, const char *s);
/* The same, as a label value of the Prometheus text format. */
void text_label(FILE *f, const char *s);

#define TEXT_TIME TIMESTAMP_TEXT
/* Returns the UTC time "2026-11-21 03:57:04Z", in TEXT, or "" for one that is
 * none.
 * SEPARATOR is ' ' or 'T', as in "2026-11-21T03:57:04Z". */
const char *text_time(char text[static TEXT_TIME], uint64_t seconds,
    char separator);
#define TEXT_AGE 32
/* Writes an age such as "12 s", "5 min", "3 h" or "8 d" to TEXT and returns
 * TEXT. */
const char *text_age(char text[static TEXT_AGE], uint64_t seconds);

#endif
