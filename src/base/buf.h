#ifndef BIRDFEED_BUF_H
#define BIRDFEED_BUF_H

#include <stddef.h>

/* Bytes that grow.  All zero is an empty one; free with buf_free(). */
struct buf {
	char *data;
	size_t len;
	size_t cap;
};

void buf_grow(struct buf *b, size_t n);
/* Room for N more bytes behind the present ones; returns where they go. */
static inline char *
buf_room(struct buf *b, size_t n)
{
	if (b->cap - b->len < n)
		buf_grow(b, n);
	return b->data + b->len;
}

void buf_add(struct buf *b, const void *data, size_t n);
void buf_str(struct buf *b, const char *s);
void buf_char(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* The content with a NUL behind it (not counted in len); the buf's own. */
const char *buf_cstr(struct buf *b);
void buf_free(struct buf *b);

#endif
