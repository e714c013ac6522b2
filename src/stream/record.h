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
 * One record, as birdfeed-records(5) describes it: a class, a key, and
 * fields in order.  record_start() and its kin are the only code that writes
 * one, record_check() and record_parse() are the only code that reads one.
 */
struct record {
	struct slice class;
	struct slice key;	/* decoded, as all the values are */
	struct slice *name;	/* the fields, N of them */
	struct slice *value;
	size_t n;
	size_t cap;
	struct buf text;	/* where decoded values stand */
};

/*
 * Appends a line in three steps: its class and key, each field, its end.
 * CLASS and NAME are [a-z0-9-]+ and KEY is not empty (a caller's duty); KEY
 * and VALUE may hold any byte, and come back from record_parse() as they
 * were.
 */
void record_start(struct buf *line, const char *class, size_t class_len,
    const char *key, size_t key_len);
void record_field(struct buf *line, const char *name, size_t name_len,
    const char *value, size_t value_len);
void record_field_str(struct buf *line, const char *name, const char *value);
void record_finish(struct buf *line);
/* Appends N bytes as they stand in a value: with what has to be escaped. */
void record_value(struct buf *b, const char *s, size_t n);

/* True when S may be a class or a field's name: [a-z0-9-]+. */
bool record_name_ok(const char *s, size_t n);

/* Is LINE (without its newline) a record?  Changes nothing. */
bool record_check(struct slice line, struct why *why);
/* The class of a line that record_check() took. */
struct slice record_class(struct slice line);

/* Its key as it stands in the line, escapes and all. */
struct slice record_raw_key(struct slice line);

/*
 * Takes a line that record_check() took apart.  The slices point into LINE
 * or into R itself, until R is used again.  R is zeroed or was parsed into
 * before; record_free() it at the end.
 */
void record_parse(struct record *r, struct slice line);
/* The first field of that name; NULL when there is none. */
const struct slice *record_get(const struct record *r, const char *name);
void record_free(struct record *r);

#endif
