#ifndef BIRDFEED_RECORD_H
#define BIRDFEED_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/why.h"

/* The largest document that a source record may carry. */
#define RECORD_BODY_MOST ((size_t)256 * 1024 * 1024)

/*
 * A record (birdfeed-records(5)): a class, a key, and fields in order.  Only
 * record_start() .. record_finish() write a record; only record_check() and
 * record_parse() read it.
 */
struct record {
	struct slice class;
	struct slice key;   /* decoded, as the values are */
	struct slice *name; /* N fields */
	struct slice *value;
	size_t n;
	size_t cap;
	struct buf text; /* memory for decoded values */
};

/*
 * Append a line in three steps: its class and key, each field, its end.  The
 * caller makes sure that CLASS and NAME are [a-z0-9-]+ and KEY is not empty.
 * KEY and VALUE may hold any bytes; record_parse() returns them unchanged.
 */
void record_start(struct buf *line, const char *class, size_t class_len,
    const char *key, size_t key_len);
void record_field(struct buf *line, const char *name, size_t name_len,
    const char *value, size_t value_len);
void record_field_str(struct buf *line, const char *name, const char *value);
void record_finish(struct buf *line);
/* Appends N bytes as part of a value, escaped where necessary. */
void record_value(struct buf *b, const char *s, size_t n);

/* True if S is a valid name of a class or field: [a-z0-9-]+. */
bool record_name_ok(const char *s, size_t n);

/* True if LINE, without its newline, is a valid record. */
bool record_check(struct slice line, struct why *why);
/* The class of a line that record_check() accepted. */
struct slice record_class(struct slice line);

/* The key of such a line, still escaped. */
struct slice record_raw_key(struct slice line);

/*
 * Parses a line that record_check() accepted.  The slices point into LINE or
 * into R and are valid until the next call with R.  Zero R before the first
 * call; free it with record_free().
 */
void record_parse(struct record *r, struct slice line);
/* The first field of that name, or NULL. */
const struct slice *record_get(const struct record *r, const char *name);
void record_free(struct record *r);

#endif
